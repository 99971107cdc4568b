"""Decide by their runs of syllables whether two texts are copies of each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from hanoi_press.corpus.shingles import RUN

_FLAG = np.uint64(1)
# Copies share at least these parts of the shorter text and of both together; a common quotation is less.
_OF_SHORTER, _OF_BOTH = 0.5, 0.2
# Texts with fewer runs are too short for these shares: nearly all runs must be the same.
_SHORT, _OF_SHORT, _OF_BOTH_SHORT = 30, 0.9, 0.5
# The number of changed facts (another number or name between the same words) that a copy may have, and how many more
# for each shared run. Formulaic news has at least one in forty runs, an edited copy hardly any.
_CHANGED, _CHANGED_PER_RUN = 1.0, 0.018
_LONGEST_CHANGE = 25  # syllables; a longer change is a passage of its own


class Overlap(NamedTuple):
    """The part of each of two texts that is in the other (0 to 1), and whether they are the same text."""

    of_first: float
    of_second: float
    same: bool


def overlap(first: Any, second: Any) -> Overlap:
    """Compare two arrays of `shingles.runs`."""
    if not len(first) or not len(second):
        return Overlap(0.0, 0.0, False)
    swapped = len(first) > len(second)
    shorter, longer = (second, first) if swapped else (first, second)
    flagged = longer | _FLAG
    in_longer = _are_in(shorter | _FLAG, np.sort(flagged))
    shared = int(in_longer.sum())
    of_shorter, of_longer = shared / len(shorter), shared / len(longer)
    of_both = shared / (len(shorter) + len(longer) - shared)
    if len(shorter) < _SHORT:
        same = of_shorter >= _OF_SHORT and of_both >= _OF_BOTH_SHORT
    else:
        same = of_shorter >= _OF_SHORTER and of_both >= _OF_BOTH
        if same and shared < len(shorter):
            most = _CHANGED + _CHANGED_PER_RUN * shared
            same = changed_facts(shorter, in_longer, flagged, most) <= most
    return Overlap(of_longer, of_shorter, same) if swapped else Overlap(of_shorter, of_longer, same)


def _are_in(some: Any, all_sorted: Any) -> Any:
    """Return which of `some` are in `all_sorted`, three times as fast as `numpy.isin` on arrays of this size."""
    found = np.searchsorted(all_sorted, some)
    found[found == len(all_sorted)] = 0
    return all_sorted[found] == some


def changed_facts(first: Any, in_second: Any, second: Any, most: float) -> int:
    """Count the facts of the first text that differ in the second, between shared runs or at an end.

    `in_second` is True for each run of the first that the second has (at least one); `second` are the runs of the
    second with the flag set. Counting stops above `most`. A passage that only one text has does not count.
    """
    facts = (first & _FLAG).astype(np.int8)
    begins = np.diff(facts, prepend=np.int8(0)) == 1
    until = [0, *np.cumsum(begins).tolist()]  # facts that begin before each run
    changed = 0
    for start, end, left, right in _gaps(in_second):
        if not 0 < end - start <= _LONGEST_CHANGE:
            continue
        count = until[end] - until[start] + int(facts[start] and not begins[start])
        if count and 0 < _between(second, first, left, right) <= _LONGEST_CHANGE:
            changed += count
            if changed > most:
                break
    return changed


def _gaps(in_second: Any) -> Iterator[tuple[int, int, int | None, int | None]]:
    """Yield each stretch of syllables that no shared run covers (`start`, `end`), and the shared runs around it.

    The last syllables of a text begin no run; a gap there ends with the last run.
    """
    shared = np.flatnonzero(in_second).tolist()
    yield 0, shared[0], None, shared[0]
    for left, right in pairwise(shared):
        if right > left + RUN:
            yield left + RUN, right, left, right
    yield min(shared[-1] + RUN, len(in_second)), len(in_second), shared[-1], None


def _between(second: Any, first: Any, left: int | None, right: int | None) -> int:
    """Count the syllables of the second text between two runs of the first (None: the text's end)."""
    after = [-RUN] if left is None else np.flatnonzero(second == first[left] | _FLAG)[:4].tolist()
    before = [len(second)] if right is None else np.flatnonzero(second == first[right] | _FLAG)[:4].tolist()
    return min((r - l - RUN for l in after for r in before if r > l), default=0)  # noqa: E741
