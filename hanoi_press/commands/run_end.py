"""Let a signal, or a time, end a run of units early; a second signal ends it at once."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

logger = logging.getLogger(__name__)
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class RunEnd:
    """A `with` block in which SIGINT, SIGTERM and the end of a time call `stop`.

    `seconds`: None for no time. A second signal ends this process as `kill -9` would, which loses nothing: its
    processes end with it, and the next run merges their parts. `before_kill` is called just before that.
    """

    def __init__(self, stop: Callable[[], None], seconds: float | None, before_kill: Callable[[], None]) -> None:
        self._stop = stop
        self._seconds = seconds
        self._before_kill = before_kill
        self._before: dict[int, Any] = {}
        self._signal = 0  # the one that was received
        self._is_logged = False
        self.is_time_up = False

    @property
    def reason(self) -> str:
        """Return why the run ended early, as the figures of a source state it."""
        return "time" if self.is_time_up else "shutdown"

    def log(self) -> None:
        """Log, once, that a signal was received; a handler of signals must not."""
        if self._signal and not self._is_logged:
            self._is_logged = True
            name = signal.Signals(self._signal).name
            logger.info("Received %s: the sources end, which takes seconds. Send it again to end at once", name)

    def __enter__(self) -> RunEnd:
        self._before = {number: signal.signal(number, self._receive) for number in _SIGNALS}
        if self._seconds is not None:
            self._before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._end_of_time)
            signal.setitimer(signal.ITIMER_REAL, max(self._seconds, 0.001))
        return self

    def _end_of_time(self, number: int, frame: FrameType | None) -> None:
        self.is_time_up = not self._signal
        self._stop()

    def _receive(self, number: int, frame: FrameType | None) -> None:
        if self._signal:
            self._before_kill()
            os._exit(128 + number)
        self._signal = number
        self._stop()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._seconds is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)
