"""Read SharePoint portals with the "Around_News" template: moc, mt (until 2025), most (until 2025).

No raw page was available. The classes and ids are those on which several public crawlers of 2017-2026 agree; portals
with the same web part share them across ministries. A body of mt (2023) and a province's copy of the template (2024)
were described since.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from hanoi_press.items import Attribution
from hanoi_press.pages.document import text_of
from hanoi_press.pages.named_boxes import MOST_BOXES, few_texts, in_menu, is_date_line
from hanoi_press.pages.portal_page import PortalPage
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure


class AroundNews(PortalPage):
    """Title, summary and body in `divArticleDescription3`, `1` and `2`; the English pages have no `2`."""

    name = "sharepoint-around-news"
    TITLE = (css("h1.News_Detail_Title"), css("#divArticleDescription3 h1"), css(".News_Detail_Title"))
    SUMMARY = (css("#divArticleDescription1"),)
    SECTION = (css("ul.UL_Link_Menu > li.Lv_1 a, ul.UL_Link_Menu > li.Lv_3 a"),)  # a province's copy, 2024
    DATE = (
        css("span.News_Time_Post"),
        css(".News_Time_Post"),
        css('[id$="_pnHide"] span'),  # mt, 2021
        css('[id$="_pnNguontin"] p'),  # most, 2021
    )
    AUTHOR = (css("div.Author_Write_TG"), css("p.Author_Write_TG"), css(".tacgia"))
    BODY = (css("#divArticleDescription2"), css(".Around_News_Content"))
    DROP_CLASSES = frozenset(
        "News_Time_Post News_Detail_Title Author_Write_TG groupnews_head othernews_fullwidth".split()
    )
    DROP_IDS = frozenset({"divArticleDescription1"})
    _HIDDEN_LEAD = css('[id$="_pnHide"] > div')  # the summary on pages without #divArticleDescription1 (mt, most)
    _LINKS = css('a[href*="chuyen-muc/"], a[href*="huyenmucID="], a[href*="huyenmucId="]')

    MARKS = marks("h1.News_Detail_Title", "#divArticleDescription3", "#divArticleDescription2", ".Around_News_Content")
    STRUCTURE = structure("body", "h1.News_Detail_Title", "#divArticleDescription3 h1", "#divArticleDescription2")

    def summary(self) -> str | None:
        """Return the summary's own box, else the first box of the panel "pnHide" that is no date."""
        boxes = few_texts(self.lookup, (self._HIDDEN_LEAD,))
        return (
            self.first(
                "summary",
                ("css", lambda: self.printed_summary()),
                ("css", lambda: next((text for text in boxes if not is_date_line(text)), None)),
            )
            or super().summary()
        )

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
    _SECTION = css("h3.title-list-news span.title-t1")  # 2017
    _SOURCE_LINK = css("#news_content > div > p strong a[href], #news_content > div > p a[href] strong")

    MARKS = marks("#news_content h1", "#divArticleContent")
    STRUCTURE = structure("#news_content", "h1", "#divArticleDescription", "#divArticleContent")

    def printed_section(self) -> list[str]:
        """Return the breadcrumb, else the heading of the list that the article belongs to."""
        return super().printed_section() or list(few_texts(self.lookup, (self._SECTION,)))[:1]

    def closing_attribution(self, body: Prose) -> Attribution | None:
        """Return the origin that the last line names; behind the body it may be a link."""
        found = super().closing_attribution(body)
        if found is None or found.url is not None:
            return found
        for element in self.lookup.elements(self._SOURCE_LINK)[:MOST_BOXES]:
            link = element if element.tag == "a" else next(element.iterancestors("a"))
            if found.name in text_of(link):
                return self.attributed(found.name, self.raw.attribution or found.name, link.get("href"))
        return found
