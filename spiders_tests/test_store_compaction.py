"""`scrapy corpus compact` and `reindex`: closed months in one file, the ledger from the lines alone."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.commands.corpus_parts import compact, reindex
from hanoi_press.store import compaction
from hanoi_press.store.compaction import closed_months, finish_merges, merge, merged_names
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.ledger_tables import Coverage
from hanoi_press.store.lock import FolderLock
from hanoi_press.store.manifest import manifest_path
from hanoi_press.store.segment_writer import SegmentWriter
from hanoi_press.store.segments import FaultError, lines, segments
from spiders_tests.corpus_lines import article, flip

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NOTHING = argparse.Namespace()


def month(data: Path, name: str, *runs: dict[int, str], ending: str = ".jsonl") -> list[Path]:
    """Make the segments of a month. `runs`: the words of each run's articles by number; a later run makes revisions."""
    seen: dict[int, int] = {}
    for turn, run in enumerate(runs):
        segment = SegmentWriter(
            data / "articles" / "hanoimoi" / name / f"{name.replace('-', '')}{turn + 1:02}T010000Z-9{ending}"
        )
        for number, text in run.items():
            one = article(number, text)
            seen[number] = one.revision = seen.get(number, 0) + 1
            segment.write(one.to_dict())
        segment.close()
    return segments(data / "articles" / "hanoimoi" / name)


def raw(paths: list[Path]) -> list[bytes]:
    return [line.raw for path in paths for line in lines(path)]


def test_which_months_are_closed(tmp_path: Path) -> None:
    month(tmp_path, "2026-11", {1: "a"}, {2: "b"})  # this month
    month(tmp_path, "2026-10", {3: "c"})  # one, not compressed
    month(tmp_path, "2026-09", {4: "d"}, ending=".jsonl.zst")  # one, compressed
    month(tmp_path, "2026-08", {5: "e"}, {6: "f"}, ending=".jsonl.zst")
    busy = month(tmp_path, "2026-07", {7: "g"}, {8: "h"})
    busy[0].with_name("x.jsonl.part").write_bytes(b"")
    found = [paths[0].parent.name for paths in closed_months(tmp_path / "articles", NOW)]
    assert found == ["2026-08", "2026-10"]


def test_every_line_stays(tmp_path: Path) -> None:
    paths = month(tmp_path, "2026-10", {1: "Một.", 2: "Hai."}, {1: "Một, sửa."}, {3: "Ba."})
    before = raw(paths)
    done = merge(paths)
    assert segments(tmp_path) == [done.path] and done.path.name == "2026-10.jsonl.zst"
    assert raw([done.path]) == before
    assert (done.segments, done.lines) == (3, 4)
    stated = json.loads(done.path.with_name("2026-10.manifest.json").read_bytes())
    assert (stated["articles"], stated["revisions"], len(stated["merged"])) == (3, 1, 3)
    assert sorted(path.name for path in done.path.parent.iterdir()) == ["2026-10.jsonl.zst", "2026-10.manifest.json"]


def test_a_second_merge_of_a_month(tmp_path: Path) -> None:
    merge(month(tmp_path, "2026-10", {1: "Một."}, {2: "Hai."}))
    late = month(tmp_path, "2026-10", {3: "Ba."})
    done = merge(late)
    assert segments(tmp_path) == [done.path] and done.path.name == "2026-10-2.jsonl.zst"
    assert [json.loads(line)["id"] for line in raw([done.path])] == ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"]


class Stopped(BaseException):
    pass


@pytest.mark.parametrize("point", ["written", "named", "one removed"])
def test_a_merge_that_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str) -> None:
    paths = month(tmp_path, "2026-10", {1: "Một."}, {2: "Hai."})
    before = sorted(raw(paths))
    removed: list[Path] = []

    def stop(*_: Any) -> None:
        if point == "one removed" and not removed:
            removed.append(paths[0])
            paths[0].unlink()
            return
        raise Stopped

    with monkeypatch.context() as patched:
        if point == "written":
            patched.setattr(Path, "replace", stop)
        else:
            patched.setattr(compaction, "_remove", stop)
        with pytest.raises(Stopped):
            merge(paths)
    finish_merges(tmp_path / "articles")
    assert sorted(raw(segments(tmp_path))) == before
    assert not list(tmp_path.rglob("*.merging"))
    assert len(segments(tmp_path)) == (2 if point == "written" else 1)


def test_a_file_that_only_looks_like_a_merge_deletes_nothing(tmp_path: Path) -> None:
    paths = month(tmp_path, "2026-10", {1: "Một."}, {2: "Hai."})
    fake = paths[0].with_name("2026-10.jsonl.zst")
    fake.write_bytes(b"\x28\xb5\x2f\xfd")
    fake.with_name("2026-10.manifest.json").write_text(
        json.dumps({"merged": [path.name for path in paths], "sha256": "0" * 64})
    )
    finish_merges(tmp_path / "articles")
    assert all(path.exists() for path in paths)


def test_the_command_compacts_and_the_ledger_follows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    month(tmp_path, "2023-10", {1: "Một.", 2: "Hai."}, {1: "Một, sửa."})
    assert compact.run(NOTHING, tmp_path) == 0
    assert "2023-10.jsonl.zst: 3 lines of 2 segments" in capsys.readouterr().out
    with DataFolder.open(tmp_path, "a test") as data:
        assert (data.reconciled.read, data.reconciled.missing) == (0, [])
        assert data.keep(article(1, "Một, sửa.")) is KeepResult.UNCHANGED
        assert data.keep(article(2, "Hai.")) is KeepResult.UNCHANGED
    assert compact.run(NOTHING, tmp_path) == 0


def test_a_segment_with_a_broken_line_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = month(tmp_path, "2023-10", {1: "Một.", 2: "Hai."}, {3: "Ba."})
    paths[0].write_bytes(paths[0].read_bytes()[:-9])
    before = paths[0].read_bytes()
    assert compact.run(NOTHING, tmp_path) == 1
    assert f"left as it is: {paths[0]} is not what its manifest states" in capsys.readouterr().out
    assert paths[0].read_bytes() == before
    assert {path.name for path in segments(tmp_path)} == {paths[0].name, "2023-10.jsonl.zst"}
    assert not list(tmp_path.rglob("*.merging"))


def test_reindex_forgets_what_is_not_in_the_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with DataFolder.open(tmp_path, "a test") as data:
        data.keep(article(1))
        data.keep(article(2))
        data.ledger.put_coverage("hanoimoi", "", Coverage(0, 9, 1))
    (path,) = segments(tmp_path)
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])  # a line was removed by hand
    assert reindex.run(NOTHING, tmp_path) == 1
    out = capsys.readouterr().out
    assert f"{path}: it is not what its manifest states: 1 of 2 lines are damaged or gone" in out
    assert "1 lines of 1 segments are in the ledger; 1 faults" in out
    with DataFolder.open(tmp_path, "a test") as data:
        assert data.ledger.coverage("hanoimoi", "") is None
        assert data.keep(article(1)) is KeepResult.UNCHANGED
        assert data.keep(article(2)) is KeepResult.NEW


@pytest.mark.parametrize("part", [compact, reindex])
def test_neither_works_beside_a_harvest(tmp_path: Path, part: Any, capsys: pytest.CaptureFixture[str]) -> None:
    lock = FolderLock(tmp_path, "scrapy harvest")
    assert part.run(NOTHING, tmp_path) == 75
    assert "is in use by scrapy harvest" in capsys.readouterr().err
    lock.release()
    assert part.run(NOTHING, tmp_path) == 0
    assert part.run(NOTHING, tmp_path / "khong-co") == 2


def test_a_merge_that_does_not_read_back_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = month(tmp_path, "2026-10", {1: "Một."}, {2: "Hai."})
    before = [path.read_bytes() for path in paths]
    write = SegmentWriter.write_line

    def lossy(self: SegmentWriter, line: bytes, record: dict[str, Any]) -> None:
        write(self, line.replace(b'"id"', b'"di"') if self.count else line, record)

    monkeypatch.setattr(SegmentWriter, "write_line", lossy)
    with pytest.raises(OSError, match="the old segments stay"):
        merge(paths)
    assert [path.read_bytes() for path in paths] == before
    assert sorted(path.name for path in paths[0].parent.iterdir() if "2026-10" in path.name) == []


def test_bit_rot_is_not_merged_under_a_fresh_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line is JSON, and its words are those of its hash."""
    paths = month(tmp_path, "2023-10", {1: "Một."}, {2: "Hai."}, {3: "Ba."})
    flip(paths[1], paths[1].read_bytes().index(b"bai-2.html"))
    before = paths[1].read_bytes()
    for _ in range(2):
        assert compact.run(NOTHING, tmp_path) == 1
        assert f"left as it is: {paths[1]} is not what its manifest states" in capsys.readouterr().out
    assert paths[1].read_bytes() == before and manifest_path(paths[1]).exists()
    (merged,) = (path for path in segments(tmp_path) if path != paths[1])
    assert [json.loads(line)["id"] for line in raw([merged])] == ["hanoimoi/1", "hanoimoi/3"]


def test_a_segment_without_a_manifest_is_merged_if_its_words_are_its_own(tmp_path: Path) -> None:
    paths = month(tmp_path, "2023-10", {1: "Một."}, {2: "Hai."})
    manifest_path(paths[1]).unlink()
    assert merge(paths).lines == 2
    paths = month(tmp_path, "2023-09", {1: "Một."}, {2: "Hai."})
    manifest_path(paths[1]).unlink()
    flip(paths[1], paths[1].read_bytes().index(b'"text":"Hai') + 9)
    with pytest.raises(FaultError, match="not those of its content_hash"):
        merge(paths)


def test_a_manifest_names_no_file_of_another_folder(tmp_path: Path) -> None:
    (path,) = month(tmp_path, "2023-10", {1: "Một."}, ending=".jsonl.zst")
    merged = path.rename(path.with_name("2023-10.jsonl.zst"))
    stated = json.loads(manifest_path(path).read_bytes())
    manifest_path(merged).write_text(json.dumps(stated | {"merged": ["../../../khac.jsonl", "a.jsonl", 7]}))
    (tmp_path / "khac.jsonl").write_text("")
    finish_merges(tmp_path / "articles")
    assert (tmp_path / "khac.jsonl").exists()
    assert merged_names(merged) == ["a.jsonl"]
