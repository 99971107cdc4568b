"""Take the lines of new and changed segments into the index; lines that only moved are found again by their digest."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from hanoi_press.corpus.index.indexed_lines import INSERT_LINE, IndexedLine, digest_of, insert_articles
from hanoi_press.corpus.selection import newer_schema
from hanoi_press.store.manifest import is_as_stated
from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segments import Fault, SegmentLine, lines

BATCH = 64  # lines that are prepared at a time
_TOLD_EVERY = 20_000  # lines

# What makes the rows of a batch of lines, and when it has: at once, or later by another process.
Prepared = Callable[[], "list[IndexedLine | str]"]


class LineWorkers(Protocol):
    """What makes the rows of lines. `ahead`: how many batches may wait for it."""

    ahead: int

    def prepare(self, raws: list[bytes], *, with_address: bool) -> Prepared:
        """Start to make the rows of lines; the function that is returned waits for them."""


class SegmentReader:
    """Reads segments into the tables `line`, `content` and `fault`.

    The only line of an id gets the rows of an article at once; the others are noted in `touched`, to be decided on.
    `removed`: ids that are taken down.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        workers: LineWorkers,
        removed: set[str],
        progress: Callable[[str], None],
        *,
        with_address: bool,
    ) -> None:
        self._db = db
        self._workers = workers
        self._removed = removed
        self._progress = progress
        self._with_address = with_address
        self._next = 1 + (db.execute("SELECT max(number) FROM content").fetchone()[0] or 0)
        self._waiting: deque[tuple[int, list[int], Prepared]] = deque()
        self._has_orphans = db.execute("SELECT 1 FROM orphan LIMIT 1").fetchone() is not None
        self.new = self.moved = 0

    def read(self, path: Path, segment: int) -> None:
        """Read a segment; `finish` ends what was begun. Raises `FileNotFoundError` if it has vanished."""
        faults: list[Fault] = []
        try:
            if newer := newer_schema(path):
                faults.append(newer)
            else:
                self._read_lines(path, segment, faults)
        except FileNotFoundError:
            raise
        except OSError as error:
            faults.append(Fault(path, 0, f"cannot be read: {error}"))
            self._db.execute("UPDATE segment SET stamp = '' WHERE number = ?", (segment,))  # it is tried again
        self._db.executemany(
            "INSERT INTO fault VALUES (?, ?, ?)", [(segment, fault.number, fault.reason) for fault in faults]
        )

    def finish(self) -> None:
        """Write what is still being prepared."""
        while self._waiting:
            self._write()

    def _read_lines(self, path: Path, segment: int, faults: list[Fault]) -> None:
        damaged = _damaged(path) if is_as_stated(path) is False else {}
        readable = self._not_moved(self._undamaged(path, damaged, faults), segment)
        while batch := list(islice(readable, BATCH)):
            prepared = self._workers.prepare([one.raw for one in batch], with_address=self._with_address)
            self._waiting.append((segment, [one.number for one in batch], prepared))
            while len(self._waiting) > self._workers.ahead:
                self._write()

    def _undamaged(self, path: Path, damaged: dict[int, str], faults: list[Fault]) -> Iterator[SegmentLine]:
        for line in lines(path, faults.append):
            if line.number in damaged:
                faults.append(Fault(path, line.number, damaged[line.number]))
            else:
                yield line

    def _not_moved(self, found: Iterator[SegmentLine], segment: int) -> Iterator[SegmentLine]:
        """Yield the lines that are new; those that stood in a segment that is gone get their new place."""
        for line in found:
            if not (self._has_orphans and self._moves(line, segment)):
                yield line

    def _moves(self, line: SegmentLine, segment: int) -> bool:
        orphan = self._db.execute(
            "SELECT number FROM orphan WHERE digest = ? ORDER BY number LIMIT 1", (digest_of(line.raw),)
        ).fetchone()
        if orphan is None:
            return False
        self._db.execute("DELETE FROM orphan WHERE number = ?", orphan)
        self._db.execute(
            "UPDATE line SET segment = ?, in_segment = ? WHERE number = ?", (segment, line.number, *orphan)
        )
        self.moved += 1
        return True

    def _write(self) -> None:
        """Write the rows of the batch that was begun first."""
        segment, numbers, prepared = self._waiting.popleft()
        first = self._next
        lines_, contents, articles = [], [], []
        ids: set[str] = set()
        for in_segment, one in zip(numbers, prepared(), strict=True):
            if isinstance(one, str):
                self._db.execute("INSERT INTO fault VALUES (?, ?, ?)", (segment, in_segment, one))
                continue
            number, self._next = self._next, self._next + 1
            is_only = self._is_only(one, ids)
            if is_only and one.rows is not None:
                articles.append((number, one.rows))
            shown = is_only and one.rows is not None
            lines_.append((number, segment, in_segment, *one.key, one.address_id, one.broken, shown))
            contents.append((number, one.data))
        self._db.executemany(INSERT_LINE, lines_)
        self._db.executemany("INSERT INTO content VALUES (?, ?)", contents)
        insert_articles(self._db, articles)
        self.new += len(lines_)
        if self._next // _TOLD_EVERY > first // _TOLD_EVERY:
            self._progress(f"{self.new:,} lines read")

    def _is_only(self, one: IndexedLine, ids: set[str]) -> bool:
        """Return True if a line needs no decision: no other one has its id. `ids` are those of its batch so far."""
        id = one.key[0]
        if (
            id not in ids
            and one.address_id is None
            and id not in self._removed
            and self._db.execute("SELECT 1 FROM line WHERE id = ? LIMIT 1", (id,)).fetchone() is None
        ):
            ids.add(id)
            return True
        self._db.execute("INSERT OR IGNORE INTO touched VALUES (?)", (id,))
        return False


def _damaged(path: Path) -> dict[int, str]:
    """Return why lines of a segment that is not what its manifest states are damaged, by their number."""
    faults: list[Fault] = []
    for _ in sound_lines(path, faults.append):
        pass
    return {fault.number: fault.reason for fault in faults if fault.number}
