"""Read OneCMS pages (`onecms__*` classes, CDN `<code>.1cdn.vn`): hanoimoi.vn since mid 2023 and its sibling papers.

Two article templates are in use at once: raw pages of sibling papers, 2024 and 2026; see docs/sites/hanoimoi.md.
"""

from __future__ import annotations

import re
import sys

from hanoi_press.pages.bold_lead import BoldLeadPage
from hanoi_press.pages.selectors import Select, css, xpath_of
from hanoi_press.pages.structure import marks, structure
from hanoi_press.text import dates

_THUMB = re.compile(r"(?<=1cdn\.vn)/thumbs/\d+x\d+(?=/)")

# The tag box, found from its heading: a page has few `h4` and hundreds of `div` (6 % of extraction).
_TAG_BOX = Select(xpath_of("div:is(.c-tags, .c-widget-tags)", "descendant::h4/ancestor::"))


class OneCms(BoldLeadPage):
    """The selectors that both templates share.

    Articles that were moved from the old site keep their bodies, which begin with a bold "(HNM) - …".
    """

    SHORTEST_LEAD = sys.maxsize  # only with a dateline; today's bold first paragraphs are sub-headings

    MAIN = frozenset({"l-main"})
    BODY = (css("article.entry"), css("div.entry"))
    SECTION = (css("ol.breadcrumb"),)
    # of nguoiquansat, diendandoanhnghiep and congly; it is not known which one hanoimoi uses
    TAGS = (_TAG_BOX, css("div.c-tags"), css("div.c-widget-tags"))
    ATTRIBUTION = (css("span.js-source-copy"),)
    ORIGINAL = (css("span#url-copy"),)
    DROP_CLASSES = frozenset(
        (
            "sc-longform-header block-sc-longform-header sc-empty-layer c-box oneads c-banner-item "
            "c-author-page c-tags c-widget-tags c-comments c-related-posts c-share-scroll b-grid"
        ).split()
    )

    def full_size(self, url: str) -> str:
        """Return the address without `thumbs/<W>x<H>/`."""
        return _THUMB.sub("", url)

    def meta_date(self, name: str) -> str | None:
        """Return the date of a meta tag that is printed month first, in Hanoi's time: `9/5/2026 10:17:01 PM`."""
        return dates.parse_us(self.doc.meta(name)) or super().meta_date(name)


class OneCmsLongform(OneCms):
    """Template B (newer): title, date, author and summary in a header inside the body."""

    name = "onecms-longform"
    HEADER = frozenset({"sc-longform-header"})
    TITLE = (css("h1.block-sc-title"), css("h1.sc-longform-header-title"))
    SUMMARY = (css("p.block-sc-sapo"), css("p.sc-longform-header-sapo"), css("div.block-sc-sapo"))
    DATE = (css("span.block-sc-publish-time"), css("span.sc-longform-header-date"))
    AUTHOR = (css("span.block-sc-author"), css("span.sc-longform-header-author"))
    MARKS = marks("h1.block-sc-title", "h1.sc-longform-header-title")
    # nguoiquansat, 2026
    STRUCTURE = structure(
        "body",
        "h1.block-sc-title",
        "article.entry div.sc-longform-header h1.block-sc-title",
        "article.entry p.block-sc-sapo",
    )


class OneCmsDetail(OneCms):
    """Template A (older, and short news): a header outside the body, the summary above it."""

    name = "onecms-detail"
    HEADER = frozenset({"c-detail-head"})
    TITLE = (css("h1.c-detail-head__title"),)
    SUMMARY = (css("p.Headlines"),)
    DATE = (css("span.c-detail-head__time"), css("div.c-detail-head__time"))
    # hanoimoi; on nguoiquansat the author is in the span that elsewhere contains the section
    AUTHOR = (css("span.c-detail-head__author"), css("span.c-detail-head__cat"))
    MARKS = marks("h1.c-detail-head__title", "div.b-maincontent :is(article, div).entry")
    # nguoiquansat, 2024
    STRUCTURE = structure("body", "h1.c-detail-head__title", "div.c-detail-head h1", "div.b-maincontent article.entry")
