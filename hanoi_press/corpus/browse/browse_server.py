"""Serve the pages on this machine: datasette with our plugin alone, behind the guard, by uvicorn in this process."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from hanoi_press.corpus.browse.live_index import LiveIndex
from hanoi_press.corpus.browse.request_guard import RequestGuard

LOOPBACK = "127.0.0.1"
_MISSING = "datasette is not installed: pip install 'hanoi-press[browse]'"
_LONGEST_HEAD = 262_144  # bytes of a request's head; beyond it the connection is closed
# They print each refused request as an error of the program; our plugin answers in their place.
_REPLACED = {"datasette.handle_exception", "datasette.forbidden"}
_SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "default_page_size": 50,
    "suggest_facets": False,
    "allow_csv_stream": False,
    "max_csv_mb": 50,
    "sql_time_limit_ms": 1000,
    "num_sql_threads": 1,
    "trace_debug": False,
    "template_debug": False,
    "default_cache_ttl": 0,
}


class BrowseServer:
    """The pages of a corpus on a port of this machine. `address` is where they are."""

    def __init__(self, path: str | Path, port: int) -> None:
        """Take the port (0: a free one). Raises `ImportError` without datasette, `OSError` if the port is taken."""
        self._check()
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self.address = f"http://{LOOPBACK}:{self.port}/"
        self._live = LiveIndex(path)
        self._server = _uvicorn(RequestGuard(_application(self._live), self.port))

    @staticmethod
    def _check() -> None:
        try:
            _load_datasette()
        except ModuleNotFoundError:
            raise ImportError(_MISSING) from None

    def serve(self) -> None:
        """Answer until a signal or `stop`."""
        self._live.warm_up()
        try:
            with _signals_end_quietly(), suppress(KeyboardInterrupt):
                self._server.run(sockets=[self._socket])
        finally:
            self._live.close()
            self._socket.close()

    def stop(self) -> None:
        """End `serve`, from any thread."""
        self._server.should_exit = True


def _listening(port: int) -> socket.socket:
    """Return a socket on this machine alone. Raises `OSError` that says what to do if the port is taken."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            why = "in use" if error.errno == errno.EADDRINUSE else "reserved"
            raise OSError(f"port {port} of {LOOPBACK} is {why}; choose another, or --port 0 for a free one") from None
        raise


def _load_datasette() -> Any:
    """Import datasette without the plugins that this environment may have; they would serve pages, too."""
    if "datasette.plugins" not in sys.modules:
        missing = object()
        before = getattr(sys, "_called_from_test", missing)
        sys._called_from_test = True  # type: ignore[attr-defined]  # datasette 0.65 then loads no plugins
        try:
            import datasette.plugins
        finally:
            if before is missing:
                del sys._called_from_test  # type: ignore[attr-defined]
            else:
                sys._called_from_test = before  # type: ignore[attr-defined]
    import datasette.app

    return datasette


def _application(live: LiveIndex) -> Any:
    """Return datasette with the index and our plugin, as an ASGI application."""
    datasette = _load_datasette()
    from hanoi_press.corpus.browse import browse_plugin
    from hanoi_press.corpus.browse.browse_database import CORPUS, IndexDatabase

    plugins = datasette.plugins.pm
    for plugin in list(plugins.get_plugins()):
        if plugin is not browse_plugin and plugin.__name__ not in {*datasette.plugins.DEFAULT_PLUGINS} - _REPLACED:
            plugins.unregister(plugin)
    if not plugins.is_registered(browse_plugin):
        plugins.register(browse_plugin)
    made = datasette.app.Datasette([], settings=_SETTINGS)
    made.remove_database("_memory")
    made.refresh_schemas = _nothing
    made.add_database(IndexDatabase(made, live), name=CORPUS)
    return made.app()


async def _nothing() -> None:
    """Do nothing in place of datasette's look at all tables, most of which are closed to it."""


def _uvicorn(application: Any) -> Any:
    import uvicorn

    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what fails is logged by the guard
    return uvicorn.Server(
        uvicorn.Config(
            application,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
        )
    )


@contextmanager
def _signals_end_quietly() -> Iterator[None]:
    """Let SIGTERM, which uvicorn sends to this process again when it has ended, do nothing more."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _ignore)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _ignore(number: int, frame: FrameType | None) -> None:
    pass
