"""Read mae.gov.vn since 2025 (web parts of SMPT): lists and print link are known, the article's template is not."""

from __future__ import annotations

from itertools import islice

from hanoi_press.pages.document import Document, text_of
from hanoi_press.pages.named_boxes import in_menu
from hanoi_press.pages.outline_page import OutlinePage
from hanoi_press.pages.selectors import css

_MOST_LINKS = 2000  # above the headline


class Mae(OutlinePage):
    """A page of the site, read by its outline."""

    name = "sharepoint-mae"
    NO_FIELDS = frozenset({"divArticleDescription"})  # on other SharePoint portals it contains the body
    _LINKS_AND_ROWS = (
        css('a[href*="/SMPT_Publishing_UC/"]'),  # the print link
        css("a.item-tintuc, div.item-tintuc, li.item-tintuc"),  # rows of lists, in sidebars too
        css('a[href*="/chuyen-muc/"][href*=".htm"]'),  # the menu
    )

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        """Return True if the page has any of the links and rows of its menu and sidebars."""
        return any(select(doc.root) for select in cls._LINKS_AND_ROWS)

    def printed_section(self) -> list[str]:
        """Return the breadcrumb, else the link above the headline to a list."""
        if names := super().printed_section():
            return names
        for link in islice(self.outline.column.iter("a", "h1"), _MOST_LINKS):
            if link.tag == "h1":
                break
            if "/chuyen-muc/" in (link.get("href") or "") and not in_menu(link) and (name := text_of(link)):
                return [name]
        return []
