"""Define `PortalPage`, a template with selectors of its own and boxes named as on other portals."""

from __future__ import annotations

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.named_boxes import PORTAL_BOXES, few_texts, is_date
from hanoi_press.pages.selectors import css


class PortalPage(ArticlePage):
    """A page whose breadcrumb, source panel and attached files are found by the usual names of their boxes."""

    BOXES = PORTAL_BOXES
    TAGS = (css("div.tags"), css("ul.tags"), css("div.td-tags"), css("div.tag"), css("p.tags"))

    def printed_date(self) -> str | None:
        """Return the first match that is a date; other matches may be sources and counters."""
        return next(filter(is_date, few_texts(self.lookup, tuple(self.DATE))), None)
