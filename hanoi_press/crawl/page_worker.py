"""Work on pages in another process, so that none can hold the crawl: bounded in time and in memory."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pickle
import signal
import socket
from collections.abc import Callable
from typing import Any

from hanoi_press.crawl.bounded import TooCostly, time_limit
from hanoi_press.crawl.reader_process import LENGTH, fork_child, fork_parent, packed
from hanoi_press.discovery import xml
from hanoi_press.discovery.links import parse_html

logger = logging.getLogger(__name__)
_GRACE = 0.1  # seconds in which an answer that is there already is received, if the crawl itself was held up
_TRIES = 2  # processes that may die over a job: the first may have been killed for another reason


class PageWorker:
    """A process that does one job at a time for all crawls of this process: a function with its arguments.

    A job that takes longer than `seconds` is too costly: the process is killed and replaced, whatever it is doing.
    The same counts for a job over which two processes died (a crash in a library, no memory). Without `os.fork` the
    jobs are done in this process.
    """

    def __init__(self, seconds: float, memory: int) -> None:
        self.seconds = seconds
        self.pid = 0  # of the process that works; 0 if there is none
        self._lock = asyncio.Lock()
        self._jobs: socket.socket | None = None
        self._memory = memory
        self._parent = self._fork()

    def _fork(self) -> socket.socket | None:
        try:
            if not hasattr(os, "fork"):
                raise OSError("this system cannot fork")
            return fork_parent(self._memory)
        except OSError as error:
            logger.error("pages are read without a bound on their memory, because no process started: %s", error)
            return None

    async def run(self, function: Callable[..., Any], *arguments: Any, limit: Callable[[], float] | None = None) -> Any:
        """Return what a module's function returns for these arguments, or raise what it raises.

        Raises `TooCostly` for a job that takes too long, or too much memory. `limit()` returns its seconds, if they are
        others than usual; it is called when the job's turn comes.
        """
        async with self._lock:
            seconds = limit() if limit else self.seconds
            for _ in range(_TRIES):
                try:
                    if not self._start():
                        with time_limit(seconds):
                            return function(*arguments)
                    assert self._jobs is not None
                    task = asyncio.ensure_future(self._ask(self._jobs, packed((function, arguments))))
                    found = await self._within_time(task, seconds)
                except (OSError, EOFError, pickle.UnpicklingError) as error:
                    logger.warning("the process that reads pages died: %s", error or type(error).__name__)
                    self._end()
                    continue
                except BaseException:
                    self._end()
                    raise
                if isinstance(found, BaseException):
                    raise found
                return found
        raise TooCostly(f"{_TRIES} processes died over it")

    async def _within_time(self, task: asyncio.Future[Any], seconds: float) -> Any:
        """Return the answer of the process. Raises `TooCostly`."""
        try:
            for patience in (seconds, _GRACE):
                await asyncio.wait({task}, timeout=patience)
                if task.done():
                    break
            else:
                raise TooCostly(f"took longer than {seconds:g} s")
        finally:  # also if the run is being ended: the event loop must forget the socket before it is closed
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
        found, is_last = task.result()
        if is_last:
            self._end()
        if isinstance(found, MemoryError):
            raise TooCostly("took more memory than there is")
        return found

    async def _ask(self, jobs: socket.socket, job: bytes) -> Any:
        """Send a job; return the answer. Raises `OSError` or `EOFError` if the process died."""
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(jobs, job)
        header = await self._received(jobs, LENGTH)
        return pickle.loads(await self._received(jobs, int.from_bytes(header, "big")))

    async def _received(self, jobs: socket.socket, size: int) -> bytearray:
        found = bytearray(size)
        view = memoryview(found)
        while view:
            number = await asyncio.get_running_loop().sock_recv_into(jobs, view)
            if not number:
                raise EOFError("it closed the connection")
            view = view[number:]
        return found

    def _start(self) -> bool:
        """Start the process if there is none; return False if that is not possible."""
        if self._jobs is not None:
            return True
        for parent in (self._parent, None):
            self._parent = parent or self._fork()
            if self._parent is None:
                return False
            with contextlib.suppress(OSError):  # somebody killed the parent: another one is forked
                self.pid, self._jobs = fork_child(self._parent)
                return True
        self._parent = None
        return False

    def _end(self) -> None:
        """Kill the process."""
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None
        if self.pid:
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)
            self.pid = 0

    def close(self) -> None:
        """End the processes."""
        self._end()
        if self._parent is not None:
            self._parent.close()
            self._parent = None


_shared: tuple[asyncio.AbstractEventLoop, PageWorker] | None = None


def shared_worker(seconds: float, memory: int) -> PageWorker:
    """Return the worker of this process and event loop; the first call starts it, before any connection is open."""
    global _shared
    loop = asyncio.get_running_loop()
    if _shared is None or _shared[0] is not loop:
        if _shared is not None:
            _shared[1].close()
        _shared = loop, PageWorker(seconds, memory)
    return _shared[1]


def try_to_parse(body: bytes) -> None:
    """Parse a discovery page for nothing, to know that it can be parsed in time.

    Routes parse their pages in the crawl's own process, where an alarm ends all but a call into libxml2.
    """
    try:
        xml.parse(body)
    except ValueError:
        parse_html(body)
