"""Bộ Giao thông vận tải, the Ministry of Transport until 1 March 2025: mt.gov.vn (SharePoint).

Facts: docs/sites/mt.md.
"""

from __future__ import annotations

from hanoi_press.discovery.captures import HostYears
from hanoi_press.families.sharepoint import AROUND_NEWS
from hanoi_press.families.sharepoint.around_news_lists import ORDER, SECTION, routes
from hanoi_press.sources.around_news_addresses import addresses
from hanoi_press.sources.source import Merger, Source

# Lists named by a public crawler, 2021.
SECTIONS = (
    "855/Tin-hoat-dong-nganh",
    "856/hoat-dong-lanh-dao-",
    "858/van-ban-moi-ban-hanh",
    "877/dau-thau",
    "889/thong-cao-bao-chi",
)

SOURCE = Source(
    name="mt",
    publisher="Bộ Giao thông vận tải",
    family=AROUND_NEWS,
    status="unverified",
    remark="public crawlers of moc, mt and most, 2014-2024; no raw page",
    merged_into=Merger("moc", "2025-03-01"),
    hosts=("mt.gov.vn",),
    host_years=(HostYears("mt.gov.vn", None, 2025),),
    also_named=("Bộ GTVT",),
    addresses=addresses("mt.gov.vn"),
    sections=SECTIONS,
    section_pattern=SECTION,
    # rows and pager of the lists: ROWS and NEXT_PAGE in families/sharepoint/around_news_lists.py
    routes=routes("mt.gov.vn", SECTIONS),
    route_order=ORDER,
)
