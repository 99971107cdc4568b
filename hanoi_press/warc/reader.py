"""Read the responses in a WARC file one after another, from any offset; damage is reported and skipped.

WARC 1.0 and 1.1 are read, in gzip (a member for each record, as crawlers write, such as Common Crawl's CC-NEWS; or one
around all) or plain. warcio parses the records; `warc.stored_records` finds them, so that a wrong length, a wrong
checksum or a torn end is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from warcio.recordloader import ArcWarcRecordLoader

from hanoi_press.warc.gzip_members import Checkpoints
from hanoi_press.warc.record_starts import is_last
from hanoi_press.warc.stored_records import StoredRecord, stored_record, stored_records

PAGE_HEADER = "X-Page-URI"  # our own: the article's address, if an API was requested instead of its page
_TYPE = re.compile(rb"^warc-type[ \t]*:[ \t]*([\w-]+)[ \t]*\r?$", re.I | re.M)
_END_OF_HEADER = re.compile(rb"\n\r?\n")
_LARGEST_HEADER = 64 * 1024  # bytes of an answer's header; servers and clients allow less
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

    `offset` and `position`: where its record begins, as in `StoredRecord`. `body`: as transferred, but without
    chunking. `date`: UTC (`2026-11-24T00:00:00Z`). `page`: the article's address, if an API was requested instead of
    its page. `truncated`: the body is known to be incomplete.
    """

    offset: int
    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    date: str
    page: str | None
    truncated: bool
    position: int = 0


def responses(
    path: Path,
    on_damage: Callable[[Damage], None],
    *,
    start: int = 0,
    end: int | None = None,
    checkpoints: Checkpoints | None = None,
) -> Iterator[Capture]:
    """Yield the responses whose records begin at or after offset `start`, and before `end`.

    In a compressed file `start` and `end` are compared with the gzip member that holds the record (`StoredRecord`).
    `on_damage` is called for each part that cannot be read; reading continues at the next record. `checkpoints` makes
    records inside large members quick to find again. Raises `OSError`.
    """
    loader = ArcWarcRecordLoader()
    last: StoredRecord | None = None

    def damaged(offset: int, reason: str) -> None:
        nonlocal last
        last = None
        on_damage(Damage(path, offset, reason))

    with path.open("rb") as file:
        if start == 0 and not file.read(1):
            damaged(0, "the file is empty")
        for record in stored_records(file, damaged, start, end, checkpoints):
            last = record
            try:
                capture = _capture(loader, record)
            except Exception as error:  # whatever the parser raises for a hostile record
                damaged(record.offset, f"no readable record ({type(error).__name__}: {error})")
                continue
            if capture is not None:
                yield capture
        if last is not None and _waits_for_response(last.raw) and is_last(file, last.offset, len(last.raw)):
            damaged(last.offset, "the file ends after a request, before its response")


def _waits_for_response(raw: bytes) -> bool:
    """Return True for a request that was written before its response, as by wget and Common Crawl.

    A request that refers to its response with WARC-Concurrent-To was written after it.
    """
    head = raw[:_LARGEST_HEADER].partition(b"\r\n\r\n")[0]
    found = _TYPE.search(head + b"\r\n")
    return found is not None and found[1].lower() == b"request" and b"\nwarc-concurrent-to:" not in head.lower()


def response_at(path: Path, offset: int, position: int, checkpoints: Checkpoints) -> Capture | None:
    """Return the response at a place where `responses` found one; None if it is gone. Raises `OSError`."""
    with path.open("rb") as file:
        record = stored_record(file, offset, position, checkpoints)
    with suppress(Exception):  # the file is another one by now
        return None if record is None else _capture(ArcWarcRecordLoader(), record)
    return None


def _capture(loader: ArcWarcRecordLoader, stored: StoredRecord) -> Capture | None:
    """Return the response in a record's bytes; None for other types of records, and for responses that are not HTTP."""
    if not _is_response(stored.raw):
        return None
    record = loader.parse_record_stream(BytesIO(stored.raw), known_format="warc")
    about = record.rec_headers
    if record.http_headers is None:
        if (about.get_header("Content-Type") or "").startswith("application/http"):
            raise ValueError("an HTTP response without an HTTP address")
        return None
    body = record.raw_stream.read()
    headers = [(str(name), str(value)) for name, value in record.http_headers.headers]
    is_whole = True
    if any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers):
        body, is_whole = unchunk(body)
    return Capture(
        stored.offset,
        about.get_header("WARC-Target-URI").strip("<>"),
        int(record.http_headers.get_statuscode()),
        headers,
        body,
        about.get_header("WARC-Date")[:19] + "Z",
        about.get_header(PAGE_HEADER),
        not is_whole or about.get_header("WARC-Truncated") is not None,
        stored.position,
    )


def _is_response(raw: bytes) -> bool:
    """Return True if a record is a response. Raises `ValueError` if it has no type, or a header that is too large."""
    end = _END_OF_HEADER.search(raw)
    found = _TYPE.search(raw, 0, end.end()) if end else None
    if end is None or found is None:
        raise ValueError("no valid WARC-Type")
    if found[1].lower() != b"response":
        return False
    body = _END_OF_HEADER.search(raw, end.end())
    if (body.start() if body else len(raw)) - end.end() > _LARGEST_HEADER:
        raise ValueError(f"an HTTP header of more than {_LARGEST_HEADER} bytes")
    return True


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
