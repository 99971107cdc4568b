"""Escape control characters and line breaks in log messages, which may contain text from foreign pages."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hanoi_press.store.ledger_errors import LedgerError

# C0 and C1 controls (terminals execute these), line and paragraph separators, marks for the direction of text, and
# surrogates, which stand for bytes that are no UTF-8
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MANY_LINES = {"scrapy", "twisted", "asyncio"}
_TEMPLATE = "template"  # an attribute of log records: the message before its arguments were put in


def one_line(text: str) -> str:
    r"""Return text with its control characters escaped: `a\x1b[31m`."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def each_line(text: str) -> str:
    """Return text with its control characters escaped, except line breaks."""
    return "\n".join(map(one_line, text.split("\n")))


class OneLine:
    """A log record factory that escapes control characters in messages and tracebacks.

    Line breaks stay in the messages of Scrapy, Twisted and asyncio, of which some have many lines.
    """

    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self.make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self.make(*args, **kwargs)
        record.__dict__[_TEMPLATE] = record.msg
        escape = each_line if record.name.partition(".")[0] in _MANY_LINES else one_line
        with suppress(Exception):  # the handler reports a message that does not match its arguments
            record.msg, record.args = escape(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = each_line("".join(traceback.format_exception(*record.exc_info)).rstrip("\n"))
        if record.exc_info and isinstance(record.exc_info[1], LedgerError):
            _without_traceback(record)
        return record


def _without_traceback(record: logging.LogRecord) -> None:
    """Leave the first line of a message of Scrapy's: a damaged ledger is no fault of the code that met it."""
    with suppress(Exception):
        record.msg, record.args = record.getMessage().partition("\n")[0], ()
    record.exc_info = record.exc_text = None


def message_template(record: logging.LogRecord) -> str:
    """Return the message of a log record without its arguments, which is the same for all messages of its kind."""
    return str(record.__dict__.get(_TEMPLATE, record.msg))


def escape_log_records() -> None:
    """Install the record factory; filters would not do, because Scrapy makes new handlers."""
    make = logging.getLogRecordFactory()
    if not isinstance(make, OneLine):
        logging.setLogRecordFactory(OneLine(make))
