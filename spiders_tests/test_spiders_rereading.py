"""`spiders/rereading.py`: the days that a run wanted when an archived answer came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hanoi_press.discovery import Window
from hanoi_press.spiders.rereading import window_at


def test_the_first_day_lies_as_much_further_back_as_the_answer_is_old() -> None:
    now = datetime.now(UTC)
    window = Window(since=now - timedelta(days=2), until=now - timedelta(hours=1))

    def holds(age: float, published: float) -> bool:
        """Whether the article published so many days ago is wanted, by an answer of this age in days."""
        fetched = f"{now - timedelta(days=age):%Y-%m-%dT%H:%M:%SZ}"
        return window_at(window, fetched).holds(now - timedelta(days=published))

    assert holds(0, 1.9) and not holds(0, 2.1)
    assert holds(4, 5.9) and not holds(4, 6.1)
    assert not holds(4, 0)  # the last day is the run's
    assert holds(-3, 1.9)  # the clock was wrong then
    assert window_at(Window(), "2026-11-20T00:00:00Z") == Window()
