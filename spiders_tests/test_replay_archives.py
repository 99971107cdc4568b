"""`replay/archives.py`: which files a replay reads, in which order, and how the corpus calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.replay.archives import matching_archives, own_archives
from hanoi_press.replay.stretch_task import Archive


def made(path: Path, size: int = 3) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    return path


def test_the_archives_of_a_data_folder(tmp_path: Path) -> None:
    """Oldest first within a source, sources in the order given; empty ones are left out."""
    for name in ("b/2026-11/b-1", "b/2026-10/b-2", "a/2026-12/a-1", "c/2026-01/c-1"):
        made(tmp_path / "archive" / f"{name}.warc.gz")
    made(tmp_path / "archive/b/2026-11/b-0.warc.gz", 0)
    made(tmp_path / "archive/b/pruned.jsonl")
    found = own_archives(tmp_path, ["b", "a"])
    shown = ["archive/b/2026-10/b-2.warc.gz", "archive/b/2026-11/b-1.warc.gz", "archive/a/2026-12/a-1.warc.gz"]
    assert found == [Archive(str(tmp_path / one), one, 3) for one in shown]


def test_a_glob_of_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    for name in ("data/cc/2.warc", "data/cc/1.warc", "other/3.warc"):
        made(tmp_path / name)
    (tmp_path / "other/4.warc").mkdir()
    found = matching_archives(str(tmp_path / "**/*.warc"), data)
    assert [one.shown for one in found] == ["cc/1.warc", "cc/2.warc", str(tmp_path / "other/3.warc")]
    monkeypatch.chdir(tmp_path)
    assert matching_archives("other/*", data) == [Archive("other/3.warc", str(tmp_path / "other/3.warc"), 3)]
    assert matching_archives("none/*", data) == []


def test_a_glob_of_addresses(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra `s3` is not installed")
    for name in ("b.warc.gz", "a.warc.gz", "a.txt"):
        made(tmp_path / name)
    found = matching_archives(f"file://{tmp_path}/*.warc.gz", tmp_path)
    wanted = [f"file://{tmp_path}/{name}" for name in ("a.warc.gz", "b.warc.gz")]
    assert found == [Archive(one, one, 3, is_remote=True) for one in wanted]


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    """No line of the corpus could name the file."""
    made(tmp_path / "a\udcff.warc")
    with pytest.raises(OSError, match=r"the name of '.*a\\udcff.warc' is not in UTF-8; rename the file"):
        matching_archives(str(tmp_path / "*"), tmp_path / "data")
