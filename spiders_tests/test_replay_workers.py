"""`replay/workers.py`: a reading process that dies is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hanoi_press.replay.slices import Slice
from hanoi_press.replay.workers import WorkerDied, Workers


def _dies(part: Slice, names: object) -> None:
    os._exit(9)


def test_a_worker_that_dies_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.replay.workers.read_slice", _dies)
    workers = Workers(2, ["hanoimoi"])
    with pytest.raises(WorkerDied, match=r"a worker died while it read .*a\.warc\.gz from byte 0"):
        list(workers.read(iter([Slice(tmp_path / "a.warc.gz", "a", 0, 9)])))
    workers.close()
