"""Bộ Giao thông vận tải, the Ministry of Transport until 1 March 2025: mt.gov.vn."""

from __future__ import annotations

from hanoi_press.spiders.press import PressSpider
from hanoi_press.spiders.sharepoint import ORDER, SECTION, addresses, routes


class MtSpider(PressSpider):
    """Bộ Giao thông vận tải."""

    name = "mt"
    publisher = "Bộ Giao thông vận tải"
    family = "SharePoint (Around_News)"
    status = "unverified"
    remark = "public crawlers of moc, mt and most, 2014-2024; no raw page"
    merged_into = ("moc", "2025-03-01")
    hosts = ("mt.gov.vn",)
    addresses = addresses("mt.gov.vn")
    # the lists that a public crawler names, 2021
    sections = (
        "855/Tin-hoat-dong-nganh",
        "856/hoat-dong-lanh-dao-",
        "858/van-ban-moi-ban-hanh",
        "877/dau-thau",
        "889/thong-cao-bao-chi",
    )
    section_form = SECTION
    routes = routes("mt.gov.vn", sections)
    order = ORDER
