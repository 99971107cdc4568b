"""Send log lines from a process that crawls to the one that writes the log, and write them there."""

from __future__ import annotations

import logging
from collections.abc import Callable

from hanoi_press.extensions.clean_log import each_line

STANDARD_ERROR = "stderr"  # the logger's name for what a process wrote to standard error
_SENT = "was_sent"  # an attribute of log records that passed the filter of another process


class SendingHandler(logging.Handler):
    """A handler that hands level, logger and text (with a traceback, if there is one) of each line to `send`."""

    def __init__(self, send: Callable[[int, str, str], None]) -> None:
        super().__init__()
        self._send = send

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._send(record.levelno, record.name, self.format(record))
        except Exception:
            self.handleError(record)


def write_sent(level: int, name: str, text: str) -> None:
    """Write a line that another process sent by this process's handlers, without control characters."""
    record = logging.LogRecord(name, level, "", 0, each_line(text), (), None)
    record.__dict__[_SENT] = True
    logging.getLogger(name).handle(record)


def was_sent(record: logging.LogRecord) -> bool:
    """Return True for a line that has passed the filter of the process that sent it."""
    return _SENT in record.__dict__
