"""Decide which of several lines with one id and revision is loaded: the rule of `load`, and of the index.

Of the readings of one answer (lines with one place in the archive) the last one counts. Of the others the first one is
loaded; one that repeats its words is not, and one with other words contradicts it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple


class Reading(NamedTuple):
    """What the rule needs of a line. `line_index` orders the lines of all segments; `place` is b"" if not archived."""

    id: str
    revision: int
    hash: bytes
    place: bytes
    line_index: int


class LineVerdict(NamedTuple):
    """The lines of a revision by their index: the one that is loaded, and those that are not.

    `repeats` are left out, `conflicts` contradict the loaded one. `broken` ones would replace an earlier reading, but
    are no articles: whatever else is stored, they are reported.
    """

    loaded: int
    repeats: list[int]
    conflicts: list[int]
    broken: list[int]


def replacing(same: Sequence[Reading]) -> Iterator[int]:
    """Yield the indexes of the lines of one revision that may replace an earlier one, if they are not broken."""
    places: set[bytes] = set()
    for row in same:
        if row.place in places:
            yield row.line_index
        elif row.place:
            places.add(row.place)


def verdict(same: Sequence[Reading], broken: Container[int]) -> LineVerdict:
    """Return which of the lines of one id and revision is loaded. `same` is not empty and sorted by `line_index`.

    `broken`: which of those that `replacing` yields are no articles.
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
    repeats += [one.line_index for one in others if one.hash == first.hash]
    conflicts = [one.line_index for one in others if one.hash != first.hash]
    return LineVerdict(first.line_index, repeats, conflicts, reported)
