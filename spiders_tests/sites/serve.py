"""Serve a modelled site on 127.0.0.1, as a plain-HTTP forward proxy and by Host header.

Pages are keyed by absolute address (a POST's as `hanoi_press.warc.index.record_address` writes it). A client that
speaks plain HTTP through the proxy cannot say "https": if a page is held for both schemes, the https one answers,
unless an `X-Forwarded-Proto` header or `scheme_of(url)` says otherwise.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from hanoi_press.warc.index import record_address

from .page import Page
from .wreck import Wreck


@dataclass(frozen=True)
class Hit:
    """One answered request."""

    start: float
    end: float
    method: str
    url: str
    agent: str
    status: int
    bytes_asked: str = ""  # the Range header


@dataclass
class Served:
    """A running server: its pages, its port, and the requests that it answered."""

    pages: Mapping[str, Page]
    delay: float = 0.0
    faults: Callable[[str], Page | None] | None = None
    scheme_of: Callable[[str], str] | None = None
    port: int = 0
    log: list[Hit] = field(default_factory=list)
    peak: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def proxy(self) -> str:
        """Return the proxy's address."""
        return f"http://127.0.0.1:{self.port}"

    def urls(self) -> list[str]:
        """Return the addresses requested, in the order of their answers."""
        return [hit.url for hit in self.log]

    def resolve(self, url: str, said: str | None) -> str:
        """Return the address under which a page is held; the address itself if there is none."""
        rest = url.split("://", 1)[1]
        wanted = said or (self.scheme_of(url) if self.scheme_of else "https")
        order = (wanted, "http" if wanted == "https" else "https")
        return next(
            (f"{scheme}://{rest}" for scheme in order if f"{scheme}://{rest}" in self.pages), f"{wanted}://{rest}"
        )

    def answer(self, url: str) -> Page:
        """Return the page of a resolved address."""
        page = self.faults(url) if self.faults else None
        return page or self.pages.get(url) or Page.of("<html><body><h1>404</h1></body></html>", status=404)

    def enter(self, host: str) -> None:
        """Note that a request came."""
        with self.lock:
            self.open[host] += 1
            self.peak[host] = max(self.peak[host], self.open[host])

    def leave(self, host: str, hit: Hit | None) -> None:
        """Note that a request was answered."""
        with self.lock:
            self.open[host] -= 1
            if hit:
                self.log.append(hit)


def _handler(served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            start = time.monotonic()
            asked = f"http://{self.headers.get('Host', '')}{self.path}" if self.path.startswith("/") else self.path
            posted = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            url = served.resolve(record_address(asked, posted), self.headers.get("X-Forwarded-Proto"))
            host = urlsplit(url).hostname or ""
            served.enter(host)
            hit = None
            try:
                if served.delay:
                    time.sleep(served.delay)
                page = served.answer(url).asked_with(dict(self.headers))
                if "ETag" in page.headers and page.headers["ETag"] == self.headers.get("If-None-Match"):
                    page = Page(304, {"ETag": page.headers["ETag"]})
                agent, span = (self.headers.get(name, "") for name in ("User-Agent", "Range"))
                hit = Hit(start, time.monotonic(), self.command, url, agent, page.status, span)
            finally:
                served.leave(host, hit)
            self.reply(page)

        do_HEAD = do_POST = do_GET

        def reply(self, page: Page) -> None:
            if isinstance(page, Wreck):
                page.send(self)
                return
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    return Handler


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Report no broken connections: tests kill clients."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(
    pages: Mapping[str, Page],
    *,
    delay: float = 0.0,
    faults: Callable[[str], Page | None] | None = None,
    scheme_of: Callable[[str], str] | None = None,
) -> Iterator[Served]:
    """Run a server for the time of a `with` block; `faults(url)` may return another answer than the page."""
    served = Served(pages, delay, faults, scheme_of)
    with _Server(("127.0.0.1", 0), _handler(served)) as server:
        server.daemon_threads = True
        served.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
