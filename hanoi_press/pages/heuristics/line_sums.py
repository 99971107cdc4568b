"""Add up the values of successive lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


class LineSums:
    """The sums of the lines' values; a range of lines is the number of its first and that after its last."""

    def __init__(self, values: Sequence[float]) -> None:
        self.values = values
        self.before = [0.0, *accumulate(values)]  # of the lines before each

    def of(self, first: int, end: int) -> float:
        """Return the sum of a range; 0 if it is empty."""
        return self.before[end] - self.before[first] if end > first else 0.0

    def greatest(self, first: int, end: int) -> tuple[int, int]:
        """Return the part of a range that has the greatest sum; an empty one if no sum is greater than 0."""
        best = (0.0, first, first)
        begun, total = first, 0.0
        for number in range(first, end):
            if total < 0:
                begun, total = number, 0.0
            total += self.values[number]
            if total > best[0] or (total == best[0] and number == best[2]):
                best = (total, begun, number + 1)
        return best[1], best[2]


class WidenedRange:
    """A range of lines that becomes wider step by step: no line is added up again for the boxes around its own."""

    def __init__(self, sums: LineSums, first: int) -> None:
        self._before = sums.before
        self._first = self._end = first
        self._least = self._most = self._before[first]  # of the sums before the range's lines and behind its last
        self._best = 0.0

    def widen(self, first: int, end: int) -> float:
        """Widen the range to this one, and return the greatest sum of successive lines in it."""
        before = self._before
        for number in range(self._end + 1, end + 1):
            self._best = max(self._best, before[number] - self._least)
            self._least, self._most = min(self._least, before[number]), max(self._most, before[number])
        for number in range(self._first - 1, first - 1, -1):
            self._best = max(self._best, self._most - before[number])
            self._least, self._most = min(self._least, before[number]), max(self._most, before[number])
        self._first, self._end = min(first, self._first), max(end, self._end)
        return self._best
