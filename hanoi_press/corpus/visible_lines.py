"""Which lines of the segments count: the first pass of `load`.

A line counts unless a later revision supersedes it, it repeats another one, its article is taken down or is a copy.
The pass keeps ids in a temporary SQLite file that is sorted on disk, and in memory one bit a line: 1.25 MB for ten
million lines.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from hanoi_press.schema import parse_line
from hanoi_press.store.segments import Fault, Line, lines
from hanoi_press.store.takedown import TakeDown

# The line as our writer prints it; any other spelling goes the slow way.
_HEAD = re.compile(rb'\{"id":"([^"\\]+)","revision":(\d{1,9}),')
_HASH, _URL = b'"content_hash":"', b'"url":"'
_BATCH = 500


class _Key(NamedTuple):
    place: int
    id: str
    revision: int
    hash: bytes


class VisibleLines:
    """A place is a line's number over all segments: `base[path]` + its number in the file."""

    def __init__(self) -> None:
        self.base: dict[Path, int] = {}
        self.left_out = bytearray()  # one bit a place
        self._conflicts: dict[int, int] = {}
        self._db = sqlite3.connect("")  # a temporary file of SQLite's own, gone when closed
        self._db.execute("PRAGMA cache_size=-4000")
        self._db.execute("CREATE TABLE line (id TEXT, revision INT, place INT, hash BLOB)")
        self._db.execute("CREATE TABLE gone (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def counts(self, line: Line) -> bool:
        """Is a line to be loaded (or to be named as a fault)?"""
        place = self.base[line.path] + line.number
        return place >> 3 >= len(self.left_out) or not self.left_out[place >> 3] & (1 << (place & 7))

    def conflict(self, line: Line) -> str | None:
        """Why a line contradicts an earlier one: the same id and revision with other words; None where it does not."""
        first = self._conflicts.get(self.base[line.path] + line.number)
        if first is None:
            return None
        path, base = max(((path, base) for path, base in self.base.items() if base < first), key=lambda one: one[1])
        return f"the same id and revision as {path}:{first - base}, with other words"

    def scan(self, paths: Iterable[Path], gone: TakeDown, copies: Iterable[str], *, latest: bool) -> None:
        """Reads all segments once. Faults of the lines are left to the second pass."""
        self._note_gone((*gone.ids, *copies))
        place = 0
        for path in paths:
            self.base[path] = place
            keys = self._keys(path, place, gone)
            while batch := list(islice(keys, _BATCH)):
                self._db.executemany("INSERT INTO line (place, id, revision, hash) VALUES (?, ?, ?, ?)", batch)
            place += self._lines_of_file + 1
        self.left_out = bytearray((place >> 3) + 1)
        self._decide(latest)
        self._db.close()

    def _note_gone(self, ids: Iterable[str]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO gone VALUES (?)", ((one,) for one in ids))

    def _keys(self, path: Path, base: int, gone: TakeDown) -> Iterator[_Key]:
        self._lines_of_file = 0
        for line in lines(path, self._count_fault):
            self._lines_of_file = line.number
            key = key_of(line.raw)
            if key is None:
                continue
            if gone.addresses and gone.names(key[0], _value(line.raw, _URL)):
                self._note_gone([key[0]])  # all revisions of it, also those with another address
            yield _Key(base + line.number, *key)

    def _count_fault(self, fault: Fault) -> None:
        self._lines_of_file = max(self._lines_of_file, fault.number)

    def _decide(self, latest: bool) -> None:
        """Marks what does not count; only ids that stand on several lines are looked at one by one."""
        for (place,) in self._db.execute("SELECT place FROM line JOIN gone USING (id)"):
            self._leave_out(place)
        rows = self._db.execute(
            "SELECT id, revision, hash, place FROM (SELECT *, count(*) OVER (PARTITION BY id) AS lines FROM line) "
            "WHERE lines > 1 ORDER BY id, revision DESC, place"
        )
        for _, same_id in groupby(rows, key=lambda row: row[0]):
            for number, (_, same) in enumerate(groupby(same_id, key=lambda row: row[1])):
                first, *others = same
                if latest and number:
                    self._leave_out(first[3])
                for other in others:
                    if other[2] == first[2] or (latest and number):
                        self._leave_out(other[3])
                    else:
                        self._conflicts[other[3]] = first[3]

    def _leave_out(self, place: int) -> None:
        self.left_out[place >> 3] |= 1 << (place & 7)


def key_of(raw: bytes) -> tuple[str, int, bytes] | None:
    """Id, revision and content hash of a line; None where it has none, so that nothing else is judged by it.

    A line that would supersede another (revision 2 and above) is read whole first: a broken one supersedes nothing.
    """
    head = _HEAD.match(raw)
    if head and head[2] == b"1" and (found := _value(raw, _HASH)):
        return head[1].decode("utf-8", "replace"), 1, found[:64].encode()
    try:
        article = parse_line(raw)
    except ValueError:
        return None
    return article.id, article.revision, article.content_hash.encode()


def _value(raw: bytes, key: bytes) -> str:
    """The string behind a key; "" where there is none. A quote inside a string is escaped, so a key is a key.

    The article's own `url` stands before those of its images, `content_hash` behind everything long.
    """
    at = raw.find(key) if key == _URL else raw.rfind(key)
    return raw[at + len(key) : raw.find(b'"', at + len(key))].decode("utf-8", "replace") if at >= 0 else ""
