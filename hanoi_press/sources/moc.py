"""Bộ Xây dựng, the Ministry of Construction, since 1 March 2025 also of transport: moc.gov.vn (SharePoint).

Facts: docs/sites/moc.md.
"""

from __future__ import annotations

from hanoi_press.families.sharepoint import AROUND_NEWS
from hanoi_press.families.sharepoint.around_news_lists import ORDER, SECTION, routes
from hanoi_press.sources.around_news_addresses import addresses
from hanoi_press.sources.source import Source

# Lists named by public crawlers, 2021-2026; read only if the home page links none.
SECTIONS = (
    "1173/tin-hoat-dong",
    "1184/tin-tong-hop",
    "1176/tin-chi-dao--dieu-hanh",
    "1166/tin-cai-cach-hanh-chinh",
    "1196/gioi-thieu-van-ban-moi",
    "1205/tin-tuc",
    "1207/thong-tin---tu-lieu",
    "1303/chien-luoc--quy-hoach--ke-hoach",
)

SOURCE = Source(
    name="moc",
    publisher="Bộ Xây dựng",
    family=AROUND_NEWS,
    status="unverified",
    remark="public crawlers and citations, its rows of August 2026 among them; no raw page",
    hosts=("moc.gov.vn", "xaydung.gov.vn"),  # the second: lists of the same form, in public code of about 2023
    addresses=addresses("moc.gov.vn", "xaydung.gov.vn"),
    sections=SECTIONS,
    section_pattern=SECTION,
    # rows and pager of the lists: ROWS and NEXT_PAGE in families/sharepoint/around_news_lists.py
    routes=routes("moc.gov.vn", SECTIONS),
    route_order=ORDER,
)
