"""Bộ Kế hoạch và Đầu tư, the Ministry of Planning and Investment until 1 March 2025: mpi.gov.vn (SharePoint).

Facts: docs/sites/mpi.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import next_link
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.sharepoint import TAN_DAN
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Merger, Source

_SITE = r"https?://(?:www\.)?mpi\.gov\.vn"

SOURCE = Source(
    name="mpi",
    publisher="Bộ Kế hoạch và Đầu tư",
    family=TAN_DAN,
    status="unverified",
    remark="public crawlers and citations, 2024-2026, one of a province with the same template; no raw page",
    merged_into=Merger("mof", "2025-03-01"),
    hosts=("mpi.gov.vn",),
    host_years=(HostYears("mpi.gov.vn", None, 2025),),
    also_named=(
        "Bộ KH&ĐT",
        "Bộ KHĐT",
    ),
    addresses=(
        # An address has the day and no number: `/portal/Pages/2024-8-28/Bo-truong-…-lyv5l6.aspx`.
        address(
            rf"{_SITE}/portal/Pages/(?P<day>\d{{4}}(?:-\d{{1,2}}-\d{{1,2}})?)/(?P<slug>[^/]+)\.aspx",
            url="https://www.mpi.gov.vn/portal/Pages/{day}/{slug}.aspx",
        ),
        # Until about 2021.
        address(
            rf"{_SITE}/Pages/tinbai\.aspx\?idTin=(?P<id>\d+)",
            id="{id}",
            url="http://www.mpi.gov.vn/Pages/tinbai.aspx?idTin={id}",
            query=("idTin",),
        ),
    ),
    section_pattern=re.compile(r"[\w-]+"),
    routes={
        "section": ListPages(
            "https://www.mpi.gov.vn/portal/Pages/{section}.aspx",
            RowSelectors(".channel-news-title", "a"),
            next_link("span.CurrentPage + a"),
            home="https://www.mpi.gov.vn/",
            links=rf"{_SITE}/portal/Pages/[^/?]+\.aspx",
        ),
    },
    route_order=("section",),
)
