"""Bộ Giáo dục và Đào tạo, the Ministry of Education: moet.gov.vn (VHV since 2025, SharePoint before).

Facts: docs/sites/moet.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import first_of, numbered
from hanoi_press.discovery.routes import CombinedRoutes, ListPages, PageLinks
from hanoi_press.families.sharepoint import MOET_2021
from hanoi_press.families.vhv import VHV
from hanoi_press.families.vhv.vhv_pager import script_pager
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

_SITE = r"https?://(?:www\.)?moet\.gov\.vn"
# Rows as moit prints them, and as a crawler of the live site found them in 2026.
_ROWS = RowSelectors(
    "article.article-news-default, div.list-new div.article-item",
    "a.article-title, div.right-type2 a, a",
    "span.article-date, div.article-date",
)
# That crawler's pages are a GET with the fields of the script. The CMS's number of this site is not known; the page's
# pager object may hold it.
_PAGER = first_of(script_pager(""), numbered("{url}?&orderBy=publishTime%20DESC&itemsPerPage=10&pageNo={number}"))
_LATEST = ListPages("https://moet.gov.vn/{section}", _ROWS, _PAGER, sections=("tin-tuc",))
_SECTIONS = ListPages(
    "https://moet.gov.vn/tin-tuc/{section}",
    _ROWS,
    _PAGER,
    home="https://moet.gov.vn/",
    links=_SITE + r"/tin-tuc[a-z-]*/[a-z0-9-]+/?",
)

SOURCE = Source(
    name="moet",
    publisher="Bộ Giáo dục và Đào tạo",
    family=VHV,
    earlier=(MOET_2021,),
    status="unverified",
    remark="addresses of both systems in public code (2018-2026), a crawler of the live site (2026); no raw page",
    hosts=("moet.gov.vn",),
    also_named=(
        "Bộ GD&ĐT",
        "Bộ GDĐT",
    ),
    addresses=(
        address(
            _SITE + r"/(?P<path>tin-tuc[a-z-]*/(?:[^/]+/){0,3}[^/]+)\.html",
            url="https://moet.gov.vn/{path}.html",
        ),
        # SharePoint. All lists share one count: the numbers under six lists rise with the articles' dates. Documents
        # have counts of their own.
        address(
            _SITE + r"/(?P<path>(?:tintuc|giaoducquocdan)/(?:[\w-]+/){0,2})Pages/"
            r"(?P<list>(?!chi-tiet-van-ban|van-?ban|danh-sach|hoi-dap)[\w-]+)\.aspx\?ItemID=(?P<id>\d+)",
            id="{id}",
            url="https://moet.gov.vn/{path}Pages/{list}.aspx?ItemID={id}",
            query=("ItemID",),
        ),
        # Until about 2012.
        address(
            _SITE + r"/\?page=(?P<page>1\.\d+)&view=(?P<id>\d+)",
            id="old-{page}-{id}",
            url="http://moet.gov.vn/?page={page}&view={id}",
            query=("page", "view"),
        ),
    ),
    section_pattern=re.compile(r"[a-z0-9-]+"),
    routes={
        "all": CombinedRoutes((_LATEST, _SECTIONS)),
        "latest": _LATEST,
        "section": _SECTIONS,
        "home": PageLinks("https://moet.gov.vn/", _SITE + r"/tin-tuc.+\.html"),
    },
    route_order=("all", "home"),
)
