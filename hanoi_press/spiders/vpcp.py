"""Văn phòng Chính phủ: vpcp.chinhphu.vn."""

from __future__ import annotations

from hanoi_press.spiders import vccorp
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider


class VpcpSpider(PressSpider):
    """Office of the Government."""

    name = "vpcp"
    publisher = "Văn phòng Chính phủ"
    family = vccorp.FAMILY
    status = "modelled"
    remark = "a raw home page of its own (2024) and raw pages of the same CMS (baochinhphu.vn, 2026)"
    hosts = ("vpcp.chinhphu.vn",)
    addresses = (
        address(
            r"https?://(?:www\.)?vpcp\.chinhphu\.vn/(?!videos?[/.]|anh[/.]|chu-de/|timelinelist/|print/|owa)(?P<slug>[^?#]+)-(?P<id>115\d{5,18})\.htm",
            id="{id}",
            url="https://vpcp.chinhphu.vn/{slug}-{id}.htm",
        ),
    )
    section_form = vccorp.SECTION
    routes = vccorp.routes("vpcp.chinhphu.vn")
    order = vccorp.ORDER
