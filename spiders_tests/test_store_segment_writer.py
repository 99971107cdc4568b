"""Writing segments: whole lines, and a name when the file is finished."""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.store import segment_writer
from hanoi_press.store.segment_writer import SegmentWriter, to_line


def test_a_segment_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    segment = SegmentWriter(tmp_path / "a" / "run.jsonl")
    segment.write({"id": "x/1", "title": "Hà Nội"})
    assert not segment.path.exists()
    assert segment.part.read_text("utf-8") == '{"id":"x/1","title":"Hà Nội"}\n'  # on disk with the first line
    segment.write({"id": "x/2"})
    assert segment.close() == segment.path
    assert [json.loads(line)["id"] for line in segment.path.read_text("utf-8").splitlines()] == ["x/1", "x/2"]
    assert not segment.part.exists()


def test_no_line_no_file(tmp_path: Path) -> None:
    assert SegmentWriter(tmp_path / "a" / "run.jsonl").close() is None
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    first = SegmentWriter(tmp_path / "run.jsonl")
    first.write({"id": "x/1"})
    with pytest.raises(FileExistsError):
        SegmentWriter(tmp_path / "run.jsonl").write({"id": "x/2"})
    assert first.part.read_text("utf-8") == '{"id":"x/1"}\n'


class Narrow(io.BytesIO):
    """A file that takes three bytes at a time, as on a disk that is nearly full."""

    def write(self, data: Any) -> int:
        return super().write(bytes(data)[:3])


def test_a_short_write_is_finished(tmp_path: Path) -> None:
    segment = SegmentWriter(tmp_path / "run.jsonl")
    segment._file = narrow = Narrow()
    segment._check_place = segment.sync = lambda: None  # type: ignore[method-assign] - the file is not on disk
    segment.write({"id": "x/1", "title": "Hà Nội"})
    assert json.loads(narrow.getvalue()) == {"id": "x/1", "title": "Hà Nội"}


@given(st.dictionaries(st.text(), st.text() | st.none() | st.lists(st.text())))
def test_a_line_is_a_line(record: dict[str, Any]) -> None:
    try:
        line = to_line(record)
    except UnicodeEncodeError:
        assert any("\ud800" <= char <= "\udfff" for char in str(record))
        return
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert json.loads(line) == record


def test_a_discarded_segment_leaves_nothing(tmp_path: Path) -> None:
    segment = SegmentWriter(tmp_path / "run.jsonl")
    segment.write({"id": "x/1"})
    segment.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_file_that_was_taken_away_takes_no_more_lines(tmp_path: Path, how: str) -> None:
    segment = SegmentWriter(tmp_path / "a" / "run.jsonl")
    segment.write({"id": "x/1"})
    if how == "deleted":
        shutil.rmtree(tmp_path / "a")
    else:
        segment.part.rename(tmp_path / "away")
    if how == "replaced":
        segment.part.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(OSError, match=r"was deleted or moved|an earlier write failed"):
            segment.write({"id": "x/2"})
    assert segment.count == 1 and segment.close() is None


def test_lines_are_synced_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, synced = [0.0], []
    monkeypatch.setattr(segment_writer, "monotonic", lambda: clock[0])
    segment = SegmentWriter(tmp_path / "run.jsonl")
    segment.write({"id": "x/1"})
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(clock[0]))
    for clock[0] in (10.0, 31.0, 40.0, 70.0):
        segment.write({"id": "x/2"})
    assert synced == [31.0, 70.0]
