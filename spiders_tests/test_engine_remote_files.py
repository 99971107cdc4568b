"""`engine/remote_files.py`: files at addresses, whose errors are one kind whatever library raised them."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.engine import remote_files
from hanoi_press.engine.remote_files import RemoteEntry, RemoteFile, is_address, matching_files
from hanoi_press.warc.reader import Damage, responses
from spiders_tests.warc_records import http, warc

fsspec = pytest.importorskip("fsspec", reason="the extra `s3` is not installed")
PLACE = "memory://remote-files"


@pytest.fixture
def store() -> Iterator[Any]:
    """Return fsspec's file system in memory with two archives and a folder."""
    system = fsspec.filesystem("memory")
    system.pipe("/remote-files/b.warc", bytes(range(256)) * 40)
    system.pipe("/remote-files/a.warc", b"words")
    system.pipe("/remote-files/c.warc/inner", b"")
    yield system
    system.rm("/remote-files", recursive=True)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("s3://bucket/*.warc.gz", True),
        ("memory://a", True),
        ("git+ssh://a/b", True),
        ("cc/*.warc.gz", False),
        ("/abs/a://b", False),
        ("a.warc", False),
        ("://a", False),
    ],
)
def test_addresses(name: str, wanted: bool) -> None:
    assert is_address(name) is wanted


def test_files_that_match(store: Any) -> None:
    entries = matching_files(f"{PLACE}/*.warc")
    assert [(one.address.rpartition("/")[2], one.size) for one in entries] == [("a.warc", 5), ("b.warc", 10240)]
    assert RemoteFile(entries[0].address).open().read() == b"words"
    assert matching_files(f"{PLACE}/none*") == []


def test_a_file_is_read_from_any_place(store: Any) -> None:
    file = RemoteFile(f"{PLACE}/b.warc")
    assert str(file) == f"{PLACE}/b.warc"
    with file.open() as opened:
        assert opened.read(3) == b"\0\1\2"
        assert opened.seek(256 * 39 + 254) == 256 * 39 + 254 and opened.read(9) == b"\xfe\xff" and opened.read(9) == b""
        assert opened.seek(-1, io.SEEK_END) == 10239 and opened.tell() == 10239 and opened.read() == b"\xff"
        opened.seek(0)
        assert opened.read() == bytes(range(256)) * 40
    assert opened.closed


def test_each_error_is_an_os_error(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match=r"memory://remote-files/none cannot be read"):
        RemoteFile(f"{PLACE}/none").open()
    with pytest.raises(OSError, match=r"nonsense://a cannot be read: ValueError: Protocol not known: nonsense"):
        matching_files("nonsense://a")

    class ThrottledError(Exception):
        """As a cloud's library raises, which knows nothing of ours."""

    def fail(*given: Any, **more: Any) -> Any:
        raise ThrottledError("slow\ndown")

    with RemoteFile(f"{PLACE}/b.warc").open() as opened:
        monkeypatch.setattr(opened._file, "read", fail)  # type: ignore[attr-defined]
        with pytest.raises(OSError, match=r"b\.warc cannot be read: ThrottledError: slow down"):
            opened.read(3)


def test_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(OSError, match=r'pip install "hanoi-press\[s3\]"'):
        remote_files.matching_files("s3://bucket/*")


def archive_of(count: int) -> tuple[list[str], bytes]:
    """Return the addresses and the bytes of an archive with so many pages of 20 KB, compressed."""
    pages = [(f"https://hanoimoi.vn/tin-{number}.html", http(os.urandom(20_000))) for number in range(count)]
    return [url for url, _ in pages], b"".join(map(gzip.compress, warc(*pages)))


def test_an_archive_is_fetched_about_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reader of gzip members goes back a little again and again, and looks at the start of the file first."""
    from fsspec.spec import AbstractBufferedFile, AbstractFileSystem

    urls, data = archive_of(150)
    fetched: list[int] = []

    class CountedFile(AbstractBufferedFile):  # type: ignore[misc]
        def _fetch_range(self, start: int, end: int) -> bytes:
            fetched.append(end - start)
            return data[start:end]

    class Counted(AbstractFileSystem):  # type: ignore[misc]
        protocol = "counted"

        def info(self, path: str, **more: Any) -> dict[str, Any]:
            return {"name": path, "size": len(data), "type": "file"}

        def _open(self, path: str, mode: str = "rb", block_size: Any = None, **more: Any) -> Any:
            return CountedFile(self, path, mode, block_size, size=len(data), **more)

    fsspec.register_implementation("counted", Counted, clobber=True)
    monkeypatch.setattr(remote_files, "_BLOCK", 100_000)
    damage: list[Damage] = []
    file = RemoteFile("counted://a.warc.gz")
    assert [one.url for one in responses(file, damage.append)] == urls and not damage
    assert sum(fetched) <= 1.1 * len(data)
    fetched.clear()
    half = len(data) // 2
    found = [one.url for one in responses(file, damage.append, start=half, end=half + 200_000)]
    assert found == [url for url in urls if url in found] and 8 <= len(found) <= 11
    assert sum(fetched) <= 1_500_000 < half + 200_000


def test_archives_in_s3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("s3fs", reason="the extra `s3` is not installed")
    pytest.importorskip("moto", reason="moto is not installed")
    from spiders_tests.s3_server import s3_server

    urls, data = archive_of(5)
    with s3_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        fsspec.filesystem("s3", skip_instance_cache=True).pipe(f"{server.bucket}/2024/a.warc.gz", data)
        caplog.set_level("INFO")
        (entry,) = matching_files(f"s3://{server.bucket}/2024/*.warc.gz")
        assert entry == RemoteEntry(f"s3://{server.bucket}/2024/a.warc.gz", len(data))
        damage: list[Damage] = []
        assert [one.url for one in responses(RemoteFile(entry.address), damage.append)] == urls and not damage
        with pytest.raises(OSError, match=r"s3://.*/none cannot be read"):
            RemoteFile(f"s3://{server.bucket}/none").open()
        assert caplog.messages == []  # the libraries say where they found their keys
