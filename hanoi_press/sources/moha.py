"""Bộ Nội vụ, the Ministry of Home Affairs: moha.gov.vn (a system of its own).

Facts: docs/sites/moha.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.json_lists import JsonList
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import JsonLists, ListPages
from hanoi_press.families.moha_cms import MOHA
from hanoi_press.sources.address import address
from hanoi_press.sources.source import ContentApi, Source

# The API that fills the pages which are shells, from one public crawler of 2026.
_API = "https://api-portal.moha.gov.vn/api/Public/"
_POSTS = JsonList(
    _API + "PostsByCategory?ID={id}&skip={seen}&take=20&requireTotalCount=true",
    None,
    rows="data",
    address="https://moha.gov.vn/tin-tuc/{slug}---id{ID}",
    time="NgayXuatBan",
    title="TieuDe",
)
_CATEGORIES = {"tin-hoat-dong-cua-bo": "12", "tin-tong-hop": "13", "diem-tin-dia-phuong-nganh-noi-vu": "14"}

SOURCE = Source(
    name="moha",
    publisher="Bộ Nội vụ",
    family=MOHA,
    status="unverified",
    remark="addresses and lists from public code, 2021-2026; a page template of 2021; today's is guessed",
    hosts=("moha.gov.vn", "api-portal.moha.gov.vn"),
    addresses=(
        # `oid` numbers are those of the former system, another range.
        address(
            r"https?://(?:www\.)?moha\.gov\.vn/tin-tuc/(?P<slug>[^/?#]*?)---(?P<old>o?)id(?P<id>\d+)/?",
            id="{old}id{id}",
            url="https://moha.gov.vn/tin-tuc/{slug}---{old}id{id}",
        ),
        # Until 2024. Whether its sections share one count is not known, so an id contains the section's name.
        address(
            r"https?://(?:www\.)?moha\.gov\.vn/(?P<section>thong-bao|tin-tuc|tin-tuc-su-kien)/"
            r"(?P<path>(?:[^/]+/)?)(?P<slug>[^/]+)-(?P<id>\d+)\.html",
            id="{section}-{id}",
            url="https://moha.gov.vn/{section}/{path}{slug}-{id}.html",
            any_case=True,
        ),
    ),
    content_api=ContentApi(re.compile(r"---id(?P<id>\d+)$"), _API + "PostDetail?ID={id}"),
    section_pattern=re.compile(r"[a-z0-9-]+---o?id\d+"),
    routes={
        "section": ListPages(
            section="https://moha.gov.vn/chuyen-muc/{section}",
            rows=RowSelectors('a[href*="/tin-tuc/"][href*="id"]'),
            next_page=printed_next,
            home="https://moha.gov.vn/",
            links=r"https?://(?:www\.)?moha\.gov\.vn/chuyen-muc/[^/?#]+---o?id\d+/?",
        ),
        "api": JsonLists(_POSTS, _CATEGORIES),
    },
    route_order=("section", "api"),
)
