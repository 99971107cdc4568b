"""A damaged segment is rewritten with its sound lines, and the damaged file is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hanoi_press.compression import zstd
from hanoi_press.store.compaction import finish_merges, merge
from hanoi_press.store.manifest import manifest_path, read_manifest
from hanoi_press.store.mending import mend_segment
from hanoi_press.store.segment_check import is_sound, sound_lines
from hanoi_press.store.segment_writer import SegmentWriter
from hanoi_press.store.segments import lines, segments
from spiders_tests.corpus_lines import article, flip


def segment(folder: Path, ending: str = ".jsonl") -> Path:
    path = folder / f"run{ending}"
    writer = SegmentWriter(path)
    for number in (1, 2, 3):
        writer.write(article(number).to_dict())
    writer.close()
    return path


def test_a_sound_segment_is_left_as_it_is(tmp_path: Path) -> None:
    path = segment(tmp_path)
    before = path.stat()
    assert mend_segment(path) is None
    assert path.stat() == before and len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("links", [True, False])
def test_sound_lines_stay_byte_for_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    path = segment(tmp_path)
    written = [line.raw for line in lines(path)]
    flip(path, path.read_bytes().index(b"bai-2.html"))
    damaged = path.read_bytes()

    def no_links(*_: object) -> None:
        raise OSError("this file system has no links")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    done = mend_segment(path)
    assert done is not None and (done.lines, done.kept_as.name) == (2, "run.jsonl.damaged")
    assert done.kept_as.read_bytes() == damaged
    assert [line.raw for line in lines(path)] == [written[0], written[2]]
    assert is_sound(path) and mend_segment(path) is None
    assert (read_manifest(path) or {})["articles"] == 2


def test_a_segment_without_a_sound_line_is_removed(tmp_path: Path) -> None:
    path = segment(tmp_path)
    path.write_bytes(b"")
    done = mend_segment(path)
    assert done is not None and done.lines == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["run.jsonl.damaged"]


def test_a_manifest_is_made_again(tmp_path: Path) -> None:
    path = segment(tmp_path, ".jsonl.zst")
    stated = read_manifest(path) or {}
    manifest_path(path).write_text("{")
    assert mend_segment(path) is not None
    again = read_manifest(path) or {}
    assert again["line_crc32"] == stated["line_crc32"] and again["articles"] == 3
    assert [record["id"] for _, record in sound_lines(path)] == ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"]


def test_a_damaged_merge_that_was_killed_leaves_each_line_once(tmp_path: Path) -> None:
    """The merged segment was finished, one of the old ones was deleted, and then a line rotted."""
    folder = tmp_path / "articles" / "hanoimoi" / "2026-10"
    old = []
    for number in range(3):
        path = folder / f"2026100{number + 1}T010000Z-9.jsonl"
        writer = SegmentWriter(path)
        writer.write(article(number).to_dict())
        writer.write(article(number + 10).to_dict())
        writer.close()
        old.append((path, path.read_bytes(), manifest_path(path).read_bytes()))
    merged = merge([path for path, _, _ in old]).path
    for path, content, stated in old[1:]:
        path.write_bytes(content)
        manifest_path(path).write_bytes(stated)
    content = zstd.decompress(merged.read_bytes()).replace(b"bai-0.html", b"bai-7.html").replace(b"bai-11", b"bai-77")
    merged.write_bytes(zstd.compress(content))
    finish_merges(tmp_path / "articles")
    assert old[1][0].exists() and old[2][0].exists()
    done = mend_segment(merged)
    assert done is not None and done.lines == 1
    assert (read_manifest(merged) or {})["merged"] == [path.name for path, _, _ in old]
    for _ in range(2):
        finish_merges(tmp_path / "articles")
        found = [record["id"] for path in segments(tmp_path) for _, record in sound_lines(path)]
        assert sorted(found) == ["hanoimoi/1", "hanoimoi/10", "hanoimoi/11", "hanoimoi/12", "hanoimoi/2"]


def test_a_mending_that_is_killed_leaves_the_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = segment(tmp_path)
    flip(path, 5)
    damaged = path.read_bytes()

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", kill)
        with pytest.raises(Killed):
            mend_segment(path)
    assert path.read_bytes() == damaged
    done = mend_segment(path)
    assert done is not None and done.lines == 2 and is_sound(path)
