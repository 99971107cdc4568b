"""Send a notice to services by their apprise addresses (`mailto://…`, `tgram://…`), which may hold passwords."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from hanoi_press.notices.message import Notice

MISSING = "the library apprise is not installed; run: pip install 'hanoi-press[notices]'"
_LIBRARIES = ("apprise", "urllib3", "requests")  # what they log may hold the address
_SHORTEST = 4  # characters of a part of an address that may be a secret


def shown_address(address: str) -> str:
    """Return an address for a message, with nothing of it but the name of the service.

    >>> shown_address("tgram://123456:AbC/987")
    'tgram://…'
    """
    return f"{address.partition('://')[0][:20]}://…"


def send_to_service(address: str, notice: Notice) -> str:
    """Send a notice to one address; return what went wrong, "" if nothing did. The address is not in it."""
    try:
        import apprise  # an extra, and slow to import
    except ImportError:
        return MISSING
    with _captured_log() as said:
        server = apprise.Apprise()
        if not server.add(address):
            return "apprise does not know such an address, or a part of it is missing"
        kind = apprise.NotifyType.WARNING if notice.is_alarm else apprise.NotifyType.SUCCESS
        sent = server.notify(
            title=notice.title, body=notice.text, notify_type=kind, body_format=apprise.NotifyFormat.TEXT
        )
        reason = _masked("; ".join(said), address)
    return "" if sent else reason or "the service did not take it"


@contextmanager
def _captured_log() -> Iterator[list[str]]:
    """Yield the warnings of this thread's libraries; nothing of them reaches the log."""
    said: list[str] = []
    handler = _Collector(said, threading.get_ident())
    loggers = [logging.getLogger(name) for name in _LIBRARIES]
    for logger in loggers:
        logger.propagate = False  # and stays so: a thread that is late may still speak
        logger.addHandler(handler)
    try:
        yield said
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
            logger.addHandler(logging.NullHandler())


class _Collector(logging.Handler):
    """A handler that keeps the first warnings of one thread."""

    def __init__(self, said: list[str], thread: int) -> None:
        super().__init__(logging.WARNING)
        self.said = said
        self.thread_of_job = thread

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread_of_job and len(self.said) < 2:
            self.said.append(" ".join(record.getMessage().split())[:200])


def _masked(text: str, address: str) -> str:
    """Return a text with every part of an address masked that may be a password, a token or a name."""
    for part in sorted(_parts(address), key=len, reverse=True):
        text = text.replace(part, "****")
    return text


def _parts(address: str) -> set[str]:
    """Return the parts of an address: user, password, parts of the path, values of the query; not the host."""
    rest: Any = address.partition("://")[2]
    try:
        host = urlsplit(f"//{rest}").hostname or ""
    except ValueError:
        host = ""
    for mark in "/?&=:@,#":
        rest = rest.replace(mark, "\n")
    found = {word for part in rest.split("\n") for word in (part, unquote(part))}
    return {word for word in found if len(word) >= _SHORTEST and word.lower() != host.lower()}
