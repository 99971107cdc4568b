"""A data folder that is worked on: its lock, its ledger, and the segments that one run writes.

Opening it takes the lock, salvages what a broken-off run left, and rebuilds a ledger that is gone or damaged. An
article enters by `keep`, from a crawl as from a replay of archives:

    with DataFolder.open(Path("data"), "a replay") as data:
        known = data.ledger.find(article.id)      # None, or .hash and .revision of the corpus' last word
        verdict = data.keep(article)              # writes only what is new or says other words; sets .revision
        data.close_source("hanoimoi")             # the segment gets its name and manifest
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType

from hanoi_press.items import Article
from hanoi_press.store.ledger import Ledger, LedgerError, Page
from hanoi_press.store.lock import FolderLock
from hanoi_press.store.reconcile import Reconciled, page_of, reconcile
from hanoi_press.store.runs import RunRecord
from hanoi_press.store.segment_writer import COMPRESSIONS, Segment

logger = logging.getLogger(__name__)
LEDGER = "ledger.sqlite"


class KeepResult(Enum):
    """What `keep` made of an article."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class DataFolder:
    """An open data folder; `found` tells what was set right when it was opened."""

    def __init__(self, path: Path, who: str, lock: FolderLock, ledger: Ledger, found: Reconciled, ending: str) -> None:
        self.path = path
        self.ledger = ledger
        self.found = found
        self.is_damaged = False  # set by who finds the ledger broken: the next run makes it again
        self.run = run_name(path, datetime.now(UTC))
        self.record = RunRecord(path, self.run, who)
        self._lock = lock
        self._ending = ending
        self._open: dict[str, tuple[Segment, int]] = {}
        self._unread: set[str] = set()

    @classmethod
    def open(
        cls, path: Path, who: str, *, compression: str = "none", progress: Callable[[Path], None] | None = None
    ) -> DataFolder:
        """Opens a data folder, made where there is none. `who` is what a second run is told ("a harvest").

        Raises `HeldError` where another run holds it, `LedgerError` for a ledger of a newer version, `OSError`.
        """
        ending = COMPRESSIONS[compression]
        lock = FolderLock(path, who)
        try:
            ledger, found = _sound_ledger(path, progress)
        except BaseException:
            lock.release()
            raise
        return cls(path, who, lock, ledger, found, ending)

    def keep(self, article: Article, note: Callable[[Page], Page] = lambda page: page) -> KeepResult:
        """Writes an article that is new or whose words differ from the corpus' last; sets its `revision`.

        `note` adds what the caller knows to the ledger's page before it is put down. The line is with the operating
        system before the ledger hears of it. Raises `OSError`, and `sqlite3.DatabaseError`.
        """
        known = self.ledger.find(article.id)
        before = known if known is not None and known.state == "article" else None
        if before is not None and before.hash == article.content_hash:
            article.revision = before.revision
            self.ledger.put(note(before))
            return KeepResult.UNCHANGED
        article.revision = before.revision + 1 if before else 1
        segment, number = self._segment(article.source)
        record = article.to_dict()
        segment.write(record)
        try:
            self.ledger.put(note(page_of(record, number)))
        except sqlite3.Error:
            self._unread.add(article.source)  # the segment holds a line that the ledger has not: the next run reads it
            raise
        return KeepResult.CHANGED if before else KeepResult.NEW

    def _segment(self, source: str) -> tuple[Segment, int]:
        if source not in self._open:
            path = self.path / "articles" / source / f"{self.run[:4]}-{self.run[4:6]}" / f"{self.run}{self._ending}"
            number = self.ledger.open_segment(str(path.relative_to(self.path)))
            self._open[source] = (Segment(path), number)
        return self._open[source]

    def close_source(self, source: str) -> Path | None:
        """Finishes a source's segment. Returns its path, None where no line was written. Raises `OSError`."""
        if source not in self._open:
            return None
        segment, _ = self._open.pop(source)
        path = segment.close()
        name = str(segment.path.relative_to(self.path))
        if path and source not in self._unread:
            self.ledger.close_segment(name, path.stat().st_size, path.stat().st_mtime_ns)
        elif segment.count == 0:
            self.ledger.drop_segment(name)
        return path

    def close(self) -> None:
        """Finishes all segments, closes the ledger, gives the folder free. Raises `OSError` after having tried all."""
        failed: list[OSError] = []
        for source in list(self._open):
            try:
                self.close_source(source)
            except OSError as error:
                failed.append(error)
        self.ledger.close()
        if self.is_damaged:
            put_aside(self.path / LEDGER)
        self._lock.release()
        if failed:
            raise failed[0]

    def __enter__(self) -> DataFolder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def run_name(data: Path, now: datetime) -> str:
    """A run's name: its UTC second and process, and a number where the folder has that name already (a clock that was
    set back, on a machine that counts its processes from the start)."""
    name = base = f"{now:%Y%m%dT%H%M%SZ}-{os.getpid()}"
    number = 1
    while any((data / "articles").glob(f"*/*/{name}.jsonl*")) or (data / "runs" / f"{name}.json").exists():
        number += 1
        name = f"{base}-{number}"
    return name


def _sound_ledger(data: Path, progress: Callable[[Path], None] | None) -> tuple[Ledger, Reconciled]:
    """The folder's ledger, in step with its segments; one that is damaged is put aside and made again."""
    path = data / LEDGER
    try:
        ledger = Ledger(path)
        try:
            return ledger, reconcile(data, ledger, progress)
        except Exception:
            ledger.close()
            raise
    except (LedgerError, sqlite3.DatabaseError) as error:
        if not is_damage(error):
            raise
        logger.warning("%s; it is made again from the articles on disk", error)
    put_aside(path)
    ledger = Ledger(path)
    return ledger, reconcile(data, ledger, progress)


def is_damage(error: Exception) -> bool:
    """Is it the ledger's file that is broken, and not the disk that is full, read-only or failing?"""
    return error.rebuild if isinstance(error, LedgerError) else type(error) is sqlite3.DatabaseError


def put_aside(ledger: Path) -> None:
    """Renames a ledger (with its journal files) to `….damaged`, over an older such."""
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            file = ledger.with_name(ledger.name + ending)
            file.replace(file.with_name(file.name + ".damaged"))


def rebuild(data: Path, who: str, progress: Callable[[Path], None] | None = None) -> Reconciled:
    """Makes the ledger anew from the segments alone; the old one stays in place until the new one is whole.

    What is not in the segments is forgotten: pages that were no articles, and how far discovery had come.
    Raises `HeldError`, `OSError`, `sqlite3.Error`.
    """
    path = data / LEDGER
    beside = path.with_name(path.name + ".new")
    lock = FolderLock(data, who)
    try:
        for ending in ("", "-wal", "-shm"):
            beside.with_name(beside.name + ending).unlink(missing_ok=True)
        ledger = Ledger(beside)
        try:
            found = reconcile(data, ledger, progress)
        finally:
            ledger.close()
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        beside.replace(path)
    finally:
        lock.release()
    return found
