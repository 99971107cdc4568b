"""Read pages in another process, so that none can hold the crawl: bounded in time and in memory."""

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
from hanoi_press.crawl.read_answer import Answer, Outcome, Unreadable
from hanoi_press.crawl.reader_process import LENGTH, fork_child, fork_parent, packed
from hanoi_press.failures import FailureKind

logger = logging.getLogger(__name__)
_GRACE = 0.1  # seconds in which an answer that is there already is received, if the crawl itself was held up
_TRIES = 2  # processes that may die over a page: the first may have been killed for another reason

ReadPage = Callable[[Answer, str], Outcome]


class PageWorker:
    """A process that reads one page at a time for all crawls of this process.

    `read(answer, source)` runs there, the source given by its name. A page that takes longer than `seconds` is
    too costly: the process is killed and replaced, whatever it is doing. The same counts for a page over which two
    processes died (a crash in a library, no memory). Without `os.fork` the pages are read in this process.
    """

    def __init__(self, read: ReadPage, seconds: float, memory: int) -> None:
        self.read_here = read
        self.seconds = seconds
        self.pid = 0  # of the process that reads; 0 if there is none
        self._lock = asyncio.Lock()
        self._jobs: socket.socket | None = None
        self._memory = memory
        self._parent = self._fork()

    def _fork(self) -> socket.socket | None:
        try:
            if not hasattr(os, "fork"):
                raise OSError("this system cannot fork")
            return fork_parent(self.read_here, self._memory)
        except OSError as error:
            logger.error("pages are read without a bound on their memory, because no process started: %s", error)
            return None

    async def read(self, answer: Answer, source: str, seconds: float | None = None) -> Outcome:
        """Return the article of an answer, or why there is none. Raises what `read` raised, except `MemoryError`.

        `seconds` is another bound than usual for this page.
        """
        seconds = self.seconds if seconds is None else seconds
        async with self._lock:
            for _ in range(_TRIES):
                try:
                    if not self._start():
                        return self._read_here(answer, source, seconds)
                    assert self._jobs is not None
                    task = asyncio.ensure_future(self._ask(self._jobs, packed((answer, source))))
                    found: Outcome | BaseException = await self._within_time(task, seconds)
                except (OSError, EOFError, pickle.UnpicklingError) as error:
                    logger.warning("the process that reads pages died over %s (%s)", answer.url, error)
                    self._end()
                    continue
                except BaseException:
                    self._end()
                    raise
                if isinstance(found, BaseException):
                    raise found
                return found
        return Unreadable(FailureKind.TOO_COSTLY, f"{_TRIES} processes died while they read it")

    async def _within_time(self, task: asyncio.Future[Any], limit: float) -> Any:
        """Return the answer of the process, or the verdict on a page that costs too much."""
        for seconds in (limit, _GRACE):
            await asyncio.wait({task}, timeout=seconds)
            if task.done():
                break
        else:
            task.cancel()
            await asyncio.wait({task})
            self._end()
            return Unreadable(FailureKind.TOO_COSTLY, f"reading it took longer than {limit:g} s")
        found, is_last = task.result()
        if is_last:
            self._end()
        if isinstance(found, MemoryError):
            return Unreadable(FailureKind.TOO_COSTLY, "reading it took more memory than there is")
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

    def _read_here(self, answer: Answer, source: str, seconds: float) -> Outcome:
        try:
            with time_limit(seconds):
                return self.read_here(answer, source)
        except TooCostly as error:
            return Unreadable(FailureKind.TOO_COSTLY, f"reading it {error}")

    def close(self) -> None:
        """End the processes."""
        self._end()
        if self._parent is not None:
            self._parent.close()
            self._parent = None


_shared: tuple[asyncio.AbstractEventLoop, PageWorker] | None = None


def shared_worker(read: ReadPage, seconds: float, memory: int) -> PageWorker:
    """Return the worker of this process and event loop; the first call starts it, before any connection is open."""
    global _shared
    loop = asyncio.get_running_loop()
    if _shared is None or _shared[0] is not loop:
        if _shared is not None:
            _shared[1].close()
        _shared = loop, PageWorker(read, seconds, memory)
    return _shared[1]
