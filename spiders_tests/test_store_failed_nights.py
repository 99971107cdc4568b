"""`store/failed_nights.py`: nights in a row in which a source failed."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press.store.failed_nights import failed_nights, night_of
from spiders_tests.verdict_records import BLOCKED, FAILED, WELL, old, run_name

BAD = old(FAILED) | {"wanted": "days=2"}
PART = WELL | {"scope": "", "wanted": "url=https://hanoimoi.vn/a-1.html"}
STOPPED = WELL | {"status": "stopped", "scope": "", "wanted": "days=2"}


def nights(*earlier: tuple[int, dict[str, Any]], hour: int = 18, now: dict[str, Any] = BAD) -> int:
    return failed_nights(run_name(24), now, ((run_name(day, hour), one) for day, one in earlier))


def test_a_run_that_did_not_fail() -> None:
    assert nights((23, BAD), (22, BAD), now=WELL) == 0
    assert nights((23, BAD), now=PART) == 0


@pytest.mark.parametrize(
    ("earlier", "number"),
    [
        ([], 1),
        ([(23, BAD), (22, BAD)], 3),
        ([(23, BLOCKED | {"nights_in_a_row": None}), (22, BAD)], 3),
        ([(23, BAD), (20, BAD)], 3),  # the nights between were not crawled
        ([(23, BAD), (22, WELL), (21, BAD)], 2),
        ([(23, WELL), (22, BAD)], 1),
        ([(23, WELL | {"status": "drifted"}), (22, BAD)], 1),
        # a run of a part of the source says nothing, unless this run wanted the same
        ([(23, PART), (22, BAD)], 2),
        ([(23, PART | {"wanted": "days=2"}), (22, BAD)], 1),
        # a stopped run ends the row if it read something
        ([(23, STOPPED), (22, BAD)], 1),
        ([(23, STOPPED | {"pages": {"unasked": 2}}), (22, BAD)], 2),
        # a replay, and a run that was killed before the source ended, say nothing
        ([(23, {"status": "ok", "read": 9, "new": 1}), (22, BAD)], 2),
        # records of versions without scope
        ([(23, {"status": "ok", "asked": 3}), (22, BAD)], 1),
    ],
)
def test_which_runs_count(earlier: list[tuple[int, dict[str, Any]]], number: int) -> None:
    assert nights(*earlier) == number


def test_runs_of_one_day_count_once() -> None:
    """Days are those of Hanoi: 18:00 UTC on the 24th is 01:00 on the 25th, as is 16:00 UTC on the 25th."""
    same_day = [(run_name(24, 18), BAD), (run_name(23, 18), BAD), (run_name(23, 17), BAD)]
    assert failed_nights(run_name(25, 16), BAD, same_day) == 2
    assert failed_nights(run_name(25, 17), BAD, same_day) == 3


def test_the_last_number_is_continued() -> None:
    assert nights((23, FAILED | {"nights_in_a_row": 41})) == 42
    assert nights((24, FAILED | {"nights_in_a_row": 41}), hour=16) == 42
    assert nights((24, FAILED | {"nights_in_a_row": 41}), hour=17) == 41  # of the same day in Hanoi
    assert nights((23, BAD), (22, FAILED | {"nights_in_a_row": 7})) == 9
    assert nights((23, FAILED | {"nights_in_a_row": "7"}), (22, BAD)) == 3


def test_the_night_of_a_run() -> None:
    assert [night_of(name) for name in (run_name(24, 16), run_name(24, 17), "2026-odd")] == [
        "20261124",
        "20261125",
        "2026-odd",
    ]
