"""`report/night_rows.py`: a night in 80 columns."""

from __future__ import annotations

import pytest

from hanoi_press.report.night_rows import WIDTH, duration, night_table, reason_lines, total_line
from hanoi_press.sources import sources
from spiders_tests.verdict_records import BLOCKED, DRIFTED, FAILED, WELL, record, run_name

QUIET = WELL | {"new": 0, "pages": {}, "asked": 0}
PAGES = {"extraction": {"pages": {"vhv-page": 2}}, "seconds": 33}
RUN = run_name(24)


def test_a_night_with_everything() -> None:
    night = record(
        RUN,
        {
            "hanoimoi": WELL | PAGES | {"changed": 1},
            "mof": QUIET,
            "moj": FAILED | {"nights_in_a_row": 3, "seconds": 61},
            "moet": BLOCKED,
            "mst": DRIFTED | PAGES,
            "most": WELL | PAGES | {"pages": {"stored": 2, "unreadable": 1}, "unreadable_kinds": {"timeout": 1}},
        },
        exit_code=1,
        attention=["moj failed, for the third night in a row: refused", "mst drifts: read by heuristic"],
    )
    assert night_table(night).splitlines() == [
        "source   new changed failed blocked read by   time",
        "moj        0       0      0       0 -           1m third night in a row",
        "moet       0       0      0       1 -            - blocked",
        "mst        2       0      0       0 selectors  33s drifts",
        "hanoimoi   2       1      0       0 selectors  33s",
        "most       2       0      1       0 selectors  33s",
        "nothing new: mof",
    ]
    assert reason_lines(night) == [
        "! moj failed, for the third night in a row: refused",
        "! mst drifts: read by heuristic",
        "  moet blocked: the site refuses us (HTTP 403)",
        "  most: 1 page or list failed (1 timeout)",
    ]
    assert total_line(night) == "total: 6 sources, 42m, 6 new, 1 changed, 1 failed, 1 blocked; 2 need a person"


def test_a_quiet_night_of_all_sources_is_two_lines() -> None:
    night = record(RUN, dict.fromkeys(sources(), QUIET))
    assert night_table(night) == f"nothing new: {len(sources())} sources"
    assert reason_lines(night) == []
    assert total_line(night) == (
        f"total: {len(sources())} sources, 42m, 0 new, 0 changed, 0 failed, 0 blocked; all well"
    )
    assert len(night_table(night, is_whole=True).splitlines()) == 1 + len(sources())


@pytest.mark.parametrize("nights", [2, 3, 7, 123])
def test_no_row_is_wider_than_a_terminal(nights: int) -> None:
    wide = WELL | {"new": 12345, "changed": 1234, "extraction": {"pages": {"heuristic": 3}}, "seconds": 40000}
    failed = wide | {"status": "failed", "nights_in_a_row": nights}
    table = night_table(record(RUN, dict.fromkeys(sources(), failed)))
    assert max(map(len, table.splitlines())) <= WIDTH
    assert {2: "2nd night", 3: "3rd night", 7: "7th night", 123: "123rd night"}[nights] in table


def test_a_stumble_is_no_alarm_and_says_so_in_the_last_line() -> None:
    assert total_line(record(RUN, {"a": WELL, "moj": FAILED})).endswith("; 1 stumbled")
    assert total_line(record(RUN, {"a": WELL, "moj": FAILED, "b": BLOCKED})).endswith("; 2 stumbled")
    assert total_line(record(RUN, {"a": WELL}, exit_code=1)).endswith("; failed")
    assert total_line(record(RUN, {}, exit_code=0)).startswith("total: 0 sources, 42m, 0 new")
    assert total_line(record(RUN, {}, finished=None)).endswith("; it did not reach its end")


def test_a_failure_with_drift_says_both_once() -> None:
    both = FAILED | {"drift": ["0 of 3 pages"], "faults": ["no page could be read"], "reason_line": "…; 0 of 3 pages"}
    night = record(RUN, {"mst": both}, attention=["mst drifts: 0 of 3 pages"], exit_code=1)
    assert reason_lines(night) == ["! mst drifts: 0 of 3 pages", "  mst failed: no page could be read"]


def test_what_is_worth_a_line_although_nothing_failed() -> None:
    stopped = WELL | {"status": "stopped", "reason": "time", "reread": {"stored": 3, "unreadable": 1}}
    night = record(RUN, {"mst": stopped, "moj": QUIET | {"unseen_days": "the lists begin on 2026-11-15"}})
    assert reason_lines(night) == [
        "  mst: 3 read again from the archive, 1 in vain",
        "  mst: ended early: time; the next run continues",
        "  moj: the lists begin on 2026-11-15",
    ]
    assert "nothing new" not in night_table(night)  # because there is something to say of moj


def test_durations() -> None:
    found = [duration(seconds) for seconds in (None, 0, 59.4, 59.6, 3599, 3600, 7500)]
    assert found == ["-", "0s", "59s", "1m", "1h00m", "1h00m", "2h05m"]


def test_sources_that_failed_alike_share_a_line() -> None:
    other = FAILED | {"reason_line": "no page could be read"}
    night = record("20261124T180000Z-1", {"moc": FAILED, "mst": FAILED, "a": other, "moj": FAILED, "b": other})
    assert reason_lines(night) == [
        f"  3 sources failed: {FAILED['reason_line']}: moc, mst, moj",
        "  a failed: no page could be read",
        "  b failed: no page could be read",
    ]


def test_a_source_that_failed_and_whose_time_was_up() -> None:
    night = record(RUN, {"moc": FAILED | {"reason": "time"}, "moj": FAILED | {"reason": "failing"}})
    assert reason_lines(night) == [
        f"  moc failed: {FAILED['reason_line']}",
        f"  moj failed: {FAILED['reason_line']}",
        "  moc: ended early: time; the next run continues",
    ]


def test_units_that_ran_again_are_named() -> None:
    lines = [f"hanoimoi-{number}: a process that worked on it died" for number in range(12)]
    found = reason_lines(record(RUN, {"hanoimoi": WELL}, retries=lines))
    assert found[0] == "  run again: hanoimoi-0: a process that worked on it died"
    assert len(found) == 11 and found[-1] == "  run again: … and 2 more"
    assert reason_lines(record(RUN, {"hanoimoi": WELL}, retries="x")) == []
