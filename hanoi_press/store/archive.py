"""The archive: raw answers as they came, in WARC 1.1, one file a source and day.

`<data>/archive/<source>/<yyyy-mm>/<source>-<yyyymmdd>.warc.gz` (days of UTC). Each record is a gzip member, and an
answer goes to the file with its request in one write: a process may die at any moment and leaves whole records. warcio
makes the records; they are packed here at zlib's level 1, as warcio's own 9 costs four times as much for 15 % less.
"""

from __future__ import annotations

import fcntl
import io
import os
import string
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from hanoi_press.items import ArchiveRef
from hanoi_press.store.members import whole_size
from hanoi_press.store.records import PAGE_HEADER
from hanoi_press.store.warc import address

_LEVEL = 1
_PLAIN = string.punctuation
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer. `body` as it came, chunking undone; `date` in UTC (`2026-11-24T03:00:00Z`);
    `page`: the article's address where an API was asked for it; `cut`: the body is known not to be whole."""

    url: str
    date: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    method: str = "GET"
    asked: Headers = field(default_factory=list)
    posted: bytes = b""
    ip: str | None = None
    page: str | None = None
    cut: bool = False


class ArchiveWriter:
    """Appends to a source's archive under a data folder; `by` names the program in the files' first record."""

    def __init__(self, data: Path, source: str, by: str) -> None:
        self.data = data
        self.source = source
        self.by = by
        self._file: io.FileIO | None = None
        self._path: Path | None = None

    def write(self, exchange: Exchange) -> ArchiveRef:
        """Appends an exchange; it is with the operating system when this returns. Where it does not fit on the disk
        the file is left as it was. Raises `OSError`."""
        records = _records(exchange)
        file = self._open(exchange.date)
        fcntl.flock(file, fcntl.LOCK_EX)  # another process may write to the same day
        try:
            offset = file.seek(0, os.SEEK_END)
            if offset == 0:
                _append(file, _pack(self._info()))
                offset = file.tell()
            _append(file, b"".join(map(_pack, records)))
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
        assert self._path is not None
        return ArchiveRef(self._path.relative_to(self.data).as_posix(), offset)

    def close(self) -> None:
        """Syncs the file and closes it. Raises `OSError`."""
        if self._file is not None:
            file, self._file, self._path = self._file, None, None
            try:
                os.fsync(file.fileno())
            finally:
                file.close()

    def _open(self, date: str) -> io.FileIO:
        path = self.data / "archive" / self.source / date[:7] / f"{self.source}-{date[:10].replace('-', '')}.warc.gz"
        if self._file is None or path != self._path:
            self.close()
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = io.FileIO(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644), "r+")
            self._path = path
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                cut_torn_end(self._file)
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        return self._file

    def _info(self) -> bytes:
        writer, buffer = _writer()
        writer.write_record(
            writer.create_warcinfo_record(
                None, {"software": self.by, "format": "WARC File Format 1.1", "isPartOf": self.source}
            )
        )
        return buffer.getvalue()


def cut_torn_end(file: io.FileIO) -> int:
    """Cuts off what stands behind the last whole record; returns how many bytes that was."""
    size = file.seek(0, os.SEEK_END)
    whole = whole_size(file)
    if whole < size:
        file.truncate(whole)
    return size - whole


def _append(file: io.FileIO, data: bytes) -> None:
    """All of the data or nothing."""
    start = file.tell()
    left = memoryview(data)
    try:
        while left:
            left = left[file.write(left) or 0 :]
    except OSError:
        file.truncate(start)
        file.seek(start)
        raise


def _pack(record: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def _writer() -> tuple[WARCWriter, io.BytesIO]:
    buffer = io.BytesIO()
    return WARCWriter(buffer, gzip=False, warc_version="WARC/1.1"), buffer


def _records(exchange: Exchange) -> tuple[bytes, bytes]:
    """The answer, then the request that it answers."""
    stored = address(exchange.url, exchange.posted)
    about = {"WARC-Date": exchange.date}
    if exchange.ip:
        about["WARC-IP-Address"] = exchange.ip
    said = dict(about)
    if exchange.page:
        said[PAGE_HEADER] = exchange.page
    if exchange.cut:
        said["WARC-Truncated"] = "disconnect"
    writer, buffer = _writer()
    answer = writer.create_warc_record(
        stored,
        "response",
        payload=io.BytesIO(exchange.body),
        http_headers=StatusAndHeaders(
            f"{exchange.status} {exchange.reason}", _ascii(exchange.headers), protocol="HTTP/1.1"
        ),
        warc_headers_dict=said,
    )
    writer.write_record(answer)
    answered = buffer.getvalue()
    parts = urlsplit(exchange.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    writer, buffer = _writer()
    request = writer.create_warc_record(
        stored,
        "request",
        payload=io.BytesIO(exchange.posted),
        http_headers=StatusAndHeaders(
            f"{exchange.method} {path} HTTP/1.1",
            [("Host", parts.netloc), *_ascii(exchange.asked)],
            is_http_request=True,
        ),
        warc_headers_dict=about | {"WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID")},
    )
    writer.write_record(request)
    return answered, buffer.getvalue()


def _ascii(headers: Headers) -> Headers:
    """Headers as they may stand in a record: strangers send any bytes in them."""
    return [(quote(name, safe=_PLAIN), quote(value, safe=_PLAIN + " \t")) for name, value in headers]
