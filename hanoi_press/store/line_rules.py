"""Decide which of several lines of one article are loaded: the rule of `load`, of the index, and of every run.

A line whose answer stands again under a higher number is *moved*: an answer that was fetched earlier came later, and
took its number. Only the highest counts. Two lines have the same answer if they have one place in the archive; if one
of them has no place, if they have one time and the same words.

Of the readings of one answer under one number (lines with one place in the archive) the last one counts. Of the others
under one number the first one is loaded; one that repeats its words is not, and one with other words contradicts it,
unless it was fetched earlier: then the first one was moved, and its line under the higher number is lost.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple


class Reading(NamedTuple):
    """What the rule needs of a line. `line_index` orders the lines of all segments; `place` is b"" if not archived.

    `fetched` is the time as the line states it (`2026-11-24T03:00:00Z`).
    """

    id: str
    revision: int
    hash: bytes
    place: bytes
    fetched: str
    line_index: int


class LineVerdict(NamedTuple):
    """The lines of a revision by their index: the one that is loaded, and those that are not.

    `repeats` are left out, `conflicts` contradict the loaded one. `broken` ones would replace an earlier reading, but
    are no articles: whatever else is stored, they are reported. `earlier` ones are loaded where all revisions are.
    """

    loaded: int
    repeats: list[int]
    conflicts: list[int]
    broken: list[int]
    earlier: list[int]


class MovedLines:
    """The lines of one article, met from the highest number to the lowest."""

    def __init__(self) -> None:
        self._places: set[bytes] = set()
        self._words: dict[tuple[str, bytes], bool] = {}  # by time and words: whether a line of them has no place

    def part(self, same: Iterable[Reading]) -> tuple[list[Reading], list[Reading]]:
        """Return which lines of the next number count, and which are moved."""
        counting: list[Reading] = []
        moved: list[Reading] = []
        for row in same:
            (moved if self._is_above(row) else counting).append(row)
        for row in (*counting, *moved):
            if row.place:
                self._places.add(row.place)
            key = row.fetched, row.hash
            self._words[key] = self._words.get(key, False) or not row.place
        return counting, moved

    def _is_above(self, row: Reading) -> bool:
        if row.place and row.place in self._places:
            return True
        without_place = self._words.get((row.fetched, row.hash))
        return without_place is not None and bool(row.fetched) and (without_place or not row.place)


def replacing(same: Sequence[Reading]) -> Iterator[int]:
    """Yield the indexes of the lines of one revision that may replace an earlier one, if they are not broken."""
    places: set[bytes] = set()
    for row in same:
        if row.place in places:
            yield row.line_index
        elif row.place:
            places.add(row.place)


def verdict(same: Sequence[Reading], broken: Container[int]) -> LineVerdict:
    """Return which of the lines of one id and revision is loaded. `same` is sorted by `line_index`.

    It is not empty, and has no line that is moved. `broken`: which of those that `replacing` yields are no articles.
    """
    by_place: dict[bytes | int, Reading] = {}
    repeats: list[int] = []
    reported: list[int] = []
    for row in same:
        before = by_place.get(row.place)
        if before is None or not row.place:
            by_place[row.place or row.line_index] = row
        elif row.line_index in broken:
            reported.append(row.line_index)
        else:
            repeats.append(before.line_index)
            by_place[row.place] = row
    first, *others = by_place.values()
    found = LineVerdict(first.line_index, repeats, [], reported, [])
    for one in others:
        if one.hash == first.hash:
            repeats.append(one.line_index)
        elif "" < one.fetched < first.fetched:
            found.earlier.append(one.line_index)
        else:
            found.conflicts.append(one.line_index)
    return found
