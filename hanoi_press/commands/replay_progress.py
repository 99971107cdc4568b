"""Show how far a replay has come, as one redrawn line in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from hanoi_press.extensions.terminal import can_redraw, close_console, open_console

if TYPE_CHECKING:
    from rich.progress import Progress

_PAUSE = 0.2  # seconds between two drawings at least


class ReplayProgress:
    """How far the units of a replay are, as they tell; nothing is drawn without a `bar`."""

    def __init__(self, bar: Progress | None = None) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, pages=0) if bar else None
        self._pages: dict[str, int] = {}
        self._bytes: dict[str, int] = {}
        self._drawn = 0.0

    def begin(self, size: int) -> None:
        """Start anew, with so many bytes to read."""
        self._pages.clear()
        self._bytes.clear()
        if self._bar is not None and self._task is not None:
            self._bar.reset(self._task, total=size, pages=0)

    def told(self, unit: str, what: Mapping[str, Any]) -> None:
        """Take how many pages and bytes a unit has read."""
        for known, told in ((self._pages, what.get("pages")), (self._bytes, what.get("bytes"))):
            if isinstance(told, int):
                known[unit] = max(told, known.get(unit, 0))
        if self._bar is not None and self._task is not None and monotonic() - self._drawn >= _PAUSE:
            self._drawn = monotonic()
            self._bar.update(self._task, completed=sum(self._bytes.values()), pages=sum(self._pages.values()))
            self._bar.refresh()


@contextmanager
def replay_progress(*, is_hidden: bool) -> Iterator[ReplayProgress]:
    """Yield a progress line that is drawn if standard error is a terminal."""
    if is_hidden or not can_redraw():
        yield ReplayProgress()
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    parts = (TextColumn("replay: {task.fields[pages]} pages read"), BarColumn(24), TaskProgressColumn())
    bar = Progress(  # no thread of rich's: it would draw while a process is forked
        *parts,
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=open_console(),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    try:
        with bar:
            yield ReplayProgress(bar)
    finally:
        close_console()
