"""Báo Điện tử Chính phủ, the Government's newspaper: baochinhphu.vn, and its English edition."""

from __future__ import annotations

from hanoi_press.spiders import vccorp
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider


class BaochinhphuSpider(PressSpider):
    """The Government's online newspaper."""

    name = "baochinhphu"
    publisher = "Báo Điện tử Chính phủ"
    family = vccorp.FAMILY
    status = "verified"
    remark = "a raw article and a raw category page of its own (2026)"
    hosts = ("baochinhphu.vn", "en.baochinhphu.vn")
    addresses = (
        address(
            r"https?://(?:www\.)?baochinhphu\.vn/(?!videos?[/.]|anh[/.]|chu-de/|timelinelist/|print/|owa)(?P<slug>[^?#]+)-(?P<id>102\d{5,18})\.htm",
            id="{id}",
            url="https://baochinhphu.vn/{slug}-{id}.htm",
        ),
        # the English edition counts under its own site number
        address(
            r"https?://en\.baochinhphu\.vn/(?!videos?[/.]|anh[/.]|chu-de/|timelinelist/|print/|owa)(?P<slug>[^?#]+)-(?P<id>111\d{5,18})\.htm",
            id="{id}",
            url="https://en.baochinhphu.vn/{slug}-{id}.htm",
        ),
    )
    section_form = vccorp.SECTION
    routes = vccorp.routes("baochinhphu.vn")
    order = vccorp.ORDER
