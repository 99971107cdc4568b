"""Send the progress of a unit to the process that draws it, and draw what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from time import monotonic
from typing import Any

from hanoi_press.discovery import VN
from hanoi_press.engine.unit import WorkContext
from hanoi_press.extensions.progress_display import ProgressDisplay
from hanoi_press.extensions.source_progress import SourceProgress

_PAUSE = 0.5  # seconds between two messages of a unit at least
_COUNTS = ("limit", "counted", "articles", "changed", "pages")


class SentProgress:
    """A display of one source whose state goes to another process."""

    def __init__(self, context: WorkContext) -> None:
        self._context = context
        self._source: SourceProgress | None = None
        self._sent = 0.0

    def add(self, source: SourceProgress) -> None:
        """Show a source."""
        self._source = source
        self._send(source)

    def draw(self) -> None:
        """Send the present state, unless it was sent a moment ago."""
        if self._source is not None and monotonic() - self._sent >= _PAUSE:
            self._send(self._source)

    def end(self, source: SourceProgress) -> None:
        """Note that the source has ended."""
        source.ended = monotonic()
        self._send(source)

    def _send(self, source: SourceProgress) -> None:
        self._sent = monotonic()
        self._context.tell(
            "progress",
            seconds=source.seconds(self._sent),
            has_ended=source.ended is not None,
            since=str(source.since or ""),
            oldest=str(source.oldest or ""),
            **{name: getattr(source, name) for name in _COUNTS},
        )


class DrawnProgress:
    """The display of all units of a run, by what they sent."""

    def __init__(self) -> None:
        self._display = ProgressDisplay()
        self._sources: dict[str, SourceProgress] = {}

    def show(self, name: str, what: Mapping[str, Any]) -> None:
        """Show the state that a unit has sent; what is none is passed over."""
        now = monotonic()
        source = self._sources.get(name)
        is_new = source is None
        if source is None:
            source = self._sources[name] = SourceProgress(name, now, datetime.now(VN).date())
        source.begun = now - float(what["seconds"])
        source.since = date.fromisoformat(what["since"]) if what["since"] else None
        source.oldest = date.fromisoformat(what["oldest"]) if what["oldest"] else None
        for count in _COUNTS:
            setattr(source, count, what[count])
        source.ended = now if what["has_ended"] else None
        if is_new:
            self._display.add(source)
        self._display.draw()

    def close(self) -> None:
        """Remove the progress from the terminal."""
        self._display.close()
