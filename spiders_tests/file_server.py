"""A web server on loopback that hands out one file, with the faults that real ones have."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class FileServer:
    """What a server serves, and what it was asked for.

    `refusals`: statuses with which the first GETs are answered. `cuts`: after how many bytes the first answers break
    off. `ranges`: whether it can begin in the middle. `sent`: bytes of all answers; `asked`: methods and ranges.
    """

    content: bytes
    ranges: bool = True
    takes_head: bool = True
    refusals: list[int] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    sent: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    address: str = ""
    hold_at: int | None = None  # after so many bytes of an answer nothing more comes until `go`
    go: threading.Event = field(default_factory=threading.Event)


@contextmanager
def file_server(served: FileServer) -> Iterator[FileServer]:
    """Serve for the time of a `with` block at `served.address`."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *given: object) -> None: ...

        def do_HEAD(self) -> None:
            self._note()
            self._head(200 if served.takes_head else 405, len(served.content))

        def do_GET(self) -> None:
            wanted = self._note()
            if served.refusals:
                self._head(served.refusals.pop(0), 0)
                return
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and served.ranges else 0
            rest = served.content[start:]
            self._head(206 if start else 200, len(rest))
            part = rest[: served.cuts.pop(0)] if served.cuts else rest
            held = len(part) if served.hold_at is None else served.hold_at
            with suppress(OSError):  # whoever asked is gone
                self.wfile.write(part[:held])
                served.sent += len(part[:held])
                if part[held:]:
                    served.go.wait(60)
                    self.wfile.write(part[held:])
                    served.sent += len(part[held:])

        def _note(self) -> str:
            wanted = self.headers.get("Range") or ""
            served.asked.append((self.command, wanted))
            served.agents.add(self.headers["User-Agent"])
            return wanted

        def _head(self, status: int, length: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(length))
            self.send_header("ETag", '"1"')
            self.end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    served.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield served
    finally:
        served.go.set()
        server.shutdown()
        server.server_close()
