"""Show the progress of all sources of a process in a terminal: a total, then a line a source.

`rich` starts no thread here (`auto_refresh=False`): the process that reads pages is forked from this one.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from hanoi_press.extensions.source_progress import SourceProgress, duration
from hanoi_press.extensions.terminal import close_console, open_console

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

_PAUSE = 0.2  # seconds between two drawings at least
_FRAME = 3  # rows of the terminal that are not for sources: the heads, the total, the cursor
# The columns, and the width of the terminal in characters from which each is shown.
_COLUMNS = {"source": 0, "articles": 0, "pages": 66, "back to": 50, "": 78, "done": 0, "time left": 40}


class Display(Protocol):
    """Where sources show their progress."""

    def add(self, source: SourceProgress) -> None:
        """Show one more source."""

    def draw(self) -> None:
        """Show the present state."""

    def end(self, source: SourceProgress) -> None:
        """Note that a source has ended."""


class ProgressDisplay:
    """The progress of several sources, drawn by whoever calls `draw`."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.sources: list[SourceProgress] = []
        self._live: Live | None = None
        self._drawn = 0.0

    def add(self, source: SourceProgress) -> None:
        """Show one more source; the first one opens the display."""
        self.sources.append(source)
        if self._live is None:
            self._open()

    def end(self, source: SourceProgress) -> None:
        """Note that a source has ended; the last one closes the display."""
        source.ended = self.clock()
        if all(one.ended is not None for one in self.sources):
            self.close()
        else:
            self.draw()

    def draw(self) -> None:
        """Draw the present state, unless it was drawn a moment ago."""
        if self._live is not None and self.clock() - self._drawn >= _PAUSE:
            self._drawn = self.clock()
            self._live.refresh()

    def close(self) -> None:
        """Remove the progress from the terminal; the lines above it stay."""
        if self._live is not None:
            self._live.stop()
            self._live = None
            close_console()
        self.sources = []

    def _open(self) -> None:
        from rich.live import Live  # imported late: only terminals need it

        console = open_console()
        self._live = Live(
            console=console,
            get_renderable=lambda: self.rows(console.height, console.width),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live.start()
        console.show_cursor(True)  # a run that is killed would leave the terminal without one
        atexit.register(self.close)

    def rows(self, height: int, width: int) -> RenderableType:
        """Return the total and as many sources as fit, those that run first."""
        from rich.console import Group
        from rich.text import Text

        room = max(1, height - _FRAME)
        order = sorted(self.sources, key=lambda one: one.ended is not None)
        shown, rest = (order, []) if len(order) <= room else (order[: room - 1], order[room - 1 :])
        parts: list[RenderableType] = [_table(shown, self.clock(), width)]
        if rest:
            done = sum(one.ended is not None for one in rest)
            more = [f"{len(rest) - done} more"] * (done < len(rest)) + [f"{done} that have ended"] * (done > 0)
            parts.append(Text(f"… {' and '.join(more)}", no_wrap=True, overflow="ellipsis"))
        if len(order) > 1:
            parts.append(Text(self._total(), style="bold", no_wrap=True, overflow="ellipsis"))
        return Group(*parts)

    def _total(self) -> str:
        """Return the line over all sources."""
        now, sources = self.clock(), self.sources
        left = [one.seconds_left(now) for one in sources if one.ended is None]
        known = [one for one in left if one is not None]
        return ", ".join(
            [
                f"{sum(one.ended is not None for one in sources)} of {len(sources)} sources done",
                f"{sum(one.articles for one in sources)} new articles",
                f"{sum(one.pages for one in sources)} pages",
                duration(max(one.seconds(now) for one in sources)),
                *([f"about {duration(max(known))} left"] if known and len(known) == len(left) else []),
            ]
        )


def _table(sources: list[SourceProgress], now: float, width: int) -> RenderableType:
    """Return the rows of sources; a narrow terminal gets fewer columns, so that no row takes two lines."""
    from rich.table import Table
    from rich.text import Text

    names = [name for name, least in _COLUMNS.items() if width >= least]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_edge=False)
    for name in names:
        right = name in ("articles", "pages", "done")
        table.add_column(name, no_wrap=True, overflow="ellipsis", justify="right" if right else "left")
    for one in sources:
        cells = _cells(one, now)
        style = "dim" if one.ended is not None else ""
        table.add_row(*(Text(cell) if isinstance(cell := cells[name], str) else cell for name in names), style=style)
    return table


def _cells(one: SourceProgress, now: float) -> dict[str, RenderableType]:
    """Return what a row shows, by the head of its column."""
    from rich.progress_bar import ProgressBar

    share, left, is_running = one.share, one.seconds_left(now), one.ended is None
    time = "" if left is None else duration(left)
    return {
        "source": one.name,
        "articles": one.done,
        "pages": str(one.pages),
        "back to": str(one.oldest or ""),
        "": ProgressBar(total=1.0, completed=share, width=8) if share is not None and is_running else "",
        "done": f"{share:.0%}" if share is not None and is_running else "",
        "time left": time if is_running else f"ended, {duration(one.seconds(now))}",
    }
