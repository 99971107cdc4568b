"""Names of time zones."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hanoi_press.text.zones import time_zone

WINTER = datetime(2026, 11, 20, 8, 15)


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("", 7),
        ("+07", 7),
        ("+7", 7),
        ("+7:00", 7),
        ("+00", 0),
        ("-05", -5),
        ("\u221205:00", -5),  # a real minus sign
        ("–05", -5),
        ("z", 0),
        ("utc", 0),
        ("GMT+7", 7),
        ("GMT +07:00", 7),
        ("UTC+0700", 7),
        ("(GMT+7)", 7),
        ("ICT", 7),
        ("(Giờ Việt Nam)", 7),
        ("giờ Hà Nội", 7),
        ("Indochina Time", 7),
        ("+0700 (Indochina Time)", 7),
        ("+09:00[Asia/Tokyo]", 9),
        ("[Asia/Ho_Chi_Minh]", 7),
        ("asia/saigon", 7),
        ("Asia/Tokyo", 9),
        ("America/New_York", -5),
        ("Etc/GMT-7", 7),
    ],
)
def test_known_zones(name: str, hours: float) -> None:
    zone = time_zone(name)
    assert zone is not None
    assert zone.utcoffset(WINTER) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "name", ["PST", "IST", "+99", "+24:00", "Asia/Nowhere", "../etc/passwd", "/", "7", "GMT+", "x", "+7+7"]
)
def test_unknown_zones(name: str) -> None:
    assert time_zone(name) is None
