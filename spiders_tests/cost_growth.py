"""Measure how the time of a function grows with the length of its input."""

from __future__ import annotations

import time
from collections.abc import Callable

_REPEATS = 4


def growth(work: Callable[[int], object], size: int, *, times: int = 4) -> float:
    """Return the processor time of `work(times * size)` in times of that of `work(size)`; each the best of three.

    A disturbed measurement only looks worse, so one that is far from linear is repeated.
    """
    work(size)  # imports and caches
    found = float("inf")
    for _ in range(_REPEATS):
        found = min(found, seconds(work, times * size) / max(seconds(work, size), 1e-4))
        if found < 1.5 * times:
            break
    return found


def seconds(work: Callable[[int], object], size: int) -> float:
    """Return the processor time of `work(size)`, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work(size)
        best = min(best, time.process_time() - start)
    return best
