"""Bộ Quốc phòng, the Ministry of Defence: mod.gov.vn, also bqp.vn (IBM WebSphere behind a script challenge).

Facts: docs/sites/mod.md.
"""

from __future__ import annotations

from hanoi_press.families.websphere import WEBSPHERE
from hanoi_press.sources.address import address
from hanoi_press.sources.source import Source

_SITE = r"https?://(?:www\.)?(?:mod\.gov\.vn|bqp\.vn)"
_S = "(?:/|%2F)"
_PATH = r"(?P<top>sa-[\w-]+){slash}(?P<list>sa-[\w-]+){slash}(?P<slug>[\w-]+)"

SOURCE = Source(
    name="mod",
    publisher="Bộ Quốc phòng",
    family=WEBSPHERE,
    status="refused",
    remark="even robots.txt is answered by a script challenge (raw, 2026), and nothing here gets round one",
    hosts=("mod.gov.vn", "bqp.vn"),
    # For archives. The portal's own addresses (`/home/detail/!ut/p/…`) name no article.
    addresses=(
        address(
            rf"{_SITE}/vn/chi-tiet/{_PATH.format(slash='/')}/?",
            url="https://mod.gov.vn/vn/chi-tiet/{top}/{list}/{slug}",
        ),
        address(
            rf"{_SITE}/home/detail\?urile=wcm(?::|%3A)path(?::|%3A){_S}mod{_S}sa-mod-site{_S}{_PATH.format(slash=_S)}",
            url="https://mod.gov.vn/vn/chi-tiet/{top}/{list}/{slug}",
            query=("urile",),
        ),
    ),
    routes={},
    route_order=(),
)
