"""Work in a data folder or in a part of one: take its lock, open its ledger, and write the segments of the run.

Opening also salvages the segments of a killed run, and rebuilds a ledger that is missing or damaged. `store.folder`
adds what only the main folder has: the parts of a harvest that was broken off.
"""

from __future__ import annotations

import logging
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from time import time
from types import TracebackType
from typing import Any, Self

from hanoi_press.items import Article
from hanoi_press.store.atomic import remove_abandoned, remove_unfinished, sync_file
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_errors import JOURNALS, is_damage
from hanoi_press.store.ledger_seal import break_seal, seal_path
from hanoi_press.store.ledger_tables import LEDGER, Page
from hanoi_press.store.line_places import CorpusLine, LinePlaces
from hanoi_press.store.lock import FolderLock, LockLost
from hanoi_press.store.metadata import article_digest, has_other_line
from hanoi_press.store.reading import reading_fingerprint
from hanoi_press.store.reconcile import ReconcileResult, is_misdated, page_from_line, reconcile
from hanoi_press.store.run_names import after_other_runs, run_name
from hanoi_press.store.run_record import RunRecord
from hanoi_press.store.salvage import unused_path
from hanoi_press.store.segment_writer import COMPRESSIONS, SegmentWriter, to_line
from hanoi_press.store.takedown import TakeDown, TakeDownList

logger = logging.getLogger(__name__)
REBUILT = f"{LEDGER}.new"  # the ledger that `store.folder.rebuild` makes
# folders with files of `store.atomic`
_WRITTEN_WHOLE = ("articles", "archive", "runs", "boilerplate", "frame", "corpus")


class KeepResult(Enum):
    """The result of `keep` for an article."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"  # it is on the take-down list, and not written


class RunFolder:
    """An open data folder; `reconciled` records what was repaired on opening."""

    def __init__(
        self, path: Path, who: str, lock: FolderLock, ledger: Ledger, reconciled: ReconcileResult, ending: str
    ) -> None:
        self.path = path
        self.ledger = ledger
        self.reconciled = reconciled
        self.is_lost = False  # the lock is another run's, or the folder was moved: nothing more is written
        self.is_damaged = False  # set by a caller that finds the ledger damaged; the next run rebuilds it
        self.take_new_name(who)
        self._take_down = TakeDownList(path)
        self._lock = lock
        self._ending = ending
        self._places = LinePlaces(path)
        self._open: dict[str, tuple[SegmentWriter, int]] = {}  # by source, with the segment's number in the ledger
        self._archives: dict[str, set[Path]] = defaultdict(set)  # by source, the files to which the segment refers
        self._readings: dict[str, str] = {}  # fingerprints by source
        self.incomplete: set[str] = set()  # sources with a line that the ledger could not take

    @classmethod
    def open(
        cls, path: Path, who: str, *, compression: str = "none", progress: Callable[[Path], None] | None = None
    ) -> Self:
        """Open a data folder, creating it if there is none.

        `who` names this run to a second one ("a harvest"), `compression` a key of `COMPRESSIONS`. `progress` is called
        with each segment that is read into the ledger.
        Raises `HeldError` if another run uses the folder, `LedgerError` for a ledger of a newer version, `OSError`.
        """
        ending = COMPRESSIONS[compression]
        lock = FolderLock(path, who)
        try:
            for name in _WRITTEN_WHOLE:
                remove_unfinished(path / name)
            remove_abandoned(path)
            remove_rebuilt(path / REBUILT)
            ledger, reconciled = _open_ledger(path, progress)
        except BaseException:
            lock.release()
            raise
        return cls(path, who, lock, ledger, reconciled, ending)

    def check(self) -> None:
        """Check that the folder is still this run's. Raises `LockLost` from the moment on that it is not; `OSError`."""
        if self.is_lost:
            raise LockLost("the folder is no longer this run's")
        try:
            self._lock.verify()
        except LockLost:
            self.is_lost = self.record.is_closed = True
            self.ledger.stop_writing()
            raise

    @property
    def removed(self) -> TakeDown:
        """The articles on the folder's take-down list, as it is now: no run requests or writes them."""
        return self._take_down.current()

    def reading(self, source: str) -> str:
        """Return the fingerprint of the reading of a source's pages, as it was when it was asked for first."""
        if source not in self._readings:
            self._readings[source] = reading_fingerprint(self.path, source)
        return self._readings[source]

    def keep(
        self,
        article: Article,
        note: Callable[[Page], Page] = lambda page: page,
        *,
        is_reread: bool = False,
        is_of_part: bool = False,
    ) -> KeepResult:
        """Write an article that is new, or whose words or metadata differ from its last line; set its `revision`.

        `note` adds the caller's facts to the page before the ledger stores it. `is_reread`: the article was read from
        the answer that gave the last line, so that its line replaces that one under the same revision. `is_of_part`:
        the caller merges what a part knows of archived answers. The line is written to the file before the ledger is
        changed. An article that is taken down is not written. Raises `LockLost`, `OSError`, `sqlite3.DatabaseError`.
        """
        self.check()
        if self.removed.names(article.id, article.url):
            return KeepResult.REMOVED
        known = self.ledger.find(article.id)
        before = known if known is not None and known.state == "article" else None
        if before is not None and not has_other_line(before, article):
            article.revision = before.revision
            self.ledger.put(note(before._replace(metadata=before.metadata or article_digest(article))))
            if not is_of_part:
                self.ledger.captures.note_line(article, self.reading(article.source), is_new=False)
            return KeepResult.UNCHANGED
        # the line of a lost article is gone, so its revision is written again
        article.revision = before.revision + (not is_reread) if before else max(1, known.revision if known else 1)
        record = article.to_dict()
        page = page_from_line(record, self.append(record))
        if before is not None:
            page = _continued(page, before, is_misdated=is_misdated(record))
        try:
            self.ledger.put(note(page))
            if not is_of_part:
                self.ledger.captures.note_line(article, self.reading(article.source), is_new=True)
        except sqlite3.Error:
            self.incomplete.add(article.source)  # the next run reads the whole segment into the ledger
            raise
        return KeepResult.CHANGED if before else KeepResult.NEW

    def append(self, record: dict[str, Any], line: bytes | None = None) -> int:
        """Write a line to the segment of its source, and return the segment's number; the ledger learns nothing of it.

        `line`: its bytes, if it exists already. Raises `OSError`, `sqlite3.Error`.
        """
        segment, number = self._segment(record["source"])
        line = to_line(record)[:-1] if line is None else line
        segment.write_line(line + b"\n", record)
        if record["archive"] is not None:
            self._archives[record["source"]].add(self.path / record["archive"]["file"])
        self._places.note(record["source"], record["id"], line)
        return number

    def lines_of(self, source: str, id: str) -> list[CorpusLine]:
        """Return the lines of an article that count, by number. Raises `OSError`, `sqlite3.Error`."""
        return self._places.lines(source, id, self._open[source][0].part if source in self._open else None)

    def _segment(self, source: str) -> tuple[SegmentWriter, int]:
        if source not in self._open:
            path = self._segment_path(source, self.run)
            if path.exists():  # it was closed before in this run
                path = self._segment_path(source, _new_name(self.path))
            number = self.ledger.open_segment(str(path.relative_to(self.path)))
            self._open[source] = (SegmentWriter(path), number)
        return self._open[source]

    def _segment_path(self, source: str, run: str) -> Path:
        return self.path / "articles" / source / f"{run[:4]}-{run[4:6]}" / f"{run}{self._ending}"

    def sync_source(self, source: str) -> None:
        """Let the lines of a source that were written so far reach the disk. Raises `OSError`."""
        if source in self._open:
            self._open[source][0].sync()

    def take_new_name(self, who: str) -> None:
        """Give the run a name after those of the segments that were written by now."""
        self.run = _new_name(self.path)
        self.record = RunRecord(self.path, self.run, who)

    def close_source(self, source: str) -> Path | None:
        """Finish the segment of a source. Return its path; None if it has no line. Raises `LockLost`, `OSError`."""
        if source not in self._open:
            return None
        self.check()
        segment, _ = self._open.pop(source)
        for archive in self._archives.pop(source, ()):  # before the lines that refer to it
            with suppress(FileNotFoundError):
                sync_file(archive)
        path = segment.close()
        name = str(segment.path.relative_to(self.path))
        if path and source not in self.incomplete:
            found = path.stat()
            self.ledger.close_segment(name, found.st_size, found.st_mtime_ns, int(time()))
        elif segment.count == 0:
            self.ledger.drop_segment(name)
        return path

    @property
    def has_damaged_ledger(self) -> bool:
        """True if the ledger was found damaged; `close` then sets it aside, and the next run rebuilds it."""
        return self.is_damaged or self.ledger.is_damaged

    def close(self) -> None:
        """Finish all segments, close the ledger, release the lock. Raises the first error after all steps.

        If the folder is no longer this run's, the segments stay unfinished, and the next run salvages them.
        """
        self._places.close()
        failed: list[Exception] = []
        for source in list(self._open):
            try:
                self.close_source(source)
            except (OSError, sqlite3.Error) as error:
                failed.append(error)
        for segment, _ in self._open.values():
            segment.abandon()
        self.ledger.close(sealed=not self.is_lost)
        if self.has_damaged_ledger and not self.is_lost:
            set_aside(self.path / LEDGER)
        self._lock.release()
        if failed:
            raise failed[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _new_name(data: Path) -> str:
    return run_name(data, after_other_runs(data, datetime.now(UTC)))


def _continued(page: Page, before: Page, *, is_misdated: bool) -> Page:
    """Return the page of a revision with what stays: the latest change stated, of a misdated one the first fetch."""
    if is_misdated and before.published is not None and page.published is not None:
        page = page._replace(published=min(before.published, page.published))
    stamps = [one for one in (page.stamp, before.stamp) if one is not None]
    return page._replace(stamp=max(stamps, default=None), why=before.why)


def _open_ledger(data: Path, progress: Callable[[Path], None] | None) -> tuple[Ledger, ReconcileResult]:
    """Open the ledger and bring it up to date with the segments; a damaged one is set aside and rebuilt."""
    path = data / LEDGER
    try:
        ledger = Ledger(path)
        try:
            return ledger, reconcile(data, ledger, progress)
        except Exception:
            ledger.close()
            raise
    except sqlite3.Error as error:
        if not is_damage(error, path):
            raise
        logger.warning("%s; it is rebuilt from the articles on disk", error)
    set_aside(path)
    ledger = Ledger(path)
    return ledger, reconcile(data, ledger, progress)


def set_aside(ledger: Path) -> None:
    """Rename a ledger and its journal files to `….damaged`, replacing older ones. Raises `OSError`."""
    for ending in ("", *JOURNALS):
        file = ledger.with_name(ledger.name + ending)
        target = file.with_name(file.name + ".damaged")
        if target.is_dir() or (file.is_dir() and target.exists()):  # a folder is neither replaced nor replaces a file
            target = unused_path(target)
        with suppress(FileNotFoundError):
            file.replace(target)
    break_seal(ledger)


def remove_rebuilt(rebuilt: Path) -> None:
    """Delete what a killed `rebuild` left: the new ledger and its companions. Raises `OSError`."""
    for file in (*(rebuilt.with_name(rebuilt.name + ending) for ending in ("", *JOURNALS)), seal_path(rebuilt)):
        file.unlink(missing_ok=True)
