"""Read slices in a process of its own, which the replay may kill."""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from hanoi_press.crawl.bounded import limit_memory
from hanoi_press.crawl.child_process import close_inherited, die_with_parent, most_memory
from hanoi_press.replay.slices import Task, read_slice

_LARGE = 0.5  # the part of the memory limit after which a fresh process should go on
DONE, GO_ON = "done", "go on"  # a slice is read; another process should read its rest


def serve(connection: Connection, page: Any, memory: int, *, is_fork: bool) -> None:
    """Read the slices of the tasks that come over a connection, until it is closed at the other end.

    Parts of a slice are sent as `read_slice` yields them, then `DONE` or `GO_ON`, or the text of an `OSError`. While a
    page is read, the shared array `page` holds the time (`time.monotonic`), its number in the slice and its offset; its
    last element is the time of the last sign of life.
    """
    _prepare(connection, is_fork=is_fork)
    limit_memory(memory)
    with suppress(EOFError, ConnectionError):
        while True:
            if not _read(connection, connection.recv(), page, memory):
                return


def _read(connection: Connection, task: Task, page: Any, memory: int) -> bool:
    """Read one slice; return False if this process should read no further one."""

    def on_page(number: int, offset: int) -> None:
        page[1], page[2], page[3] = number, offset, time.monotonic()
        page[0] = page[3] if number else 0

    parts = read_slice(task, on_page)
    while True:
        try:
            part = next(parts, None)
        except OSError as error:
            connection.send(str(error))
            return True
        if part is None:
            connection.send(DONE)
            return True
        connection.send(part)
        if part[0] > task.done and _is_large(memory):  # each process must come further than the one before
            connection.send(GO_ON)
            return False


def _is_large(memory: int) -> bool:
    return bool(memory) and most_memory() > memory * _LARGE


def _prepare(connection: Connection, *, is_fork: bool) -> None:
    """Leave signals to the parent process, and close what a fork inherited: the data folder's lock and ledger."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent()
    if is_fork:
        close_inherited(connection.fileno())
