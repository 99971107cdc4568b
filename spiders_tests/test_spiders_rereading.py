"""`spiders/rereading.py`: the days that a run wanted when an archived answer came."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from hanoi_press.crawl.fetch import AnswerMissing
from hanoi_press.discovery import Window
from hanoi_press.spiders.rereading import record_missing, window_at


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


@pytest.mark.parametrize(("is_pruned", "level", "how"), [(False, "WARNING", "missing"), (True, "INFO", "pruned")])
def test_a_pruned_answer_is_no_warning(caplog: pytest.LogCaptureFixture, is_pruned: bool, level: str, how: str) -> None:
    spider = SimpleNamespace(logger=logging.getLogger("a"), history=Mock(), balance=Mock())
    with caplog.at_level("INFO"):
        record_missing(spider, "hanoimoi/7", "u7", AnswerMissing("it is gone", is_pruned=is_pruned))
    assert [(one.levelname, one.message) for one in caplog.records] == [(level, "u7 cannot be read again: it is gone")]
    spider.history.mark_answer_missing.assert_called_once_with("hanoimoi/7")
    spider.balance.settle.assert_called_once_with("hanoimoi/7", how)
