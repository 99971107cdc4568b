"""Báo Điện tử Chính phủ, the Government's newspaper, and its English edition: baochinhphu.vn (VCCorp).

Facts: docs/sites/baochinhphu.md.
"""

from __future__ import annotations

from hanoi_press.discovery.captures import HostYears
from hanoi_press.families.chinhphu_vgp import CHINHPHU_VGP
from hanoi_press.families.vccorp import VCCORP, vccorp_routes
from hanoi_press.sources import vgp_addresses
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

SOURCE = Source(
    name="baochinhphu",
    publisher="Báo Điện tử Chính phủ",
    family=VCCORP,
    earlier=(CHINHPHU_VGP,),
    status="verified",
    remark="a raw article and a raw category page of its own (2026); addresses of 2011-2021 from public code",
    hosts=("baochinhphu.vn", "en.baochinhphu.vn", "baodientu.chinhphu.vn"),
    host_years=(
        HostYears("baochinhphu.vn"),
        HostYears("en.baochinhphu.vn"),
        HostYears("baodientu.chinhphu.vn", None, 2014),
        HostYears("news.chinhphu.vn", None, 2021),
    ),
    also_named=(
        "Báo Chính phủ",
        "Cổng TTĐT Chính phủ",
        "Cổng Thông tin điện tử Chính phủ",
        "chinhphu.vn",
        "VGP",
        "VGP News",
    ),
    addresses=(
        address(
            r"https?://(?:www\.)?baochinhphu\.vn/(?!/|.*//|videos?[/.]|anh[/.]|chu-de/|timelinelist/|print/|owa)(?P<slug>[^?#]+)-(?P<id>102\d{5,18})\.htm",
            id="{id}",
            url="https://baochinhphu.vn/{slug}-{id}.htm",
        ),
        # The English edition has a site number of its own, 111.
        address(
            r"https?://en\.baochinhphu\.vn/(?!/|.*//|videos?[/.]|anh[/.]|chu-de/|timelinelist/|print/|owa)(?P<slug>[^?#]+)-(?P<id>111\d{5,18})\.htm",
            id="{id}",
            url="https://en.baochinhphu.vn/{slug}-{id}.htm",
        ),
        *vgp_addresses.addresses("baochinhphu.vn", "baodientu.chinhphu.vn"),
        # The English edition until about 2021, with numbers of its own; that it was this paper's is general knowledge.
        address(
            r"https?://(?:www\.)?news\.chinhphu\.vn/Home/(?P<path>[^/]+/\d{5,6})/(?P<id>\d+)\.vgp",
            id="en-old-{id}",
            url="http://news.chinhphu.vn/Home/{path}/{id}.vgp",
        ),
    ),
    section_pattern=vccorp_routes.SECTION,
    routes=vccorp_routes.routes("baochinhphu.vn"),
    route_order=vccorp_routes.ORDER,
)
