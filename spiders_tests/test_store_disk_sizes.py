"""`store/disk_sizes.py`: the bytes of a data folder by its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.store.disk_sizes import disk_sizes


def test_sizes_by_part(tmp_path: Path) -> None:
    for name, size in (
        ("articles/hanoimoi/2026-11/a.jsonl", 100),
        ("articles/hanoimoi/2026-11/a.manifest.json", 20),
        ("archive/hanoimoi/2026-11/a.warc.gz", 300),
        ("ledger.sqlite", 50),
        ("ledger.sqlite-wal", 5),
        ("runs/a.json", 7),
        ("take-down.txt", 3),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    (tmp_path / "runs" / "up").symlink_to(tmp_path, target_is_directory=True)  # not followed
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    link = (tmp_path / "runs" / "up").lstat().st_size + (tmp_path / "dead").lstat().st_size
    found = disk_sizes(tmp_path)
    assert found.pop("free") > 0
    assert found == {"articles": 120, "archive": 300, "ledger": 55, "other": 10 + link}


def test_an_archive_on_another_disk_is_measured(tmp_path: Path) -> None:
    (tmp_path / "big").mkdir()
    (tmp_path / "big" / "a.warc.gz").write_bytes(b"x" * 9)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "archive").symlink_to(tmp_path / "big", target_is_directory=True)
    assert disk_sizes(tmp_path / "data")["archive"] == 9
    with pytest.raises(FileNotFoundError):
        disk_sizes(tmp_path / "none")
