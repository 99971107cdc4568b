"""The archive: raw answers as they came, in WARC 1.1, one file a source and day.

`<data>/archive/<source>/<yyyy-mm>/<source>-<yyyymmdd>.warc.gz` (days of UTC). Each record is a gzip member, and an
answer goes to the file with its request in one write: a process may die at any moment and leaves whole records. They
are made here and not by warcio, whose level 9 of gzip cannot be changed and costs more than reading the article does.
"""

from __future__ import annotations

import fcntl
import io
import os
import string
from base64 import b32encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import uuid4

from isal import isal_zlib

from hanoi_press.items import ArchiveRef
from hanoi_press.warc.gzip_members import whole_size
from hanoi_press.warc.index import record_address
from hanoi_press.warc.reader import PAGE_HEADER

_LEVEL = 2  # of ISA-L's three: as small as zlib's 1, in a quarter of its time
_PLAIN = string.punctuation + " \t"
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


class WarcWriter:
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
        block = f"software: {self.by}\r\nformat: WARC File Format 1.1\r\nisPartOf: {self.source}\r\n"
        about = {"WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        return _record("warcinfo", about, "application/warc-fields", block.encode())[1]


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
    packed: bytes = isal_zlib.compress(record, _LEVEL, 31)
    return packed


def _records(exchange: Exchange) -> tuple[bytes, bytes]:
    """The answer, then the request that it answers."""
    about = {"WARC-Date": exchange.date, "WARC-Target-URI": record_address(exchange.url, exchange.posted)}
    if exchange.ip:
        about["WARC-IP-Address"] = exchange.ip
    said = about | {"WARC-Payload-Digest": "sha1:" + b32encode(sha1(exchange.body).digest()).decode()}
    if exchange.page:
        said[PAGE_HEADER] = exchange.page
    if exchange.cut:
        said["WARC-Truncated"] = "disconnect"
    head = _http(f"HTTP/1.1 {exchange.status} {exchange.reason}", exchange.headers)
    id, answer = _record("response", said, "application/http; msgtype=response", head + exchange.body)
    parts = urlsplit(exchange.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    head = _http(f"{exchange.method} {path} HTTP/1.1", [("Host", parts.netloc), *exchange.asked])
    about["WARC-Concurrent-To"] = id
    return answer, _record("request", about, "application/http; msgtype=request", head + exchange.posted)[1]


def _record(kind: str, about: dict[str, str], content: str, block: bytes) -> tuple[str, bytes]:
    """A record's id and bytes."""
    id = f"<urn:uuid:{uuid4()}>"
    lines = {"WARC-Type": kind, "WARC-Record-ID": id} | about
    lines |= {"Content-Type": content, "Content-Length": str(len(block))}
    head = "".join(f"{name}: {quote(value, safe=_PLAIN)}\r\n" for name, value in lines.items())
    return id, b"WARC/1.1\r\n%s\r\n%s\r\n\r\n" % (head.encode("ascii"), block)


def _http(first: str, headers: Headers) -> bytes:
    """The head of a request or an answer. Strangers send any bytes in headers; what is not plain is quoted."""
    named = (f"{quote(name, safe=_PLAIN)}: {quote(value, safe=_PLAIN)}" for name, value in headers)
    return "\r\n".join([quote(first, safe=_PLAIN), *named, "", ""]).encode("ascii")
