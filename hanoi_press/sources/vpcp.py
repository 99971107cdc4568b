"""Văn phòng Chính phủ, the Office of the Government: vpcp.chinhphu.vn (VCCorp).

Facts: docs/sites/vpcp.md.
"""

from __future__ import annotations

from hanoi_press.families.vccorp import VCCORP, vccorp_routes
from hanoi_press.sources import vgp_addresses
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

SOURCE = Source(
    name="vpcp",
    publisher="Văn phòng Chính phủ",
    family=VCCORP,
    status="modelled",
    remark="a raw home page of its own (2024) and raw pages of the same CMS (baochinhphu.vn, 2026)",
    hosts=("vpcp.chinhphu.vn",),
    also_named=("VPCP",),
    addresses=(
        address(
            r"https?://(?:www\.)?vpcp\.chinhphu\.vn/(?!/|.*//|videos?[/.]|anh[/.]|chu-de/|timelinelist/|print/|owa)(?P<slug>[^?#]+)-(?P<id>115\d{5,18})\.htm",
            id="{id}",
            url="https://vpcp.chinhphu.vn/{slug}-{id}.htm",
        ),
        *vgp_addresses.addresses("vpcp.chinhphu.vn"),
    ),
    section_pattern=vccorp_routes.SECTION,
    routes=vccorp_routes.routes("vpcp.chinhphu.vn"),
    route_order=vccorp_routes.ORDER,
)
