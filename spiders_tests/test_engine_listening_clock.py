"""`engine/listening_clock.py`: only the time in which somebody listens counts."""

from __future__ import annotations

import pytest

from hanoi_press.engine import listening_clock
from hanoi_press.engine.listening_clock import LONGEST, ListeningClock


def test_only_time_of_listening_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([100.0, 100.25, 160.25, 160.75, 5000.0])
    monkeypatch.setattr(listening_clock, "monotonic", lambda: next(moments))
    clock = ListeningClock()
    clock.tick()
    assert clock.now == 0.25
    clock.pause()  # the caller took a minute
    clock.tick()
    assert clock.now == 0.75
    clock.tick()  # the process was suspended
    assert clock.now == 0.75 + LONGEST
