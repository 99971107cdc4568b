"""Sums of the values of successive lines, in a range and in ranges around it."""

from __future__ import annotations

import random

import pytest

from hanoi_press.pages.heuristics.line_sums import LineSums, WidenedRange


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([], (0, 0)),
        ([-3.0, -1.0], (0, 0)),
        ([5.0], (0, 1)),
        ([-2.0, 5.0, -1.0, 4.0, -9.0, 6.0], (1, 4)),
        ([5.0, -9.0, 6.0], (2, 3)),
        ([5.0, 0.0, -1.0], (0, 2)),  # a line without value behind the last
    ],
)
def test_the_greatest_sum(values: list[float], wanted: tuple[int, int]) -> None:
    assert LineSums(values).greatest(0, len(values)) == wanted


def test_only_the_lines_of_the_range() -> None:
    sums = LineSums([9.0, 1.0, -2.0, 3.0, 9.0])
    assert sums.greatest(1, 4) == (3, 4)
    assert (sums.of(1, 4), sums.of(3, 3), sums.of(4, 2)) == (2.0, 0.0, 0.0)


@pytest.mark.parametrize("seed", range(30))
def test_a_range_that_becomes_wider_has_the_greatest_sum_in_it(seed: int) -> None:
    chance = random.Random(seed)
    values = [float(chance.randint(-9, 9)) for _ in range(40)]
    sums = LineSums(values)
    first = end = chance.randint(0, 40)
    lines = WidenedRange(sums, first)
    while (first, end) != (0, 40):
        first, end = chance.randint(0, first), chance.randint(end, 40)
        assert lines.widen(first, end) == sums.of(*sums.greatest(first, end))
