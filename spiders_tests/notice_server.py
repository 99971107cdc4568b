"""What tests of notices share: a server that keeps what it is sent, a stored run, a reader of metrics."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families


class Received(ThreadingHTTPServer):
    """The server: `requests` are method, path and JSON of each request; it answers with `status`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str, str, Any]] = []
        self.status = 200
        self.pause = threading.Event()  # set: answer at once
        self.pause.set()

    @property
    def host(self) -> str:
        """Return host and port."""
        return f"127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Received

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append((self.command, self.path, json.loads(body) if body else None))
        self.server.pause.wait(30)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *words: object) -> None:
        """Log nothing."""


@contextmanager
def received() -> Iterator[Received]:
    """Yield a running server."""
    server = Received()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.pause.set()
        server.shutdown()
        server.server_close()


def stored_run(data: Path, run: str = "20261126T031000Z-77", **more: Any) -> str:
    """Write the record of a harvest of two sources that ended well; return the run's name."""
    fine = {"status": "ok", "asked": 4, "new": 40, "changed": 2, "seconds": 9, "pages": {"stored": 42}}
    content = {
        "run": run,
        "command": "hanoi-press harvest",
        "started": "2026-11-26T03:10:00+00:00",
        "finished": "2026-11-26T03:40:00+00:00",
        "exit_code": 0,
        "attention": [],
        "sources": {"mst": fine, "moit": fine | {"new": 1, "changed": 0}},
    }
    (data / "runs").mkdir(parents=True, exist_ok=True)
    (data / "runs" / f"{run}.json").write_text(json.dumps(content | more, ensure_ascii=False), "utf-8")
    return run


def samples(path: Path) -> dict[tuple[str, ...], float]:
    """Return the values of a metrics.prom by name and labels, the labels in the order of their names."""
    found: dict[tuple[str, ...], float] = {}
    for family in text_string_to_metric_families(path.read_text("utf-8")):
        assert family.type == "gauge" and family.documentation
        for one in family.samples:
            key = (one.name.removeprefix("hanoi_press_"), *(value for _, value in sorted(one.labels.items())))
            assert key not in found and one.timestamp is None  # node_exporter refuses files with times
            found[key] = one.value
    return found
