"""Archive files of all the world's hosts, as Common Crawl's CC-NEWS, written with warcio."""

from __future__ import annotations

import random
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class Stored(NamedTuple):
    """A record to write: a response with an HTTP head, or a `resource` without one."""

    url: str
    body: bytes = b"<html><body><p>Elsewhere</p></body></html>"
    date: str = "2024-05-06T07:08:09Z"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    status: str = "200 OK"
    kind: str = "response"
    more: tuple[tuple[str, str], ...] = ()  # headers of the record itself


def foreign(number: int, size: int = 2000) -> Stored:
    """Return a page of another site, with noise of so many bytes that cannot be compressed much."""
    noise = random.Random(number).randbytes(size // 2).hex()
    return Stored(f"https://news{number % 97}.example.org/a/{number}.html", f"<html><p>{noise}</p></html>".encode())


def archive(records: Iterable[Stored], *, gzip: bool = True) -> bytes:
    """Return the file of records, each after its request, behind a `warcinfo`, as StormCrawler writes it."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("CC-NEWS-20240506000000-00001.warc.gz", {"isPartOf": "CC-NEWS"}))
    for one in records:
        about = {"WARC-Date": one.date, **dict(one.more)}
        if one.kind in ("response", "revisit"):
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
            writer.write_record(
                writer.create_warc_record(one.url, "request", http_headers=asked, warc_headers_dict=dict(about))
            )
            head = StatusAndHeaders(one.status, list(one.headers), protocol="HTTP/1.1")
            made = writer.create_warc_record(
                one.url, one.kind, BytesIO(one.body), http_headers=head, warc_headers_dict=about
            )
        else:
            kind = dict(one.headers).get("Content-Type", "text/html")
            made = writer.create_warc_record(
                one.url, one.kind, BytesIO(one.body), warc_content_type=kind, warc_headers_dict=about
            )
        writer.write_record(made)
    return file.getvalue()


def write(path: Path, records: Iterable[Stored], *, gzip: bool = True) -> Path:
    """Write a file of records; return its path."""
    path.write_bytes(archive(records, gzip=gzip))
    return path
