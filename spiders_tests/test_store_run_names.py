"""`store/run_names.py`: a later run has a later name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hanoi_press.store.run_names import after_other_runs


@pytest.mark.parametrize(
    ("segments", "second"),
    [
        ((), "010000"),
        (("20261124T005959Z-9.jsonl",), "010000"),
        (("20261124T010000Z-9.jsonl", "20261124T010000Z-9.manifest.json"), "010001"),
        (("20261124T010000Z-9.jsonl.zst", "20261124T010002Z-7.jsonl.part"), "010003"),
        (("20261124T030000Z-9.jsonl",), "010000"),  # the clock was wrong then
        (("2026-11.jsonl.zst",), "010000"),
    ],
)
def test_a_run_s_segments_sort_behind_those_of_earlier_runs(
    tmp_path: Path, segments: tuple[str, ...], second: str
) -> None:
    for name in segments:
        path = tmp_path / "articles/mst/2026-11" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    now = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    assert f"{after_other_runs(tmp_path, now):%H%M%S}" == second
