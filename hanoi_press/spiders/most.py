"""Bộ Khoa học và Công nghệ, the Ministry of Science and Technology, until 1 March 2025: most.gov.vn."""

from __future__ import annotations

from hanoi_press.spiders.press import PressSpider
from hanoi_press.spiders.sharepoint import ORDER, SECTION, addresses, routes


class MostSpider(PressSpider):
    """Bộ Khoa học và Công nghệ, as it was."""

    name = "most"
    publisher = "Bộ Khoa học và Công nghệ"
    family = "SharePoint (Around_News)"
    status = "unverified"
    remark = "public crawlers of moc, mt and most, 2017-2026; no raw page"
    merged_into = ("mst", "2025-03-01")
    hosts = ("most.mst.gov.vn", "most.gov.vn")
    addresses = addresses("most.mst.gov.vn", "most.gov.vn")
    sections = ("493/Tin-tong-hop", "570/Diem-bao-KHCN")  # a public crawler's, 2021
    section_form = SECTION
    routes = routes("most.mst.gov.vn", sections)
    order = ORDER
