"""Measure silence: the time in which the coordinator listened and heard nothing."""

from __future__ import annotations

from time import monotonic

LONGEST = 1.0  # seconds that count at most between two looks


class ListeningClock:
    """A clock that goes on only while somebody listens: not while the caller is busy, or the machine is suspended."""

    def __init__(self) -> None:
        self.now = 0.0
        self._last = monotonic()

    def tick(self) -> None:
        """Count the time since the last look, unless it was too long for someone who listens."""
        self.now += min((now := monotonic()) - self._last, LONGEST)
        self._last = now

    def pause(self) -> None:
        """Leave out the time since the last look."""
        self._last = monotonic()
