"""Bộ Khoa học và Công nghệ, the Ministry of Science and Technology until 1 March 2025: most.gov.vn (SharePoint).

Facts: docs/sites/most.md.
"""

from __future__ import annotations

from hanoi_press.discovery.captures import HostYears
from hanoi_press.families.sharepoint import AROUND_NEWS
from hanoi_press.families.sharepoint.around_news_lists import ORDER, SECTION, routes
from hanoi_press.sources.around_news_addresses import addresses
from hanoi_press.sources.source import Merger, Source

SECTIONS = ("493/Tin-tong-hop", "570/Diem-bao-KHCN")  # from a public crawler, 2021

SOURCE = Source(
    name="most",
    publisher="Bộ Khoa học và Công nghệ",
    family=AROUND_NEWS,
    status="unverified",
    remark="public crawlers of moc, mt and most, 2017-2026; no raw page",
    merged_into=Merger("mst", "2025-03-01"),
    hosts=("most.mst.gov.vn", "most.gov.vn"),
    host_years=(HostYears("most.mst.gov.vn", 2025), HostYears("most.gov.vn", None, 2025)),
    addresses=addresses("most.mst.gov.vn", "most.gov.vn"),
    sections=SECTIONS,
    section_pattern=SECTION,
    # rows and pager of the lists: ROWS and NEXT_PAGE in families/sharepoint/around_news_lists.py
    routes=routes("most.mst.gov.vn", SECTIONS),
    route_order=ORDER,
)
