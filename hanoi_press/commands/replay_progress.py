"""Show how far a replay has come, as one redrawn line in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from hanoi_press.extensions.terminal import can_redraw, close_console, open_console
from hanoi_press.replay.slices import SliceReading

_PAUSE = 0.2  # seconds between two drawings at least


def with_progress(found: Iterator[SliceReading], total: int, *, is_hidden: bool) -> Iterator[SliceReading]:
    """Yield the contents of `total` slices, with a progress line if standard error is a terminal."""
    if is_hidden or not can_redraw():
        yield from found
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    pages, drawn = 0, 0.0
    parts = (TextColumn("replay: {task.fields[pages]} pages read"), BarColumn(24), TaskProgressColumn())
    # no thread of rich's: a reading process that died is forked again from this one
    bar = Progress(
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
            task = bar.add_task("", total=total, pages=0)
            for part in found:
                pages += sum(number for (_, kind), number in part.counts.items() if kind == "read")
                bar.update(task, advance=1, pages=pages)
                if monotonic() - drawn >= _PAUSE:
                    drawn = monotonic()
                    bar.refresh()
                yield part
    finally:
        close_console()
