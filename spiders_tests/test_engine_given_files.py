"""`engine/given_files.py`: what `archive=` names."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hanoi_press.engine.given_files import given_files, is_streamed

AGENT, CC = "tests", "https://cc.example"


def names(value: str) -> list[str]:
    return [one.name for one in given_files(value, AGENT, CC)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.warc.gz", "a.warc.gz", "other.txt", "[1].warc"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "inner.warc.gz").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("a.warc.gz", False),
        ("none.warc.gz", False),
        ("[1].warc", False),  # a file of this name is there
        ("[12].warc", True),
        ("*.warc.gz", True),
        ("**/a.warc.gz", True),
        ("a?.warc", True),
        ("https://x.vn/a.warc.gz", True),
        ("s3://x/a.warc.gz", True),
        ("warc.paths.gz", True),
        ("warc.paths", True),
        ("my.paths.txt", True),
        ("paths.warc.gz", False),
    ],
)
def test_what_is_streamed(folder: Path, monkeypatch: pytest.MonkeyPatch, value: str, wanted: bool) -> None:
    monkeypatch.chdir(folder)
    assert is_streamed(value) is wanted


def test_a_glob_in_alphabetical_order(folder: Path) -> None:
    assert names(f"{folder}/*.warc.gz") == [f"{folder}/a.warc.gz", f"{folder}/b.warc.gz"]
    assert names(f"{folder}/[1].warc") == [f"{folder}/[1].warc"]
    (one,) = given_files(f"file://{folder}/a.warc.gz", AGENT, CC)
    assert one.path == folder / "a.warc.gz" and one.size == 9
    with one.file.open("rb") as file:
        assert file.read() == b"a.warc.gz"


def test_in_the_home_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert names("~/a*.warc.gz") == [f"{folder}/a.warc.gz"]


def test_a_list_of_files(folder: Path) -> None:
    lines = ["# two", "a.warc.gz", "", f"{folder}/b.warc.gz", "crawl-data/CC-NEWS/x.warc.gz", "https://x.vn/y.warc"]
    wanted = [f"{folder}/a.warc.gz", f"{folder}/b.warc.gz", f"{CC}/crawl-data/CC-NEWS/x.warc.gz", lines[-1]]
    (folder / "warc.paths.gz").write_bytes(gzip.compress("\r\n".join(lines).encode()))
    assert names(f"{folder}/warc.paths.gz") == wanted
    (folder / "my.paths").write_text("\n".join(lines), "utf-8")
    assert names(f"{folder}/my.paths") == wanted


def test_a_list_at_an_address(folder: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra `s3` is not installed")
    system = fsspec.filesystem("memory")
    for name in ("crawl-data/2024/warc.paths", "crawl-data/2024/x.warc", "crawl-data/2024/near.warc"):
        system.pipe(f"/cc/{name}", b"crawl-data/2024/x.warc\nnear.warc\n")
    try:
        found = names("memory://cc/crawl-data/2024/warc.paths")
    finally:
        system.rm("/cc", recursive=True)
    assert [name.rpartition("crawl-data/")[2] for name in found] == ["2024/x.warc", "2024/near.warc"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{}/none*.warc.gz", "no such file; use WARC files"),
        ("{}/none.paths.gz", "no such file"),
        ("{}/inner*", "no such file"),
        (
            "nonsense://a/b",
            r"Protocol not known: nonsense; use a path, a glob, or an address that begins with https://",
        ),
        ("https://x.vn/*.warc.gz", r"a glob matches no files on a web server; name one file, or a list of them"),
        ("http://127.0.0.1:9/a.warc.gz", "http://127.0.0.1:9/a.warc.gz cannot be read: Connection refused"),
        ("https://", "cannot be read: no host given"),
    ],
)
def test_what_is_not_there(folder: Path, value: str, message: str) -> None:
    pytest.importorskip("fsspec", reason="the extra `s3` is not installed")
    with pytest.raises(OSError, match=message):
        given_files(value.format(folder), AGENT, CC)


def test_a_list_that_is_none(folder: Path) -> None:
    (folder / "a.paths.gz").write_bytes(gzip.compress(b"a.warc.gz")[:-6])
    with pytest.raises(OSError, match=r"a\.paths\.gz is no list of files"):
        given_files(f"{folder}/a.paths.gz", AGENT, CC)
    (folder / "b.paths").write_bytes(b"\xff\xfe")
    with pytest.raises(OSError, match=r"b\.paths is no list of files"):
        given_files(f"{folder}/b.paths", AGENT, CC)
