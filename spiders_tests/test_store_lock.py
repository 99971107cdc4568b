"""One run at a time on a data folder, whatever happens to its lock."""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hanoi_press.store.folder import DataFolder, rebuild
from hanoi_press.store.lock import FolderLock, HeldError, LockLost, one_at_a_time
from hanoi_press.store.segments import segments
from spiders_tests.corpus_lines import article, break_off, corpus, opened

flock = fcntl.flock


@pytest.fixture
def no_folder_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Model NFS, which locks files only."""

    def refuse_folders(file: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")
        flock(file, how)

    monkeypatch.setattr("fcntl.flock", refuse_folders)


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(HeldError, match=rf"is in use by a test, process {os.getpid()}, since 20"):
        opened(tmp_path)
    with opened(tmp_path):
        pass


def test_a_dead_process_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from hanoi_press.store.lock import FolderLock;"
        "FolderLock(Path(sys.argv[1]), 'a child'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert "a child" in (tmp_path / ".lock").read_text()
    FolderLock(tmp_path, "the next").release()


def test_a_forked_process_does_not_keep_the_locks_of_its_dead_parent(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from spiders_tests.corpus_lines import article, opened\n"
        "data = opened(Path(sys.argv[1])); data.keep(article(1))\n"
        "if os.fork(): signal.pause()\n"
        "os.kill(os.getppid(), signal.SIGKILL); print(os.getpid(), flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert parent.stdin is not None and parent.stdout is not None
    child = int(parent.stdout.readline())
    assert parent.wait() == -9
    os.kill(child, 0)  # it lives
    with opened(tmp_path) as folder:
        assert [one.count for one in folder.reconciled.salvaged] == [1]
    parent.stdin.close()  # ends the child
    parent.stdout.close()


def test_the_folder_stays_locked_although_the_file_is_deleted(tmp_path: Path) -> None:
    folder = opened(tmp_path)
    folder.keep(article(1))
    (tmp_path / ".lock").unlink()
    with pytest.raises(HeldError, match="in use by another process"):
        opened(tmp_path)
    with pytest.raises(HeldError):
        rebuild(tmp_path, "a reindex")
    folder.keep(article(2))
    with pytest.raises(HeldError, match=rf"in use by a test, process {os.getpid()}"):  # the file is back
        opened(tmp_path)
    (tmp_path / ".lock").unlink()
    (tmp_path / ".lock").write_text("from a backup")
    folder.keep(article(3))
    assert "a test" in (tmp_path / ".lock").read_text()
    folder.close()
    assert [id for id, _, _ in corpus(tmp_path)] == ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3"]
    opened(tmp_path).close()


@pytest.mark.usefixtures("no_folder_locks")
def test_a_deleted_lock_file_is_taken_again_where_folders_have_no_locks(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path, "the first")
    (tmp_path / ".lock").unlink()
    lock.verify()
    with pytest.raises(HeldError, match="the first"):
        FolderLock(tmp_path, "the second")
    lock.release()
    FolderLock(tmp_path, "the third").release()


def test_locks_of_folders_that_exclude_nobody_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_files(file: int, how: int) -> None:
        if not stat.S_ISDIR(os.fstat(file).st_mode):
            flock(file, how)

    monkeypatch.setattr("fcntl.flock", only_files)
    lock = FolderLock(tmp_path, "the first")
    (tmp_path / ".lock").unlink()
    FolderLock(tmp_path, "the second")
    with pytest.raises(LockLost, match="in use by the second"):
        lock.verify()


@pytest.mark.usefixtures("no_folder_locks")
def test_a_file_that_is_deleted_while_it_is_locked_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deletions = iter([True, False, False])

    def lock_and_delete(file: int, how: int) -> None:
        flock(file, how)
        if not stat.S_ISDIR(os.fstat(file).st_mode) and next(deletions):
            (tmp_path / ".lock").unlink()

    monkeypatch.setattr("hanoi_press.store.lock.fcntl.flock", lock_and_delete)
    lock = FolderLock(tmp_path, "the first")
    monkeypatch.setattr("hanoi_press.store.lock.fcntl.flock", flock)
    assert (tmp_path / ".lock").read_text().startswith("the first")
    lock.release()


@pytest.mark.usefixtures("no_folder_locks")
def test_the_second_run_does_not_salvage_what_the_first_one_writes(tmp_path: Path) -> None:
    folder = opened(tmp_path)
    folder.keep(article(1))
    (tmp_path / ".lock").unlink()
    with pytest.raises(HeldError, match=r"part is being written by another process"):
        opened(tmp_path)
    assert folder.ledger.find("hanoimoi/1") is not None
    folder.keep(article(2))
    folder.close()
    with opened(tmp_path) as after:
        assert after.reconciled.salvaged == [] and len(corpus(tmp_path)) == 2


@pytest.mark.usefixtures("no_folder_locks")
def test_a_run_that_lost_its_lock_to_another_stops_writing(tmp_path: Path) -> None:
    first = opened(tmp_path)
    (tmp_path / ".lock").unlink()
    second = DataFolder.open(tmp_path, "the second")
    for _ in range(2):
        with pytest.raises(LockLost):
            first.keep(article(1))
    first.record.write()
    assert not first.record.path.exists()
    with pytest.raises(sqlite3.Error, match="readonly"):
        first.ledger.end_cycle("hanoimoi")
    second.keep(article(1))
    first.close()
    second.keep(article(2))
    second.close()
    assert [id for id, _, _ in corpus(tmp_path)] == ["hanoimoi/1", "hanoimoi/2"]


@pytest.mark.usefixtures("no_folder_locks")
def test_what_a_run_stored_before_it_lost_its_lock_is_salvaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(tmp_path)
    first.keep(article(1))
    monkeypatch.setattr("hanoi_press.store.reconcile.is_being_written", lambda path: False)
    monkeypatch.setattr("hanoi_press.store.reconcile.unfinished_segments", lambda articles: [])
    (tmp_path / ".lock").unlink()
    second = DataFolder.open(tmp_path, "the second")  # in the instant before the first one made its file
    with pytest.raises(LockLost, match="in use by the second"):
        first.close()
    assert len(list(tmp_path.rglob("*.part"))) == 1 and segments(tmp_path) == []
    second.close()
    monkeypatch.undo()
    with opened(tmp_path):
        assert [id for id, _, _ in corpus(tmp_path)] == ["hanoimoi/1"]


@pytest.mark.parametrize("replaced", [False, True])
def test_a_folder_that_is_moved_gets_no_more_lines(tmp_path: Path, replaced: bool) -> None:
    data, moved = tmp_path / "data", tmp_path / "moved"
    folder = opened(data)
    folder.keep(article(1))
    data.rename(moved)
    if replaced:
        data.mkdir()
    with pytest.raises(LockLost, match="moved, deleted or replaced"):
        folder.keep(article(2))
    folder.record.end(1)
    with pytest.raises(LockLost):
        folder.close()
    assert (list(data.rglob("*")) == []) if replaced else not data.exists()
    with opened(moved) as after:
        assert [one.count for one in after.reconciled.salvaged] == [1]
        assert [id for id, _, _ in corpus(moved)] == ["hanoimoi/1"]


def test_locks_that_exclude_nobody_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", lambda file, how: None)
    with pytest.raises(OSError, match=r"exclude nobody.*local disk"):
        opened(tmp_path)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(file: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(OSError, match=r"has no locks.*local disk"):
        opened(tmp_path)


def test_an_unfinished_file_of_a_living_process_is_left_alone(tmp_path: Path) -> None:
    elsewhere = opened(tmp_path)
    elsewhere.keep(article(1))
    elsewhere._lock.release()
    for _ in range(2):
        with pytest.raises(HeldError):
            opened(tmp_path)
    assert len(list(tmp_path.rglob("*.part"))) == 1
    break_off(elsewhere)
    with opened(tmp_path) as after:
        assert [one.count for one in after.reconciled.salvaged] == [1]


def test_small_files_are_changed_one_at_a_time(tmp_path: Path) -> None:
    steps: list[str] = []

    def change() -> None:
        with one_at_a_time(tmp_path / "corpus"):
            steps.append("second")

    with one_at_a_time(tmp_path / "corpus"):
        other = threading.Thread(target=change)
        other.start()
        other.join(0.05)
        steps.append("first")
    other.join()
    assert steps == ["first", "second"]
