"""Find what is new in a unit's folder: what grew, what was written anew, and databases that are being written."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from hanoi_press.engine import folder_changes
from hanoi_press.engine.folder_changes import FolderChanges


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "unit"
    (path / "archive").mkdir(parents=True)
    (path / "archive" / "a.warc.gz").write_bytes(b"one")
    (path / "state.json").write_bytes(b"{}")
    return path


def _taken(changes: FolderChanges, *, is_last: bool = False) -> tuple[dict[str, tuple[int, bytes]], list[str]]:
    """Return offset and bytes of what is new, by name, and what is gone."""
    with changes.taken(is_last=is_last) as header:
        found = {}
        for piece in header.pieces:
            assert piece.source is not None
            found[piece.name] = piece.offset, piece.source.read_bytes()[piece.offset : piece.offset + piece.size]
        return found, list(header.gone)


def test_only_what_is_new_is_taken(folder: Path) -> None:
    changes = FolderChanges(folder)
    assert _taken(changes) == ({"archive/a.warc.gz": (0, b"one"), "state.json": (0, b"{}")}, [])
    assert _taken(changes) == ({}, [])
    with (folder / "archive" / "a.warc.gz").open("ab") as grown:
        grown.write(b"two")
    (folder / "new").touch()
    assert _taken(changes) == ({"archive/a.warc.gz": (3, b"two"), "new": (0, b"")}, [])
    (folder / "state.json").unlink()
    (folder / "archive" / "a.warc.gz").rename(folder / "archive" / "b.warc.gz")
    found = _taken(changes)
    assert found == ({"archive/b.warc.gz": (0, b"onetwo")}, ["archive/a.warc.gz", "state.json"])
    assert changes.sums() == {"archive/b.warc.gz": (6, zlib.crc32(b"onetwo")), "new": (0, 0)}


def test_a_file_that_was_written_anew_is_taken_as_a_whole(folder: Path) -> None:
    changes = FolderChanges(folder)
    _taken(changes)
    (folder / "state.json").write_bytes(b"{")  # shorter
    (folder / "new").write_bytes(b"another")
    (folder / "new").replace(folder / "archive" / "a.warc.gz")  # longer, another file
    assert _taken(changes) == ({"archive/a.warc.gz": (0, b"another"), "state.json": (0, b"{")}, [])
    (folder / "state.json").write_bytes(b"longer")  # the same file with another start
    assert _taken(changes) == ({"state.json": (0, b"longer")}, [])


def test_what_was_changed_far_from_its_end_is_found_at_the_end(folder: Path) -> None:
    file = folder / "archive" / "a.warc.gz"
    file.write_bytes(b"a" * 10_000)
    changes = FolderChanges(folder)
    _taken(changes)
    before = file.stat()
    with file.open("r+b") as changed:
        changed.write(b"b")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _taken(changes) == ({}, [])
    assert _taken(changes, is_last=True) == ({"archive/a.warc.gz": (0, b"b" + b"a" * 9_999)}, [])


def test_what_could_not_be_sent_is_taken_again(folder: Path) -> None:
    changes = FolderChanges(folder)
    with pytest.raises(OSError, match="no network"), changes.taken():
        raise OSError("no network")
    assert len(_taken(changes)[0]) == 2


def test_inputs_are_known_and_not_summed(folder: Path) -> None:
    changes = FolderChanges(folder)
    changes.mark_known()
    with (folder / "state.json").open("ab") as grown:
        grown.write(b"x")
    assert _taken(changes) == ({"state.json": (2, b"x")}, [])
    assert changes.sums() == {"state.json": (3, zlib.crc32(b"{}x"))}
    with changes.taken() as header:
        assert header.total == 6


def test_links_and_unfinished_files_stay_where_they_are(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "archive" / "away").symlink_to(tmp_path)
    (folder / "half.77.new").write_text("half")
    os.mkfifo(folder / "pipe")
    assert sorted(_taken(FolderChanges(folder))[0]) == ["archive/a.warc.gz", "state.json"]


def test_a_database_is_copied_as_it_is_at_one_instant(folder: Path, tmp_path: Path) -> None:
    """While it is written: what is committed is there, though it is still in the journal; what is not, is not."""
    changes = FolderChanges(folder)
    with closing(sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)) as ledger:
        ledger.execute("PRAGMA journal_mode = WAL")
        ledger.execute("CREATE TABLE page (url TEXT)")
        ledger.execute("INSERT INTO page VALUES ('committed')")
        ledger.execute("BEGIN IMMEDIATE")
        ledger.execute("INSERT INTO page VALUES ('not yet')")
        found, _ = _taken(changes)
        ledger.execute("COMMIT")
        assert sorted(found) == ["archive/a.warc.gz", "ledger.sqlite", "state.json"]  # neither journal nor index of it
        offset, content = found["ledger.sqlite"]
        (tmp_path / "copy.sqlite").write_bytes(content)
        with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as copy:
            assert copy.execute("SELECT url FROM page").fetchall() == [("committed",)]
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert offset == 0
        with changes.taken(is_last=True) as header:
            assert [piece.name for piece in header.pieces] == ["ledger.sqlite"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".copy-")] == []


def test_a_database_is_copied_as_seldom_as_its_size_asks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(folder_changes, "monotonic", lambda: now[0])
    copy_of = folder_changes._copy_of

    def slow_copy(path: Path, copy: Path) -> Path:
        now[0] += 2
        return copy_of(path, copy)

    monkeypatch.setattr(folder_changes, "_copy_of", slow_copy)
    changes = FolderChanges(folder)
    with closing(sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)) as ledger:
        ledger.execute("CREATE TABLE page (url TEXT)")
        assert "ledger.sqlite" in _taken(changes)[0]
        ledger.execute("INSERT INTO page VALUES ('a')")
        now[0] += 30
        assert _taken(changes) == ({}, [])
        now[0] += 12  # 2 s of 42 are less than a twentieth
        assert list(_taken(changes)[0]) == ["ledger.sqlite"]
        ledger.execute("INSERT INTO page VALUES ('b')")
    assert list(_taken(changes, is_last=True)[0]) == ["ledger.sqlite"]


def test_a_damaged_database_is_taken_as_it_is(folder: Path) -> None:
    content = b"SQLite format 3\0" + b"\xff" * 5000
    (folder / "ledger.sqlite").write_bytes(content)
    assert _taken(FolderChanges(folder), is_last=True)[0]["ledger.sqlite"] == (0, content)
