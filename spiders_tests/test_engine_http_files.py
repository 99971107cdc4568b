"""`engine/http_files.py`: a file on a web server is read in one request, which goes on where it broke off."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from hanoi_press.engine import http_files
from hanoi_press.engine.http_files import HttpFile
from spiders_tests.file_server import FileServer, file_server

CONTENT = os.urandom(3_000_000)
AGENT = "hanoi_press/tests (+mailto:x@y.vn)"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    monkeypatch.setattr(http_files, "_PAUSES", (0.0, 0.0))
    with file_server(FileServer(CONTENT)) as server:
        yield server


def file_of(served: FileServer) -> HttpFile:
    return HttpFile(f"{served.address}/a.warc.gz", AGENT, seconds=5)


def test_one_request(served: FileServer) -> None:
    with file_of(served).open() as file:
        parts = [file.read(1000), file.read(0), file.read(1_500_000), file.read()]
        assert b"".join(parts) == CONTENT and file.read(1) == b"" and file.tell() == len(CONTENT)
    assert served.asked == [("GET", "")] and served.agents == {AGENT}
    assert str(file_of(served)) == f"{served.address}/a.warc.gz"


def test_going_back_a_little_asks_for_nothing(served: FileServer) -> None:
    with file_of(served).open() as file:
        file.seek(2_000_000)
        assert file.read(10) == CONTENT[2_000_000:2_000_010]
        assert file.seek(-1_000_000, 1) == 1_000_010 and file.read(5) == CONTENT[1_000_010:1_000_015]
        file.seek(-7, 2)
        assert file.read() == CONTENT[-7:]
    assert served.asked == [("GET", "")]


def test_going_back_far_asks_again_from_there(served: FileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_files, "_KEPT", 500_000)
    with file_of(served).open() as file:
        file.seek(2_500_000)
        assert file.read(1) == CONTENT[2_500_000:2_500_001]
        assert sum(map(len, file._blocks)) <= 500_000 + 2 * 256 * 1024  # type: ignore[attr-defined]
        file.seek(10)
        assert file.read(4) == CONTENT[10:14]
    assert served.asked == [("GET", ""), ("GET", "bytes=10-")]


def test_what_breaks_off_goes_on(served: FileServer) -> None:
    served.cuts = [1_000_000, 500_000]
    with file_of(served).open() as file:
        assert file.read() == CONTENT
    assert served.asked == [("GET", ""), ("GET", "bytes=1000000-"), ("GET", "bytes=1500000-")]
    assert served.sent == len(CONTENT)


def test_a_server_that_cannot_go_on(served: FileServer) -> None:
    served.cuts, served.ranges = [1_000_000], False
    with file_of(served).open() as file:
        assert file.read(1_000_000) == CONTENT[:1_000_000]
        with pytest.raises(OSError, match=r"a\.warc\.gz broke off at byte 1000000, .* does not go on from there"):
            file.read()


def test_one_that_breaks_off_again_and_again(served: FileServer) -> None:
    served.cuts = [1_000_000, 0, 0, 0]
    with file_of(served).open() as file, pytest.raises(OSError, match=r"broke off at byte 1000000: Incomplete"):
        file.read()
    assert len(served.asked) == 3


def test_a_busy_server_is_asked_again(served: FileServer) -> None:
    served.refusals = [503, 429]
    with file_of(served).open() as file:
        assert file.read() == CONTENT
    served.refusals = [503, 503, 503]
    with pytest.raises(OSError, match=r"a\.warc\.gz cannot be read: HTTP 503 Service Unavailable"):
        file_of(served).open()


def test_one_that_refuses_is_not(served: FileServer) -> None:
    served.refusals = [404]
    with pytest.raises(OSError, match="cannot be read: HTTP 404 Not Found"):
        file_of(served).open()
    assert len(served.asked) == 1


def test_its_size(served: FileServer) -> None:
    assert file_of(served).size() == len(CONTENT) and served.asked == [("HEAD", "")] and served.sent == 0
    served.takes_head = False
    assert file_of(served).size() is None


def test_no_server() -> None:
    for work in (HttpFile("http://127.0.0.1:9/a", AGENT).size, HttpFile("http://127.0.0.1:9/a", AGENT).open):
        with pytest.raises(OSError, match=r"http://127\.0\.0\.1:9/a cannot be read: Connection refused"):
            work()
