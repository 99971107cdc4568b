"""Refuse what does not come from a browser's own page of this machine, and send the headers that lock a page in.

A page of a foreign site can make the browser of whoever runs `corpus browse` send requests to it, also under a name
that the site's owner points to 127.0.0.1 (DNS rebinding). So the Host must be this machine's, a request that a foreign
page makes is answered only if it opens a whole page, and nothing may be embedded or read from elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_LONGEST_PATH = 1_000  # bytes
_NEVER_SENT_ON = (b"cookie", b"authorization", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto")
_DOWNLOADS = ("/articles.",)
SAFE_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_NOT_PASSED_ON = {b"access-control-allow-origin", b"server", b"link", *(name.encode() for name in SAFE_HEADERS)}
logger = logging.getLogger(__name__)


class RequestGuard:
    """An ASGI application around another one that only sees requests which may be answered.

    Their cookies stay outside, because those of 127.0.0.1 are shared by all programs on this machine; `scope["cookie"]`
    has the header for whoever looks for one of ours.
    """

    def __init__(self, app: App, port: int) -> None:
        self._app = app
        self._port = port
        self.hosts = {f"{name}:{port}" for name in _NAMES} | (set(_NAMES) if port == 80 else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": safe_headers(message.get("headers", []))}
            await send(message)

        headers = list(scope["headers"])
        if refusal := self._refusal(scope, headers):
            await _say(send_safely, *refusal)
            return
        cookies = b"; ".join(value for name, value in headers if name == b"cookie")
        kept = [(name, value) for name, value in headers if name not in _NEVER_SENT_ON]
        try:
            await self._app({**scope, "headers": kept, "cookie": cookies.decode("latin-1")}, receive, send_safely)
        except Exception:
            logger.exception("an error while answering %s", scope.get("path"))
            if not started:
                await _say(send_safely, 500, "An unexpected error; the terminal shows what happened.")

    def _refusal(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> tuple[int, str] | None:
        """Return the status and the words with which a request is refused, or None."""
        found = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}
        hosts = [value.decode("latin-1").lower() for name, value in headers if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return 400, f"Invalid host. Open http://127.0.0.1:{self._port}/ (through a tunnel: by the same port)."
        if scope["method"] not in ("GET", "HEAD"):
            return 405, "Only GET and HEAD are answered here."
        if len(scope.get("raw_path") or b"") > _LONGEST_PATH:
            return 404, "This address leads nowhere."
        if "origin" in found and found["origin"].lower() not in {f"http://{host}" for host in self.hosts}:
            return 403, "Requests of other sites are not answered."
        return None if _is_own_or_opens_a_page(found, scope["path"]) else (403, "Requests of other sites are refused.")


def safe_headers(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers of an answer with those that lock it in, in place of any others of their names."""
    kept = [(name, value) for name, value in headers if name.lower() not in _NOT_PASSED_ON]
    return kept + [(name.encode(), value.encode()) for name, value in SAFE_HEADERS.items()]


def _is_own_or_opens_a_page(headers: Mapping[str, str], path: str) -> bool:
    """Return True unless a page of another site asks for something that is no page for the user to look at."""
    if headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    opens = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return opens and not path.startswith(_DOWNLOADS)


async def _say(send: Send, status: int, words: str) -> None:
    body = f"{words}\n".encode()
    kind = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if status == 405:
        kind.append((b"allow", b"GET, HEAD"))
    await send({"type": "http.response.start", "status": status, "headers": kind})
    await send({"type": "http.response.body", "body": body})
