"""Read the template of the vendor Tân Dân: mpi.gov.vn until 2025, and provinces.

No raw page was available; the classes are those of public crawlers, 2021-2024.
"""

from __future__ import annotations

from hanoi_press.families.sharepoint.rich_text import RICH_TEXT
from hanoi_press.pages.portal_page import PortalPage
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure


class TanDan(PortalPage):
    """The one article template."""

    name = "sharepoint-tandan"
    MARKS = marks(
        ".tandan-span-date-publish", ".tandan-p-article-news-title", ".article-contents", ".tandan-p-article-main"
    )
    STRUCTURE = structure(
        "body",
        ".tandan-p-article-news-title",
        ".tandan-span-date-publish",
        (".article-contents", ".tandan-p-article-main"),
    )
    TITLE = (css(".tandan-p-article-news-title"), css("h1"))
    SUMMARY = (css(".tandan-p-article-news-summary"), css(".article-summary"))
    DATE = (css(".tandan-span-date-publish"),)
    AUTHOR = (css(".tandan-p-article-news-author"), css(".tacgia"))
    BODY = (
        css(".article-contents"),
        css(".tandan-p-article-news-content"),
        css(".tandan-p-article-main"),
        RICH_TEXT,
        css(".ms-rtestate-field"),
    )
    DROP_CLASSES = frozenset(
        (
            "tandan-p-article-news-title tandan-p-article-news-summary tandan-span-date-publish "
            "tandan-div-article-other tandan-p-article-news-author social-share td-tags"
        ).split()
    )
