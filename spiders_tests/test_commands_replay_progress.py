"""`commands/replay_progress.py`: the line counts what all units have read, however their messages arrive."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press.commands import replay_progress
from hanoi_press.commands.replay_progress import ReplayProgress


class Bar:
    """What is drawn."""

    def __init__(self) -> None:
        self.drawn: list[tuple[int, int]] = []
        self.totals: list[int] = []
        self._last = (0, 0)

    def add_task(self, text: str, **more: Any) -> int:
        return 7

    def reset(self, task: int, *, total: int, pages: int) -> None:
        self.totals.append(total)

    def update(self, task: int, *, completed: int, pages: int) -> None:
        self._last = (completed, pages)

    def refresh(self) -> None:
        self.drawn.append(self._last)


def test_pages_and_bytes_of_all_units(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay_progress, "_PAUSE", 0)
    bar = Bar()
    progress = ReplayProgress(bar)  # type: ignore[arg-type]
    progress.begin(900)
    progress.told("a", {"pages": 3, "bytes": 100})
    progress.told("b", {"pages": 2, "bytes": 50})
    progress.told("a", {"pages": 1, "bytes": 40})  # of an attempt that began anew
    progress.told("b", {"pages": "many"})
    assert bar.drawn == [(100, 3), (150, 5), (150, 5), (150, 5)]
    progress.begin(800)
    progress.told("b", {"pages": 1, "bytes": 10})
    assert bar.drawn[-1] == (10, 1) and bar.totals == [900, 800]


def test_it_is_not_drawn_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(replay_progress, "monotonic", lambda: now[0])
    bar = Bar()
    progress = ReplayProgress(bar)  # type: ignore[arg-type]
    for seconds in (0.0, 0.1, 0.05, 0.1):
        now[0] += seconds
        progress.told("a", {"pages": 1})
    assert len(bar.drawn) == 2


def test_without_a_terminal_nothing_is_drawn() -> None:
    with replay_progress.replay_progress(is_hidden=False) as progress:
        progress.begin(9)
        progress.told("a", {"pages": 1, "bytes": 3})
