"""Find the lines of an article in the segments of its source, for a run that has to write some of them again.

The segments are read once a run, when the first article of the source is asked for; which line lies where is kept in a
temporary SQLite file. Lines of compressed segments, and of the segment that the run writes, are read from a temporary
file in the data folder, which is as large as those segments unpacked. Memory: some MB, and the lines of one article.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from hanoi_press.schema import parse_line
from hanoi_press.store.line_rules import MovedLines, Reading, verdict
from hanoi_press.store.manifest import is_as_stated
from hanoi_press.store.segment_check import lines_of_own_words, sound_lines
from hanoi_press.store.segment_writer import PART
from hanoi_press.store.segments import Fault, is_compressed, raw_lines, segments

_HEAD = re.compile(rb'\{"id":"([^"\\]+)",')  # as our writer prints it; a line in any other form is parsed as a whole
_BATCH = 500  # rows inserted at a time
_SPOOL = 0  # number of the temporary file among the files with lines
_BOM = b"\xef\xbb\xbf"


class CorpusLine(NamedTuple):
    """A line of the corpus that counts: its number, its content, and its bytes without a line break."""

    revision: int
    record: dict[str, Any]
    raw: bytes


class LinePlaces:
    """The places of the lines of a data folder, for one run that has its lock."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._read: set[str] = set()  # sources whose segments were read
        self._db: sqlite3.Connection | None = None
        self._spool: IO[bytes] | None = None
        self._size = 0  # of the spool, in bytes
        self._paths: list[Path | None] = [None]
        self._unpacked: dict[int, int] = {}  # compressed files by number, with the offset of their lines in the spool

    def lines(self, source: str, id: str, unfinished: Path | None = None) -> list[CorpusLine]:
        """Return the lines of an article that count (`line_rules`), by number.

        `unfinished`: the segment of the source that this run writes, if it has one. Raises `OSError`, `sqlite3.Error`.
        """
        if source not in self._read:
            self._read_source(source, unfinished)
            self._read.add(source)
        assert self._db is not None
        rows = self._db.execute("SELECT file, start, length FROM line WHERE id = ? ORDER BY rowid", (id,)).fetchall()
        return _counting(id, [self._bytes(*row) for row in rows])

    def note(self, source: str, id: str, line: bytes) -> None:
        """Record a line that this run has written; if that fails, the source is read anew when it is needed next."""
        if source not in self._read:
            return
        assert self._db is not None
        try:
            self._db.execute("INSERT INTO line VALUES (?, ?, ?, ?)", (id, *self._spooled(line)))
        except (OSError, sqlite3.Error):
            self.close()

    def close(self) -> None:
        """Delete the temporary files. The segments are read anew if a line is asked for after that."""
        with suppress(OSError):  # what is still to be written is not needed
            if self._spool is not None:
                self._spool.close()
        if self._db is not None:
            self._db.close()
        self._read.clear()
        self._db = self._spool = None
        self._size, self._paths, self._unpacked = 0, [None], {}

    def _read_source(self, source: str, unfinished: Path | None) -> None:
        if self._db is None:
            self._db = sqlite3.connect("")  # a temporary file of SQLite's own, removed when it is closed
            self._db.execute("PRAGMA cache_size=-4000")
            self._db.execute("CREATE TABLE line (id TEXT, file INT, start INT, length INT)")
            self._db.execute("CREATE INDEX line_id ON line (id)")
        folder = self.data / "articles" / source
        rows = self._rows(segments(folder) if folder.is_dir() else [], unfinished)
        while batch := list(islice(rows, _BATCH)):
            self._db.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", batch)

    def _rows(self, paths: Sequence[Path], unfinished: Path | None) -> Iterator[tuple[str, int, int, int]]:
        for path in paths:
            self._paths.append(path)
            number, damaged = len(self._paths) - 1, _damaged(path)
            for line_number, start, line in _placed_lines(path):
                if line_number not in damaged and (id := _id_of(line)) is not None:
                    yield id, number, start, len(line)
        if unfinished is not None and unfinished.exists():
            assert unfinished.name.endswith(PART)
            for found, record in lines_of_own_words(unfinished, _ignore):
                yield record["id"], *self._spooled(found.raw)

    def _spooled(self, line: bytes) -> tuple[int, int, int]:
        """Append a line to the temporary file; return its place."""
        if self._spool is None:
            self._spool = tempfile.TemporaryFile(dir=self.data)  # noqa: SIM115 - `close` closes it
        self._spool.seek(self._size)
        self._spool.write(line)
        start = self._size
        self._size += len(line)
        return _SPOOL, start, len(line)

    def _bytes(self, number: int, start: int, length: int) -> bytes:
        path = self._paths[number]
        if path is not None and is_compressed(path):
            start, path = start + self._base(number, path), None
        if path is None:
            assert self._spool is not None
            self._spool.seek(start)
            return self._spool.read(length)
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    def _base(self, number: int, path: Path) -> int:
        """Return where the lines of a compressed segment begin in the temporary file; unpack it at first."""
        if number not in self._unpacked:
            begun = self._size
            for raw in raw_lines(path, _ignore):
                self._spooled(raw)
            self._unpacked[number] = begun
        return self._unpacked[number]


def _placed_lines(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Yield the lines of a segment with number and offset in its plain bytes."""
    number = at = 0
    is_whole = True
    for raw in raw_lines(path, _ignore):
        number += is_whole
        is_first_piece, is_whole = is_whole, raw.endswith(b"\n")
        start = len(_BOM) if number == 1 and raw.startswith(_BOM) else 0
        line = raw[start:].removesuffix(b"\n").removesuffix(b"\r")
        if is_first_piece and line and not line.isspace():
            yield number, at + start, line
        at += len(raw)


def _damaged(path: Path) -> set[int]:
    """Return the numbers of the lines that are not as they were written."""
    faults: list[Fault] = []
    if is_as_stated(path) is not True:
        for _ in sound_lines(path, faults.append):
            pass
    return {fault.number for fault in faults}


def _id_of(line: bytes) -> str | None:
    if (head := _HEAD.match(line)) is not None:
        return head[1].decode("utf-8", "replace")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    id = found.get("id") if isinstance(found, dict) else None
    return id if isinstance(id, str) else None


def _counting(id: str, raws: list[bytes]) -> list[CorpusLine]:
    """Return the lines of an article that count, by number; `raws` are all of its lines in the order of the corpus."""
    found: list[CorpusLine] = []
    readings: list[Reading] = []
    for raw in raws:
        try:
            article = parse_line(raw)
        except ValueError:
            continue
        if article.id == id:
            place = article.archive
            at = b"" if place is None else f"{place.file}\0{place.offset}".encode()
            words = article.content_hash.encode()
            readings.append(Reading(id, article.revision, words, at, article.fetched_at, len(found)))
            found.append(CorpusLine(article.revision, json.loads(raw), raw))
    readings.sort(key=lambda one: -one.revision)
    above, counting = MovedLines(), []
    for _, same in groupby(readings, key=lambda one: one.revision):
        rest, _moved = above.part(same)
        if rest:
            decided = verdict(rest, ())
            counting += [found[at] for at in (decided.loaded, *decided.earlier)]
    return sorted(counting, key=lambda one: (one.revision, one.record["fetched_at"]))


def _ignore(fault: Fault) -> None:
    """Leave out what cannot be read; opening the data folder has named it."""
