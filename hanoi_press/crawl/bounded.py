"""Bound the time and the memory that work on one page may take in this process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")
_AGAIN = 1.0  # seconds after which the error is raised again, in case a library caught it


class TooCostly(BaseException):
    """Raised where work takes longer than its limit.

    It is no `Exception`, because the work itself catches those (`read_answer`, trafilatura, dateparser).
    """


@contextmanager
def time_limit(seconds: float, error: Callable[[str], BaseException] = TooCostly) -> Iterator[None]:
    """Raise an error inside a `with` block that takes longer than `seconds` (elapsed time; 0: no limit).

    `error(text)` returns it; it is called in a signal handler, so it must not log.

    It interrupts Python code and sleeping system calls, but no long call into a C library: only another process can
    end that. It works in the main thread; in another one, and where there is no SIGALRM, there is no limit. A limit
    inside another one replaces it until the block ends.
    """
    if seconds <= 0 or not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*signal_and_frame: object) -> None:
        raise error(f"took longer than {seconds:g} s")

    handler = signal.signal(signal.SIGALRM, stop)
    left, every = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
        finally:  # also if the alarm came between the end of the block and the line above
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, handler)
            if left:
                signal.setitimer(signal.ITIMER_REAL, left, every)


class StepLimit:
    """An awaitable that runs a coroutine, with a time limit on each step between two waits; waiting costs nothing."""

    def __init__(
        self, work: Coroutine[Any, Any, _T], seconds: float, error: Callable[[str], BaseException] = TooCostly
    ) -> None:
        self.work = work
        self.seconds = seconds
        self.error = error

    def __await__(self) -> Generator[Any, Any, Any]:
        send, value = self.work.send, None
        while True:
            try:
                with time_limit(self.seconds, self.error):
                    waits_for = send(value)
            except StopIteration as done:
                return done.value
            try:
                send, value = self.work.send, (yield waits_for)
            except BaseException as error:
                send, value = self.work.throw, error


def limit_memory(size: int) -> None:
    """Limit the memory of this process, for good, to `size` bytes more than it has: then `MemoryError` (0: no limit).

    The limit is that of private writable memory (RLIMIT_DATA): unlike RLIMIT_AS it does not count libraries and files
    that are only mapped. Where a system has no such limit, nothing happens.
    """
    if size <= 0:
        return
    with suppress(ImportError, OSError, ValueError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        limit = size + _data_in_use()
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data_in_use() -> int:
    """Return the bytes of private writable memory that this process has; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return int(status.partition("VmData:")[2].split()[0]) * 1024
    return 0
