"""moha.gov.vn, a system of its own: the template of 2021, from other people's crawlers (portals.md §8).

How today's article page looks nobody recorded: without these marks JSON-LD, meta tags and trafilatura read it.
"""

from __future__ import annotations

from hanoi_press.pages.base import ArticlePage
from hanoi_press.pages.document import Document, css


class Moha(ArticlePage):
    """`#news_details` with `#show_description` and `#show_content`."""

    name = "moha"
    TITLE = (css("div#news_details h1"), css("#news_details h1"), css("h1"))
    SUMMARY = (css("#show_description"),)
    DATE = (css("#news_details h1 + div p"), css("#news_details div.date, #news_details span.date"))
    SECTION = (css("ol.breadcrumb, ul.breadcrumb, div.breadcrumb"),)
    BODY = (css("div#show_content"), css("#show_content"))
    DROP_IDS = frozenset({"show_description"})

    @classmethod
    def looks(cls, doc: Document) -> bool:
        return b"show_content" in doc.body and b"news_details" in doc.body
