"""Let SIGINT and SIGTERM end a command at the next safe point."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StopRequest:
    """A `with` block in which the first signal only sets `is_made`; a second one acts as it did before the block."""

    def __init__(self) -> None:
        self.is_made = False
        self._then: Callable[[], None] | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> StopRequest:
        self._before = {number: signal.signal(number, self._stop) for number in _SIGNALS}
        return self

    def on_stop(self, then: Callable[[], None]) -> None:
        """Call a function when the first signal comes, in its handler; at once if it has come."""
        self._then = then
        if self.is_made:
            then()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_made = True
        self._restore()
        if self._then is not None:
            self._then()

    def _restore(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before = {}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._restore()
