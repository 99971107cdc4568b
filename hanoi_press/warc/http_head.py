"""Read the head of a stored HTTP answer in the forms in which servers, browsers and archivers print it.

Answers over HTTP/2 and HTTP/3 have no status line; archivers write one (`HTTP/2 200`, `HTTP/2.0 200 OK`, `h2 200`), or
the pseudo header `:status: 200` in its place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LARGEST_HEAD = 64 * 1024  # bytes of an answer's head; servers and clients allow less
_MOST_HEADS = 6  # of one answer: interim ones (100, 103), and a proxy's
_STATUS_LINE = re.compile(rb"(?:http|icy|h[23])[a-z0-9./-]{0,12}[ \t]+([1-9]\d\d)(?!\d)([^\r\n]*)", re.I)
_BODY = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<{\[]")
_END = re.compile(rb"\r?\n(?:\r?\n|(?=<))|\Z")  # a blank line, which some writers forget before a page
_LINE_BREAKS = re.compile(rb"[\r\n]+")
_STATUS_HEADERS = (":status", "status")  # of HTTP/2, and of CGI
_TUNNEL = b"connection established"


class HttpHead(NamedTuple):
    """The status and the headers of an answer, and the number of bytes before its body."""

    status: int
    headers: list[tuple[str, str]]
    size: int


def has_status_line(block: bytes) -> bool:
    """Return True if a block begins with the status line of an answer."""
    return _STATUS_LINE.match(block) is not None


def http_head(block: bytes) -> HttpHead | None:
    """Return the head with which a block begins; None if the block is a page, or JSON, without a head.

    Heads of interim answers, and a proxy's, before it are passed over. Raises `ValueError` for a head that is too large
    or does not state the status, and for anything else.
    """
    if _BODY.match(block):
        return None
    at = 0
    for _ in range(_MOST_HEADS):
        head = _head_at(block, at)
        if not _STATUS_LINE.match(block, head.size):
            return head
        if head.status >= 200 and _TUNNEL not in block[at : head.size].lower():
            return head
        at = head.size
    raise ValueError(f"more than {_MOST_HEADS} HTTP heads")


def _head_at(block: bytes, start: int) -> HttpHead:
    """Return the head at `start`. Raises `ValueError`."""
    if blank := _LINE_BREAKS.match(block, start):
        start = blank.end()
    line = _STATUS_LINE.match(block, start)
    end = _END.search(block, start, start + LARGEST_HEAD + 4)
    if end is None or (not end[0] and end.end() < len(block)) or end.start() - start > LARGEST_HEAD:
        raise ValueError(f"an HTTP header of more than {LARGEST_HEAD} bytes")
    headers = _headers(block[line.end() if line else start : end.start()])
    if line is not None:
        return HttpHead(int(line[1]), headers, end.end())
    for name, value in headers:
        if name.lower() in _STATUS_HEADERS and value[:3].isdigit():
            return HttpHead(int(value[:3]), headers, end.end())
    raise ValueError("an HTTP answer without a status")


def _headers(lines: bytes) -> list[tuple[str, str]]:
    """Return the headers; a line that begins with a space continues the one before, one without a colon is left out."""
    found: list[tuple[str, str]] = []
    for line in lines.splitlines():
        text = _text(line)
        if line[:1] in (b" ", b"\t"):
            if found:
                found[-1] = found[-1][0], f"{found[-1][1]} {text.strip()}".strip()
            continue
        name, colon, value = text[1:].partition(":")
        if colon:
            found.append(((text[0] + name).strip(), value.strip()))
    return found


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("latin-1")
