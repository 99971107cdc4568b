"""The record of a run."""

from __future__ import annotations

import json
from pathlib import Path

from hanoi_press.store.run_record import RunRecord, earlier_figures


def test_a_runs_record(tmp_path: Path) -> None:
    first, second = (RunRecord(tmp_path, f"2026112{day}T010000Z-1", "scrapy harvest") for day in (4, 5))
    first.write()
    assert json.loads(first.path.read_bytes())["finished"] is None
    first.add("hanoimoi", {"new": 3})
    first.end(0)
    assert json.loads(first.path.read_bytes())["exit_code"] == 0
    second.path.write_text("{")
    (tmp_path / "runs" / "20261126T010000Z-1.json").write_text('{"sources": {"hanoimoi": {"new": 9}}}')
    assert list(earlier_figures(tmp_path, "hanoimoi", "20261126T010000Z-1")) == [("20261124T010000Z-1", {"new": 3})]
    assert list(earlier_figures(tmp_path, "mst", "20261126T010000Z-1")) == []
