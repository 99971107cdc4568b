"""Decide which lines of the segments are loaded: the first pass of `load`.

A line is loaded unless a later revision supersedes it, it repeats another line, its answer was read again (a later line
of the same id and revision from the same place in the archive) or stands again under a higher number, or its article is
taken down or is a copy. The pass
keeps ids in a temporary SQLite file that is sorted on disk, and in memory one bit a line: 1.25 MB for ten million
lines.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import blake2b
from itertools import groupby, islice
from pathlib import Path

from hanoi_press.schema import parse_line
from hanoi_press.store.line_rules import LineVerdict, MovedLines, Reading, replacing, verdict
from hanoi_press.store.manifest import is_as_stated
from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segments import Fault, SegmentLine, lines
from hanoi_press.store.takedown import TakeDown

# The start of a line as our writer prints it; a line in any other form is parsed as a whole.
_HEAD = re.compile(rb'\{"id":"([^"\\]+)","revision":(\d{1,9}),')
_HASH, _FETCHED, _URL = b'"content_hash":"', b'"fetched_at":"', b'"url":"'
# The end of a line: where its answer lies. In a text of the line the quotation marks would be escaped.
_ARCHIVE = re.compile(rb'"archive":\{"file":"([^"\\]+)","offset":(\d{1,16})\}\}\Z')
_TAIL = 1024  # bytes that hold it
_PLACE = 8  # bytes of the digest of a place; only lines of one id and revision are compared
_BATCH = 500  # lines inserted at a time


class VisibleLines:
    """The lines that are loaded. A line's index over all segments is `base[path]` + its number in the file."""

    def __init__(self) -> None:
        self.base: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self.hidden = bytearray()  # one bit an index
        self._conflicts: dict[int, int] = {}
        self._damaged: dict[int, str] = {}  # the reasons, of lines that are not as they were written
        self._db = sqlite3.connect("")  # a temporary file of SQLite's own, removed when it is closed
        self._db.execute("PRAGMA cache_size=-4000")
        self._db.execute(
            "CREATE TABLE line (id TEXT, revision INT, line_index INT, hash BLOB, place BLOB, fetched TEXT)"
        )
        self._db.execute("CREATE TABLE removed (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def is_visible(self, line: SegmentLine) -> bool:
        """Return True if a line is to be loaded (or reported, if it is broken)."""
        index = self.base[line.path] + line.number
        return index >> 3 >= len(self.hidden) or not self.hidden[index >> 3] & (1 << (index & 7))

    @property
    def total(self) -> int:
        """Return how many lines all segments have."""
        return sum(self._counts.values())

    def count(self, path: Path) -> int:
        """Return how many lines a segment has."""
        return self._counts[path]

    def refusal(self, line: SegmentLine) -> str | None:
        """Return why a line that can be read is not loaded, or None: it is damaged, or contradicts another."""
        return self._reason(self.base[line.path] + line.number)

    def conflict(self, line: SegmentLine) -> str | None:
        """Return the reason why a line contradicts an earlier one (same id and revision, other words), or None."""
        return self._conflict(self.base[line.path] + line.number)

    def stretch_of(self, path: Path, first: int, end: int) -> tuple[bytes, dict[int, str]]:
        """Return the same for the lines of a segment from `first` to `end` (excluded).

        That is: bits that are set for the lines which are not visible, from the first line on, and the reasons of those
        that are refused, by their number.
        """
        start, stop = self.base[path] + first, self.base[path] + end
        bits = int.from_bytes(self.hidden[start >> 3 : (stop >> 3) + 1], "little") >> (start & 7)
        bits &= (1 << (stop - start)) - 1
        refused = self._refused
        some = refused[bisect_left(refused, start) : bisect_left(refused, stop)]
        reasons = {index - self.base[path]: reason for index in some if (reason := self._reason(index))}
        return bits.to_bytes((stop - start + 7) // 8, "little"), reasons

    @cached_property
    def _refused(self) -> list[int]:
        return sorted({*self._damaged, *self._conflicts})

    def _reason(self, index: int) -> str | None:
        return self._damaged.get(index) or self._conflict(index)

    def _conflict(self, index: int) -> str | None:
        first = self._conflicts.get(index)
        if first is None:
            return None
        path, base = max(((path, base) for path, base in self.base.items() if base < first), key=lambda one: one[1])
        return f"the same id and revision as {path}:{first - base}, with other words"

    def scan(self, paths: Iterable[Path], removed: TakeDown, copies: Iterable[str], *, latest: bool) -> None:
        """Read all segments once and decide for each line. Broken lines are left to the second pass.

        `copies` are ids to leave out; with `latest` only the newest revision of each article is visible.
        """
        self._note_removed((*removed.ids, *copies))
        index = 0
        for path in paths:
            self.base[path] = index
            rows = self._rows(path, index, removed)
            while batch := list(islice(rows, _BATCH)):
                self._db.executemany(
                    "INSERT INTO line (line_index, id, revision, hash, fetched, place) VALUES (?, ?, ?, ?, ?, ?)", batch
                )
            self._counts[path] = self._lines_of_file
            index += self._lines_of_file + 1
        self.hidden = bytearray((index >> 3) + 1)
        self._decide(latest)
        self._db.close()

    def _note_removed(self, ids: Iterable[str]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO removed VALUES (?)", ((one,) for one in ids))

    def _rows(self, path: Path, base: int, removed: TakeDown) -> Iterator[tuple[int, str, int, bytes, str, bytes]]:
        self._lines_of_file = 0
        if is_as_stated(path) is False:
            self._note_damage(path, base)
        for line in lines(path, self._count_fault):
            self._lines_of_file = line.number
            key = key_of(line.raw)
            if key is None or base + line.number in self._damaged:
                continue
            if removed.has_addresses and removed.names(key[0], url_of(line.raw)):
                self._note_removed([key[0]])  # all revisions of it, also those with another address
            yield base + line.number, *key, place_of(line.raw)

    def _note_damage(self, path: Path, base: int) -> None:
        """Remember the damaged lines of a segment: none of them hides the same line, stored again, in another one."""
        faults: list[Fault] = []
        for _ in sound_lines(path, faults.append):
            pass
        self._damaged |= {base + fault.number: fault.reason for fault in faults if fault.number}

    def _count_fault(self, fault: Fault) -> None:
        self._lines_of_file = max(self._lines_of_file, fault.number)

    def _decide(self, latest: bool) -> None:
        """Hide the lines that are not loaded. Only ids with several lines are checked one by one."""
        for (index,) in self._db.execute("SELECT line_index FROM line JOIN removed USING (id)"):
            self._hide(index)
        broken = self._broken({index for same in self._same_revisions() for index in replacing(same)})
        last, above = "", MovedLines()
        for same in self._same_revisions():
            is_older = same[0].id == last
            last, above = same[0].id, above if is_older else MovedLines()
            counting, moved = above.part(same)
            for row in moved:
                self._hide(row.line_index)
            if counting:
                self._note_verdict(verdict(counting, broken), latest=latest, is_older=is_older)

    def _note_verdict(self, found: LineVerdict, *, latest: bool, is_older: bool) -> None:
        """Hide the lines of one revision that are not loaded."""
        for index in (*found.repeats, *(found.earlier if latest else ())):
            self._hide(index)
        if latest and is_older:
            for index in (found.loaded, *found.conflicts):
                self._hide(index)
        else:
            self._conflicts |= dict.fromkeys(found.conflicts, found.loaded)

    def _same_revisions(self) -> Iterator[list[Reading]]:
        """Yield the lines of each revision, the newest one first, of the ids with several lines."""
        rows = self._db.execute(
            "SELECT id, revision, hash, place, fetched, line_index FROM (SELECT *, count(*) OVER (PARTITION BY id)"
            " AS lines FROM line) WHERE lines > 1 ORDER BY id, revision DESC, line_index"
        )
        for _, same in groupby(map(Reading._make, rows), key=lambda row: row[:2]):
            yield list(same)

    def _broken(self, wanted: set[int]) -> set[int]:
        """Return which of these lines do not fit the schema; the segments that hold one are read again."""
        broken = set()
        paths, bases = list(self.base), list(self.base.values())
        for number in sorted({bisect_left(bases, index) - 1 for index in wanted}):
            for line in lines(paths[number], lambda fault: None):
                if bases[number] + line.number in wanted and not _is_sound(line):
                    broken.add(bases[number] + line.number)
        return broken

    def _hide(self, index: int) -> None:
        self.hidden[index >> 3] |= 1 << (index & 7)


def _is_sound(line: SegmentLine) -> bool:
    try:
        parse_line(line.raw)
    except ValueError:
        return False
    return True


def place_of(raw: bytes) -> bytes:
    """Return a digest of where the answer of a line lies, file and offset; b"" if it is not archived.

    A line in any other form than our writer's counts as none: its answer was never read again by us.
    """
    found = _ARCHIVE.search(raw, max(0, len(raw) - _TAIL))
    return blake2b(found[0], digest_size=_PLACE).digest() if found else b""


def key_of(raw: bytes) -> tuple[str, int, bytes, str] | None:
    """Return id, revision, content hash and `fetched_at` of a line.

    None for a broken line, so that it supersedes no other: a line that would supersede another (revision 2 and above)
    is parsed as a whole, to find out if it is broken.
    """
    head = _HEAD.match(raw)
    if head and head[2] == b"1" and (found := _string_value(raw, _HASH)):
        return head[1].decode("utf-8", "replace"), 1, found[:64].encode(), _string_value(raw, _FETCHED)[:20]
    try:
        article = parse_line(raw)
    except ValueError:
        return None
    return article.id, article.revision, article.content_hash.encode(), article.fetched_at


def url_of(raw: bytes) -> str:
    """Return the article's address in a line for which `key_of` is not None."""
    return _string_value(raw, _URL) if _HEAD.match(raw) else parse_line(raw).url


def _string_value(raw: bytes, key: bytes) -> str:
    """Return the string value of a key, "" if there is none. Quotes in strings are escaped, so no text matches a key.

    The article's own `url` comes before those of its images, `content_hash` after all long fields.
    """
    at = raw.find(key) if key == _URL else raw.rfind(key)
    return raw[at + len(key) : raw.find(b'"', at + len(key))].decode("utf-8", "replace") if at >= 0 else ""
