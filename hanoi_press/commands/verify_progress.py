"""Show how far a check of archives has come, as one redrawn line in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from hanoi_press.extensions.terminal import can_redraw, close_console, open_console

_PAUSE = 0.2  # seconds between two drawings at least


@contextmanager
def verify_progress() -> Iterator[Callable[[int, int], None]]:
    """Yield a function that takes the bytes read, and of how many; drawn if standard error is a terminal."""
    if not can_redraw():
        yield lambda done, of: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("verify: archives"), BarColumn(24), TaskProgressColumn(), DownloadColumn())
    bar = Progress(
        *columns,
        TimeRemainingColumn(compact=True),
        console=open_console(),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    task, drawn = bar.add_task("", total=None), 0.0

    def show(done: int, of: int) -> None:
        nonlocal drawn
        if monotonic() - drawn >= _PAUSE:
            drawn = monotonic()
            bar.update(task, completed=done, total=of)
            bar.refresh()

    try:
        with bar:
            yield show
    finally:
        close_console()
