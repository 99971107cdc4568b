"""Do units in a process of their own: one after the other, or side by side if their work is a coroutine function.

Messages are JSON, a line each, over one socket: the other end sends units and `stop`, this one what units tell and how
they ended. This process ends when the other end closes.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import select
import socket
import threading
import traceback
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

from hanoi_press.crawl.child_process import most_memory
from hanoi_press.engine.unit import Work, work_function

_READ = 1 << 16  # bytes
_BEATS = 10  # beats in a unit's `silence`
_LONGEST_PAUSE = 1.0  # seconds between two beats


class Lines:
    """Put the bytes that arrive over a socket together to messages."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def feed(self, data: bytes) -> Iterator[dict[str, Any]]:
        """Yield the messages that are whole now. Raises `ValueError`."""
        first, *others = data.split(b"\n")
        self._parts.append(first)
        for other in others:
            yield json.loads(b"".join(self._parts))
            self._parts = [other]


def packed(message: Mapping[str, Any]) -> bytes:
    """Return a message as it is sent. Raises `TypeError` or `ValueError` if it is no plain JSON."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


class UnitContext:
    """What the work of one unit is given (see `WorkContext`)."""

    def __init__(self, host: ProcessHost, task: Mapping[str, Any]) -> None:
        self.name: str = task["name"]
        self.folder = Path(task["folder"])
        self.inputs: Mapping[str, Any] = task["inputs"]
        self.attempt: int = task["attempt"]
        self._files: Mapping[str, str] = task["files"]
        self._host = host
        self._pause = min(_LONGEST_PAUSE, task["silence"] / _BEATS or _LONGEST_PAUSE)
        self._beat = 0.0

    def tell(self, kind: str, **what: Any) -> None:
        """Send a message; of beats only as many as keep the process alive."""
        if kind == "beat":
            if (now := monotonic()) < self._beat:
                return
            self._beat = now + self._pause
        self._host.send({"unit": self.name, "kind": kind, "what": what})

    def file(self, name: str) -> Path:
        """Return where a file of the unit lies."""
        return Path(self._files[name])

    @property
    def is_stopping(self) -> bool:
        """True once the run is to end early."""
        return self._host.is_stopping


class ProcessHost:
    """The process side of a connection to the coordinator."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = Lines()
        self._tasks: list[dict[str, Any]] = []
        self._is_stopping = False
        self._outgoing = bytearray()
        self._is_writing = False
        self._lock = threading.RLock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running: dict[asyncio.Task[None], dict[str, Any]] = {}
        self._closed: asyncio.Event | None = None

    @property
    def is_stopping(self) -> bool:
        """True once the run is to end early."""
        if self._loop is None:
            while select.select([self._connection], [], [], 0)[0]:
                self._receive()
        return self._is_stopping

    def serve(self) -> None:
        """Do units until the other end closes."""
        while True:
            while not self._tasks:
                self._receive()
            task = self._tasks.pop(0)
            try:
                work = work_function(task["work"])
            except Exception as error:
                self.send(_failure(task, error))
                continue
            if inspect.iscoroutinefunction(work):
                self._tasks.insert(0, task)
                self._run_loop(task["work"])
            self.send(self._ended(task, work))

    def _ended(self, task: dict[str, Any], work: Work) -> dict[str, Any]:
        """Return how a unit ended."""
        try:
            return _success(task, work(UnitContext(self, task)))
        except BaseException as error:
            return _failure(task, error)

    def _receive(self) -> None:
        """Take what the other end has sent. The process ends here if that has closed."""
        try:
            data = self._connection.recv(_READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            if self._closed is not None and not self._running:
                self._closed.set()
                return
            os._exit(0)
        for message in self._lines.feed(data):
            if "stop" in message:
                self._is_stopping = True
            else:
                self._tasks.append(message)

    def _run_loop(self, work: str) -> NoReturn:
        """Do units side by side; end the process when the other end closes."""
        code = 0
        try:
            run_loop = getattr(import_module(work.partition(":")[0]), "run_loop", asyncio.run)
            run_loop(self._serve_side_by_side())
        except BaseException as error:
            code = 1
            self._loop = None
            self._connection.setblocking(True)
            for task in [*self._running.values(), *self._tasks]:
                self.send(_failure(task, error))
        os._exit(code)

    async def _serve_side_by_side(self) -> None:
        self._loop = loop = asyncio.get_running_loop()
        self._closed = asyncio.Event()
        self._connection.setblocking(False)
        loop.add_reader(self._connection, self._on_readable)
        self._start_tasks()
        await self._closed.wait()
        loop.remove_reader(self._connection)

    def _on_readable(self) -> None:
        self._receive()
        self._start_tasks()

    def _start_tasks(self) -> None:
        assert self._loop is not None
        while self._tasks:
            task = self._tasks.pop(0)
            running = self._loop.create_task(self._do(task))
            self._running[running] = task
            running.add_done_callback(self._running.pop)

    async def _do(self, task: dict[str, Any]) -> None:
        try:
            found: Any = work_function(task["work"])(UnitContext(self, task))
            ended = _success(task, await found)
        except BaseException as error:
            ended = _failure(task, error)
        self.send(ended)

    def send(self, message: Mapping[str, Any]) -> None:
        """Send a message; side by side, no unit waits for the other end to read it."""
        data = packed(message)
        with self._lock:
            if self._loop is None:
                try:
                    self._connection.sendall(self._outgoing + data)
                    self._outgoing.clear()
                except OSError:  # the other end has closed
                    os._exit(0)
                return
            self._outgoing += data
            if not self._is_writing:
                self._flush()

    def _flush(self) -> None:
        """Send what can be sent now, in whatever thread; the rest is sent once there is room."""
        assert self._loop is not None
        with self._lock:
            try:
                del self._outgoing[: self._connection.send(self._outgoing)]
            except BlockingIOError:
                pass
            except OSError:
                os._exit(0)
            if self._outgoing and not self._is_writing:
                self._is_writing = True
                self._loop.call_soon_threadsafe(self._loop.add_writer, self._connection, self._flush)
            elif not self._outgoing and self._is_writing:
                self._is_writing = False
                self._loop.call_soon_threadsafe(self._loop.remove_writer, self._connection)


def _success(task: Mapping[str, Any], result: Any) -> dict[str, Any]:
    if not isinstance(result, dict):
        raise TypeError(f"the work returned {type(result).__name__}, not a dict")
    packed(result)
    return _end(task, result=result)


def _failure(task: Mapping[str, Any], error: BaseException) -> dict[str, Any]:
    return _end(
        task,
        error=one_line(error),
        trace="".join(traceback.format_exception(error)),
        is_last=not isinstance(error, Exception) or isinstance(error, MemoryError),
    )


def _end(
    task: Mapping[str, Any], *, result: Any = None, error: str = "", trace: str = "", is_last: bool = False
) -> dict[str, Any]:
    return {
        "unit": task["name"],
        "result": result,
        "error": error,
        "traceback": trace,
        "memory": most_memory(),
        "is_last": is_last,
    }


def serve(connection: socket.socket) -> None:
    """Do the units that come over a connection. It never returns."""
    ProcessHost(connection).serve()


def one_line(error: BaseException) -> str:
    """Return type and text of an error in a line."""
    text = " ".join(str(error).split())
    return type(error).__name__ + (f": {text}" if text else "")
