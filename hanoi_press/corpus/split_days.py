"""Find the days on which the validation and the test articles begin."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from hanoi_press.corpus.days import day_of

DEFAULT_SHARES = (0.8, 0.1, 0.1)
NAMES = ("train", "validation", "test")
_END = "9999-99-99"  # after all days
_ROUNDING = 1e-6


class SplitDays(NamedTuple):
    """The first days of validation and of test; earlier days are for training. A later split may begin on no day."""

    validation: str
    test: str

    def split_of(self, day: str) -> int:
        """Return the number of the split of a day: 0 train, 1 validation, 2 test."""
        return (day >= self.validation) + (day >= self.test)


def stated_days(validation_from: str | date | None, test_from: str | date | None) -> SplitDays:
    """Return the days that a user states. Raises `ValueError`."""
    validation = day_of("validation_from", validation_from)
    test = day_of("test_from", test_from)
    if validation and test and validation >= test:
        raise ValueError(f"invalid validation_from={validation}, test_from={test}; use an earlier day for validation")
    return SplitDays(validation or test or _END, test or _END)


def checked_shares(shares: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the shares of train, validation and test. Raises `ValueError` unless they sum to 1."""
    if not all(0 <= one <= 1 for one in shares) or abs(fsum(shares) - 1) > _ROUNDING:
        stated = ", ".join(f"{name}={share}" for name, share in zip(NAMES, shares, strict=True))
        raise ValueError(f"invalid {stated}; use shares from 0 to 1 that sum to 1")
    return shares


def days_by_share(counts: list[tuple[str, int]], shares: tuple[float, float, float]) -> SplitDays:
    """Return the days that part articles most nearly by shares.

    `counts`: days in order, and how many articles each has. A share that is not 0 gets a day at least. Raises
    `ValueError` if there are fewer days than shares.
    """
    wanted = sum(share > 0 for share in shares)
    if len(counts) < wanted:
        days = f"{len(counts)} {'day' if len(counts) == 1 else 'days'}"
        raise ValueError(f"the articles were published on {days}, and {wanted} splits by day are asked for")
    sums = [0, *accumulate(number for _, number in counts)]
    total = sums[-1]
    after = [sum(share > 0 for share in shares[number + 1 :]) for number in range(3)]
    first = _nearest(sums, shares[0] * total, int(shares[0] > 0), len(counts) - after[0], shares[0] == 0)
    lowest = first + (shares[1] > 0)
    second = _nearest(sums, (shares[0] + shares[1]) * total, lowest, len(counts) - after[1], shares[1] == 0)
    begins = [*(day for day, _ in counts), _END]
    return SplitDays(begins[first], begins[second])


def _nearest(sums: list[int], wanted: float, lowest: int, highest: int, is_empty: bool) -> int:
    """Return the number of days, from `lowest` to `highest`, whose articles are nearest to `wanted`."""
    if is_empty:
        return lowest
    return min(range(lowest, highest + 1), key=lambda number: abs(sums[number] - wanted))
