"""The rows of the index: kept from run to run, and made again for what is new, changed or broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.report import index_rows
from hanoi_press.report.reported_run import ReportedRun, read_run
from spiders_tests import night_records as nights


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the records that are read from now on."""
    names: list[str] = []

    def noted(path: Path) -> ReportedRun:
        names.append(path.stem)
        return read_run(path)

    monkeypatch.setattr(index_rows, "read_run", noted)
    return names


def test_only_new_and_changed_records_are_read(tmp_path: Path, read: list[str]) -> None:
    nights.write(tmp_path, *(nights.record(night) for night in (4, 3, 2)))
    first = index_rows.index_rows(tmp_path)
    assert len(read) == len(first) == 3
    read.clear()
    nights.write(tmp_path, nights.killed(3), nights.record(1))
    rows = index_rows.index_rows(tmp_path)
    assert read == [nights.run_name(3), nights.run_name(1)]
    assert [row["tone"] for row in rows] == ["well", "unknown", "well", "well"]
    (tmp_path / "runs" / f"{nights.run_name(4)}.json").unlink()
    assert len(index_rows.index_rows(tmp_path)) == 3 and len(read) == 2


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 0, "rows": {}}', b'{"format": 1, "rows": {"x": 3}}'])
def test_a_broken_memory_is_made_again(tmp_path: Path, content: bytes) -> None:
    nights.write(tmp_path, nights.record(1), nights.redesign())
    rows = index_rows.index_rows(tmp_path)
    (tmp_path / "reports" / "rows.json").write_bytes(content)
    assert index_rows.index_rows(tmp_path) == rows
    assert rows[1]["first"].startswith("hanoimoi drifts: read by heuristic")
