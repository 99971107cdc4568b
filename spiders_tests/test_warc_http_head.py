"""Heads of stored answers, as servers, browsers and archivers print them."""

from __future__ import annotations

import pytest

from hanoi_press.warc.http_head import LARGEST_HEAD, HttpHead, has_status_line, http_head

PAGE = b"<html><p>Ha Noi</p></html>"


def read(block: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    head = http_head(block)
    assert head is not None
    return head.status, head.headers, block[head.size :]


@pytest.mark.parametrize(
    "line",
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.0 200",
        b"HTTP/1.1  200  OK",
        b"HTTP/1.1\t200\tOK",
        b"HTTP/2 200",
        b"HTTP/2 200 ",
        b"HTTP/2.0 200 OK",
        b"HTTP/3 200",
        b"HTTP/h2 200",
        b"h2 200",
        b"h3 200 OK",
        b"http/1.1 200 ok",
        b"ICY 200 OK",
        "HTTP/1.1 200 Được".encode(),
        b"\r\nHTTP/1.1 200 OK",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/2 200",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK",
        b"HTTP/1.0 200 Connection established\r\n\r\nHTTP/2 200",
    ],
)
def test_status_lines(line: bytes) -> None:
    for end in (b"\r\n", b"\n"):
        block = end.join([line, b"Content-Type: text/html", b"X-A: b: c", b"", PAGE])
        assert read(block) == (200, [("Content-Type", "text/html"), ("X-A", "b: c")], PAGE)
        assert read(end.join([line, b"", PAGE])) == (200, [], PAGE)


@pytest.mark.parametrize("line", [b":status: 404", b"Status: 404 Not Found", b":Status:404"])
def test_a_status_among_the_headers(line: bytes) -> None:
    status, headers, body = read(b"content-type: text/html\r\n" + line + b"\r\n\r\n" + PAGE)
    assert (status, headers[0], body) == (404, ("content-type", "text/html"), PAGE)


def test_a_status_line_counts_before_a_header() -> None:
    assert read(b"HTTP/2 200\r\nStatus: 404\r\n\r\n")[0] == 200
    assert read(b"HTTP/2 404\r\n\r\n" + PAGE)[0] == 404
    assert read(b"HTTP/1.1 100 Continue\r\n\r\n")[0] == 100  # nothing came after it
    assert read(b"HTTP/1.1 200 OK\r\n\r\nHTTP/2 404 is a status line")[::2] == (200, b"HTTP/2 404 is a status line")


def test_careless_heads() -> None:
    folded = b"HTTP/1.1 200 OK\r\nA: b\r\n\tc\r\n  d\r\nno header\r\nE:f\r\n\r\n"
    assert read(folded + PAGE) == (200, [("A", "b c d"), ("E", "f")], PAGE)
    assert read(b"HTTP/1.1 200 OK\r\nA: b\r\n" + PAGE) == (200, [("A", "b")], PAGE)  # no blank line
    assert read(b"HTTP/1.1 200 OK\r\nA: \xff\r\n\r\n") == (200, [("A", "\xff")], b"")
    assert read(b"HTTP/1.1 304 Not Modified") == (304, [], b"")


@pytest.mark.parametrize("block", [PAGE, b"\xef\xbb\xbf\r\n" + PAGE, b'{"a": 1}', b"[]"])
def test_a_body_without_a_head(block: bytes) -> None:
    assert http_head(block) is None and not has_status_line(block)


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"\r\n\r\n",
        b"Content-Type: text/html\r\n\r\n" + PAGE,
        b"HTTP/1.1 OK\r\n\r\n" + PAGE,
        b"HTTP/1.1 2000 OK\r\n\r\n" + PAGE,
        b":status: abc\r\n\r\n" + PAGE,
        b"Ha Noi",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 9 + b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * (LARGEST_HEAD // 6) + b"\r\n" + PAGE,
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * LARGEST_HEAD,
    ],
)
def test_what_is_no_head(block: bytes) -> None:
    with pytest.raises(ValueError, match="HTTP"):
        http_head(block)


def test_has_status_line() -> None:
    assert has_status_line(b"HTTP/2 200\r\n\r\n") and not has_status_line(b"Status: 200 OK\r\n\r\n")
    assert http_head(b"HTTP/2 200\r\n\r\n") == HttpHead(200, [], 14)
