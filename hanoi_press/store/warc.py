"""WARC archives: reading stored responses by address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator

_SCHEME = re.compile(r"^https?://(?:www\.)?", re.I)


class Stored(NamedTuple):
    """A stored response. `body` as it went over the wire, chunking undone; `date` in UTC (`2026-11-24T00:00:00Z`)."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    date: str


def address(url: str, posted: bytes = b"") -> str:
    """The address under which a response is stored; a POST's holds what was posted, as other WARC tools write it."""
    if not posted:
        return url
    return f"{url}{'&' if '?' in url else '?'}__wb_method=POST&__wb_post_data={quote(posted, safe='')}"


class Archive:
    """The responses of one WARC file by address. The index holds addresses and offsets, bodies stay on disk.

    Raises `ValueError`, naming the file, where it is no WARC.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._exact: dict[str, int] = {}
        self._loose: dict[str, int] = {}
        try:
            self._index()
        except Exception as error:
            raise ValueError(f"{path} is no readable WARC file: {error}") from error

    def __len__(self) -> int:
        return len(self._exact)

    def urls(self) -> Iterable[str]:
        """The addresses of the stored responses."""
        return self._exact.keys()

    def _index(self) -> None:
        with self.path.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI").strip("<>")
                offset = records.get_record_offset()
                self._exact[url] = offset
                self._loose.setdefault(_SCHEME.sub("", url), offset)

    def get(self, url: str) -> Stored | None:
        """The response stored for an address, or for the same with another scheme or `www.`; None where none is."""
        offset = self._exact.get(url, self._loose.get(_SCHEME.sub("", url)))
        if offset is None:
            return None
        with self.path.open("rb") as stream:
            stream.seek(offset)
            record = next(ArchiveIterator(stream))
            date = record.rec_headers.get_header("WARC-Date")
            headers = record.http_headers
            return Stored(int(headers.get_statuscode()), headers.headers, record.raw_stream.read(), date[:19] + "Z")
