"""`crawl/article_counts.py`: a source that has become silent, and one that gives its old articles new ids."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hanoi_press.crawl.article_counts import WHOLE, flooded, silent
from hanoi_press.crawl.night import Night


def past(*new: int, **more: Any) -> list[Night]:
    """Return nights, the latest first, that had so many new articles; the last one is of 2026-11-23."""
    found = {"scope": WHOLE, "leads": 20} | more
    days = [f"{date(2026, 11, 23) - timedelta(days=ago):%Y%m%d}" for ago in range(len(new))]
    return [Night(day, found | {"new": one}) for day, one in zip(days, new, strict=True)]


def tonight(new: int = 0, **more: Any) -> Night:
    return Night("20261124", {"scope": WHOLE, "leads": 20, "new": new} | more)


WORKING_DAYS = [0, 4, 3, 5, 2, 4, 0] * 4
DAILY = [150, 140, 90, 160, 130, 150, 80] * 3
FEW = [3, 2, 4, 1, 3, 5, 2] * 3


@pytest.mark.parametrize(
    ("one", "nights", "is_silent"),
    [
        (tonight(3), past(*DAILY), False),
        (tonight(0), past(*DAILY), True),
        (tonight(0), past(*DAILY[:13]), False),  # less than two weeks
        (tonight(0, scope="days=7"), past(*DAILY, scope="days=7"), True),
        (tonight(0, scope="days=2"), past(*DAILY), False),  # other runs
        (tonight(0, scope=""), past(*DAILY, scope=""), False),
        (tonight(0, unreadable_kinds={"parse": 9}), past(*DAILY), False),  # another reason rings
        (tonight(0), past(*WORKING_DAYS), False),
        (tonight(0), past(*[0] * 5, *WORKING_DAYS), False),  # holidays
        (tonight(0), past(*[0] * 7, *WORKING_DAYS), True),
        (tonight(0), past(*[0] * 15, *WORKING_DAYS), False),  # named for a week
        (tonight(0), past(*FEW), False),  # few enough for a night without any
        (tonight(0), past(*[0] * 3, *FEW), True),
        (tonight(0), past(*[0] * 20), False),
        (tonight(0), past(*[1, 30] * 10), False),  # on average many, but of a source that varies so much
        (tonight(0), [], False),
        # lists without a single article
        (tonight(0, leads=0), past(3, 2), True),
        (tonight(0, leads=0), past(3), False),
        (tonight(0, leads=0), past(3, 2, leads=0), False),
        (tonight(0, leads=0, lists_skipped=1), past(3, 2), False),
        (tonight(0, leads=0, scope="days=7"), past(3, 2, scope="days=7"), False),  # older ones are not counted
    ],
)
def test_silent(one: Night, nights: list[Night], is_silent: bool) -> None:
    assert (silent(one, nights) is not None) is is_silent


def test_the_reasons() -> None:
    assert silent(tonight(0), past(*DAILY)) == "no new article in 1 runs, never more than 0 before"
    assert silent(tonight(0, leads=0), past(3, 2)) == "no list named an article, usually 20"
    assert flooded(tonight(900), past(*DAILY)) == "900 new articles, never more than 160 before"


@pytest.mark.parametrize(
    ("one", "nights", "is_flooded"),
    [
        (tonight(860), past(*DAILY), True),
        (tonight(850), past(*DAILY), False),
        (tonight(60), past(2, 2, 2), False),
        (tonight(61), past(2, 2, 2), True),
        (tonight(61), past(2, 2), False),
        (tonight(900), past(*DAILY)[3:], False),  # the machine was off
        (tonight(900, scope=""), past(*DAILY), False),
        (tonight(900), [], False),
    ],
)
def test_flooded(one: Night, nights: list[Night], is_flooded: bool) -> None:
    assert (flooded(one, nights) is not None) is is_flooded
