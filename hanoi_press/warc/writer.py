"""Write raw answers to the archive in WARC 1.1, one file for each source and day.

`<data>/archive/<source>/<yyyy-mm>/<source>-<yyyymmdd>.warc.gz` (days of UTC). Each record is a gzip member, and an
answer is appended together with its request in one write, so that a process that is killed leaves whole records. warcio
makes the records; ISA-L compresses them, because warcio's gzip (always level 9) takes longer than reading the article.
"""

from __future__ import annotations

import fcntl
import io
import os
import string
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from isal import isal_zlib
from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from hanoi_press.compression import GZIP
from hanoi_press.discovery.statement_json import as_json
from hanoi_press.items import ArchiveRef, Listed
from hanoi_press.warc.gzip_members import whole_size
from hanoi_press.warc.index import record_address
from hanoi_press.warc.reader import LISTED_HEADER, PAGE_HEADER, VIA_HEADER

_LEVEL = 2  # of ISA-L's three; as small as zlib's level 1, in a quarter of its time
_PLAIN = string.punctuation + " \t"  # with letters and digits, the characters that a header may contain
_BUILDER = RecordBuilder("1.1")
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer.

    `date`: time of the answer, UTC (`2026-11-24T03:00:00Z`). `body`: as transferred, but without chunking.
    `page`: the article's address, if an API was requested instead of its page. `truncated`: the body is known to be
    incomplete. `listed`: what a list states of the article. `via`: the web archive whose capture the answer is: then
    no request of ours belongs to it. `stored_at`: the time that decides on the file; `date` if it is empty.
    """

    url: str
    date: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    method: str = "GET"
    request_headers: Headers = field(default_factory=list)
    request_body: bytes = b""
    ip: str | None = None
    page: str | None = None
    truncated: bool = False
    listed: Listed | None = None
    via: str | None = None
    stored_at: str = ""


class WarcWriter:
    """The writer of a source's archive. `by` names the program in the first record of each file."""

    def __init__(self, data: Path, source: str, by: str) -> None:
        self.data = data
        self.source = source
        self.by = by
        self._file: io.FileIO | None = None
        self._path: Path | None = None

    def write(self, exchange: Exchange) -> ArchiveRef:
        """Append an exchange. Return its position; it is written to the file when this returns.

        Raises `OSError`; the file is left as it was if the exchange does not fit on the disk.
        """
        records = _exchange_records(exchange)
        file = self._open(exchange.stored_at or exchange.date)
        fcntl.flock(file, fcntl.LOCK_EX)  # another process may write to the file of the same day
        try:
            offset = file.seek(0, os.SEEK_END)
            if offset == 0:
                _append(file, _compressed(self._info_record()))
                offset = file.tell()
            _append(file, b"".join(map(_compressed, records)))
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
        assert self._path is not None
        return ArchiveRef(self._path.relative_to(self.data).as_posix(), offset)

    def close(self) -> None:
        """Sync the file and close it. Raises `OSError`."""
        if self._file is not None:
            file, self._file, self._path = self._file, None, None
            try:
                os.fsync(file.fileno())
            finally:
                file.close()

    def path_for(self, date: str) -> Path:
        """Return the file to which the answers of a time (UTC, `2026-11-24T03:00:00Z`) are appended."""
        return self.data / "archive" / self.source / date[:7] / f"{self.source}-{date[:10].replace('-', '')}.warc.gz"

    def _open(self, date: str) -> io.FileIO:
        path = self.path_for(date)
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

    def _info_record(self) -> bytes:
        about = {"software": self.by, "format": "WARC File Format 1.1", "isPartOf": self.source}
        return _record_bytes(_BUILDER.create_warcinfo_record(None, about))


def cut_torn_end(file: io.FileIO) -> int:
    """Cut off everything after the last whole record. Return the number of bytes cut. Raises `OSError`."""
    size = file.seek(0, os.SEEK_END)
    whole = whole_size(file)
    if whole < size:
        file.truncate(whole)
    return size - whole


def _append(file: io.FileIO, data: bytes) -> None:
    """Write all of the data at the file's position, or nothing. Raises `OSError`."""
    start = file.tell()
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[file.write(rest) or 0 :]
    except OSError:
        file.truncate(start)
        file.seek(start)
        raise


def _compressed(record: bytes) -> bytes:
    packed: bytes = isal_zlib.compress(record, _LEVEL, GZIP)
    return packed


def _exchange_records(exchange: Exchange) -> list[bytes]:
    """Return the record of the answer, then that of the request, which refers to it; a capture has no request."""
    address = _escaped(record_address(exchange.url, exchange.request_body))
    about = {"WARC-Date": exchange.date}
    if exchange.ip:
        about["WARC-IP-Address"] = exchange.ip
    about_answer = dict(about)
    if exchange.page:
        about_answer[PAGE_HEADER] = _escaped(exchange.page)
    if exchange.listed and (header := as_json(exchange.listed)):
        about_answer[LISTED_HEADER] = header
    if exchange.via:
        about_answer[VIA_HEADER] = exchange.via
    if exchange.truncated:
        about_answer["WARC-Truncated"] = "disconnect"
    status = StatusAndHeaders(f"{exchange.status} {_escaped(exchange.reason)}", _plain(exchange.headers), "HTTP/1.1")
    answer = _http_record("response", address, status, exchange.body, about_answer)
    if exchange.via:
        return [_record_bytes(answer)]
    about["WARC-Concurrent-To"] = answer.rec_headers.get_header("WARC-Record-ID")
    parts = urlsplit(exchange.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = _plain([("Host", parts.netloc), *exchange.request_headers])
    line = StatusAndHeaders(f"{exchange.method} {_escaped(path)} HTTP/1.1", headers, is_http_request=True)
    request = _http_record("request", address, line, exchange.request_body, about)
    return [_record_bytes(answer), _record_bytes(request)]


def _http_record(kind: str, address: str, head: StatusAndHeaders, body: bytes, about: dict[str, str]) -> Any:
    """Return warcio's record of a request or an answer; it adds an id and digests to `about`, the record's headers."""
    return _BUILDER.create_warc_record(
        address, kind, payload=io.BytesIO(body), length=len(body), http_headers=head, warc_headers_dict=about
    )


def _record_bytes(record: Any) -> bytes:
    out = io.BytesIO()
    WARCWriter(out, gzip=False).write_record(record)
    return out.getvalue()


def _plain(headers: Headers) -> Headers:
    """Return headers with every character escaped that could end a header, or that is not ASCII."""
    return [(_escaped(name), _escaped(value)) for name, value in headers]


def _escaped(text: str) -> str:
    return quote(text, safe=_PLAIN)
