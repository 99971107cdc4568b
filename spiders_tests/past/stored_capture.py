"""Make the records that a web archive holds: WARC as Common Crawl writes it since 2013, ARC as before."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders_tests.sites.page import HTML, Page

COMMONCRAWL, WAYBACK = "commoncrawl", "wayback"
_FIRST_WARC = "2013"  # Common Crawl's indexes of 2008 to 2012 point to ARC files
_WWW = re.compile(r"^www\d*\.")
_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 403: "Forbidden", 404: "Not Found", 503: "Unavailable"}


def digest_of(body: bytes) -> str:
    """Return the digest of a body as both archives state it: SHA-1 in base 32."""
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


def urlkey(url: str) -> str:
    """Return the key by which both indexes are sorted: `vn,com,hanoimoi)/path?query`, in lower case."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = _WWW.sub("", parts.hostname or "")
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    path = parts.path.rstrip("/") if len(parts.path) > 1 else ""
    return f"{','.join(reversed(host.split('.')))}){path or '/'}{query}".lower()


def matches(stored: str, asked: Mapping[str, str]) -> bool:
    """Return True if the key of a capture matches `url` and `matchType` of a query; a "*" in `url` is not known."""
    key = urlkey(asked.get("url", ""))
    host, wanted = stored.partition(")")[0], key.partition(")")[0]
    return {
        "exact": stored == key,
        "prefix": stored.startswith(key),
        "host": host == wanted,
        "domain": host == wanted or host.startswith(f"{wanted},"),
    }[asked.get("matchType", "exact")]


@dataclass(frozen=True)
class StoredCapture:
    """One capture: what a site answered at a time, and what archives say of it.

    `captured`: 14 digits of UTC. `body`: as the site sent it, thus packed if `headers` have a Content-Encoding (Common
    Crawl stores it unpacked, with the header renamed to `X-Crawl-Content-Encoding`; see `packed`). `kind`: the type of
    the record. `truncated`: the reason that `WARC-Truncated` and the index state; the body is the test's to cut.

    What the archives *say* is the truth unless told otherwise: `digest`, `mime` and `listed_status` in the indexes,
    `listed` any field of Common Crawl's index line, `record_headers` the headers of the WARC record (None: left out),
    `damage` what has become of the stored gzip member (the length in the index stays that of the whole member).
    `index`: the id of Common Crawl's index; by the time of the capture if None. `wayback`: the answer of the Wayback
    Machine in place of the capture (its own error page, for example).
    """

    url: str
    captured: str
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": HTML})
    mime: str | None = None
    digest: str | None = None
    archives: tuple[str, ...] = (COMMONCRAWL, WAYBACK)
    kind: str = "response"
    truncated: str = ""
    listed_status: str | None = None
    listed: Mapping[str, object] = field(default_factory=dict)
    record_headers: Mapping[str, str | None] = field(default_factory=dict)
    damage: Callable[[bytes], bytes] | None = None
    index: str | None = None
    wayback: Page | None = None
    packed: bool = False

    @property
    def stated_mime(self) -> str:
        """Return the media type as the indexes state it."""
        if self.mime is not None:
            return self.mime
        if self.kind == "revisit":
            return "warc/revisit"
        stated = {name.lower(): value for name, value in self.headers.items()}.get("content-type", "unk")
        return stated.partition(";")[0].strip()

    @property
    def stated_digest(self) -> str:
        """Return the digest as the indexes state it."""
        return self.digest or digest_of(self.payload)

    @property
    def stated_status(self) -> str:
        """Return the status as the indexes state it; `-` for a revisit in the Wayback Machine's."""
        return self.listed_status or ("-" if self.kind == "revisit" else str(self.status))

    @property
    def stated_index(self) -> str:
        """Return the id of Common Crawl's index that lists the capture."""
        if self.index:
            return self.index
        for last, name in (("2010", "CC-MAIN-2008-2009"), ("2012", "CC-MAIN-2009-2010"), (_FIRST_WARC, "CC-MAIN-2012")):
            if self.captured < last:
                return name
        year, week, _ = self.moment.replace(day=15).isocalendar()
        return f"CC-MAIN-{year}-{week:02}"

    @property
    def moment(self) -> datetime:
        """Return the time of the capture."""
        return datetime.strptime(self.captured, "%Y%m%d%H%M%S").replace(tzinfo=UTC)

    @property
    def payload(self) -> bytes:
        """Return the body as Common Crawl stores it: unpacked, unless `packed`."""
        encoding = {name.lower(): value for name, value in self.headers.items()}.get("content-encoding")
        return gzip.decompress(self.body) if encoding == "gzip" and not self.packed else self.body

    @cached_property
    def member(self) -> bytes:
        """The record as one gzip member, whole."""
        return self._arc() if self.captured < _FIRST_WARC else self._warc()

    def stored(self) -> bytes:
        """Return the record as it lies in the file, with its damage."""
        whole = self.member
        return self.damage(whole) if self.damage else whole

    def _http_headers(self) -> StatusAndHeaders:
        stored = dict(self.headers)
        for name in [name for name in stored if name.lower() in ("content-encoding", "content-length")]:
            if not self.packed:
                stored[f"X-Crawl-{name}"] = stored.pop(name)
        stored.setdefault("Content-Length", str(len(self.payload)))
        reason = f"{self.status} {_REASONS.get(self.status, 'Other')}"
        return StatusAndHeaders(reason, list(stored.items()), protocol="HTTP/1.1")

    def _warc(self) -> bytes:
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=True)
        http = self._http_headers() if self.kind in ("response", "revisit") else None
        extra = {"WARC-Date": f"{self.moment:%Y-%m-%dT%H:%M:%SZ}", "WARC-IP-Address": "192.0.2.7"}
        if self.kind == "revisit":
            extra |= {"WARC-Profile": "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"}
            extra |= {"WARC-Payload-Digest": f"sha1:{self.stated_digest}"}
        if self.truncated:
            extra["WARC-Truncated"] = self.truncated
        payload = b"" if self.kind == "revisit" else self.payload
        record = writer.create_warc_record(
            self.url, self.kind, io.BytesIO(payload), len(payload), http_headers=http, warc_headers_dict=extra
        )
        writer.ensure_digest(record, block=True, payload=True)
        for name, value in self.record_headers.items():
            record.rec_headers.remove_header(name)
            if value is not None:
                record.rec_headers.add_header(name, value)
        writer.write_record(record)
        return _as_stated(out.getvalue(), self.record_headers)

    def _arc(self) -> bytes:
        block = self._http_headers().to_bytes() + self.payload
        stated = {name.lower(): value for name, value in self.record_headers.items()}
        url, length = stated.get("warc-target-uri") or self.url, stated.get("content-length") or len(block)
        line = f"{url} 192.0.2.7 {self.captured} {self.stated_mime} {length}\n".encode()
        return gzip.compress(line + block + b"\n", mtime=0)


def _as_stated(member: bytes, headers: Mapping[str, str | None]) -> bytes:
    """Put in the Content-Length and the digests that a test states, which warcio computes anew when it writes."""
    named = {"content-length", "warc-block-digest", "warc-payload-digest", "content-type"}
    lies = {name: value for name, value in headers.items() if name.lower() in named}
    if not lies:
        return member
    head, _, rest = gzip.decompress(member).partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    for name, value in lies.items():
        lines = [line for line in lines if line.partition(b":")[0].lower() != name.lower().encode()]
        if value is not None:
            lines.append(f"{name}: {value}".encode())
    return gzip.compress(b"\r\n".join(lines) + b"\r\n\r\n" + rest, mtime=0)
