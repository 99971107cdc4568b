"""`middlewares/bounded_answers.py`: headers, interim answers, chunks and status lines without end or sense."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

import pytest
from twisted.internet.protocol import Protocol
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure
from twisted.web._newclient import Request
from twisted.web.http_headers import Headers

from hanoi_press.failures import failure_kind
from hanoi_press.middlewares.bounded_answers import BoundedFactory
from spiders_tests.loopback import command_of
from spiders_tests.raw_server import Answer, page, serve_raw
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.hanoimoi.site import Site

START = b"HTTP/1.1 200 OK\r\n"
CHUNKED = START + b"Transfer-Encoding: chunked\r\n\r\n"
MB = 1024 * 1024
ENDLESS = {  # what comes first, what is repeated, the kind, and the most bytes that are read of it
    "headers": (START, b"X-A: " + b"a" * 100 + b"\r\n", "too-large", MB),
    "short headers": (START, b"a:\n", "too-large", MB // 16),
    "lines without a colon": (START, b"a\n", "too-large", MB // 16),
    "folded header": (START + b"X-A: b\r\n", b" " + b"a" * 1000 + b"\r\n", "too-large", MB // 3),
    "header line": (START + b"X-A: ", b"a" * 1000, "too-large", MB),
    "interim answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", "too-large", MB),
    "interim answers with headers": (b"", b"HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n", "too-large", MB),
    "status line": (b"", b"a" * 1000, "garbage", MB),
    "reason of the status": (b"HTTP/1.1 200 ", b"a" * 1000, "garbage", MB),
    "noise": (b"", bytes(range(128, 256)), "garbage", MB),
    "empty lines": (b"", b"\r\n", "garbage", MB),
    "chunks of one byte": (CHUNKED, b"1\r\nx\r\n", "too-large", 2 * MB),
    "chunk extensions": (CHUNKED, b"1;" + b"a" * 900 + b"\r\nx\r\n", "too-large", 2 * MB),
    "chunk extension": (CHUNKED + b"1;", b"a" * 1000, "garbage", MB),
    "chunk size": (CHUNKED, b"0" * 1000, "garbage", MB),
    "trailers": (CHUNKED + b"0\r\n", b"X-A: aaaa\r\n", "garbage", MB),
    "trailer": (CHUNKED + b"0\r\nX-A: ", b"a" * 1000, "garbage", MB),
}


class Client(Protocol):
    """One request over a transport in memory: its answer's status, body and error."""

    def __init__(self) -> None:
        self.status, self.body, self.error = 0, b"", None
        self.wire = StringTransport()
        self.connection = BoundedFactory(lambda connection: None, "test").buildProtocol(None)
        self.connection.makeConnection(self.wire)
        asked = Request(b"GET", b"/", Headers({b"Host": [b"hanoimoi.vn"]}), None, persistent=True)
        self.connection.request(asked).addCallbacks(self.answered, self.failed)

    def answered(self, response: object) -> None:
        self.status = response.code  # type: ignore[attr-defined]
        response.deliverBody(self)  # type: ignore[attr-defined]

    def failed(self, failure: Failure) -> None:
        self.error = failure.value

    def dataReceived(self, data: bytes) -> None:
        self.body += data

    def connectionLost(self, reason: Failure = Failure(Exception())) -> None:  # noqa: B008
        self.error = reason.value

    def feed(self, pieces: Iterator[bytes], most: int) -> int:
        """Send pieces until the connection is given up; return the number of bytes sent."""
        sent = 0
        for piece in pieces:
            if self.wire.disconnecting or sent > most:
                break
            self.connection.dataReceived(piece)
            sent += len(piece)
        return sent


@pytest.mark.parametrize("form", ENDLESS)
def test_an_answer_without_end_is_given_up_early(form: str) -> None:
    start, unit, kind, most = ENDLESS[form]
    client = Client()
    block = unit * (16_384 // len(unit) + 1)
    sent = client.feed(iter([start]), most) if start else 0
    sent += client.feed(repeat(block), most)
    assert client.wire.disconnecting
    assert sent <= most
    assert client.error is not None and failure_kind(client.error) == kind


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 2_0_0 OK\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 -200 OK\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 2000 OK\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 \r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 " + b"9" * 5000 + b"\r\n\r\n",
        b"200 OK\r\n\r\n",
        b"<html>\r\n\r\n",
        START + b"Content-Length: -5\r\n\r\nabc",
        START + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        START + b"na me\x00: x\r\n\r\n",
        START + b"Transfer-Encoding: snappy\r\n\r\nabc",
    ],
)
def test_nonsense_is_garbage(answer: bytes) -> None:
    client = Client()
    client.connection.dataReceived(answer)
    assert client.wire.disconnecting
    assert client.error is not None and failure_kind(client.error) == "garbage"


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_what_the_sites_send_is_read(size: int) -> None:
    headers = b"".join(b"X-%d: %s\r\n" % (number, b"a" * 600) for number in range(300))
    chunks = b"".join(b"%x;a=b\r\n%s\r\n" % (len(one), one) for one in (b"a" * 5, b"b" * 70_000, b"c"))
    whole = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + START + headers + b"Transfer-Encoding: chunked\r\n\r\n"
    whole += chunks + b"0\r\nX-Trailer: a\r\n\r\n"
    client = Client()
    client.feed((whole[at : at + size] for at in range(0, len(whole), size)), len(whole))
    assert (client.status, client.body) == (200, b"a" * 5 + b"b" * 70_000 + b"c")
    assert not client.wire.disconnecting


def test_small_chunks_are_allowed_to_a_page() -> None:
    client = Client()
    body = bytes(range(256)) * 600
    client.connection.dataReceived(CHUNKED + b"".join(b"1\r\n%c\r\n" % one for one in body) + b"0\r\n\r\n")
    assert client.body == body


def test_a_status_without_a_reason_and_one_beyond_the_standard_are_read() -> None:
    for status in (b"200", b"520", b"999", b"204 "):
        client = Client()
        client.connection.dataReceived(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
        assert client.status == int(status)


def test_bytes_after_the_end_of_an_answer_cut_the_connection() -> None:
    client = Client()
    client.connection.dataReceived(START + b"Content-Length: 3\r\n\r\nabc")
    assert client.body == b"abc" and not client.wire.disconnecting
    client.connection.dataReceived(b"more")
    assert client.wire.disconnecting


def endless(start: bytes, unit: bytes) -> Answer:
    """Return an answer that goes on until the client hangs up, or for 300 MB."""

    def send(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(300 * 16):
            connection.sendall(unit * (65_536 // len(unit)))

    return send


@pytest.mark.slow
def test_a_crawl_with_endless_headers_takes_no_memory_and_goes_on(tmp_path: Path) -> None:
    specs = [spec for spec in Site().current if not spec.sponsored][:6]
    pages = Site().pages()
    good = {spec.url: page(pages[spec.url].body, "Content-Type: text/html; charset=utf-8") for spec in specs}
    forms = ["headers", "folded header", "interim answers", "header line", "chunk extensions"]
    broken = dict(zip([spec.url for spec in specs], [endless(*ENDLESS[form][:2]) for form in forms], strict=False))
    usual, _ = peak(tmp_path / "good", good)
    hostile, report = peak(tmp_path / "bad", good | broken)
    assert "1 article in" in report
    assert "5 pages could not be read (5 too-large)" in report
    assert "failed attempts: 5 too-large" in report  # none was asked for again
    assert hostile < usual + 64 * MB


def peak(data: Path, answers: dict[str, bytes | Callable[[socket.socket], None]]) -> tuple[int, str]:
    """Crawl the addresses; return the most memory that the process took (bytes), and what it wrote."""
    by_path = {url.removeprefix("https://"): answer for url, answer in answers.items()}
    with serve_raw(by_path) as served:
        arguments = ["crawl", "hanoimoi", "-a", "url=" + ",".join(answers), "-s", "DOWNLOAD_TIMEOUT=20"]
        command, environment = command_of(data, *arguments, served=served)
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert process.stdout is not None
        written = process.stdout.read().decode()
        used = os.wait4(process.pid, 0)[2]
        process.returncode = 0
    return used.ru_maxrss * 1024, written
