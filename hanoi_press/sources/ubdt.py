"""Bộ Dân tộc và Tôn giáo, Ủy ban Dân tộc until 2025: cema.gov.vn, also ubdt.gov.vn (ASP.NET WebForms).

Facts: docs/sites/ubdt.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import numbered
from hanoi_press.discovery.routes import Feeds, ListPages
from hanoi_press.families.ubdt_cms import UBDT
from hanoi_press.sources.address import ArticleAddress, address
from hanoi_press.sources.source import Source

_HOST = r"https?://(?:www\.)?(?:bdtg|ubdt|cema)\.gov\.vn"
_TOP = "tin-tuc-hoat-dong|thong-bao|chuyen-doi-so"  # lists without a group, whose articles are right below them
_NO_ARTICLES = (
    "tin-tuc|gioi-thieu|van-ban[\\w-]*|thu-vien[\\w-]*|hoi-dap|lien-he|thu-tuc[\\w-]*|danh-ba[\\w-]*|so-do[\\w-]*|media"
)


def _kind(pattern: str, path: str) -> ArticleAddress:
    """Return a kind of address on all hosts. The ids are those of bdtg.gov.vn, which no public address names."""
    return address(
        rf"{_HOST}/{pattern}\.htm",
        url=f"http://www.cema.gov.vn/{path}.htm",
        key=f"http://bdtg.gov.vn/{path}.htm",
        any_case=True,
    )


SOURCE = Source(
    name="ubdt",
    publisher="Bộ Dân tộc và Tôn giáo",
    family=UBDT,
    status="unverified",
    remark="addresses (until August 2025), lists and selectors from public code for cema.gov.vn and ubdt.gov.vn",
    hosts=("cema.gov.vn", "ubdt.gov.vn", "bdtg.gov.vn"),
    also_named=("Ủy ban Dân tộc",),
    addresses=(
        _kind(r"tin-tuc/(?P<group>[^/?#]+)/(?P<cat>[^/?#]+)/(?P<slug>[^/?#]+)", "tin-tuc/{group}/{cat}/{slug}"),
        _kind(rf"(?P<top>{_TOP})/(?P<slug>[^/?#]+)", "{top}/{slug}"),
        # Lists look the same, but have short names: the longest known has seven words.
        _kind(rf"(?P<top>(?!(?:{_NO_ARTICLES})/)[\w-]+)/(?P<slug>\w+(?:-+\w+){{5,}}-*)", "{top}/{slug}"),
        _kind(r"(?P<slug>\w+(?:-+\w+){7,}-*)", "{slug}"),
    ),
    section_pattern=re.compile(rf"tin-tuc/[a-z0-9-]+/[a-z0-9-]+|{_TOP}"),
    routes={
        "section": ListPages(
            section="http://www.cema.gov.vn/{section}.htm",
            rows=RowSelectors(".news-block a, .news-block-body a, .news-block-other a"),
            next_page=numbered("{url}?p={number}"),
            home="http://www.cema.gov.vn/",
            links=_HOST + rf"/(?:tin-tuc/[^/?#]+/[^/?#]+|{_TOP})\.htm",
        ),
        "feed": Feeds("http://www.cema.gov.vn/{section}.rss", home="tin-tuc-hoat-dong", sections=()),
    },
    route_order=("section", "feed"),
)
