"""Align two texts by the runs that they share, and find the stretches between these that differ."""

from __future__ import annotations

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


def align(first: Any, second: Any) -> Alignment:
    """Return the blocks of two arrays of `shingles.runs` that are the same."""
    ours, theirs = first >> RUN_SHIFT, second >> RUN_SHIFT
    order = np.argsort(theirs, kind="stable")
    ordered = theirs[order]
    at = np.searchsorted(ordered, ours)
    at[at == len(ordered)] = 0
    is_shared = (ordered[at] == ours) & (ours != 0)
    places = order[at]
    again = np.concatenate((ordered[1:] == ordered[:-1], [False]))[at] & is_shared
    if again.any():
        _place_repeated(places, np.flatnonzero(again), np.flatnonzero(is_shared & ~again), ours, theirs)
    return _blocks(np.flatnonzero(is_shared), places)


def _place_repeated(places: Any, repeated: Any, anchors: Any, ours: Any, theirs: Any) -> None:
    """Set the places of runs that the second text has more than once.

    The place is beside the nearest run that it has once; if that does not fit, the first one belongs to the first, the
    second to the second …
    """
    values, inverse, counts = np.unique(ours[repeated], return_inverse=True, return_counts=True)
    grouped = np.argsort(inverse, kind="stable")
    rank = np.empty(len(repeated), dtype=np.int64)
    rank[grouped] = np.arange(len(repeated)) - np.repeat(np.cumsum(counts) - counts, counts)
    where = np.flatnonzero(np.isin(theirs, values))
    their_counts = np.unique(theirs[where], return_counts=True)[1]
    by_value = where[np.argsort(theirs[where], kind="stable")]
    starts = np.cumsum(their_counts) - their_counts
    places[repeated] = by_value[starts[inverse] + np.minimum(rank, their_counts[inverse] - 1)]
    if not len(anchors):
        return
    after = np.searchsorted(anchors, repeated)
    for near in (anchors[np.minimum(after, len(anchors) - 1)], anchors[np.maximum(after - 1, 0)]):
        expected = places[near] + repeated - near
        inside = (expected >= 0) & (expected < len(theirs))
        fits = inside & (theirs[np.where(inside, expected, 0)] == ours[repeated])
        places[repeated[fits]] = expected[fits]


def _blocks(shared: Any, places: Any) -> Alignment:
    """Join shared runs that follow each other in both texts."""
    if not len(shared):
        return Alignment([], [], [], [])
    at = places[shared]
    breaks = np.flatnonzero((np.diff(shared) != 1) | (np.diff(at) != 1))
    begins, ends = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(shared) - 1]))
    return Alignment(
        shared[begins].tolist(), (shared[ends] + RUN).tolist(), at[begins].tolist(), (at[ends] + RUN).tolist()
    )
