"""Bộ Nông nghiệp và Môi trường, Ministry of Agriculture and Environment since 1 March 2025: mae.gov.vn (SharePoint).

Facts: docs/sites/mae.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.sharepoint import SMPT
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

_SITE = r"https?://(?:www\.)?mae\.gov\.vn"
_NO_ARTICLES = r"(?!(?:chuyen-muc|gioi-thieu|lien-ket|van-ban|Pages|SMPT_Publishing_UC)(?:/|-\d))"

SOURCE = Source(
    name="mae",
    publisher="Bộ Nông nghiệp và Môi trường",
    family=SMPT,
    status="unverified",
    remark="public crawlers and citations, 2026: lists and addresses; the article's template is guessed",
    hosts=("mae.gov.vn",),
    host_years=(HostYears("mae.gov.vn", 2025),),
    also_named=(
        "Bộ NN&MT",
        "Bộ NNMT",
    ),
    addresses=(
        address(
            rf"{_SITE}/{_NO_ARTICLES}(?P<path>(?:[^/]+/)?)(?P<slug>[^/]+)-(?P<id>\d+)\.htm",
            id="{id}",
            url="https://mae.gov.vn/{path}{slug}-{id}.htm",
        ),
        address(
            rf"{_SITE}/SMPT_Publishing_UC/KhaiThac/TinTuc/pInTinTuc\.aspx\?ItemID=(?P<id>\d+)",
            id="{id}",
            url="https://mae.gov.vn/SMPT_Publishing_UC/KhaiThac/TinTuc/pInTinTuc.aspx?ItemID={id}",
            query=("ItemID",),
        ),
    ),
    section_pattern=re.compile(r"[\w-]+"),
    routes={
        "section": ListPages(
            "https://mae.gov.vn/chuyen-muc/{section}.htm",
            RowSelectors("a.item-tintuc, .item-tintuc a"),
            printed_next,
            home="https://mae.gov.vn/",
            links=rf"{_SITE}/(?:chuyen-muc/[^/?]+\.htm|tin-tuc--su-kien/?)",
        ),
        "home": ListPages(
            "https://mae.gov.vn/{section}", RowSelectors('a[href$=".htm"]:not([href*="/chuyen-muc/"])'), sections=("",)
        ),
    },
    route_order=("section", "home"),
)
