"""Read the responses in a WARC file one after another, from any offset; damage is reported and skipped.

WARC 1.0 and 1.1 are read, in gzip (a member for each record, as crawlers write, such as Common Crawl's CC-NEWS; or one
around all) or plain. warcio parses the records' headers, `warc.http_head` those of the answers in them;
`warc.stored_records` finds the records, so that a wrong length, a wrong checksum or a torn end is noticed.
A `resource` record holds a page without an HTTP head, as converters of folders write it: it counts as an answer with
HTTP 200.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Literal, NamedTuple, Protocol

from warcio.recordloader import ArcWarcRecordLoader

from hanoi_press.discovery.captures import WEB_ARCHIVES
from hanoi_press.discovery.statement_json import from_json
from hanoi_press.items import Listed
from hanoi_press.warc.gzip_members import Checkpoints
from hanoi_press.warc.http_head import LARGEST_HEAD, HttpHead, has_status_line, http_head
from hanoi_press.warc.record_dates import record_date
from hanoi_press.warc.record_starts import is_last
from hanoi_press.warc.stored_records import StoredRecord, records_at, stored_record, stored_records

PAGE_HEADER = "X-Page-URI"  # our own: the article's address, if an API was requested instead of its page
# Our own, too: what a list stated of the article (`Listed`, as JSON). It stands in the record itself and not in a
# `metadata` record beside it, because it is found with the page then, wherever a slice or an index begins.
LISTED_HEADER = "X-Listed"
VIA_HEADER = "X-Via"  # our own: the web archive whose capture the answer is
_TYPE = re.compile(rb"^warc-type[ \t]*:[ \t]*(?:\r?\n[ \t]+)?([\w-]+)[ \t]*\r?$", re.I | re.M)
_END_OF_HEADER = re.compile(rb"\n\r?\n")
_ADDRESS = re.compile(rb"^(?:warc-target-uri|(x-page-uri))[ \t]*:[ \t]*<?(\S[^\r\n]*?)>?[ \t]*\r?$", re.I | re.M)
REVISIT = "revisit"
CAPTURES = ("response", "resource", REVISIT)
_PARTIAL = ("WARC-Truncated", "WARC-Segment-Number")  # a segmented record goes on in `continuation` records
_WEB = re.compile(r"https?:", re.I)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")


class ArchiveFile(Protocol):
    """A file that can be read from any offset: a `Path`, or one at an address (`engine.remote_files`)."""

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """Return the file, open for reading. Raises `OSError`."""


class Damage(NamedTuple):
    """A part of a WARC file that could not be read; `offset` in bytes."""

    path: ArchiveFile
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path} at byte {self.offset}: {self.reason}"


class Capture(NamedTuple):
    """A stored response.

    `offset` and `position`: where its record begins, as in `StoredRecord`. `body`: as transferred, but without
    chunking. `date`: UTC (`2026-11-24T00:00:00Z`). `page`: the article's address, if an API was requested instead of
    its page. `truncated`: the body is known to be incomplete. `is_revisit`: the record only refers to an earlier one
    with the same body. `listed`: what a list stated of the article, if the archive is our own. `via`: the web archive
    whose capture it is, if the archive is our own; None if the site itself answered.
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
    is_revisit: bool = False
    listed: Listed | None = None
    via: str | None = None


def responses(
    path: ArchiveFile,
    on_damage: Callable[[Damage], None],
    *,
    start: int = 0,
    end: int | None = None,
    checkpoints: Checkpoints | None = None,
    wanted: Callable[[StoredRecord], bool] | None = None,
) -> Iterator[Capture]:
    """Yield the responses whose records begin at or after offset `start`, and before `end`.

    In a compressed file `start` and `end` are compared with the gzip member that holds the record (`StoredRecord`).
    `on_damage` is called for each part that cannot be read; reading continues at the next record. `checkpoints` makes
    records inside large members quick to find again. `wanted`: called for each record of any type; one for which it is
    False is skipped before anything of it is parsed. Raises `OSError`, and what `wanted` raises.
    """
    found = stored_responses(path, on_damage, start=start, end=end, checkpoints=checkpoints, wanted=wanted)
    return (capture for _, capture in found)


def stored_responses(
    path: ArchiveFile,
    on_damage: Callable[[Damage], None],
    *,
    start: int = 0,
    end: int | None = None,
    checkpoints: Checkpoints | None = None,
    wanted: Callable[[StoredRecord], bool] | None = None,
) -> Iterator[tuple[StoredRecord, Capture]]:
    """Yield as `responses` does, each with the bytes of its record."""
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
            if wanted is not None and not wanted(record):
                continue
            try:
                capture = capture_of(loader, record)
            except Exception as error:  # whatever the parser raises for a hostile record
                damaged(record.offset, f"no readable record ({type(error).__name__}: {error})")
                continue
            if capture is not None:
                yield record, capture
        if last is not None and _waits_for_response(last.raw) and is_last(file, last.offset, len(last.raw)):
            damaged(last.offset, "the file ends after a request, before its response")


def stated_address(raw: bytes) -> str | None:
    """Return the address of the page to which a record belongs, as its header states it; None if that is not plain."""
    end = _END_OF_HEADER.search(raw)
    found = {one[1] is not None: one[2] for one in _ADDRESS.finditer(raw, 0, end.end() if end else 0)}
    address = found.get(True) or found.get(False)
    return None if address is None else address.decode("utf-8", "replace")


def _waits_for_response(raw: bytes) -> bool:
    """Return True for a request that was written before its response, as by wget and Common Crawl.

    A request that refers to its response with WARC-Concurrent-To was written after it.
    """
    head = raw[:LARGEST_HEAD].partition(b"\r\n\r\n")[0]
    found = _TYPE.search(head + b"\r\n")
    return found is not None and found[1].lower() == b"request" and b"\nwarc-concurrent-to:" not in head.lower()


def response_at(path: Path, offset: int, position: int, checkpoints: Checkpoints) -> Capture | None:
    """Return the response at a place where `responses` found one; None if it is gone. Raises `OSError`."""
    with path.open("rb") as file:
        record = stored_record(file, offset, position, checkpoints)
    with suppress(Exception):  # the file is another one by now
        return None if record is None else capture_of(ArcWarcRecordLoader(), record)
    return None


def responses_at(path: Path, offset: int) -> Iterator[Capture]:
    """Yield the responses whose `offset` is this one: several if a gzip member holds them, none if none is whole.

    Raises `OSError`.
    """
    loader = ArcWarcRecordLoader()
    with path.open("rb") as file:
        for record in records_at(file, offset):
            with suppress(Exception):  # whatever the parser raises for a hostile record
                if (found := capture_of(loader, record)) is not None:
                    yield found


def capture_of(loader: ArcWarcRecordLoader, stored: StoredRecord) -> Capture | None:
    """Return the answer in a record's bytes; None for other types of records, and for answers that are not HTTP."""
    kind = record_type(stored.raw)
    if kind not in CAPTURES:
        return None
    record = loader.parse_record_stream(BytesIO(stored.raw), known_format="warc", no_record_parse=True)
    about = record.rec_headers
    url = (about.get_header("WARC-Target-URI") or "").removeprefix("%20").strip("<> \t")  # warcio escapes spaces
    declared = about.get_header("Content-Type") or ""
    if not _WEB.match(url):
        if declared.startswith("application/http") or not url:
            raise ValueError("an HTTP response without an HTTP address")
        return None
    block = record.raw_stream.read()
    head = http_head(block) if kind == "response" or has_status_line(block) else None
    head = head or HttpHead(200, _own_headers(declared), 0)
    headers, body, is_whole = head.headers, block[head.size :], True
    if any(name.lower() == "transfer-encoding" and "chunked" in value.lower() for name, value in headers):
        body, is_whole = unchunk(body)
    http_date = next((value for name, value in headers if name.lower() == "date"), None)
    return Capture(
        stored.offset,
        url,
        head.status,
        headers,
        body,
        record_date(about.get_header("WARC-Date"), http_date),
        about.get_header(PAGE_HEADER),
        not is_whole or any(about.get_header(name) is not None for name in _PARTIAL),
        stored.position,
        kind == REVISIT,
        from_json(about.get_header(LISTED_HEADER)),
        _via(about.get_header(VIA_HEADER)),
    )


def _via(stated: str | None) -> str | None:
    """Return the name of a web archive; None for what is none, which another program may have written."""
    return stated if stated in WEB_ARCHIVES else None


def _own_headers(declared: str) -> list[tuple[str, str]]:
    """Return the headers of a page without an HTTP head: the type that its record states."""
    is_page = declared and not declared.lower().startswith("application/http")
    return [("Content-Type", declared)] if is_page else []


def record_type(raw: bytes) -> str:
    """Return the type of a record, in lower case. Raises `ValueError` if it has none."""
    end = _END_OF_HEADER.search(raw)
    found = _TYPE.search(raw, 0, end.end()) if end else None
    if found is None:
        raise ValueError("no valid WARC-Type")
    return found[1].decode().lower()


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
