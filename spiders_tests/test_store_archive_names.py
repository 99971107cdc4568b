"""`store/archive_names.py`: how the lines of a corpus name the archive that a page was read from."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copyfile, move

import pytest

from hanoi_press.sources import identify
from hanoi_press.store.archive_names import archive_name, is_own_archive
from hanoi_press.warc.reader import responses_at
from spiders_tests.loopback import ROOT, run

SAMPLE = ROOT / "data" / "sample" / "hanoimoi.warc.gz"


def made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_a_file_in_the_data_folder_by_any_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    inside = made(data / "cc" / "a.warc")
    (tmp_path / "link").symlink_to(data)
    monkeypatch.chdir(tmp_path)
    for folder in (data, tmp_path / "link", Path("data"), Path("link"), Path("cc/../data")):
        for file in (inside, tmp_path / "link/cc/a.warc", Path("data/cc/a.warc"), Path("data/../link/cc/a.warc")):
            assert archive_name(folder, file) == "cc/a.warc"
    monkeypatch.chdir(data)
    assert archive_name(Path(), Path("cc/a.warc")) == "cc/a.warc"


def test_a_link_in_the_data_folder_to_another_disk(tmp_path: Path) -> None:
    """A crawl names its own archive by the link, so a replay has to do the same."""
    data, disk = tmp_path / "data", tmp_path / "disk"
    data.mkdir()
    file = made(disk / "hanoimoi/2026-11/a.warc.gz")
    (data / "archive").symlink_to(disk)
    (data / "one.warc.gz").symlink_to(file)
    assert archive_name(data, data / "archive/hanoimoi/2026-11/a.warc.gz") == "archive/hanoimoi/2026-11/a.warc.gz"
    assert archive_name(data, data / "one.warc.gz") == "one.warc.gz"
    assert archive_name(data, file) == str(file)
    (tmp_path / "other").symlink_to(data)
    assert archive_name(data, tmp_path / "other/archive/hanoimoi/2026-11/a.warc.gz").startswith("archive/")


def test_a_file_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is absolute and without links, so that it holds wherever the data folder is moved."""
    file = made(tmp_path / "archives/a.warc")
    (tmp_path / "link").symlink_to(tmp_path / "archives")
    monkeypatch.chdir(tmp_path)
    for data in (Path("data"), tmp_path / "not" / "made", Path("archives/data")):
        assert archive_name(data, Path("link/a.warc")) == str(file)
    assert archive_name(Path("archives"), Path("link/a.warc")) == "a.warc"
    with pytest.raises(OSError, match="rename the file"):
        archive_name(tmp_path, tmp_path / "a\udcff.warc")


def test_the_archives_that_crawls_write() -> None:
    assert is_own_archive("archive/hanoimoi/2026-11/hanoimoi-20261124.warc.gz")
    assert not any(map(is_own_archive, ("sample/a.warc.gz", "/data/archive/a", "s3://archive/a", "archives/a", "")))


def files(data: Path) -> dict[str, str]:
    """Return the archive file of each article, in which its page must be where the line says."""
    found = {}
    for path in data.glob("articles/*/*/*.jsonl"):
        for line in map(json.loads, path.read_text("utf-8").splitlines()):
            (page,) = responses_at(data / line["archive"]["file"], line["archive"]["offset"])
            assert page.date == line["fetched_at"] and identify(page.url).id == line["id"]
            found[line["id"]] = line["archive"]["file"]
    return found


def test_a_crawl_from_an_archive_says_where_its_pages_lie(tmp_path: Path) -> None:
    """Inside the data folder the name stays right when the folder is moved; a second crawl writes nothing again."""
    data = tmp_path / "data"
    made(data / "cc/h.warc.gz")
    copyfile(SAMPLE, data / "cc/h.warc.gz")
    for new in (44, 0):
        assert run(data, "crawl", "hanoimoi", "-a", f"archive={data / 'cc/h.warc.gz'}").returncode == 0
        assert len(files(data)) == 44
        assert sum(path.read_bytes().count(b"\n") for path in data.glob("articles/*/*/*.jsonl")) == 44, new
    move(data, tmp_path / "moved")
    assert set(files(tmp_path / "moved").values()) == {"cc/h.warc.gz"}
