"""Which moments and days lie in a window."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hanoi_press.discovery import Window, is_future
from spiders_tests.discovery_site import VN, at


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


def test_a_window_cut_to_a_span() -> None:
    recent = Window().cut_to(timedelta(days=2)).since
    assert recent is not None and abs(datetime.now(VN) - timedelta(days=2) - recent) < timedelta(minutes=1)
    assert Window(since=at(17)).cut_to(timedelta(days=365 * 200)).since == at(17)  # only ever made smaller


def test_a_date_in_the_future_is_no_date() -> None:
    window = Window(until=at(18))
    tomorrow, next_year = (datetime.now(VN) + timedelta(days=days) for days in (0.9, 365))
    assert window.holds(next_year) and not window.holds(tomorrow)
    assert is_future(next_year) and not is_future(tomorrow) and not is_future(None)
