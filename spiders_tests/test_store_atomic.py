"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.store import atomic
from hanoi_press.store.atomic import remove_unfinished, whole_file, write_whole
from hanoi_press.store.folder import DataFolder


def test_a_file_and_its_folder_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    write_whole(path, "Phố cổ\n")
    assert path.read_bytes() == "Phố cổ\n".encode()
    write_whole(path, b"\x00\xff")
    assert path.read_bytes() == b"\x00\xff"
    assert [one.name for one in path.parent.iterdir()] == ["b.json"]


def test_a_writer_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    write_whole(path, "old")
    with pytest.raises(RuntimeError), whole_file(path) as beside:
        beside.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["b.json"]


def test_a_block_that_writes_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "b.json"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(IsADirectoryError, match="is no file; use the name of a file"):
        write_whole(pipe, "x")
    assert pipe.is_fifo() and [one.name for one in tmp_path.iterdir()] == ["pipe"]


def test_the_old_file_stands_until_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    write_whole(path, "old")
    with whole_file(path) as beside:
        beside.write_text("new")
        assert beside.parent == path.parent and path.read_text() == "old"
    assert path.read_text() == "new"


def test_the_content_is_synced_before_the_name_and_the_name_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.json"
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def noted_sync(descriptor: int) -> None:
        steps.append("sync " + Path(f"/proc/self/fd/{descriptor}").readlink().name)
        sync(descriptor)

    def noted_replace(self: Path, target: Any) -> Path:
        steps.append(f"{self.name} becomes {Path(target).name}")
        return replace(self, target)

    monkeypatch.setattr(atomic.os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    write_whole(path, "new")
    beside = f"b.json.{os.getpid()}.new"
    assert steps == [f"sync {beside}", f"{beside} becomes b.json", f"sync {tmp_path.name}"]


def test_two_processes_do_not_write_to_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.json"
    with whole_file(path) as mine:
        mine.write_text("mine")
        monkeypatch.setattr(atomic.os, "getpid", lambda: 4711)
        write_whole(path, "other")
        assert mine.read_text() == "mine"
    assert path.read_text() == "mine"


@pytest.fixture
def running() -> Any:
    process = subprocess.Popen(["sleep", "60"])
    yield process.pid
    process.kill()
    process.wait()


def ended() -> int:
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_unfinished_files_of_dead_processes_are_removed(tmp_path: Path, running: int) -> None:
    below = tmp_path / "hanoimoi" / "2026-11"
    below.mkdir(parents=True)
    dead = [f"a.json.{ended()}.new", f"b.json.{os.getpid()}.new", "c.json.new", "d.json.99999999999999999999.new"]
    alive = ["e.json", f"f.json.{running}.new", "1.new.json", "g.json.1.new"]  # process 1 runs under another user
    for name in (*dead, *alive):
        (below / name).touch()
    remove_unfinished(tmp_path)
    assert sorted(one.name for one in below.iterdir()) == sorted(alive)
    remove_unfinished(tmp_path / "no such folder")


def test_another_users_process_keeps_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(process_id: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(atomic.os, "kill", refused)
    (tmp_path / "a.json.4711.new").touch()
    remove_unfinished(tmp_path)
    assert (tmp_path / "a.json.4711.new").exists()


def test_an_opened_data_folder_has_no_leftovers(tmp_path: Path, running: int) -> None:
    names = (
        *("articles/mst/2026-11/r.manifest.json", "archive/mst/2026-11/a.warc.gz", "runs/r.json", "frame/mst.txt"),
        *("boilerplate/mst.json", "corpus/duplicates.jsonl", "ledger.sqlite.sum"),
    )
    leftovers = [tmp_path / f"{name}.{ended()}.new" for name in names]
    used = [tmp_path / f"{name}.{running}.new" for name in names]
    leftovers += [tmp_path / f"ledger.sqlite.new{ending}" for ending in ("", "-wal", "-shm", ".sum")]  # of a reindex
    mine = tmp_path / "notes.new"  # the root may be anybody's folder
    for one in (*leftovers, *used, mine):
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_text("{")
    with DataFolder.open(tmp_path, "a test"):
        assert not any(one.exists() for one in leftovers)
        assert all(one.exists() for one in (*used, mine))


def test_a_file_of_a_killed_export_goes_with_the_next(tmp_path: Path, running: int) -> None:
    path = tmp_path / "out.jsonl"
    gone = [tmp_path / f"out.jsonl.{ended()}.new"]
    stays = [tmp_path / name for name in (f"out.jsonl.{running}.new", f"other.jsonl.{ended()}.new", "out.jsonl.new")]
    for one in (*gone, *stays):
        one.touch()
    write_whole(path, "x")
    assert sorted(tmp_path.iterdir()) == sorted([path, *stays])
