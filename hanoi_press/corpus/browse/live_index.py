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

from hanoi_press.corpus.browse.facet_columns import FacetColumns
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.current_index import delete_damaged
from hanoi_press.corpus.index.index_file import is_damage

T = TypeVar("T")
_EVERY = 3.0  # seconds between two looks at the segments
_PATIENCE = 0.5  # seconds that a page waits for the index to be brought up to date
_LOCKED = 2_000  # milliseconds that a page waits for an update to be written
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_STEPS = 20_000  # of SQLite's machine between two looks at the clock


class NotReadyError(Exception):
    """The index is being made again, and there is no older one to show."""


class TooSlowError(Exception):
    """A question took longer than it may."""


class LiveIndex:
    """The index of a corpus. `made`: when it was last known to be up to date; `is_updating`: it is being worked on.

    `state` counts its states: what was remembered of another one is void. `stale`: why it is not up to date, in words.
    `columns`: see `FacetColumns`; None until they are read, or for a small corpus.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self.made = datetime.now().astimezone()
        self.stale: str | None = None
        self.fault_count = 0
        self.state = 0
        self.columns: FacetColumns | None = None
        self._asks = ThreadPoolExecutor(1, "corpus-index")
        self._updates = ThreadPoolExecutor(1, "corpus-index-update")
        self._index: CorpusIndex | None = None
        self._file: tuple[Path, int, int] | None = None
        self._version = 0  # of the data, as the connection sees it
        self._looked = time.monotonic()
        self._update: asyncio.Future[None] | None = None
        self._failed: Exception | None = None
        self._is_damaged = False

    @property
    def is_updating(self) -> bool:
        return self._update is not None and not self._update.done()

    async def freshen(self) -> None:
        """Bring the index up to date if it was not looked at for some seconds; wait for it, but not for long."""
        is_due = time.monotonic() - self._looked > _EVERY or self._is_damaged or self._is_lost()
        if is_due and not self.is_updating:
            self._looked = time.monotonic()
            loop = asyncio.get_running_loop()
            self._update = asyncio.ensure_future(loop.run_in_executor(self._updates, self._bring_up_to_date))
        if self._update is not None and self.is_updating:
            await asyncio.wait({self._update}, timeout=_PATIENCE)

    async def run(self, work: Callable[[CorpusIndex], T]) -> T:
        """Return what `work` finds in one state of the index. Raises `NotReadyError`, and what the index raises."""
        return await asyncio.get_running_loop().run_in_executor(self._asks, self._run, work)

    def warm_up(self) -> None:
        """Open the index, and begin to read the columns, before the first page is asked for."""

        def open_index() -> None:
            with suppress(OSError, ValueError, sqlite3.Error, NotReadyError):  # the first page says what is wrong
                self._run(lambda index: None)

        self._asks.submit(open_index)

    def close(self) -> None:
        """Close the index, when the questions being answered have ended."""
        self._asks.submit(self._drop).result()
        self._asks.shutdown()
        self._updates.shutdown(cancel_futures=True)

    def _run(self, work: Callable[[CorpusIndex], T]) -> T:
        if self._index is not None and (self._failed is not None or self._is_lost()):
            self._drop()
        try:
            index = self._index or self._opened()
            index.db.execute("BEGIN")  # so that an update does not fall between two questions of a page
            try:
                self._look(index)
                return work(index)
            finally:
                if index.db.in_transaction:
                    index.db.execute("ROLLBACK")
        except sqlite3.Error as error:
            self._drop()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
                raise NotReadyError from error
            if not is_damage(error):
                raise
            self._is_damaged = True
            raise NotReadyError from error

    def _opened(self) -> CorpusIndex:
        if self.is_updating or self._is_damaged:
            raise NotReadyError
        if self._failed is not None:
            raise self._failed
        self._index = CorpusIndex.open(self.path, jobs=1)
        self._file = _file_of(self._index)
        self._index.db.execute(f"PRAGMA busy_timeout={_LOCKED}")
        self._version = -1
        return self._index

    def _look(self, index: CorpusIndex) -> None:
        """Forget what was remembered if the data has changed."""
        version = index.db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._version = version
            self.state += 1
            self.fault_count = len(index.faults)
            self.columns = None
            self._updates.submit(self._read_columns, self.state)

    def _read_columns(self, state: int) -> None:
        """Read the columns by which articles are counted, unless the data has changed meanwhile."""
        if state != self.state:
            return
        with suppress(OSError, sqlite3.Error, ImportError), CorpusIndex.open(self.path, jobs=1) as index:
            columns = FacetColumns.read(index.db)
            if state == self.state:
                self.columns = columns

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
            if self._is_damaged:
                delete_damaged(Path(self.path))
            with CorpusIndex.open(self.path, jobs=1) as index:  # processes are not forked beside threads
                self.stale = index.stale
        except (OSError, ValueError, sqlite3.Error) as error:
            self._failed = error
        else:
            self._failed, self._is_damaged = None, False
            self.made = self.made if self.stale else started


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


def _file_of(index: CorpusIndex) -> tuple[Path, int, int] | None:
    """Return the file of an index with its device and inode."""
    found = _numbers(index.file)
    return (index.file, *found) if found else None


def _numbers(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        stat = path.stat()
        return stat.st_dev, stat.st_ino
    return None
