"""Define what may be wrong with the place of a page in an archive, and gather the lines that have the same fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

_KEPT = 1_000  # places of a fault that are kept; the others are counted


class FaultKind(StrEnum):
    """The kinds of faults, and two that are none (`HARMLESS`)."""

    # of a file
    PRUNED = "pruned"
    REMOTE = "not-local"
    GONE = "gone"
    UNREADABLE = "unreadable"
    NO_FILE = "no-file"
    EMPTY = "empty"
    OTHERWISE_COMPRESSED = "compressed-otherwise"
    # of places in a file
    INVALID = "invalid-reference"
    BEYOND_END = "beyond-the-end"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    NO_RECORD = "wrong-offset"
    NO_ANSWER = "no-answer"
    OTHER_PAGE = "other-page"
    OTHER_DATE = "other-date"
    WRONG_DIGEST = "wrong-digest"
    ELSEWHERE = "damaged-elsewhere"  # where no line of the corpus comes from


HARMLESS = frozenset({FaultKind.PRUNED, FaultKind.REMOTE})
OF_FILES = frozenset(list(FaultKind)[:7])


class FaultPlace(NamedTuple):
    """A place with a fault: offset, id of the article of the line that states it, and what is wrong there."""

    offset: int
    id: str
    reason: str


@dataclass(slots=True)
class ArchiveFault:
    """A fault of a file, or of places in it. `lines`: how many lines have it; `places`: the first of them.

    `reason`: what is wrong with the file, if it is one of a file.
    """

    file: str
    kind: FaultKind
    reason: str = ""
    lines: int = 0
    places: list[FaultPlace] = field(default_factory=list)

    @property
    def is_harmless(self) -> bool:
        """Return True for what is no damage."""
        return self.kind in HARMLESS

    def add(self, place: FaultPlace) -> None:
        """Add a line."""
        self.lines += 1
        if len(self.places) < _KEPT:
            self.places.append(place)


class FileFaults:
    """The faults of places in a file, by the file's name in the line and by kind."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, FaultKind], ArchiveFault] = {}

    def add(self, file: str, kind: FaultKind, place: FaultPlace, of_file: str = "") -> None:
        """Add a line with a fault. `of_file`: what is wrong with the file, if that is the reason."""
        key = file, kind
        if key not in self._found:
            self._found[key] = ArchiveFault(file, kind, of_file)
        self._found[key].add(place)

    def __iter__(self) -> Iterator[ArchiveFault]:
        return iter(self._found.values())
