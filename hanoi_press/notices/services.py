"""Send a notice to services by their apprise addresses (`mailto://…`, `tgram://…`), which may hold passwords."""

from __future__ import annotations

import logging
import threading
from typing import Any
from urllib.parse import unquote, urlsplit

from hanoi_press.notices.message import Notice

MISSING = "the library apprise is not installed; run: pip install 'hanoi-press[notices]'"
_APPRISE = logging.getLogger("apprise")
_LIBRARIES = ("urllib3", "requests")  # below apprise; what they log may hold the address
_SHORTEST = 3  # characters of a part of an address that may be a secret


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
    said = _captured_log()
    try:
        # Apprise.notify would send in a pool of threads, for which Python waits at its end.
        server = apprise.Apprise.instantiate(address, suppress_exceptions=True)
        if server is None:
            return "apprise does not know such an address, or a part of it is missing"
        kind = apprise.NotifyType.WARNING if notice.is_alarm else apprise.NotifyType.SUCCESS
        sent = server.notify(
            title=notice.title, body=notice.text, notify_type=kind, body_format=apprise.NotifyFormat.TEXT
        )
    except Exception as error:  # of any of a hundred services; its text may hold a part of the address
        return f"apprise failed ({type(error).__name__})"
    reason = _masked("; ".join(said), address)
    return "" if sent else reason or "the service did not take it"


def _captured_log() -> list[str]:
    """Return a list that gets the first warnings of apprise in this thread; nothing else of them is logged any more."""
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    collector = next((one for one in _APPRISE.filters if isinstance(one, _Collector)), None)
    if collector is None:
        collector = _Collector()
        _APPRISE.addFilter(collector)
    said: list[str] = []
    collector.said[threading.get_ident()] = said  # a thread before it may have had the number
    return said


class _Collector(logging.Filter):
    """A filter that keeps the first warnings of each thread, and lets nothing through."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[int, list[str]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        kept = self.said.get(record.thread or 0, [])
        if record.levelno >= logging.WARNING and len(kept) < 2:
            kept.append(" ".join(record.getMessage().split())[:200])
        return False


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
