"""`report/run_records.py`: records of runs, of any version and in any state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hanoi_press.report.run_records import SourceRun, StoredRun, hold, read_record, run_names, run_records
from spiders_tests.verdict_records import FAILED, WELL, old, record, run_name, write


def test_newest_first_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert run_names(tmp_path) == [] and list(run_records(tmp_path)) == []
    write(tmp_path, record(run_name(21), {"hanoimoi": WELL}), record(run_name(24), {"moj": FAILED}))
    killed = record(run_name(23), {}, finished=None, exit_code=None)
    write(tmp_path, killed)
    (tmp_path / "runs" / f"{run_name(22)}.json").write_text('{"run": "2026')
    (tmp_path / "runs" / f"{run_name(20)}.json").write_text("[1]")
    (tmp_path / "runs" / f"{run_name(24)}.json.4711.new").write_text("")
    found = list(run_records(tmp_path))
    assert [one.run for one in found] == [run_name(day) for day in (24, 23, 22, 21, 20)]
    assert [one.is_ended for one in found] == [True, False, False, True, False]
    assert [bool(one.fault) for one in found] == [False, False, True, False, True]
    assert "cut off" in found[2].fault and found[2].sources == {}
    assert [one.run for one in run_records(tmp_path, limit=2)] == [run_name(24), run_name(23)]
    assert next(run_records(tmp_path, before=run_name(24))).run == run_name(23)
    assert read_record(tmp_path / "runs" / "none.json").fault == "No such file or directory"


def test_a_record_whose_end_could_not_be_written_is_held(tmp_path: Path) -> None:
    write(tmp_path, record(run_name(24), {}, finished=None, exit_code=None))
    path = tmp_path / "runs" / f"{run_name(24)}.json"
    assert not read_record(path).is_ended
    hold(path, record(run_name(24), {"moj": FAILED}, exit_code=1))
    assert next(run_records(tmp_path)).exit_code == 1


def test_a_run() -> None:
    found = record(run_name(24), {"moj": FAILED}, disk={"articles": 5, "free": "x"})
    assert (found.kind, found.night, found.exit_code, found.seconds) == ("harvest", "20261125", 0, 2520)
    assert f"{found.started}" == "2026-11-25 01:00:00+07:00"
    assert found.disk == {"articles": 5, "free": 0}
    assert StoredRun("x", {"command": "hanoi-press crawl hanoimoi"}).kind == "crawl"


def test_a_source() -> None:
    pages = {"onecms-detail": 3, "onecms-video": 3, "learnt": 4}
    found = SourceRun("hanoimoi", WELL | {"extraction": {"pages": pages}, "seconds": 12})
    assert (found.layer, found.seconds, found.is_replay) == ("selectors", 12.0, False)
    assert list(found.layers) == ["learnt", "onecms-detail", "onecms-video"]
    found = SourceRun("moj", {"pages": {"unreadable": 2, "invalid": 1, "lost": 1, "stored": 9}})
    assert found.unread == found.failures == 4
    lists = [{"url": "a", "kind": "dns", "what": ""}, {"url": "b", "kind": "blocked"}, {"kind": 3}, "x"]
    found = SourceRun("moj", {"failed": lists})
    assert (found.unread, found.failures, len(found.failed)) == (0, 2, 3)


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (FAILED, FAILED["reason_line"]),
        (old(FAILED), "no discovery route answered"),
        (old(WELL), ""),
        ({"status": "blocked"}, "the site refuses us"),
        ({"status": "failed"}, "see the log"),
        ({"status": "drifted", "drift": ["a", "b"]}, "a; b"),
    ],
)
def test_reasons_of_all_versions(figures: dict[str, Any], reason: str) -> None:
    assert SourceRun("moj", figures).reason_line == reason


@pytest.mark.parametrize("odd", [None, 3, -3, 1.5, "x", True, [3], {"a": []}, float("nan"), 10**400])
def test_odd_values_count_as_none(odd: Any) -> None:
    keys = ("status", "new", "pages", "extraction", "failed", "hosts", "seconds", "revised", "faults", "reason_line")
    found = SourceRun("moj", dict.fromkeys(keys, odd))
    assert found.number("pages") in (0, 3, 10**400) and found.failures == 0 and found.layer == ""
    assert (found.failed, found.revised, found.texts("faults")) in (([], [], []), ([], [], []))
    assert found.seconds in (None, 1.5, 3.0, 1.0) and isinstance(found.reason_line, str) and not found.is_bad
    run = StoredRun("x", dict.fromkeys(("sources", "command", "started", "finished", "exit_code", "disk"), odd))
    assert all(not one.figures.get("asked") for one in run.sources.values()) and run.kind == "run"
    assert (run.started, run.finished, run.attention) == (None, None, [])


def test_a_time_that_no_calendar_has_is_none() -> None:
    """In Hanoi it is already the year 10000."""
    assert StoredRun(run_name(24), {"finished": "9999-12-31T23:59:59Z"}).finished is None
