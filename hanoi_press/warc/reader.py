"""Read the responses in a WARC file one after another, from any offset; damage is reported and skipped.

WARC 1.0 and 1.1 are read, in gzip (a member for each record, as all crawlers write, such as Common Crawl's CC-NEWS) or
plain. warcio parses the records; the members are decompressed here, so that a wrong checksum or a torn end is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

from warcio.recordloader import ArcWarcRecordLoader

from hanoi_press.compression import GZIP_MAGIC, CompressionError, read_member
from hanoi_press.warc.gzip_members import next_member

PAGE_HEADER = "X-Page-URI"  # our own: the article's address, if an API was requested instead of its page
_MAX_LINE = 256 * 1024  # bytes
_MAX_RECORD = 64 * 1024 * 1024  # bytes; the crawler accepts no page above 20 MB
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,12})\s*$", re.I | re.M)
_BETWEEN = b"\r\n\r\n"
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")


class Damage(NamedTuple):
    """A part of a WARC file that could not be read; `offset` in bytes."""

    path: Path
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path} at byte {self.offset}: {self.reason}"


class Capture(NamedTuple):
    """A stored response.

    `offset`: the start of its record. `body`: as transferred, but without chunking. `date`: UTC
    (`2026-11-24T00:00:00Z`). `page`: the article's address, if an API was requested instead of its page.
    `truncated`: the body is known to be incomplete.
    """

    offset: int
    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    date: str
    page: str | None
    truncated: bool


def responses(
    path: Path, on_damage: Callable[[Damage], None], *, start: int = 0, end: int | None = None
) -> Iterator[Capture]:
    """Yield the responses whose records begin at or after offset `start`, and before `end`.

    `on_damage` is called for each part that cannot be read; reading continues at the next record. Raises `OSError`.
    """
    loader = ArcWarcRecordLoader()
    with path.open("rb") as file:
        is_gzip = file.read(2) == GZIP_MAGIC

        def damaged(offset: int, reason: str) -> None:
            on_damage(Damage(path, offset, reason))

        for offset, raw in (_gzip_records if is_gzip else _plain_records)(file, damaged, start, end):
            try:
                capture = _capture(loader, offset, raw)
            except Exception as error:  # whatever the parser raises for a hostile record
                damaged(offset, f"no readable record ({type(error).__name__}: {error})")
                continue
            if capture is not None:
                yield capture


def _gzip_records(
    file: IO[bytes], damaged: Callable[[int, str], None], start: int, end: int | None
) -> Iterator[tuple[int, bytes]]:
    """Yield offset and decompressed bytes of each gzip member."""
    size = file.seek(0, 2)
    at = next_member(file, start) if start else 0
    while at is not None and at < (size if end is None else min(end, size)):
        file.seek(at)
        try:
            member = read_member(file, _MAX_RECORD)
        except CompressionError as error:
            torn = error.problem == "truncated"
            damaged(at, "torn: the file ends inside a record" if torn else f"damaged gzip: {error}")
            at = next_member(file, at + 1)
        else:
            yield at, member.data
            at += member.size


def _plain_records(
    file: IO[bytes], damaged: Callable[[int, str], None], start: int, end: int | None
) -> Iterator[tuple[int, bytes]]:
    """Yield offset and bytes of each record of a file that is not compressed."""
    at = _next_plain(file, start)
    if start == 0 and at != 0:
        damaged(0, "no WARC record")
    while at is not None and (end is None or at < end):
        file.seek(at)
        head = b""
        while (line := file.readline(_MAX_LINE)) and line.strip():
            head += line
        length = _LENGTH.search(head.replace(b"\r", b""))
        body = file.read(int(length[1])) if line and length and int(length[1]) <= _MAX_RECORD else b""
        if length and len(body) == int(length[1]) and file.read(4) in (_BETWEEN, b""):
            yield at, head + b"\r\n" + body
            at = _next_plain(file, file.tell())
        else:
            damaged(at, "torn, without a length, or too large")
            at = _next_plain(file, at + 1)


def _next_plain(file: IO[bytes], offset: int) -> int | None:
    """Return the offset of the next record's first line; `offset` itself only if a line begins there."""
    file.seek(max(0, offset - 1))
    at_line_start = offset == 0 or file.read(1) == b"\n"
    while line := file.readline(_MAX_LINE):
        if at_line_start and line.startswith(b"WARC/1."):
            return file.tell() - len(line)
        at_line_start = line.endswith(b"\n")
    return None


def _capture(loader: ArcWarcRecordLoader, offset: int, raw: bytes) -> Capture | None:
    """Return the response in a record's bytes; None for other types of records, and for responses that are not HTTP."""
    record = loader.parse_record_stream(BytesIO(raw), known_format="warc")
    about = record.rec_headers
    if record.rec_type != "response" or record.http_headers is None:
        return None
    body = record.raw_stream.read()
    headers = [(str(name), str(value)) for name, value in record.http_headers.headers]
    is_whole = True
    if any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers):
        body, is_whole = unchunk(body)
    return Capture(
        offset,
        about.get_header("WARC-Target-URI").strip("<>"),
        int(record.http_headers.get_statuscode()),
        headers,
        body,
        about.get_header("WARC-Date")[:19] + "Z",
        about.get_header(PAGE_HEADER),
        not is_whole or about.get_header("WARC-Truncated") is not None,
    )


def unchunk(body: bytes) -> tuple[bytes, bool]:
    """Return a body without its chunking, and True if its last chunk is there.

    A body that is not chunked is returned as it is: many archives undo the chunking and keep the header.
    """
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts), True
        parts.append(body[match.end() : match.end() + size])
        if len(parts[-1]) < size:
            break
        at = match.end() + size + 2
    return (b"".join(parts), False) if parts else (body, True)
