"""Bộ Dân tộc và Tôn giáo: bdtg.gov.vn since 2025, ubdt.gov.vn and cema.gov.vn before (ASP.NET WebForms).

Facts: docs/sites/ubdt.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import numbered
from hanoi_press.discovery.routes import Feeds, ListPages
from hanoi_press.families.ubdt_cms import UBDT
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

_HOST = r"https?://(?:www\.)?(?:bdtg|ubdt|cema)\.gov\.vn"
_TOP = "tin-tuc-hoat-dong|thong-bao|chuyen-doi-so"  # lists without a group, whose articles are right below them
_NO_ARTICLES = "tin-tuc|gioi-thieu|van-ban[\\w-]*|thu-vien[\\w-]*|hoi-dap|lien-he|thu-tuc[\\w-]*|danh-ba[\\w-]*|so-do[\\w-]*|media"

SOURCE = Source(
    name="ubdt",
    publisher="Bộ Dân tộc và Tôn giáo",
    family=UBDT,
    status="unverified",
    remark="addresses, lists and selectors from public crawlers of cema.gov.vn and ubdt.gov.vn",
    hosts=("bdtg.gov.vn", "ubdt.gov.vn", "cema.gov.vn"),
    also_named=("Ủy ban Dân tộc",),
    addresses=(
        address(
            _HOST + r"/tin-tuc/(?P<group>[^/?#]+)/(?P<cat>[^/?#]+)/(?P<slug>[^/?#]+)\.htm",
            url="http://bdtg.gov.vn/tin-tuc/{group}/{cat}/{slug}.htm",
            any_case=True,
        ),
        address(_HOST + rf"/(?P<top>{_TOP})/(?P<slug>[^/?#]+)\.htm", url="http://bdtg.gov.vn/{top}/{slug}.htm", any_case=True),
        # Lists look the same, but have short names: the longest known has seven words.
        address(
            _HOST + rf"/(?P<top>(?!(?:{_NO_ARTICLES})/)[\w-]+)/(?P<slug>\w+(?:-+\w+){{5,}})\.htm",
            url="http://bdtg.gov.vn/{top}/{slug}.htm",
            any_case=True,
        ),
        address(_HOST + r"/(?P<slug>\w+(?:-+\w+){7,})\.htm", url="http://bdtg.gov.vn/{slug}.htm", any_case=True),
    ),
    section_pattern=re.compile(rf"tin-tuc/[a-z0-9-]+/[a-z0-9-]+|{_TOP}"),
    routes={
        "section": ListPages(
            section="http://bdtg.gov.vn/{section}.htm",
            rows=RowSelectors(".news-block a, .news-block-body a, .news-block-other a"),
            next_page=numbered("{url}?p={number}"),
            home="http://bdtg.gov.vn/",
            links=_HOST + rf"/(?:tin-tuc/[^/?#]+/[^/?#]+|{_TOP})\.htm",
        ),
        "feed": Feeds("http://bdtg.gov.vn/{section}.rss", home="tin-tuc-hoat-dong", sections=()),
    },
    route_order=("section", "feed"),
)
