"""Leave out of the log what a person need not read at its normal level: Scrapy's dumps, tracebacks of dead hosts.

`--verbose` shows everything.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import NamedTuple

from hanoi_press.extensions.clean_log import message_template
from hanoi_press.extensions.sent_log import was_sent
from hanoi_press.failures import NOT_TRIED, OF_HOST, FailureKind, is_of_site

_SHOWN = 3  # lines of one kind about one host; one is enough if the host itself fails
_LONGEST = 120  # characters of a line that is repeated in a summary
_HOST = re.compile(r"https?://([^/\s\"'<>?#]+)")
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_KINDS = {str(kind) for kind in FailureKind}
_HOST_FAILS = {str(kind) for kind in OF_HOST | NOT_TRIED}
# Each of these is followed by a line of ours that says the same, with what it means for the run.
_SAID_BY_US = {"scrapy.downloadermiddlewares.retry", "scrapy.downloadermiddlewares.robotstxt"}


class _LogKey(NamedTuple):
    """What makes two lines alike."""

    logger: str
    template: str
    host: str
    kind: str


class NormalLog(logging.Filter):
    """A filter that drops what only a developer reads, and counts lines that say the same of one host.

    Errors of our own keep their tracebacks, the first ones of a kind.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: Counter[_LogKey] = Counter()
        self._left_out: dict[_LogKey, tuple[int, str]] = {}  # how many lines, and the first one that was shown

    def filter(self, record: logging.LogRecord) -> bool:
        if was_sent(record):
            return True
        error = record.exc_info[1] if record.exc_info else None
        of_site = error is not None and is_of_site(error)
        if _is_noise(record, is_error=error is not None and not of_site):
            return False
        if of_site:
            record.msg, record.args = record.getMessage().partition("\n")[0], ()
            record.exc_info = record.exc_text = None
        return self._is_news(record)

    def _is_news(self, record: logging.LogRecord) -> bool:
        """Return True if few lines like this one were shown; count it otherwise."""
        text = record.getMessage()
        host = _HOST.search(text)
        if host is None or record.levelno >= logging.CRITICAL:
            return True
        kind = next((word for word in _WORD.findall(_ADDRESS.sub(" ", text)) if word in _KINDS), "")
        key = _LogKey(record.name, message_template(record), host[1], kind)
        self._seen[key] += 1
        if self._seen[key] <= (1 if kind in _HOST_FAILS else _SHOWN):
            return True
        number, first = self._left_out.get(key, (0, text))
        self._left_out[key] = (number + 1, first)
        return False

    def left_out(self) -> list[str]:
        """Return a line for each kind of lines that were only counted since the last call."""
        found = [
            f"{number} more like this (--verbose shows all): {_short(text)}" for number, text in self._left_out.values()
        ]
        self._left_out.clear()
        return found


def _is_noise(record: logging.LogRecord, *, is_error: bool) -> bool:
    """Return True for what Scrapy says of its own parts, and for what a line of ours says better."""
    if is_error:
        return False
    name, text = record.name, record.getMessage()
    if name in _SAID_BY_US or text.startswith("Got data loss in "):
        return True
    return name.partition(".")[0] == "scrapy" and record.levelno < logging.WARNING and not text.startswith("Received ")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
