"""Say whether standard error is a terminal that can redraw lines, and hold the console that does it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_live: list[Console] = []  # the console that shows progress, if one does


def can_redraw() -> bool:
    """Return True if standard error is a terminal that moves its cursor; `TERM=dumb` says that it does not."""
    stream = sys.stderr  # None: the shell has closed it
    return stream is not None and stream.isatty() and os.environ.get("TERM", "").lower() not in ("dumb", "unknown", "")


def open_console() -> Console:
    """Return a console on standard error; while it is live, log lines are written above the progress."""
    from rich.console import Console  # imported late: only terminals need it

    console = Console(file=sys.stderr, force_terminal=True, highlight=False)
    _live[:] = [console]
    return console


def close_console() -> None:
    """Write log lines straight to standard error again."""
    _live.clear()


def print_above(text: str) -> bool:
    """Print text above the progress; return False, without printing, if no progress is shown."""
    if not _live:
        return False
    _live[0].print(text, markup=False, highlight=False, emoji=False, soft_wrap=True)
    return True
