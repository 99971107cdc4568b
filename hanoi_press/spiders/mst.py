"""Bộ Khoa học và Công nghệ: mst.gov.vn, and mic.gov.vn, the name of the ministry that was merged into it."""

from __future__ import annotations

from hanoi_press.spiders import vccorp
from hanoi_press.spiders.address import address
from hanoi_press.spiders.press import PressSpider


class MstSpider(PressSpider):
    """Ministry of Science and Technology (with the former Ministry of Information and Communications)."""

    name = "mst"
    publisher = "Bộ Khoa học và Công nghệ"
    family = vccorp.FAMILY
    status = "modelled"
    remark = "raw pages of the same CMS (baochinhphu.vn, 2026), the user's own dump of a page, other people's crawlers"
    hosts = ("mst.gov.vn", "mic.gov.vn")
    addresses = (
        # 197 is the site's number; six digits behind it: an article of before 2023, kept under its old id
        address(
            r"https?://(?:www\.)?(?:mic|mst)\.gov\.vn/(?!van-ban-phap-luat/|timelinelist/|print/)(?P<slug>[^/?#]+)-(?P<id>197\d{5,18})\.htm",
            id="{id}",
            url="https://mst.gov.vn/{slug}-{id}.htm",
        ),
        # mic.gov.vn from 2020 to 2023: dead, but archives hold its pages, with the same numbers (`Mic2020`)
        address(
            r"https?://(?:www\.)?mic\.gov\.vn/mic_2020/Pages/TinTuc/(?P<id>\d+)/(?P<slug>[^/?#]+)\.html",
            id="197{id}",
            url="https://mic.gov.vn/mic_2020/Pages/TinTuc/{id}/{slug}.html",
        ),
    )
    section_form = vccorp.SECTION
    routes = vccorp.routes("mst.gov.vn", also=("mic.gov.vn",))
    order = vccorp.ORDER
