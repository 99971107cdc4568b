"""Moments, windows and links."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.discovery import Window, times
from hanoi_press.discovery.links import absolute, host
from spiders_tests.test_discovery_routes import VN, at

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
def test_iso(text: str, expected: datetime | None) -> None:
    assert times.iso(text) == expected


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
def test_iso_day(text: str, expected: date | None) -> None:
    assert times.iso_day(text) == expected


def test_start_of_a_day() -> None:
    assert times.start_of(date(2026, 6, 17)) == NOON.replace(hour=0)
    assert times.start_of(None) is None


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
def test_rfc822(text: str, expected: datetime | None) -> None:
    assert times.rfc822(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17/06/2026 - 12:00", NOON),
        ("  17-06-2026 12:00 ", NOON),
        ("Thứ Tư, 17/6/2026 | 12:00", NOON),
        ("31/06/2026 - 12:00", None),
        ("17/06/2026", None),
        ("5 phút trước", None),
    ],
)
def test_listed(text: str, expected: datetime | None) -> None:
    assert times.listed(text) == expected


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
def test_compact(text: str, expected: datetime | None) -> None:
    assert times.compact(text) == expected


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
def test_dotnet(text: str, expected: datetime | None) -> None:
    assert times.dotnet(text) == expected


@given(st.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (times.iso, times.rfc822, times.listed, times.compact, times.dotnet):
        moment = read(text)
        assert moment is None or moment.tzinfo is not None


@pytest.mark.parametrize(
    ("window", "moment", "held", "before"),
    [
        (Window(), at(17), True, False),
        (Window(), None, True, False),
        (Window(at(17), at(18)), None, True, False),
        (Window(at(17), at(18)), at(17), True, False),
        (Window(at(17), at(18)), at(18), False, False),
        (Window(at(17), at(18)), at(16, 23, 59), False, True),
        (Window(since=at(17)), at(30), True, False),
        (Window(until=at(17)), at(1), True, False),
        (Window(since=at(17)), datetime(2026, 6, 16, 17, 0, tzinfo=UTC), True, False),
        (Window(since=at(17)), datetime(2026, 6, 16, 16, 59, tzinfo=UTC), False, True),
    ],
)
def test_window(window: Window, moment: datetime | None, held: bool, before: bool) -> None:
    assert window.holds(moment) is held
    assert window.is_before(moment) is before


@pytest.mark.parametrize(
    ("window", "first", "last", "touched"),
    [
        (Window(), 1, 30, True),
        (Window(at(17), at(18)), 17, 17, True),
        (Window(at(17), at(18)), 18, 18, False),
        (Window(at(17), at(18, 0, 1)), 18, 18, True),
        (Window(at(17), at(18)), 16, 16, False),
        (Window(at(16, 23, 59), at(18)), 16, 16, True),
        (Window(at(17), at(18)), 1, 30, True),
        (Window(since=datetime(2026, 6, 16, 17, tzinfo=UTC)), 16, 16, False),  # midnight of the 17th in Hanoi
        (Window(until=datetime(2026, 6, 16, 17, tzinfo=timezone(timedelta(hours=1)))), 17, 17, False),
    ],
)
def test_window_days(window: Window, first: int, last: int, touched: bool) -> None:
    assert window.touches(date(2026, 6, first), date(2026, 6, last)) is touched


def test_the_last_day_of_all_breaks_no_window() -> None:
    assert Window(at(17), at(18)).touches(date(9999, 12, 1), date(9999, 12, 31)) is False


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/bai-1.html", "https://bao.example/bai-1.html"),
        (" bai-1.html\n", "https://bao.example/do-thi/bai-1.html"),
        ("//khac.example/a", "https://khac.example/a"),
        ("http://khac.example/a", "http://khac.example/a"),
        ("#top", None),
        ("", None),
        ("javascript:void(0)", None),
        ("mailto:a@bao.example", None),
        ("ftp://bao.example/a", None),
        ("http://[", None),
        ("http://:80/a", None),
    ],
)
def test_absolute(href: str, expected: str | None) -> None:
    assert absolute("https://bao.example/do-thi/giao-thong", href) == expected


def test_host() -> None:
    assert host("https://WWW.Bao.Example:8443/a") == "bao.example"
    assert host("https://en.bao.example/") == "en.bao.example"
