"""Bộ Công Thương, the Ministry of Industry and Trade: moit.gov.vn (VHV; Liferay in 2021).

Facts: docs/sites/moit.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.routes import CombinedRoutes, ListPages, PageLinks
from hanoi_press.families.vhv import VHV
from hanoi_press.families.vhv.vhv_pager import api_rows, script_pager
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

# Lists seen in links and addresses of 2026; there are more.
LISTS = ("hoat-dong", "phat-trien-nang-luong", "thi-truong-trong-nuoc", "thi-truong-nuoc-ngoai", "thong-bao")
# Lists beside /tin-tuc, seen in addresses and a crawler of 2023 to 2026; documents and pages on the ministry look the
# same.
_BESIDE = (
    "khoa-hoc-va-cong-nghe|bao-ve-moi-truong|bao-ve-nen-tang-tu-tuong-cua-dang|phat-trien-ben-vung"
    "|quan-ly-thi-truong|tu-hao-hang-viet-nam"
)
_NO_NEWS = (
    r"(?:en|cn|tag|api|upload|publish|portals|pages)/|(?:van-ban|gioi-thieu|lien-he|hoi-dap|thu-tuc|dich-vu|du-thao"
    r"|thu-vien|tim-kiem|so-do|co-cau|chuc-nang|lanh-dao|lich)[\w-]*/"
)
_SITE = r"https?://(?:www\.)?moit\.gov\.vn"
_ROWS = RowSelectors(
    "article.article-news-default", "a.article-title, a", "span.article-date", api=api_rows("https://moit.gov.vn")
)
_PAGER = script_pager("2005517", by_api=True)
_LATEST = ListPages("https://moit.gov.vn/{section}", _ROWS, _PAGER, sections=("tin-tuc",))
_SECTIONS = ListPages(
    "https://moit.gov.vn/tin-tuc/{section}",
    _ROWS,
    _PAGER,
    home="https://moit.gov.vn/",
    links=_SITE + rf"/(?:tin-tuc/[a-z0-9-]+|{_BESIDE})/?",
    known=LISTS,
)

SOURCE = Source(
    name="moit",
    publisher="Bộ Công Thương",
    family=VHV,
    status="verified",
    remark=(
        "raw excerpts of an article and a list of October 2026; "
        "the API of its lists and old addresses from public crawlers"
    ),
    hosts=("moit.gov.vn",),
    addresses=(
        address(
            _SITE + rf"/(?P<path>(?:tin-tuc|{_BESIDE})/(?:[^/]+/){{0,3}}[^/]+)\.html",
            url="https://moit.gov.vn/{path}.html",
        ),
        address(
            _SITE + rf"/(?P<path>(?!{_NO_NEWS})[a-z]+(?:-[a-z]+)+/(?:[^/]+/){{0,2}}\w+(?:-+\w+){{5,}}-*)\.html",
            url="https://moit.gov.vn/{path}.html",
        ),
        # Liferay, until 2021; the last number is the category's.
        address(
            _SITE + r"/(?:web/guest/)?tin-chi-tiet/-/chi-tiet/(?P<slug>[^/]+?)-(?P<id>\d+)-(?P<cat>\d+)\.html",
            id="old-{id}",
            url="https://www.moit.gov.vn/web/guest/tin-chi-tiet/-/chi-tiet/{slug}-{id}-{cat}.html",
        ),
    ),
    sections=LISTS,
    section_pattern=re.compile(r"[a-z0-9-]+"),
    routes={
        # The parent list shows the articles of its children (public crawlers, 2026); articles are moved between them.
        "all": CombinedRoutes((_LATEST, _SECTIONS)),
        "latest": _LATEST,
        "section": _SECTIONS,
        "home": PageLinks("https://moit.gov.vn/", _SITE + r"/tin-tuc/.+\.html"),
    },
    route_order=("all", "home"),
)
