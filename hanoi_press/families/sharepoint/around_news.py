"""Read SharePoint portals with the "Around_News" template: moc, mt (until 2025), most (until 2025).

No raw page was available. The classes and ids are those on which several public crawlers of 2017-2026 agree; portals
with the same web part share them across ministries.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from hanoi_press.pages.document import text_of
from hanoi_press.pages.named_boxes import MOST_BOXES, in_menu
from hanoi_press.pages.portal_page import PortalPage
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure


class AroundNews(PortalPage):
    """Title, summary and body in `divArticleDescription3`, `1` and `2`; the English pages have no `2`."""

    name = "sharepoint-around-news"
    TITLE = (css("h1.News_Detail_Title"), css("#divArticleDescription3 h1"), css(".News_Detail_Title"))
    SUMMARY = (css("#divArticleDescription1"),)
    DATE = (
        css("span.News_Time_Post"),
        css(".News_Time_Post"),
        css('[id$="_pnHide"] span'),  # mt, 2021
        css('[id$="_pnNguontin"] p'),  # most, 2021
    )
    AUTHOR = (css("div.Author_Write_TG"), css("p.Author_Write_TG"), css(".tacgia"))
    BODY = (css("#divArticleDescription2"), css(".Around_News_Content"))
    DROP_CLASSES = frozenset({"News_Time_Post", "News_Detail_Title", "Author_Write_TG"})
    DROP_IDS = frozenset({"divArticleDescription1"})
    _LINKS = css('a[href*="chuyen-muc/"], a[href*="huyenmucID="], a[href*="huyenmucId="]')

    MARKS = marks("h1.News_Detail_Title", "#divArticleDescription3", "#divArticleDescription2", ".Around_News_Content")
    STRUCTURE = structure("body", "h1.News_Detail_Title", "#divArticleDescription3 h1", "#divArticleDescription2")

    def printed_section(self) -> list[str]:
        """Return the breadcrumb, else the link above the article to its own list."""
        return super().printed_section() or self._own_list()

    def _own_list(self) -> list[str]:
        address = re.search(r"/tin-tuc/(\d+)/\d+/", urlsplit(self.identity.url).path)
        if not address:
            return []
        own = re.compile(rf"chuyen-?muc(?:/|ID=){address[1]}(?!\d)", re.I)
        links = (link for link in self.lookup.elements(self._LINKS) if own.search(link.get("href") or ""))
        for link in islice(links, MOST_BOXES):
            if (name := text_of(link)) and not in_menu(link):
                return [name]
        return []


class Mic2020(PortalPage):
    """mic.gov.vn, 2020 to 2023; the addresses no longer work, but archives have the pages."""

    name = "sharepoint-mic-2020"
    TITLE = (css("#news_content h1"),)
    SUMMARY = (css("#divArticleDescription"),)
    DATE = (css("#news_content > div > div > div > div"), css("#news_content div"))
    AUTHOR = (css("#news_content > div > p strong"),)
    BODY = (css("#divArticleContent"),)

    MARKS = marks("#news_content h1", "#divArticleContent")
    STRUCTURE = structure("#news_content", "h1", "#divArticleDescription", "#divArticleContent")
