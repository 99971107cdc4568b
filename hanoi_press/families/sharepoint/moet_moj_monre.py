"""Read templates that only one ministry has: monre.gov.vn and moet.gov.vn until 2025, moj.gov.vn.

No raw page was available; the ids and classes are those of public crawlers, 2021-2026.
"""

from __future__ import annotations

from hanoi_press.families.sharepoint.rich_text import RICH_TEXT
from hanoi_press.pages.document import Element
from hanoi_press.pages.outline_page import OutlinePage
from hanoi_press.pages.portal_page import PortalPage
from hanoi_press.pages.selectors import css
from hanoi_press.pages.structure import marks, structure


class Monre(PortalPage):
    """monre.gov.vn, until 2025."""

    name = "sharepoint-monre"
    MARKS = marks("#layoutBanTin")
    STRUCTURE = structure("#layoutBanTin", "h4", "#publish-date", "#idTomTat")
    TITLE = (css("#layoutBanTin h4"), css("#layoutBanTin h1, #layoutBanTin h2, #layoutBanTin h3"))
    SUMMARY = (css("#idTomTat"),)
    DATE = (css("#publish-date em"), css("#publish-date"))
    BODY = (RICH_TEXT, css("#layoutBanTin"))
    DROP_IDS = frozenset({"idTomTat", "publish-date"})

    def drops(self, element: Element) -> bool:
        """Return True also for the headline, which is inside if the whole layout is read."""
        return element.tag == "h4" or super().drops(element)


class Moj(OutlinePage):
    """moj.gov.vn: headline, date, summary and body are in one box, summary and body without names."""

    name = "sharepoint-moj"
    MARKS = marks("div.content-news h1", "div.content-news h2", "div.content-news h3")
    TITLE = (css("div.content-news h1"), css("div.content-news h2, div.content-news h3"))
    DATE = (css("div.content-news > div > span"), css("div.content-news span"))


class Moet2021(OutlinePage):
    """moet.gov.vn, until 2025."""

    name = "sharepoint-moet-2021"
    MARKS = marks("#news-title", "#news-detail")
    TITLE = (css("#news-title"),)
    SUMMARY = (css("#news-des"),)
    DROP_IDS = frozenset({"news-des"})
