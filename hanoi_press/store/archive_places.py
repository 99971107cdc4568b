"""Collect the places in archives from which the lines of a corpus come; they are on the disk, not in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Self

from hanoi_press.items import MAX_INT

_AT_ONCE = 1_000  # places that are written at a time
_TABLE = "CREATE TABLE place (file TEXT, offset INT, id TEXT, url TEXT, fetched TEXT, title TEXT)"
_INDEX = "CREATE INDEX by_file ON place (file, offset)"


class ArchivePlace(NamedTuple):
    """The place that a line states: offset of its page, and of the article id, address, time of fetching and title."""

    offset: int
    id: str
    url: str
    fetched: str
    title: str


class ArchivePlaces:
    """The places of the lines that were noted, in a temporary database that SQLite deletes.

    `lines`: how many lines state one; `invalid_lines`: how many of them state none that can be, `invalid`: the ids of
    the first of these. Every method may raise `sqlite3.Error` (full disk).
    """

    def __init__(self) -> None:
        self.lines = self.invalid_lines = 0
        self.invalid: list[str] = []
        self._new: list[tuple[Any, ...]] = []
        self._has_index = False
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def note(self, record: dict[str, Any]) -> None:
        """Add the place of a line of the corpus, if it states one."""
        place = record.get("archive")
        if place is None:
            return
        self.lines += 1
        file, offset = (place.get("file"), place.get("offset")) if isinstance(place, dict) else (None, None)
        if not isinstance(file, str) or type(offset) is not int or not 0 <= offset <= MAX_INT:
            self.invalid_lines += 1
            self.invalid += [str(record.get("id"))] if len(self.invalid) < _AT_ONCE else []
            return
        self._new.append((file, offset, *(str(record.get(name)) for name in ("id", "url", "fetched_at", "title"))))
        if len(self._new) >= _AT_ONCE:
            self._write()

    def _write(self) -> None:
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)", self._new)
        self._db.execute("COMMIT")
        self._new.clear()

    def files(self) -> list[tuple[str, int]]:
        """Return the files, with the number of lines that refer to each, sorted."""
        if not self._has_index:
            self._write()
            self._db.execute(_INDEX)
            self._has_index = True
        return self._db.execute("SELECT file, count(*) FROM place GROUP BY file ORDER BY file").fetchall()

    def of(self, files: Iterable[str]) -> Iterator[tuple[str, ArchivePlace]]:
        """Yield the places in files, each with the name of its file, by offset."""
        names = list(files)
        marks = ", ".join("?" * len(names))
        rows = self._db.execute(
            f"SELECT * FROM place WHERE file IN ({marks}) ORDER BY offset, id",
            names,
        )
        return ((file, ArchivePlace(*rest)) for file, *rest in rows)
