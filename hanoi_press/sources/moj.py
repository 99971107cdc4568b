"""Bộ Tư pháp, the Ministry of Justice: moj.gov.vn (SharePoint).

Facts: docs/sites/moj.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import numbered
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.sharepoint import MOJ
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

_SITE = r"https?://(?:www\.)?moj\.gov\.vn"

SECTIONS = ("chi-dao-dieu-hanh", "nghien-cuu-trao-doi", "van-ban-chinh-sach-moi", "thong-tin-khac")

SOURCE = Source(
    name="moj",
    publisher="Bộ Tư pháp",
    family=MOJ,
    status="unverified",
    remark="public crawlers and citations, 2021-2026; no raw page",
    hosts=("moj.gov.vn",),
    addresses=(
        # Each list counts its articles from 1, so an id contains the list's name.
        address(
            rf"{_SITE}/qt/tintuc/Pages/(?P<list>[\w-]+)\.aspx\?ItemID=(?P<id>\d+)",
            id="{list}-{id}",
            url="https://moj.gov.vn/qt/tintuc/Pages/{list}.aspx?ItemID={id}",
            query=("ItemID",),
            any_case=True,
        ),
        # Sites on one subject, which have lists of the same names.
        address(
            rf"{_SITE}/qt/cacchuyenmuc/(?P<site>[\w-]+)/news/Pages/(?P<list>[\w-]+)\.aspx\?ItemID=(?P<id>\d+)",
            id="{site}-{list}-{id}",
            url="https://moj.gov.vn/qt/cacchuyenmuc/{site}/news/Pages/{list}.aspx?ItemID={id}",
            query=("ItemID",),
            any_case=True,
        ),
    ),
    sections=SECTIONS,
    section_pattern=re.compile(r"[\w-]+"),
    routes={
        "section": ListPages(
            "https://moj.gov.vn/qt/tintuc/Pages/{section}.aspx",
            RowSelectors('a[href*="ItemID="]'),
            numbered("{url}?Date=&Page={number}"),
            home="https://moj.gov.vn/Pages/home.aspx",
            links=rf"{_SITE}/qt/tintuc/Pages/[\w-]+\.aspx",
            known=SECTIONS,
        ),
    },
    route_order=("section",),
)
