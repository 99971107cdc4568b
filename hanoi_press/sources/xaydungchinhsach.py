"""Xây dựng chính sách, pháp luật, the Government portal's pages on new law (VCCorp).

Facts: docs/sites/xaydungchinhsach.md.
"""

from __future__ import annotations

from hanoi_press.families.vccorp import VCCORP, vccorp_routes
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

SOURCE = Source(
    name="xaydungchinhsach",
    publisher="Xây dựng chính sách, pháp luật",
    family=VCCORP,
    status="modelled",
    remark="raw pages of the same CMS (baochinhphu.vn, 2026); its own pages from public crawlers",
    hosts=("xaydungchinhsach.chinhphu.vn",),
    also_named=("Xây dựng chính sách",),
    addresses=(
        address(
            r"https?://(?:www\.)?xaydungchinhsach\.chinhphu\.vn/(?!/|.*//|videos?[/.]|anh[/.]|chu-de/|timelinelist/|print/|owa)(?P<slug>[^?#]+)-(?P<id>119\d{5,18})\.htm",
            id="{id}",
            url="https://xaydungchinhsach.chinhphu.vn/{slug}-{id}.htm",
        ),
    ),
    section_pattern=vccorp_routes.SECTION,
    routes=vccorp_routes.routes("xaydungchinhsach.chinhphu.vn"),
    route_order=vccorp_routes.ORDER,
)
