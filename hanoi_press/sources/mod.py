"""Bộ Quốc phòng, the Ministry of Defence: mod.gov.vn, also bqp.vn (IBM WebSphere behind a script challenge).

Facts: docs/sites/mod.md.
"""

from __future__ import annotations

from hanoi_press.families.websphere import WEBSPHERE
from hanoi_press.sources.source import Source

SOURCE = Source(
    name="mod",
    publisher="Bộ Quốc phòng",
    family=WEBSPHERE,
    status="refused",
    remark="even robots.txt is answered by a script challenge (raw, 2026), and nothing here gets round one",
    hosts=("mod.gov.vn", "bqp.vn"),
    addresses=(),
    routes={},
    route_order=(),
)
