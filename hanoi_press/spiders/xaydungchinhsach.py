"""Xây dựng chính sách, pháp luật: the Government portal's page on new law."""

from __future__ import annotations

from hanoi_press.spiders import vccorp
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider


class XaydungchinhsachSpider(PressSpider):
    """The Government portal on policy making."""

    name = "xaydungchinhsach"
    publisher = "Xây dựng chính sách, pháp luật"
    family = vccorp.FAMILY
    status = "modelled"
    remark = "raw pages of the same CMS (baochinhphu.vn, 2026); its own pages from other people's crawlers"
    hosts = ("xaydungchinhsach.chinhphu.vn",)
    addresses = (
        address(
            r"https?://(?:www\.)?xaydungchinhsach\.chinhphu\.vn/(?!videos?[/.]|anh[/.]|chu-de/|timelinelist/|print/|owa)(?P<slug>[^?#]+)-(?P<id>119\d{5,18})\.htm",
            id="{id}",
            url="https://xaydungchinhsach.chinhphu.vn/{slug}-{id}.htm",
        ),
    )
    section_form = vccorp.SECTION
    routes = vccorp.routes("xaydungchinhsach.chinhphu.vn")
    order = vccorp.ORDER
