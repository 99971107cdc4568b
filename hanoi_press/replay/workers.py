"""Read slices of WARC files in parallel processes."""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from hanoi_press.replay.slices import Slice, SliceReading, read_slice
from hanoi_press.sources import sources

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


class WorkerDied(Exception):
    """Raised if a worker process ended unexpectedly (out of memory, a crash in a library).

    `part` is the slice that it may have been reading.
    """

    def __init__(self, part: Slice) -> None:
        super().__init__(f"a worker died while it read {part.path} from byte {part.start}")
        self.part = part


class Workers:
    """A pool that reads slices in `jobs` processes; with one job the slices are read in this process.

    Create it before the data folder is opened, because a forked process must not inherit the folder's lock.
    """

    def __init__(self, jobs: int, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.jobs = jobs
        self.pool: Executor | None = None
        if jobs > 1:
            ways = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
            sources()  # loaded before the fork, or each process would load them
            self.pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare_worker)
            list(self.pool.map(abs, range(jobs)))

    def read(self, parts: Iterator[Slice]) -> Iterator[SliceReading]:
        """Yield the contents of each slice, in the order of the slices.

        Raises `WorkerDied`, and `OSError` for a file that cannot be opened.
        """
        if self.pool is None:
            for part in parts:
                yield read_slice(part, self.names)
            return
        ahead: deque[tuple[Slice, Future[SliceReading]]] = deque()
        for part in parts:
            ahead.append((part, self._submit(part)))
            if len(ahead) > 2 * self.jobs:
                yield _result(*ahead.popleft())
        while ahead:
            yield _result(*ahead.popleft())

    def _submit(self, part: Slice) -> Future[SliceReading]:
        assert self.pool is not None
        try:
            return self.pool.submit(read_slice, part, self.names)
        except BrokenProcessPool as error:
            raise WorkerDied(part) from error

    def close(self) -> None:
        """End the processes."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)


def _result(part: Slice, future: Future[SliceReading]) -> SliceReading:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise WorkerDied(part) from error


def _prepare_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process handles Ctrl-C
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
