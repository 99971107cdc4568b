"""`crawl/run_outcome.py`: status and exit code from counts alone, and the run's last line."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press.crawl.drift_alarm import DriftAlarm
from hanoi_press.crawl.run_outcome import RunOutcome, RunStatus, has_failed, unreadable_pages
from hanoi_press.text.plurals import count_of


def outcome_with(counts: dict[str, int], reason: str | None = "finished") -> RunOutcome:
    outcome = RunOutcome("x")
    outcome.counts.update(counts)
    outcome.reason = reason
    return outcome


@pytest.mark.parametrize(
    ("counts", "reason", "status"),
    [
        ({}, "finished", RunStatus.OK),
        ({}, "shutdown", RunStatus.STOPPED),
        ({}, "time", RunStatus.STOPPED),
        ({}, "failing", RunStatus.FAILED),
        ({}, "disk", RunStatus.FAILED),
        ({}, "closespider_errorcount", RunStatus.FAILED),
        ({}, None, RunStatus.FAILED),
        ({"blocked": 1}, "finished", RunStatus.BLOCKED),
        ({"blocked": 1}, "blocked", RunStatus.BLOCKED),
        ({"blocked": 1, "no_route": 1}, "finished", RunStatus.BLOCKED),
        ({"no_route": 1}, "finished", RunStatus.FAILED),
        ({"incomplete": 1}, "finished", RunStatus.FAILED),
        ({"spider_exceptions": 1}, "finished", RunStatus.FAILED),
        ({"storage_failed": 1}, "finished", RunStatus.FAILED),
        ({"archive_failed": 1}, "finished", RunStatus.FAILED),
        ({"archive_failed": 1}, "time", RunStatus.FAILED),
        ({"pipeline_exceptions": 1}, "finished", RunStatus.FAILED),
        ({"unreadable/dropped": 1}, "finished", RunStatus.FAILED),
        # what a healthy run may count
        (
            {
                "asked": 40,
                "pages/stored": 26,
                "pages/unreadable": 9,
                "pages/invalid": 2,
                "pages/left_out": 3,
                "failures/reset": 7,
            },
            "finished",
            RunStatus.OK,
        ),
    ],
)
def test_the_status(counts: dict[str, int], reason: str | None, status: RunStatus) -> None:
    outcome = outcome_with(counts, reason)
    assert outcome.status is status
    assert outcome.failed == (status in ("blocked", "failed"))


@pytest.mark.parametrize(
    ("pages", "asked", "reason", "faults"),
    [
        ({"stored": 3}, 3, "finished", []),
        ({"stored": 3}, 4, "finished", ["1 request unaccounted for"]),
        ({"stored": 3}, 4, None, []),  # the run goes on
        ({"stored": 3, "unaccounted": 2}, 5, "finished", ["2 requests unaccounted for"]),
        ({"stored": 3, "unasked": 20}, 23, "time", []),
        ({"unasked": 20}, 20, "shutdown", []),
        ({"unreadable": 1}, 1, "finished", ["no page could be read"]),
        ({"invalid": 2}, 2, "finished", ["no page could be read"]),
        ({"lost": 1, "left_out": 9}, 10, "finished", ["no page could be read"]),
        ({"unreadable": 1, "unasked": 9}, 10, "time", ["no page could be read"]),
        ({"left_out": 9}, 9, "finished", ["none of 9 requested pages was an article"]),
        ({"left_out": 3}, 3, "finished", []),
        ({"left_out": 8, "unchanged": 1}, 9, "finished", []),
        ({"unreadable": 1, "outside": 1}, 2, "finished", []),  # an article of another day was read
        ({"unreadable": 1, "unchanged": 1}, 2, "finished", []),
        ({"unreadable": 1, "seen": 1}, 2, "finished", []),
        ({"unreadable": 2, "stored": 1}, 3, "finished", []),  # too few to tell
        ({"unreadable": 1, "invalid": 1, "stored": 2}, 4, "finished", ["2 of 4 pages could not be read"]),
        ({"unreadable": 2, "stored": 3}, 5, "finished", []),
        ({"lost": 2, "stored": 2, "unasked": 9}, 13, "time", ["2 of 4 pages could not be read"]),
    ],
)
def test_a_run_balances_and_reads_its_pages(
    pages: dict[str, int], asked: int, reason: str | None, faults: list[str]
) -> None:
    outcome = outcome_with({"asked": asked} | {f"pages/{how}": number for how, number in pages.items()}, reason)
    assert outcome.faults == faults
    if reason is not None:
        assert outcome.failed == bool(faults)
        assert all(fault in outcome.summary() for fault in faults)


def test_a_count_of_nothing_is_no_fault() -> None:
    outcome = outcome_with({})
    assert not outcome.counts["no_route"] and outcome.status is RunStatus.OK  # reading a count adds none


def test_a_crawler_without_a_spider_has_failed() -> None:
    crawler: Any = SimpleNamespace(spider=None)
    assert has_failed(crawler)
    crawler.spider = SimpleNamespace(outcome=outcome_with({}))
    assert not has_failed(crawler)


def test_counting() -> None:
    outcome = RunOutcome("x")
    outcome.count("skipped/seen")
    outcome.count("skipped/gone", 2)
    outcome.count("skipped")
    assert outcome.group("skipped") == {"gone": 2, "seen": 1}
    assert list(outcome.group("skipped")) == ["gone", "seen"]
    assert outcome.group("failures") == {}


def test_numbers_and_nouns() -> None:
    assert [count_of(number, "page") for number in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
    assert unreadable_pages(1, {}) == "1 page could not be read"
    assert unreadable_pages(3, {"cut": 2, "empty": 1}) == "3 pages could not be read (2 cut, 1 empty)"


@pytest.mark.parametrize(
    ("counts", "file", "reason", "line"),
    [
        ({}, None, "finished", "x: 0 articles; 0 pages could not be read"),
        (
            {"articles": 1, "unreadable": 1, "skipped/gone": 2},
            "data/a.jsonl",
            "finished",
            "x: 1 article in data/a.jsonl; 1 page could not be read; left out: 2 gone",
        ),
        (
            {"unreadable": 2, "unreadable/truncated": 2, "failures/busy": 1, "failures/reset": 3},
            None,
            "failing",
            "x: 0 articles; 2 pages could not be read (2 truncated); "
            "failed attempts: 1 busy, 3 reset; ended early: failing",
        ),
        (
            {"blocked": 3, "no_route": 1},
            None,
            "blocked",
            "x: 0 articles; 0 pages could not be read; blocked: 3; no discovery route answered; ended early: blocked",
        ),
    ],
)
def test_the_last_line(counts: dict[str, int], file: str | None, reason: str, line: str) -> None:
    outcome = RunOutcome("x")
    outcome.counts.update(counts)
    outcome.file, outcome.reason = Path(file) if file else None, reason
    assert outcome.summary() == line


def test_the_last_line_names_the_feeds_and_the_other_counts() -> None:
    outcome = outcome_with({"articles": 2, "changed": 1, "unchanged": 4, "known": 5, "invalid": 1, "incomplete": 1})
    assert outcome.summary(["a.jsonl", "b.csv"]) == (
        "x: 2 articles in a.jsonl, b.csv; 1 changed; 4 unchanged; 5 known; 1 page could not be read; "
        "discovery was incomplete, see the log"
    )
    outcome = outcome_with({"storage_failed": 1}, None)
    assert outcome.summary().endswith(
        "; not everything could be stored, see the log; ended early: did not start, see the log"
    )


@pytest.mark.parametrize(
    ("counts", "reasons", "reason", "status", "drift"),
    [
        ({"pages/stored": 3}, {}, "finished", RunStatus.OK, []),
        ({"pages/stored": 3}, {"a": "A", "b": "B"}, "finished", RunStatus.DRIFTED, ["A", "B"]),
        ({"pages/stored": 3}, {"a": "A"}, "time", RunStatus.DRIFTED, ["A"]),
        ({"pages/unreadable": 3}, {"a": "A"}, "finished", RunStatus.FAILED, ["A"]),
        ({"pages/stored": 3, "blocked": 1}, {"a": "A"}, "finished", RunStatus.BLOCKED, []),
        ({"pages/stored": 3, "no_route": 1}, {"a": "A"}, "finished", RunStatus.FAILED, ["A"]),
        # without a data folder nothing is known of earlier nights
        (
            {"pages/unreadable": 2, "pages/stored": 1, "unreadable/parse": 2},
            None,
            "finished",
            RunStatus.DRIFTED,
            ["1 of 3 pages could be read"],
        ),
        ({"pages/unreadable": 1, "pages/stored": 1, "unreadable/parse": 1}, None, "finished", RunStatus.OK, []),
        ({"pages/unreadable": 2, "pages/stored": 1, "unreadable/reset": 2}, None, "finished", RunStatus.OK, []),
        # as many unreadable pages beside those that the site calls unchanged
        (
            {"pages/unreadable": 24, "pages/unchanged": 60, "unreadable/parse": 24},
            None,
            "finished",
            RunStatus.DRIFTED,
            ["0 of 24 pages could be read"],
        ),
    ],
)
def test_drift(
    counts: dict[str, int], reasons: dict[str, str] | None, reason: str, status: RunStatus, drift: list[str]
) -> None:
    asked = sum(number for kind, number in counts.items() if kind.startswith("pages/"))
    outcome = outcome_with(counts | {"asked": asked}, reason)
    outcome.alarm = None if reasons is None else DriftAlarm(reasons, {})
    assert (outcome.status, outcome.drift, outcome.failed) == (status, drift, status != RunStatus.OK)
    assert (f"; drift: {', and '.join(drift)}" in outcome.summary()) is bool(drift)


def test_the_last_line_names_what_was_given_up_and_why_the_alarm_rings() -> None:
    outcome = outcome_with({})
    outcome.given_up_before = 2
    assert outcome.summary().endswith("; given up before: 2 pages")
    outcome.given_up = ["a"]
    assert outcome.summary().endswith("; given up: 1 page, 2 more before (a)")
    outcome.given_up, outcome.given_up_before = ["a", "b", "c", "d"], 0
    outcome.alarm = DriftAlarm({str(n): f"reason {n}" for n in range(5)}, {"field/tags": "tags on 0 of 3 pages"})
    assert outcome.summary() == (
        "x: 0 articles; 0 pages could not be read; given up: 4 pages (a, b, c, …); note: tags on 0 of 3 pages; "
        "drift: reason 0, and reason 1, and reason 2, and 2 more"
    )


def test_archived_answers_weigh_on_no_verdict() -> None:
    outcome = RunOutcome("hanoimoi")
    outcome.reason = "finished"
    for kind, number in (("stored", 9), ("unchanged", 2), ("outside", 1), ("unreadable", 30), ("missing", 1)):
        outcome.count(f"reread/{kind}", number)
    assert (outcome.status, outcome.faults, outcome.unaccounted) == (RunStatus.OK, [], 0)
    assert "0 articles; 12 read again from the archive, 31 in vain; 0 pages could not be read" in outcome.summary()
    outcome.count("reread/pruned", 4)
    assert "12 read again from the archive, 31 in vain, 4 pruned; 0 pages" in outcome.summary()
    assert (outcome.status, outcome.faults, outcome.unaccounted) == (RunStatus.OK, [], 0)
