"""Bộ Quốc phòng: mod.gov.vn (bqp.vn), IBM WebSphere behind a script challenge."""

from __future__ import annotations

from hanoi_press.spiders.press import PressSpider


class ModSpider(PressSpider):
    """Cổng thông tin điện tử Bộ Quốc phòng."""

    name = "mod"
    publisher = "Bộ Quốc phòng"
    family = "WebSphere"
    status = "refused"
    remark = "even robots.txt answers a script challenge (raw, 2026), and nothing here gets round one"
    hosts = ("mod.gov.vn", "bqp.vn")
    addresses = ()
    routes = {}
    order = ()
