"""Keep an index open while the corpus behind it grows: questions in one thread, bringing it up to date in another.

The index is looked at before a page, at most every few seconds. If there is much to add, pages are of the older state
until it is added. If its file was deleted or replaced (a removal does that), nothing of the old one is shown any more.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from hanoi_press.corpus.index.corpus_index import CorpusIndex

T = TypeVar("T")
_EVERY = 3.0  # seconds between two looks at the segments
_PATIENCE = 0.5  # seconds that a page waits for the index to be brought up to date
_STEPS = 20_000  # of SQLite's machine between two looks at the clock


class NotReadyError(Exception):
    """The index is being made again, and there is no older one to show."""


class TooSlowError(Exception):
    """A question took longer than it may."""


class LiveIndex:
    """The index of a corpus. `made`: when it was last known to be up to date; `is_updating`: it is being worked on."""

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self.made = datetime.now().astimezone()
        self.number = 0  # of the openings; what was remembered of another one is void
        self._asks = ThreadPoolExecutor(1, "corpus-index")
        self._updates = ThreadPoolExecutor(1, "corpus-index-update")
        self._index: CorpusIndex | None = None
        self._file: tuple[Path, int, int] | None = None
        self._is_old = False  # the index was brought up to date since it was opened
        self._looked = time.monotonic()
        self._update: asyncio.Future[None] | None = None
        self._failed: Exception | None = None

    @property
    def is_updating(self) -> bool:
        return self._update is not None and not self._update.done()

    @property
    def failure(self) -> str | None:
        """Why the index could not be brought up to date the last time, in words; None if it could."""
        return None if self._failed is None else str(self._failed)

    async def freshen(self) -> None:
        """Bring the index up to date if it was not looked at for some seconds; wait for it, but not for long."""
        if not self.is_updating and (time.monotonic() - self._looked > _EVERY or self._is_lost()):
            self._looked = time.monotonic()
            loop = asyncio.get_running_loop()
            self._update = asyncio.ensure_future(loop.run_in_executor(self._updates, self._bring_up_to_date))
        if self._update is not None and self.is_updating:
            await asyncio.wait({self._update}, timeout=_PATIENCE)

    async def run(self, work: Callable[[CorpusIndex], T]) -> T:
        """Return what `work` finds in the index. Raises `NotReadyError`, and what the index raises."""
        return await asyncio.get_running_loop().run_in_executor(self._asks, self._run, work)

    def close(self) -> None:
        """Close the index, when the questions being answered have ended."""
        self._asks.submit(self._drop).result()
        self._asks.shutdown()
        self._updates.shutdown()

    def _run(self, work: Callable[[CorpusIndex], T]) -> T:
        if self._index is not None and (self._is_old or self._is_lost()):
            self._drop()
        if self._index is None:
            self._open()
        assert self._index is not None
        try:
            return work(self._index)
        except sqlite3.Error:
            self._drop()
            self._looked = 0.0  # so that the next page looks at once
            raise

    def _open(self) -> None:
        if self.is_updating:
            raise NotReadyError
        if self._failed is not None:
            raise self._failed
        self._is_old = False
        self._index = CorpusIndex.open(self.path)
        self._file = _file_of(self._index.db)
        self.number += 1

    def _drop(self) -> None:
        if self._index is not None:
            with suppress(sqlite3.Error):
                self._index.close()
        self._index = self._file = None

    def _is_lost(self) -> bool:
        """Return True if the file that is open is no longer the index."""
        opened = self._file
        return opened is not None and _numbers(opened[0]) != opened[1:]

    def _bring_up_to_date(self) -> None:
        started = datetime.now().astimezone()
        try:
            with CorpusIndex.open(self.path):
                pass
        except (OSError, ValueError, sqlite3.Error) as error:
            self._failed = error
        else:
            self._failed, self.made = None, started
        self._is_old = True


@contextmanager
def time_limit(index: CorpusIndex, seconds: float) -> Iterator[None]:
    """End a question that takes more CPU time than this. Raises `TooSlowError`."""
    end = time.thread_time() + seconds
    index.db.set_progress_handler(lambda: time.thread_time() > end, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupt" not in str(error):
            raise
        raise TooSlowError from None
    finally:
        with suppress(sqlite3.Error):
            index.db.set_progress_handler(None, 0)


def _file_of(db: sqlite3.Connection) -> tuple[Path, int, int] | None:
    """Return the file of a connection with its device and inode."""
    name = next(row[2] for row in db.execute("PRAGMA database_list") if row[1] == "main")
    found = _numbers(Path(name)) if name else None
    return (Path(name), *found) if found else None


def _numbers(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        stat = path.stat()
        return stat.st_dev, stat.st_ino
    return None
