"""`crawl/reason_line.py`: why a run of a source failed."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press.crawl.reason_line import reason_line

NO_LIST = ["no discovery route answered"]


@pytest.mark.parametrize(
    ("status", "figures", "line"),
    [
        ("ok", {"failures": {"timeout": 3}}, ""),
        ("stopped", {"reason": "time"}, ""),
        (
            "failed",
            {"faults": NO_LIST, "failures": {"dns": 6}},
            "no list of articles could be read: the host's name does not resolve (dns, 6 times)",
        ),
        (
            "failed",
            {"faults": NO_LIST, "failures": {"busy": 1, "reset": 4}, "reason": "failing"},
            "no list of articles could be read, its host failed so often in a row that the run stopped asking it: "
            "the connection ended before an answer came (reset, 4 times)",
        ),
        ("failed", {"faults": ["2 of 4 pages could not be read"]}, "2 of 4 pages could not be read"),
        ("failed", {"reason": None}, "it did not start, see the log"),
        ("failed", {"reason": "disk", "faults": ["not everything could be stored, see the log"]},
         "not everything could be stored, the data folder could not be written"),
        ("failed", {"reason": "closespider_timeout"}, "it ended early: closespider_timeout"),
        ("failed", {"faults": NO_LIST, "drift": ["0 of 3 pages"]}, "no list of articles could be read; 0 of 3 pages"),
        ("failed", {"failures": {"refused": 1}}, "the host refuses the connection (refused, once)"),
        ("drifted", {"drift": ["a", "b"]}, "a, and b"),
        ("blocked", {"faults": NO_LIST, "blocked_by": "HTTP 403"}, "the site refuses us (HTTP 403)"),
        ("blocked", {"reason": "blocked"}, "the site refuses us"),
    ],
)  # fmt: skip
def test_lines(status: str, figures: dict[str, Any], line: str) -> None:
    usual: dict[str, Any] = {"faults": [], "drift": [], "failures": {}, "reason": "finished"}
    assert reason_line(status, **usual | figures) == line
