"""The responses in a WARC file, one after another, from any offset; what is damaged is named and read around.

WARC 1.0 and 1.1, gzip (a member a record, as all crawlers write) or plain; Common Crawl's CC-NEWS among them. warcio
takes a record apart; the members are unpacked here, so that a wrong checksum or a torn end is noticed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, NamedTuple

from warcio.recordloader import ArcWarcRecordLoader

from hanoi_press.warc.gzip_members import next_member

_MAGIC = b"\x1f\x8b"
_BLOCK = 256 * 1024
_LARGEST = 64 * 1024 * 1024  # bytes of a record; the crawler takes no page above 20 MB
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,12})\s*$", re.I | re.M)
_BETWEEN = b"\r\n\r\n"
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")
PAGE_HEADER = "X-Page-URI"  # our own: the article's address, where an API was asked for what stands on it


class Damage(NamedTuple):
    """A place in a WARC file that could not be read."""

    path: Path
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path} at byte {self.offset}: {self.reason}"


class Record(NamedTuple):
    """A stored response. `body` as it went over the wire, chunking undone; `date` in UTC (`2026-11-24T00:00:00Z`);
    `page`: the article's address where an API was asked for it; `cut`: the body is known not to be whole."""

    offset: int
    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    date: str
    page: str | None
    cut: bool


def responses(
    path: Path, on_damage: Callable[[Damage], None], *, start: int = 0, end: int | None = None
) -> Iterator[Record]:
    """The responses whose records begin at `start` or behind it, and before `end`.

    `on_damage` is told of each place that cannot be read; reading goes on at the next record. Raises `OSError`.
    """
    loader = ArcWarcRecordLoader()
    with path.open("rb") as file:
        packed = file.read(2) == _MAGIC

        def damaged(offset: int, reason: str) -> None:
            on_damage(Damage(path, offset, reason))

        for offset, raw in (_members if packed else _plain)(file, damaged, start, end):
            try:
                record = _response(loader, offset, raw)
            except Exception as error:
                damaged(offset, f"no readable record ({type(error).__name__}: {error})")
                continue
            if record is not None:
                yield record


def _members(
    file: IO[bytes], damaged: Callable[[int, str], None], start: int, end: int | None
) -> Iterator[tuple[int, bytes]]:
    """Offset and unpacked bytes of each gzip member."""
    at: int | None = start
    if start:
        at = next_member(file, start)
    while at is not None and (end is None or at < end):
        file.seek(at)
        raw, size, reason = _unpack(file)
        if raw is not None:
            yield at, raw
            at += size
        elif reason == "":
            return
        else:
            damaged(at, reason)
            at = next_member(file, at + 1)


def _unpack(file: IO[bytes]) -> tuple[bytes | None, int, str]:
    """The member that begins here, and its size; or None and why not ("" at the file's end)."""
    stream = zlib.decompressobj(31)
    parts: list[bytes] = []
    read = size = 0
    try:
        while block := file.read(_BLOCK):
            read += len(block)
            while block:
                part = stream.decompress(block, _BLOCK)
                size += len(part)
                if size > _LARGEST:
                    return None, 0, f"a record of more than {_LARGEST} bytes"
                parts.append(part)
                if stream.eof:
                    return b"".join(parts), read - len(stream.unused_data), ""
                block = stream.unconsumed_tail
    except zlib.error as error:
        return None, 0, f"damaged gzip ({error})"
    return None, 0, "torn: the file ends inside a record" if read else ""


def _plain(
    file: IO[bytes], damaged: Callable[[int, str], None], start: int, end: int | None
) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of each record of a file that is not compressed."""
    at = _next_plain(file, start)
    if start == 0 and at != 0:
        damaged(0, "no WARC record")
    while at is not None and (end is None or at < end):
        file.seek(at)
        head = b""
        while (line := file.readline(_BLOCK)) and line.strip():
            head += line
        length = _LENGTH.search(head.replace(b"\r", b""))
        body = file.read(int(length[1])) if line and length and int(length[1]) <= _LARGEST else b""
        if length and len(body) == int(length[1]) and file.read(4) in (_BETWEEN, b""):
            yield at, head + b"\r\n" + body
            at = _next_plain(file, file.tell())
        else:
            damaged(at, "torn, without a length, or too large")
            at = _next_plain(file, at + 1)


def _next_plain(file: IO[bytes], offset: int) -> int | None:
    """Where the next record's first line begins; at `offset` itself only at the start of a line."""
    file.seek(max(0, offset - 1))
    fresh = offset == 0 or file.read(1) == b"\n"
    while line := file.readline(_BLOCK):
        if fresh and line.startswith(b"WARC/1."):
            return file.tell() - len(line)
        fresh = line.endswith(b"\n")
    return None


def _response(loader: ArcWarcRecordLoader, offset: int, raw: bytes) -> Record | None:
    """A record's bytes as a `Record`; None for other types, and for responses that are not HTTP's."""
    record = loader.parse_record_stream(BytesIO(raw), known_format="warc")
    about = record.rec_headers
    if record.rec_type != "response" or record.http_headers is None:
        return None
    body = record.raw_stream.read()
    headers = [(str(name), str(value)) for name, value in record.http_headers.headers]
    whole = True
    if any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers):
        body, whole = unchunk(body)
    return Record(
        offset,
        about.get_header("WARC-Target-URI").strip("<>"),
        int(record.http_headers.get_statuscode()),
        headers,
        body,
        about.get_header("WARC-Date")[:19] + "Z",
        about.get_header(PAGE_HEADER),
        not whole or about.get_header("WARC-Truncated") is not None,
    )


def unchunk(body: bytes) -> tuple[bytes, bool]:
    """A chunked body put together, and whether it came to its end; a body that is not chunked (many archives undo it
    and keep the header) is whole as it is."""
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
