"""Show what the units of a harvest tell: lines of the log, and how far they have come."""

from __future__ import annotations

import sys

from hanoi_press.engine.unit import Message, Unit
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.extensions.sent_log import STANDARD_ERROR, write_sent
from hanoi_press.extensions.terminal import print_above
from hanoi_press.harvest.sent_progress import DrawnProgress


class UnitMessages:
    """What shows the messages of a run's units; `is_drawn`: the progress is drawn in a terminal."""

    def __init__(self, *, is_drawn: bool) -> None:
        self._progress = DrawnProgress() if is_drawn else None

    def receive(self, unit: Unit, message: Message) -> None:
        """Show a message; one of an unknown kind is passed over."""
        what = message.what
        if message.kind == "log" and what["logger"] == STANDARD_ERROR:
            text = one_line(what["text"])
            if not print_above(text):
                print(text, file=sys.stderr)
        elif message.kind == "log":
            write_sent(what["level"], what["logger"], what["text"])
        elif message.kind == "progress" and self._progress is not None:
            self._progress.show(unit.name, what)

    def close(self) -> None:
        """Remove the progress from the terminal."""
        if self._progress is not None:
            self._progress.close()
