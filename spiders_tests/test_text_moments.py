"""Moments as machines write them, their parts, and the dates of the corpus."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.text import moments
from hanoi_press.text.moments import VN

NOON = datetime(2026, 6, 17, 12, 0, 0, tzinfo=VN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-06-17T12:00:00+07:00", NOON),
        ("2026-06-17T05:00:00Z", NOON),
        ("2026-06-17t05:00:00z", NOON),
        ("2026-06-17T12:00:00", NOON),
        ("2026-06-17 12:00:00", NOON),
        ("2026-06-17T12:00", NOON),
        ("2026-06-17T12:00:00 +0700", NOON),
        ("\n 2026-06-17T12:00:00+07:00 ", NOON),
        ("2026-06-17T12:00:00.1234567+07:00", NOON.replace(microsecond=123456)),
        ("2026-06-17", None),
        ("20260617", None),
        ("2026-13-17T12:00:00", None),
        ("2026-06-17T25:00:00", None),
        ("0001-01-01T00:00:00", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_from_iso(text: str, expected: datetime | None) -> None:
    assert moments.from_iso(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-06-17", date(2026, 6, 17)),
        (" 2026-06-17\n", date(2026, 6, 17)),
        ("2026-06-17T12:00:00+07:00", None),
        ("2026-02-30", None),
        ("0001-01-01", None),
        ("17/06/2026", None),
        ("", None),
    ],
)
def test_day_from_iso(text: str, expected: date | None) -> None:
    assert moments.day_from_iso(text) == expected


def test_start_of_day() -> None:
    assert moments.start_of_day(date(2026, 6, 17)) == NOON.replace(hour=0)
    assert moments.start_of_day(None) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wed, 17 Jun 2026 12:00:00 +0700", NOON),
        ("Wed, 17 Jun 2026 12:00:00 GMT+7", NOON),
        ("Wed, 17 Jun 2026 12:00:00 GMT +7", NOON),
        ("Wed, 17 Jun 2026 12:00:00 UTC+07:00", NOON),
        ("Wed, 17 Jun 2026 12:00:00 +07:00 (ICT)", NOON),
        ("Wed, 17 Jun 2026 05:00:00 GMT", NOON),
        ("Wed, 17 Jun 2026 05:00:00 UTC", NOON),
        ("Wed, 17 Jun 2026 05:00:00 Z", NOON),
        ("Wed, 17 Jun 2026 05:00:00 -0000", NOON),
        ("Wed, 17 Jun 2026 00:30:00 -0430", NOON),
        ("Wed, 17 Jun 2026 12:00:00 ICT", NOON),
        ("Wed, 17 Jun 2026 12:00:00", NOON),
        ("17 June 2026 12:00", NOON),
        ("Thứ Tư, 17 Jun 2026 12:00:00 +0700", NOON),
        ("Wed, 17 Jun 2026 12:00:00 NOWHERE", None),
        ("Wed, 17 Jun 2026 12:00:00 +9900", None),
        ("Wed, 31 Jun 2026 12:00:00 +0700", None),
        ("Wed, 17 Thg 2026 12:00:00 +0700", None),
        ("6/17/2026 12:00:00 PM", None),
        ("", None),
    ],
)
def test_from_rfc822(text: str, expected: datetime | None) -> None:
    assert moments.from_rfc822(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17/06/2026 - 12:00", NOON),
        ("  17-06-2026 12:00 ", NOON),
        ("Thứ Tư, 17/6/2026 | 12:00", NOON),
        ("31/06/2026 - 12:00", None),
        ("12:00 - 17/06/2026", NOON),
        ("12:00 | 17/6/2026", NOON),
        ("12:00:59 17.6.2026", NOON),
        ("17.6.2026 lúc 12:00", NOON),
        ("17/06/2026", None),
        ("12:00", None),
        ("5 phút trước", None),
    ],
)
def test_from_day_first(text: str, expected: datetime | None) -> None:
    assert moments.from_day_first(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20260617120000", NOON),
        (" 20260617120000 ", NOON),
        ("20261317120000", None),
        ("202606171200", None),
        ("", None),
    ],
)
def test_from_compact(text: str, expected: datetime | None) -> None:
    assert moments.from_compact(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1781672400000", NOON),  # 20,621 days of 86,400 s and 18,000 s after 1970
        ("/Date(1781672400000)/", NOON),
        ("/Date(1781672400000+0700)/", NOON),
        ("-62135596800000", None),  # .NET's year 1
        ("9" * 30, None),
        ("1781672400.5", None),
        ("", None),
    ],
)
def test_from_dotnet(text: str, expected: datetime | None) -> None:
    assert moments.from_dotnet(text) == expected


READERS = (
    moments.from_iso,
    moments.from_rfc822,
    moments.from_day_first,
    moments.from_us,
    moments.from_compact,
    moments.from_dotnet,
    moments.from_java,
    moments.from_epoch,
    moments.from_machine,
)


@given(st.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in READERS:
        moment = read(text)
        assert moment is None or moment.tzinfo is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8/15/2026 4:04:00 PM", datetime(2026, 8, 15, 16, 4, tzinfo=VN)),
        ("11/12/2026 12:00:01 AM", datetime(2026, 11, 12, 0, 0, 1, tzinfo=VN)),
        ("8/15/2026", None),  # day or month first? the text does not tell
        ("15/08/2026 04:04:00 PM", None),
        ("8/15/2026 4:61:00 PM", None),
        ("", None),
    ],
)
def test_from_us(text: str, expected: datetime | None) -> None:
    assert moments.from_us(text) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 6, 17), NOON.replace(hour=23, minute=59, second=59)),
        (None, None),
    ],
)
def test_end_of_day(day: date | None, expected: datetime | None) -> None:
    assert moments.end_of_day(day) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", timedelta(hours=7)),
        ("ict", timedelta(hours=7)),
        ("z", timedelta()),
        ("UT", timedelta()),
        ("GMT", timedelta()),
        ("GMT+7", timedelta(hours=7)),
        ("GMT 7", timedelta(hours=7)),
        ("utc + 07:00", timedelta(hours=7)),
        ("+07", timedelta(hours=7)),
        ("-0430", -timedelta(hours=4, minutes=30)),
        ("+23:59", timedelta(hours=23, minutes=59)),
        ("+24:00", None),
        ("7", None),
        ("+-7", None),
        ("PST", None),
    ],
)
def test_time_zone(name: str, expected: timedelta | None) -> None:
    zone = moments.time_zone(name)
    assert (zone.utcoffset(None) if zone else None) == expected


@pytest.mark.parametrize(
    ("hour", "half", "expected"),
    [
        (12, "AM", 0),
        (12, "PM", 12),
        (1, "pm", 13),
        (11, "Chiều", 23),
        (11, "sa", 11),
        (14, "PM", 14),  # a 24-hour clock with a half of the day behind it
        (0, "AM", 0),
        (9, "", 9),
    ],
)
def test_hour_of_day(hour: int, half: str, expected: int) -> None:
    assert moments.hour_of_day(hour, half) == expected


@pytest.mark.parametrize(
    ("text", "is_read"),
    [("1989-12-31", False), ("1990-01-01", True), ("2100-12-31", True), ("2101-01-01", False)],
)
def test_years_of_the_press(text: str, is_read: bool) -> None:
    assert (moments.day_from_iso(text) is not None) is is_read
    assert (moments.from_iso(f"{text}T12:00:00") is not None) is is_read
    milliseconds = int(datetime.fromisoformat(f"{text}T12:00:00+00:00").timestamp()) * 1000
    assert (moments.from_dotnet(str(milliseconds)) is not None) is is_read


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("1970-01-01T07:00:00+07:00", 0),
        ("1970-01-01T00:00:10Z", 10),
        ("1970-01-01T00:00:10", 10),  # without an offset: UTC, as `fetched_at`
        ("1970-01-01", 17 * 3600 - 1),  # the last second before 2 January in Hanoi
        ("1970-01-01x", None),
        ("0001-01-01T00:00:00+14:00", -62135596800 - 14 * 3600),
        ("", None),
        (None, None),
        (1970, None),
    ],
)
def test_epoch_seconds(stated: object, expected: int | None) -> None:
    assert moments.epoch_seconds(stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-06-17T23:59:59+07:00", "2026-06-17"),
        ("2026-06-17", "2026-06-17"),
        ("2026-06-17T16:59:59+00:00", "2026-06-17"),
        ("2026-06-17T17:00:00Z", "2026-06-18"),
        ("2026-06-17T00:00:00+14:00", "2026-06-16"),
    ],
)
def test_day_in_hanoi(stated: str, expected: str) -> None:
    assert moments.day_in_hanoi(stated) == expected


@pytest.mark.parametrize("stated", ["", "hôm qua", "17/06/2026", "xxxx-06-17", "2026-06-17T25:00:00Z", "hôm qua+07:00"])
def test_day_in_hanoi_of_no_date(stated: str) -> None:
    with pytest.raises(ValueError):
        moments.day_in_hanoi(stated)


@pytest.mark.parametrize(
    ("stated", "is_future"),
    [
        ("2026-11-24T10:00:00+07:00", False),
        ("2026-11-25T08:00:00+07:00", False),  # a day and no more
        ("2026-11-25T08:00:01+07:00", True),
        ("2026-11-25", False),  # a day has begun somewhere
        ("2026-11-26", True),
        ("2036-11-24T10:00:00+07:00", True),
        ("9999-12-31", True),
        ("9999-12-31T23:59:59-12:00", True),
        ("0001-01-01T00:00:00+14:00", False),
        ("0001-01-01", False),
        ("no date", False),
        (None, False),
    ],
)
def test_dates_in_the_future(stated: str | None, is_future: bool) -> None:
    assert moments.states_future(stated, "2026-11-24T01:00:00Z") is is_future
    assert moments.states_future(stated, "") is False
    assert moments.states_future(stated, "1970-01-01T00:05:00Z") is False  # a machine without a clock
