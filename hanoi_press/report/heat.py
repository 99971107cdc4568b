"""Sort shares into the levels of a heat map, and join equal neighbours, so that a picture of many cells is small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

_BELOW = (1, 25, 50, 75, 95)  # % at which the next level begins


def heat_level(percent: int | None) -> int | None:
    """Return the level of a share, 0 (none) to 5 (nearly all); None for None.

    >>> [heat_level(percent) for percent in (0, 1, 50, 94, 95, 100)]
    [0, 1, 3, 4, 5, 5]
    """
    return None if percent is None else sum(percent >= limit for limit in _BELOW)


def level_runs(levels: Sequence[int | None]) -> Iterator[tuple[int, int, int | None]]:
    """Yield first place, length and level of each series of equal levels.

    >>> list(level_runs([5, 5, None, 0]))
    [(0, 2, 5), (2, 1, None), (3, 1, 0)]
    """
    place = 0
    for level, alike in groupby(levels):
        length = len(list(alike))
        yield place, length, level
        place += length
