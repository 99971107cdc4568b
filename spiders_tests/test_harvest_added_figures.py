"""`harvest/added_figures.py`: the years of a source are one source in the record of a run."""

from __future__ import annotations

from typing import Any

from hanoi_press.harvest.added_figures import added_figures


def figures(**more: Any) -> dict[str, Any]:
    return {"status": "ok", "reason": "finished", "reason_line": "", "asked": 3, "faults": [], **more}


def test_counts_are_added_and_lists_joined() -> None:
    first = figures(
        pages={"stored": 2, "seen": 1},
        seconds=1.5,
        reached_back_to="2024-01-01",
        hosts={"a.vn": {"requests": 2, "seconds": 1.0, "slowest": 0.9}},
        failed=[{"url": "x"}],
        discovery_incomplete=False,
        segment=None,
        nights_in_a_row=1,
    )
    then = figures(
        pages={"stored": 5},
        seconds=2.0,
        reached_back_to="2023-01-01",
        hosts={"a.vn": {"requests": 1, "seconds": 0.5, "slowest": 0.2}, "b.vn": {"requests": 1}},
        failed=[{"url": "x"}, {"url": "y"}],
        discovery_incomplete=True,
        segment="articles/s",
        nights_in_a_row=1,
    )
    found = added_figures(first, then)
    assert found["asked"] == 6 and found["pages"] == {"stored": 7, "seen": 1} and found["seconds"] == 3.5
    assert found["hosts"]["a.vn"] == {"requests": 3, "seconds": 1.5, "slowest": 0.9} and "b.vn" in found["hosts"]
    assert found["failed"] == [{"url": "x"}, {"url": "y"}] and found["discovery_incomplete"] is True
    assert (found["reached_back_to"], found["segment"], found["nights_in_a_row"]) == ("2023-01-01", "articles/s", 1)


def test_the_worse_verdict_counts() -> None:
    bad = figures(status="failed", reason="finished", reason_line="no list", faults=["no list"])
    stopped = figures(status="stopped", reason="time")
    assert added_figures(figures(), stopped)["reason"] == "time"
    for found in (added_figures(stopped, bad), added_figures(bad, stopped)):
        assert (found["status"], found["reason_line"], found["faults"]) == ("failed", "no list", ["no list"])


def test_lists_are_bounded() -> None:
    many = [{"url": str(number)} for number in range(40)]
    more = [{"url": str(number)} for number in range(40, 80)]
    assert len(added_figures(figures(failed=many), figures(failed=more))["failed"]) == 50
