"""Bộ Lao động - Thương binh và Xã hội, the Ministry of Labour until 1 March 2025: molisa.gov.vn (SharePoint).

Facts: docs/sites/molisa.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.sharepoint import MOLISA
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Merger, Source

_SITE = r"https?://(?:www\.)?molisa\.gov\.vn"

# Lists of a public crawler, 2021: jobs, wages, insurance, work abroad, safety, training, veterans, relief, poverty …
SECTIONS = tuple("32 33 35 34 68 69 25 39 40 70 71 72 136 258 259 260 42 43 74".split())

SOURCE = Source(
    name="molisa",
    publisher="Bộ Lao động - Thương binh và Xã hội",
    family=MOLISA,
    status="unverified",
    remark="public crawlers and citations, 2021-2025; no raw page",
    merged_into=Merger("moha", "2025-03-01"),
    hosts=("molisa.gov.vn",),
    host_years=(HostYears("molisa.gov.vn", None, 2025),),
    also_named=(
        "Bộ LĐ-TB&XH",
        "Bộ LĐTBXH",
    ),
    addresses=(
        address(rf"{_SITE}/baiviet/(?P<id>\d+)/?", id="{id}", url="http://www.molisa.gov.vn/baiviet/{id}"),
        address(
            rf"{_SITE}/Pages/tintuc/chitiet\.aspx\?tintucID=(?P<id>\d+)",
            id="{id}",
            url="http://www.molisa.gov.vn/Pages/tintuc/chitiet.aspx?tintucID={id}",
            query=("tintucID",),
        ),
        # Until about 2018, with numbers of its own.
        address(
            rf"{_SITE}/vi/Pages/chitiettin\.aspx\?IDNews=(?P<id>\d+)",
            id="old-{id}",
            url="http://www.molisa.gov.vn/vi/Pages/chitiettin.aspx?IDNews={id}",
            query=("IDNews",),
        ),
    ),
    sections=SECTIONS,
    section_pattern=re.compile(r"\d+"),
    routes={
        "section": ListPages(
            "http://www.molisa.gov.vn/Pages/tintuc/chuyenmuc.aspx?ChuyenMucID={section}&page=1",
            RowSelectors('a[href*="/baiviet/"], a[href*="tintucID="]'),
            printed_next,
            sections=SECTIONS,
        ),
    },
    route_order=("section",),
)
