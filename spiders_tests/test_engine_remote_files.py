"""`engine/remote_files.py`: files at addresses, whose errors are one kind whatever library raised them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from hanoi_press.engine import remote_files
from hanoi_press.engine.remote_files import RemoteFile, is_address, matching_files

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
