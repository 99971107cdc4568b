"""WARC archives: reading stored responses by address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from hanoi_press.warc.reader import Damage, Record, responses

_SCHEME = re.compile(r"^https?://(?:www\.)?", re.I)


class Stored(NamedTuple):
    """A stored response. `body` as it went over the wire, chunking undone; `date` in UTC (`2026-11-24T00:00:00Z`);
    `cut`: the body is known not to be whole."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    date: str
    cut: bool = False


def record_address(url: str, posted: bytes = b"") -> str:
    """The address under which a response is stored; a POST's holds what was posted, as other WARC tools write it."""
    if not posted:
        return url
    return f"{url}{'&' if '?' in url else '?'}__wb_method=POST&__wb_post_data={quote(posted, safe='')}"


class WarcIndex:
    """The responses of one WARC file by address. The index holds addresses and offsets, bodies stay on disk. `damage`
    names places that could not be read.

    Raises `ValueError`, naming the file, where it holds no response.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damage: list[Damage] = []
        self._exact: dict[str, tuple[int, bool]] = {}
        self._loose: dict[str, tuple[int, bool]] = {}
        for record in responses(path, self.damage.append):
            _remember(self._exact, record.url, record)
            _remember(self._loose, _SCHEME.sub("", record.url), record)
        if not self._exact and (self.damage or path.stat().st_size):
            reason = self.damage[0].reason if self.damage else "it holds no response"
            raise ValueError(f"{path} is no readable WARC file: {reason}")

    def __len__(self) -> int:
        return len(self._exact)

    def urls(self) -> Iterable[str]:
        """The addresses of the stored responses."""
        return self._exact.keys()

    def get(self, url: str) -> Stored | None:
        """The response stored for an address, or for the same with another scheme or `www.`; None where none is."""
        found = self._exact.get(url) or self._loose.get(_SCHEME.sub("", url))
        if found is None:
            return None
        record = next(responses(self.path, self.damage.append, start=found[0]))
        return Stored(record.status, record.headers, record.body, record.date, record.cut)


def _remember(index: dict[str, tuple[int, bool]], address: str, record: Record) -> None:
    """The latest answer counts, but a good one is not given up for an error or for half a page."""
    good = record.status == 200 and not record.cut
    if good or not index.get(address, (0, False))[1]:
        index[address] = (record.offset, good)
