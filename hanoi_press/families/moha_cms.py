"""Read moha.gov.vn, a system of its own, by its template of 2021, which is known from public crawlers.

Only the addresses of today's article pages are known, so these are read by their outline.
"""

from __future__ import annotations

import re

from hanoi_press.families.family import Family
from hanoi_press.families.json_api import MohaApi
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import Document
from hanoi_press.pages.outline_page import OutlinePage
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure

_LIST = re.compile(r"/chuyen-muc/[^/\s]*---o?id\d+")  # the links of its menu


class Moha(ArticlePage):
    """`#news_details` with `#show_description` and `#show_content`."""

    name = "moha"
    TITLE = (css("div#news_details h1"), css("#news_details h1"), css("h1"))
    SUMMARY = (css("#show_description"),)
    DATE = (css("#news_details h1 + div p"), css("#news_details div.date, #news_details span.date"))
    SECTION = (css("ol.breadcrumb, ul.breadcrumb, div.breadcrumb"),)
    BODY = (css("div#show_content"), css("#show_content"))
    DROP_IDS = frozenset({"show_description"})

    MARKS = marks("#news_details #show_content", "#news_details #show_description")
    STRUCTURE = structure("#news_details", "h1", "#show_description", "#show_content")


class MohaToday(OutlinePage):
    """A page whose menu links today's form of lists."""

    name = "moha-guessed"

    _LINKS = css('a[href*="/chuyen-muc/"]')

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        return any(_LIST.search(link.get("href")) for link in cls._LINKS(doc.root))


MOHA = Family("own (moha)", (MohaApi, Moha, MohaToday))
