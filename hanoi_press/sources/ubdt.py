"""Bộ Dân tộc và Tôn giáo, Ủy ban Dân tộc until 2025: cema.gov.vn, also ubdt.gov.vn (ASP.NET WebForms).

Facts: docs/sites/ubdt.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.captures import HostYears
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


def _kinds(hosts: str, host: str) -> tuple[ArticleAddress, ...]:
    """Return the kinds of addresses on those hosts, whose articles are asked for at `host`.

    An article has the same id on all hosts: that of its address on bdtg.gov.vn.
    """
    paths = (
        (r"tin-tuc/(?P<group>[^/?#]+)/(?P<cat>[^/?#]+)/(?P<slug>[^/?#]+)", "tin-tuc/{group}/{cat}/{slug}"),
        (rf"(?P<top>{_TOP})/(?P<slug>[^/?#]+)", "{top}/{slug}"),
        # Lists look the same, but have short names: the longest known has seven words.
        (rf"(?P<top>(?!(?:{_NO_ARTICLES})/)[\w-]+)/(?P<slug>\w+(?:-+\w+){{5,}}-*)", "{top}/{slug}"),
        (r"(?P<slug>\w+(?:-+\w+){7,}-*)", "{slug}"),
    )
    return tuple(
        address(
            rf"https?://(?:www\.)?{hosts}\.gov\.vn/{pattern}\.htm",
            url=f"http://{host}/{path}.htm",
            key=f"http://bdtg.gov.vn/{path}.htm",
            any_case=True,
        )
        for pattern, path in paths
    )


def _lists(host: str) -> ListPages:
    """Return the lists that the home page of a host links."""
    return ListPages(
        section=f"http://{host}/{{section}}.htm",
        rows=RowSelectors(".news-block a, .news-block-body a, .news-block-other a"),
        next_page=numbered("{url}?p={number}"),
        home=f"http://{host}/",
        links=_HOST + rf"/(?:tin-tuc/[^/?#]+/[^/?#]+|{_TOP})\.htm",
    )


SOURCE = Source(
    name="ubdt",
    publisher="Bộ Dân tộc và Tôn giáo",
    family=UBDT,
    status="unverified",
    remark="addresses (until August 2025), lists and selectors from public code for cema.gov.vn and ubdt.gov.vn",
    hosts=("cema.gov.vn", "ubdt.gov.vn", "bdtg.gov.vn"),
    host_years=(HostYears("cema.gov.vn"), HostYears("ubdt.gov.vn"), HostYears("bdtg.gov.vn", 2025)),
    also_named=("Ủy ban Dân tộc",),
    addresses=(
        *_kinds("(?:ubdt|cema)", "www.cema.gov.vn"),
        *_kinds("bdtg", "bdtg.gov.vn"),
    ),
    section_pattern=re.compile(rf"tin-tuc/[a-z0-9-]+/[a-z0-9-]+|{_TOP}"),
    routes={
        "section": _lists("www.cema.gov.vn"),
        "renamed": _lists("bdtg.gov.vn"),  # by the ministry's name since 2025, as two lists of domains have it
        "feed": Feeds("http://www.cema.gov.vn/{section}.rss", home="tin-tuc-hoat-dong", sections=()),
    },
    route_order=("section", "renamed", "feed"),
)
