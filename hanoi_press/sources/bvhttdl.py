"""Bộ Văn hóa, Thể thao và Du lịch, the Ministry of Culture: bvhttdl.gov.vn (an ASP.NET system of its own).

Facts: docs/sites/bvhttdl.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.bvhttdl_cms import BVHTTDL
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

SECTIONS = tuple(
    "tin-tuc-va-su-kien su-kien-trang-chu van-hoa the-ducthe-thao du-lich gia-dinh bao-chi-xuat-ban"
    " tin-tuc-va-su-kien/hoat-dong-lanh-dao-bo tin-tuc-va-su-kien/bo-voi-cac-don-vi"
    " tin-tuc-va-su-kien/bo-voi-cac-dia-phuong tin-tuc-va-su-kien/thong-tin-trao-doi".split()
)
# The number is the moment at which the record was made; -t<number>.htm is a topic.
_ID = r"(?P<slug>[^/?#]+)-(?P<id>\d{14,17})\.htm"

SOURCE = Source(
    name="bvhttdl",
    publisher="Bộ Văn hóa, Thể thao và Du lịch",
    family=BVHTTDL,
    status="unverified",
    remark=(
        "selectors from a registry that checks each against three articles (2026); "
        "addresses and lists from public code, 2021-2026"
    ),
    hosts=("bvhttdl.gov.vn",),
    also_named=("Bộ VHTTDL",),
    addresses=(
        address(r"https?://(?:www\.)?bvhttdl\.gov\.vn/" + _ID, id="{id}", url="https://bvhttdl.gov.vn/{slug}-{id}.htm"),
        address(
            r"https?://(?:www\.)?bvhttdl\.gov\.vn/pages/chi-tiet\.aspx\?url=(?:/|%2F)" + _ID,
            id="{id}",
            url="https://bvhttdl.gov.vn/{slug}-{id}.htm",
            query=("url",),
        ),
        # Since 2026 without a number, and older articles with a short one in the address of the detail page. Lists and
        # pages on an institution (`…-9906.htm`) look the same, but a list's name is short.
        address(
            r"https?://(?:www\.)?bvhttdl\.gov\.vn/(?P<slug>(?![^/]*-(?!(?:19|20)\d\d\.)t?\d+\.htm)\w+(?:-+\w+){7,}-*)\.htm",
            url="https://bvhttdl.gov.vn/{slug}.htm",
        ),
        address(
            r"https?://(?:www\.)?bvhttdl\.gov\.vn/pages/chi-tiet\.aspx\?url=(?:/|%2F)(?P<slug>(?![^/]*-t\d+\.htm)[\w-]+)\.htm",
            url="https://bvhttdl.gov.vn/Pages/chi-tiet.aspx?url=/{slug}.htm",
            query=("url",),
            key="https://bvhttdl.gov.vn/{slug}.htm",
        ),
    ),
    sections=SECTIONS,
    section_pattern=re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)?"),
    routes={
        "section": ListPages(
            section="https://bvhttdl.gov.vn/{section}.htm",
            # a number begins with the year; addresses without one are taken from headlines alone
            rows=RowSelectors(
                'a[href*="-20"][href$=".htm"], h2 a[href$=".htm"], h3 a[href$=".htm"], h4 a[href$=".htm"]'
            ),
            next_page=printed_next,
            sections=SECTIONS,
        ),
    },
    route_order=("section",),
)
