"""moha.gov.vn, a system of its own: the template of 2021, from public crawlers.

Of today's article page only the addresses are known, so it is read by its outline.
"""

from __future__ import annotations

import re

from hanoi_press.families.family import Family
from hanoi_press.families.json_api import MohaApi
from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import Document, css
from hanoi_press.pages.heuristic import HeuristicPage
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


class MohaToday(HeuristicPage):
    """A page of the site whose menu links lists as they are today."""

    name = "moha-guessed"

    _LINKS = css('a[href*="/chuyen-muc/"]')

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        return any(_LIST.search(link.get("href")) for link in cls._LINKS(doc.root))


MOHA = Family("own (moha)", (MohaApi, Moha, MohaToday))
