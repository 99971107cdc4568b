"""Thanh tra Chính phủ, the Government Inspectorate: thanhtra.gov.vn (Liferay).

Facts: docs/sites/thanhtra.md.
"""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.discovery.routes import ListPages
from hanoi_press.families.liferay import LIFERAY
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

SECTIONS = tuple("thanh-tra khieu-nai-to-cao phong-chong-tham-nhung tin-tong-hop thong-bao tin-hinh-anh".split())

SOURCE = Source(
    name="thanhtra",
    publisher="Thanh tra Chính phủ",
    family=LIFERAY,
    status="unverified",
    remark="addresses and lists from a public crawler; the page's markup is taken to be Liferay's usual one",
    hosts=("thanhtra.gov.vn",),
    addresses=(
        # Without the query the server answers with another page.
        address(
            r"https?://(?:www\.)?thanhtra\.gov\.vn/(?:vi/)?(?:web/guest/)?xem-chi-tiet-tin-tuc/-/asset_publisher/"
            r"(?:(?P<portlet>[^/]*)/)?content/(?P<slug>(?!chuc-nang-nhiem)[^/?#]+)/?\?(?P<id>\d+)",
            id="{id}",
            url="https://thanhtra.gov.vn/web/guest/xem-chi-tiet-tin-tuc/-/asset_publisher/{portlet}/Content/{slug}?{id}",
            query=("",),
        ),
    ),
    sections=SECTIONS,
    section_pattern=re.compile(r"[a-z0-9-]+"),
    routes={
        "section": ListPages(
            section="https://thanhtra.gov.vn/web/guest/{section}",
            rows=RowSelectors('a[href*="/xem-chi-tiet-tin-tuc/"]'),
            next_page=printed_next,
            sections=SECTIONS,
        ),
    },
    route_order=("section",),
)
