"""The Ministry of Home Affairs, moha.gov.vn: a system of its own (portals.md §1, §8)."""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import Rows
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider
from hanoi_press.spiders.routes import ListPages


class MohaSpider(PressSpider):
    """Bộ Nội vụ."""

    name = "moha"
    publisher = "Bộ Nội vụ"
    family = "own (moha)"
    status = "unverified"
    remark = "addresses and lists from other people's crawlers; a page template of 2021; today's is guessed"
    hosts = ("moha.gov.vn",)
    addresses = (
        # `oid` are numbers of the system before: another range
        address(
            r"https?://(?:www\.)?moha\.gov\.vn/tin-tuc/(?P<slug>[^/?#]*?)---(?P<old>o?)id(?P<id>\d+)/?",
            id="{old}id{id}",
            url="https://moha.gov.vn/tin-tuc/{slug}---{old}id{id}",
        ),
    )
    section_form = re.compile(r"[a-z0-9-]+---o?id\d+")
    routes = {
        "section": ListPages(
            section="https://moha.gov.vn/chuyen-muc/{section}",
            rows=Rows('a[href*="/tin-tuc/"][href*="id"]'),
            more=printed_next,
            home="https://moha.gov.vn/",
            form=r"https?://(?:www\.)?moha\.gov\.vn/chuyen-muc/[^/?#]+---o?id\d+/?",
        ),
    }
    order = ("section",)
