"""Decide under which number an answer is stored that was fetched before others of its article: pure.

Revisions are numbered by the time at which their answers were fetched. Several answers in a row with the same words are
one revision, with one line. A late answer that parts such a row (A, A, then B between both) makes three of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hanoi_press.items import ArchiveRef
from hanoi_press.store.metadata import is_corrected


class SeenWords(NamedTuple):
    """What an article said at a time. Times are as in its line (`2015-02-03T04:05:06Z`).

    `metadata`: the digest of `store.metadata`; None if it is not known. `archive`: where the answer lies, None if it is
    not archived. `via`: as in `Extraction`.
    """

    fetched: str
    hash: str
    metadata: str | None = None
    archive: ArchiveRef | None = None
    via: str | None = None


class Numbered(NamedTuple):
    """A line of the corpus that counts, and what it says."""

    revision: int
    says: SeenWords


class Written(NamedTuple):
    """A line to be written. `line`: which of the lines is written again, by its position; None for the late answer.

    `says` is None if the line is only moved to the number; else the observation whose time and place it gets.
    """

    revision: int
    line: int | None
    says: SeenWords | None


class Insertion(NamedTuple):
    """What a late answer changes: the lines to be written, in their order, and the number of its words' revision.

    `written` is empty if the answer has the words of its neighbour. `is_last`: nothing is known of a later time.
    """

    written: list[Written]
    revision: int
    is_last: bool


class _Entry(NamedTuple):
    says: SeenWords
    line: int | None = None  # the position of its line
    is_late: bool = False


def insertion(lines: Sequence[Numbered], seen: Sequence[SeenWords], late: SeenWords) -> Insertion:
    """Return what is to be written of a late answer.

    `lines`: those of the article that count, by number. `seen`: answers that were read without a line. Lines that are
    moved come first, the highest first, and the late one is the last: killed after any of them and begun again, the
    rest is written.
    """
    entries = _by_time(lines, seen, late)
    runs = _runs(entries)
    at = next(number for number, run in enumerate(runs) if any(one.is_late for one in run))
    is_last = entries[-1].is_late
    standing = [one.line for one in runs[at] if one.line is not None]
    if standing:
        return Insertion([], lines[standing[-1]].revision, is_last)
    return _numbered(lines, runs, at, is_last=is_last)


def _by_time(lines: Sequence[Numbered], seen: Sequence[SeenWords], late: SeenWords) -> list[_Entry]:
    """Return everything that is known in the order of time; a line is never sorted before one of a lower number."""
    hashes = {late.hash, *(one.says.hash for one in lines)}
    answers = {late.fetched, *(one.says.fetched for one in lines)}
    keyed: list[tuple[str, int, _Entry]] = []
    latest = ""
    for position, line in enumerate(lines):
        latest = max(latest, line.says.fetched)
        keyed.append((latest, 0, _Entry(line.says, position)))
    # words that no line has cannot be written; a line's own answer may have had others when it was read first
    keyed += [(one.fetched, 1, _Entry(one)) for one in seen if one.hash in hashes and one.fetched not in answers]
    keyed.append((late.fetched, 2, _Entry(late, is_late=True)))
    keyed.sort(key=lambda one: one[:2])
    return [entry for _, _, entry in keyed]


def _runs(entries: list[_Entry]) -> list[list[_Entry]]:
    """Part entries in the order of time where the words, or what is stated beside them, change."""
    runs: list[list[_Entry]] = []
    metadata = None
    for one in entries:
        stated = one.says.metadata
        is_same = bool(runs) and runs[-1][-1].says.hash == one.says.hash
        if is_same and not (stated is not None and is_corrected(metadata, stated)):
            runs[-1].append(one)
            metadata = metadata if stated is None else stated
        else:
            runs.append([one])
            metadata = stated
    return runs


def _numbered(lines: Sequence[Numbered], runs: list[list[_Entry]], at: int, *, is_last: bool) -> Insertion:
    """Return the lines that are written of run `at`, which is the late answer's, and of its parted neighbours."""
    moved: list[Written] = []
    copied: list[Written] = []
    late = last = 0
    for number, run in enumerate(runs):
        standing = [one.line for one in run if one.line is not None]
        for position in standing:
            last = max(lines[position].revision, last + 1)
            if last != lines[position].revision:
                moved.append(Written(last, position, None))
        if number == at:
            late = last = last + 1
        elif not standing and abs(number - at) == 1 and (line := _nearest_line(runs, number)) is not None:
            last += 1
            copied.append(Written(last, line, run[0].says))
    return Insertion([*reversed(moved), *reversed(copied), Written(late, None, None)], late, is_last)


def _nearest_line(runs: list[list[_Entry]], number: int) -> int | None:
    """Return the line with the words of a run that stands next to it; None if there is none."""
    words = runs[number][0].says.hash
    near = [(abs(at - number), one.line) for at, run in enumerate(runs) for one in run if one.says.hash == words]
    return min(((distance, line) for distance, line in near if line is not None), default=(0, None))[1]
