"""Bộ Giáo dục và Đào tạo: moet.gov.vn (VHV since 2025, SharePoint before). Vocational training came from MOLISA."""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import Rows
from hanoi_press.discovery.vhv import script_pager
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider
from hanoi_press.spiders.routes import ListPages, PageLinks, Together

_SITE = r"https?://(?:www\.)?moet\.gov\.vn"
_ROWS = Rows("article.article-news-default", "a.article-title, a", "span.article-date")
_MORE = script_pager("")  # the CMS's number of the site is not known: the page's own object may hold it
_LATEST = ListPages("https://moet.gov.vn/{section}", _ROWS, _MORE, sections=("tin-tuc",))
_SECTIONS = ListPages(
    "https://moet.gov.vn/tin-tuc/{section}",
    _ROWS,
    _MORE,
    home="https://moet.gov.vn/",
    form=_SITE + r"/tin-tuc[a-z-]*/[a-z0-9-]+/?",
)


class MoetSpider(PressSpider):
    """Cổng thông tin điện tử Bộ Giáo dục và Đào tạo."""

    name = "moet"
    publisher = "Bộ Giáo dục và Đào tạo"
    family = "VHV"
    status = "unverified"
    remark = "its addresses look like moit's; nobody at hand has read its pages"
    hosts = ("moet.gov.vn",)
    addresses = (
        address(
            _SITE + r"/(?P<path>tin-tuc[a-z-]*/(?:[^/]+/){0,3}[^/]+)\.html",
            url="https://moet.gov.vn/{path}.html",
        ),
    )
    section_form = re.compile(r"[a-z0-9-]+")
    routes = {
        "all": Together((_LATEST, _SECTIONS)),
        "latest": _LATEST,
        "section": _SECTIONS,
        "home": PageLinks("https://moet.gov.vn/", _SITE + r"/tin-tuc.+\.html"),
    }
    order = ("all", "home")
