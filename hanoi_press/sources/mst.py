"""Bộ Khoa học và Công nghệ: mst.gov.vn, and mic.gov.vn, the site of a ministry that was merged into it (VCCorp).

Facts: docs/sites/mst.md.
"""

from __future__ import annotations

from hanoi_press.discovery.captures import HostYears
from hanoi_press.families.sharepoint import MIC_2020
from hanoi_press.families.vccorp import VCCORP, vccorp_routes
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

SOURCE = Source(
    name="mst",
    publisher="Bộ Khoa học và Công nghệ",
    family=VCCORP,
    earlier=(MIC_2020,),
    status="modelled",
    remark=(
        "raw pages of the same CMS (baochinhphu.vn, 2026), a plain dump of a page of mic.gov.vn, "
        "public crawlers and citations"
    ),
    hosts=("mst.gov.vn", "mic.gov.vn"),
    host_years=(HostYears("mst.gov.vn", 2025), HostYears("mic.gov.vn", None, 2025)),
    also_named=(
        "Bộ KH&CN",
        "Bộ KHCN",
        "Bộ Thông tin và Truyền thông",
        "Bộ TT&TT",
        "Bộ TTTT",
        "MIC",
    ),
    addresses=(
        # 197 is the site's number. Six digits after it: an article from before 2023 with its old id.
        address(
            r"https?://(?:www\.)?(?:mic|mst)\.gov\.vn/(?!/|van-ban-phap-luat/|timelinelist/|print/)(?P<slug>[^/?#]+)-(?P<id>197\d{5,18})\.htm",
            id="{id}",
            url="https://mst.gov.vn/{slug}-{id}.htm",
        ),
        # mic.gov.vn from 2020 to 2023: dead, but archives hold its pages, with the same numbers (page class `Mic2020`).
        address(
            r"https?://(?:www\.)?mic\.gov\.vn/mic_2020/Pages/TinTuc/(?P<id>\d+)/(?P<slug>[^/?#]+)\.html",
            id="197{id}",
            url="https://mic.gov.vn/mic_2020/Pages/TinTuc/{id}/{slug}.html",
        ),
        address(
            r"https?://(?:www\.)?mic\.gov\.vn/Pages/TinTuc/(?P<id>\d+)/(?P<slug>[^/?#]+)\.html",
            id="197{id}",
            url="https://mic.gov.vn/Pages/TinTuc/{id}/{slug}.html",
        ),
        address(
            r"https?://(?:www\.)?mic\.gov\.vn/(?P<part>(?:mic_2020/)?)Pages/TinTuc/tinchitiet\.aspx\?tintucid=(?P<id>\d+)",
            id="197{id}",
            url="https://mic.gov.vn/{part}Pages/TinTuc/tinchitiet.aspx?tintucid={id}",
            query=("tintucid",),
        ),
    ),
    section_pattern=vccorp_routes.SECTION,
    routes=vccorp_routes.routes("mst.gov.vn", also=("mic.gov.vn",)),
    route_order=vccorp_routes.ORDER,
)
