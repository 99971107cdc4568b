"""Days, times, sizes and numbers in words."""

from __future__ import annotations

from datetime import date

import pytest

from hanoi_press.report.plain_words import (
    duration,
    in_a_row,
    long_day,
    month_name,
    several,
    short_day,
    size,
    weekday,
)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (None, "–"),
        (0, "0.0 s"),
        (0.031, "31 ms"),
        (0.097, "0.1 s"),
        (0.42, "0.4 s"),
        (59.4, "59 s"),
        (61, "1 min 01 s"),
        (3_599.6, "1 h 00 min"),
        (90_000, "25 h 00 min"),
        (1e300, "277,777 h 46 min"),
    ],
)
def test_durations(seconds: float | None, expected: str) -> None:
    assert duration(seconds) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (None, "–"),
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (99_600, "100 kB"),
        (999_600, "1.0 MB"),
        (4_200_000, "4.2 MB"),
        (3e15, "3,000 TB"),
    ],
)
def test_sizes(number: float | None, expected: str) -> None:
    assert size(number) == expected


def test_days_and_numbers() -> None:
    day = date(2026, 11, 26)
    assert (long_day(day), short_day(day), weekday(day)) == ("Thursday 26 November 2026", "26 Nov", "Thu")
    assert (long_day(None), short_day(None), weekday(None)) == ("an unknown day", "?", "")
    assert month_name("2026-02") == "February 2026" and month_name("2026-13") == "2026-13" and month_name("") == ""
    assert several(1, "page") == "1 page" and several(1_200, "page") == "1,200 pages"
    assert in_a_row(1) == "" and in_a_row(3) == "third night in a row" and in_a_row(22) == "22nd night in a row"
