"""`replay/result.py`: what a replay counts, and when it failed."""

from __future__ import annotations

from collections import Counter

import pytest

from hanoi_press.replay.result import faults, figures, line, unread


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ({}, []),
        ({"read": 1, "new": 1}, []),
        ({"read": 1, "older": 1}, []),
        ({"read": 1, "earlier": 1}, []),
        ({"read": 1, "unreadable/parse": 1}, ["no article in 1 page"]),
        ({"read": 2, "skipped/not-found": 2}, ["no article in 2 pages"]),
        ({"read": 2, "skipped/shell": 2}, ["no article in 2 pages"]),
        ({"read": 3, "skipped/gone": 1, "skipped/redirect": 1, "skipped/sponsored": 1}, []),
        ({"read": 1, "blocked": 1}, ["no article in 1 page"]),
        ({"read": 1, "invalid": 1}, ["no article in 1 page"]),
        ({"read": 3, "new": 1, "unreadable/parse": 2}, []),
        ({"read": 4, "new": 2, "unreadable/parse": 1, "invalid": 1}, ["2 of 4 pages could not be read"]),
        ({"read": 5, "new": 3, "unreadable/parse": 2}, []),
        ({"read": 3, "skipped/revisit": 3}, []),
        ({"read": 3, "skipped/login-page": 2, "skipped/cut-short": 1}, []),  # of captures
        ({"read": 9, "new": 2, "skipped/revisit": 5, "unreadable/empty": 2}, ["2 of 4 pages could not be read"]),
        ({"read": 9, "new": 2, "skipped/redirect": 5, "unreadable/empty": 2}, ["2 of 4 pages could not be read"]),
    ],
)
def test_when_a_replay_failed(counts: dict[str, int], wanted: list[str]) -> None:
    assert faults(Counter(counts)) == wanted


def test_line_and_figures() -> None:
    counts = Counter({"read": 2, "unreadable/too-costly": 1, "new": 1})
    assert line("x", counts) == (
        "x: 2 pages read: 1 new, 0 changed, 0 unchanged; 1 page could not be read (1 too-costly)"
    )
    assert (figures(counts)["status"], figures(counts, is_stopped=True)["status"]) == ("ok", "stopped")
    failed = Counter({"read": 1, "unreadable/parse": 1})
    assert line("x", failed).endswith("; no article in 1 page")
    assert (figures(failed, is_stopped=True)["status"], figures(failed)["faults"]) == (
        "failed",
        ["no article in 1 page"],
    )


def test_drift() -> None:
    counts = Counter({"read": 9, "unchanged": 9})
    assert line("x", counts, ["a", "b"]).endswith("; drift: a, and b")
    found = figures(counts, is_stopped=True, drift=["a"])
    assert (found["status"], found["drift"]) == ("drifted", ["a"])
    assert figures(Counter({"read": 1, "blocked": 1}), drift=["a"])["status"] == "failed"


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ({"read": 3, "new": 1, "unreadable/parse": 2}, ["1 of 3 pages could be read"]),
        ({"read": 3, "older": 1, "unreadable/truncated": 2}, []),
        ({"read": 2, "unchanged": 1, "invalid": 1}, []),
        ({"read": 4, "unchanged": 2, "invalid": 1, "unreadable/too-costly": 1}, ["2 of 4 pages could be read"]),
    ],
)
def test_a_replay_that_reads_few_pages(counts: dict[str, int], says: list[str]) -> None:
    assert unread(Counter(counts)) == says
