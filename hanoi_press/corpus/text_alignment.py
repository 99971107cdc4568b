"""Align two texts by the runs that they share, and find the stretches between these that differ."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from hanoi_press.corpus.shingles import RUN, RUN_SHIFT


class Gap(NamedTuple):
    """A stretch of each text that no shared run covers, between the same two; numbers of syllables, ends excluded."""

    first: int
    first_end: int
    second: int
    second_end: int


class Alignment(NamedTuple):
    """The blocks of two texts that are the same, in the order of the first: where each begins and ends in both."""

    first: list[int]
    first_end: list[int]
    second: list[int]
    second_end: list[int]

    def gaps(self, length: int, second_length: int) -> Iterator[Gap]:
        """Yield the stretches that only stand in for each other: neither is empty, and both follow the same block.

        A passage that was moved, added or left out is none.
        """
        begins = zip([0, *self.first_end], [0, *self.second_end], strict=True)
        ends = zip([*self.first, length], [*self.second, second_length], strict=True)
        for (first, second), (first_end, second_end) in zip(begins, ends, strict=True):
            if first_end > first and second_end > second:
                yield Gap(first, first_end, second, second_end)


class SharedRuns(NamedTuple):
    """The runs of two texts, and which of the first are in the second, as `share` found them."""

    first: Any
    second: Any
    ordered: Any  # the second's runs by their hashes, and where these are in it
    order: Any
    at: Any  # for each run of the first, where in this order it would be
    is_shared: Any


def share(first: Any, second: Any) -> SharedRuns:
    """Find the runs of an array of `shingles.runs` that are in another one."""
    ours, theirs = _runs(first), _runs(second)
    order = np.argsort(theirs)
    ordered = theirs[order]
    at = np.searchsorted(ordered, ours)
    at[at == len(ordered)] = 0
    return SharedRuns(ours, theirs, ordered, order, at, ordered[at] == ours)


def covered(shared: SharedRuns) -> Any:
    """Return which syllables of the first text are in a run that the second has."""
    found = np.zeros(len(shared.first) + RUN - 1, dtype=bool)
    for n in range(RUN):
        found[n : n + len(shared.first)] |= shared.is_shared
    return found


def align(shared: SharedRuns) -> Alignment:
    """Return the blocks of two texts that are the same."""
    places, numbers = shared.order[shared.at], shared.is_shared.nonzero()[0]
    is_repeated = np.zeros(len(shared.second), dtype=bool)
    np.equal(shared.ordered[1:], shared.ordered[:-1], out=is_repeated[:-1])
    again = is_repeated[shared.at[numbers]]
    if again.any():
        _place_repeated(places, numbers[again], numbers[~again], shared)
    return _blocks(numbers, places)


def _place_repeated(places: Any, repeated: Any, anchors: Any, shared: SharedRuns) -> None:
    """Set the places of runs that the second text has more than once.

    The place is beside the nearest run that it has once; if that does not fit, the first one belongs to the first, the
    second to the second …
    """
    after = np.searchsorted(anchors, repeated)
    for step in (0, -1) if len(anchors) else ():
        anchor = anchors.take(after + step, mode="clip")
        expected = (places[anchor] - anchor + repeated).clip(0, len(shared.second) - 1)
        fits = shared.second[expected] == shared.first[repeated]
        places[repeated] = np.where(fits, expected, places[repeated])
        if fits.all():
            return
        after, repeated = after[~fits], repeated[~fits]
    _place_in_turn(places, repeated.tolist(), shared)


def _place_in_turn(places: Any, numbers: list[int], shared: SharedRuns) -> None:
    """Set the places of runs that both texts repeat: the first beside the first, what is left over beside the last."""
    values = shared.first[numbers].tolist()
    where: dict[int, deque[int]] = {value: deque() for value in values}
    for place, value in enumerate(shared.second.tolist()):
        if value in where:
            where[value].append(place)
    for number, value in zip(numbers, values, strict=True):
        found = where[value]
        places[number] = found.popleft() if len(found) > 1 else found[0]


def _blocks(numbers: Any, places: Any) -> Alignment:
    """Join shared runs that follow each other in both texts."""
    if not len(numbers):
        return Alignment([], [], [], [])
    at = places[numbers]
    is_new = np.ones(len(numbers) + 1, dtype=bool)
    is_new[1:-1] = (numbers[1:] - numbers[:-1] != 1) | (at[1:] - at[:-1] != 1)
    begins, ends = is_new[:-1], is_new[1:]
    return Alignment(
        numbers[begins].tolist(), (numbers[ends] + RUN).tolist(), at[begins].tolist(), (at[ends] + RUN).tolist()
    )


def _runs(syllables: Any) -> Any:
    """Return the runs of a text: all its syllables but the last four begin one."""
    return syllables[: max(1, len(syllables) - RUN + 1)] >> RUN_SHIFT
