"""Make the rows of lines in this process, or in others beside it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context

from hanoi_press.corpus.index.index_segments import LineWorkers, Prepared
from hanoi_press.corpus.index.indexed_lines import IndexedLine, indexed_line
from hanoi_press.crawl.child_process import die_with_parent

_AHEAD = 4  # batches that wait for each process


def indexed_lines(raws: list[bytes], *, with_address: bool) -> list[IndexedLine | str]:
    """Return what is written for each of some lines (see `indexed_line`)."""
    return [indexed_line(raw, with_address=with_address) for raw in raws]


class OwnProcess:
    """Makes the rows when they are asked for."""

    ahead = 0

    def prepare(self, raws: list[bytes], *, with_address: bool) -> Prepared:
        return partial(indexed_lines, raws, with_address=with_address)


class OtherProcesses:
    """Makes the rows in other processes; what a process that died had to do is done here."""

    def __init__(self, pool: ProcessPoolExecutor, count: int) -> None:
        self.ahead = _AHEAD * count
        self._pool = pool

    def prepare(self, raws: list[bytes], *, with_address: bool) -> Prepared:
        own = partial(indexed_lines, raws, with_address=with_address)
        try:
            future = self._pool.submit(indexed_lines, raws, with_address=with_address)
        except BrokenExecutor:
            return own

        def wait() -> list[IndexedLine | str]:
            try:
                return future.result()
            except BrokenExecutor:
                return own()

        return wait


def _begin(parent: int) -> None:
    """Prepare a process: Ctrl-C is for the one that it works for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(parent)


@contextmanager
def line_workers(jobs: int) -> Iterator[LineWorkers]:
    """Give what makes the rows for a `with` block; `jobs` counts this process, which writes them."""
    if jobs < 2:
        yield OwnProcess()
        return
    context = get_context("fork")
    pool = ProcessPoolExecutor(jobs - 1, context, initializer=_begin, initargs=(os.getpid(),))
    try:
        yield OtherProcesses(pool, jobs - 1)
    finally:
        pool.shutdown(cancel_futures=True)
