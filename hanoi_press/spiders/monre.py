"""Bộ Tài nguyên và Môi trường, the Ministry of Environment until 1 March 2025: monre.gov.vn.

Lists `/Pages/ChuyenMuc.aspx?cm=<its name>`, articles beside them in `/Pages/` without a number: public crawlers, 2021.
"""

from __future__ import annotations

from hanoi_press.discovery.lists import Rows
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider
from hanoi_press.spiders.routes import ListPages

_LIST = r"(?:ChuyenMuc|default|trang-?chu|lanh-dao|tim-kiem|search|lien-he|so-do|VanBan)"


class MonreSpider(PressSpider):
    """Bộ Tài nguyên và Môi trường."""

    name = "monre"
    publisher = "Bộ Tài nguyên và Môi trường"
    family = "SharePoint (monre)"
    status = "unverified"
    remark = "public crawlers, 2021; no raw page"
    merged_into = ("mae", "2025-03-01")
    hosts = ("monre.gov.vn",)
    addresses = (
        address(
            rf"https?://(?:www\.)?monre\.gov\.vn/Pages/(?!{_LIST})(?P<slug>[^/]+)\.aspx",
            url="https://monre.gov.vn/Pages/{slug}.aspx",
        ),
    )
    routes = {
        "section": ListPages(
            "https://monre.gov.vn/Pages/ChuyenMuc.aspx?cm={section}",
            Rows('a[href*="/Pages/"]:not([href*="ChuyenMuc.aspx"])'),
            printed_next,
            home="https://monre.gov.vn/",
            form=r"https?://(?:www\.)?monre\.gov\.vn/Pages/ChuyenMuc\.aspx\?cm=[^&]+",
        ),
    }
    order = ("section",)
