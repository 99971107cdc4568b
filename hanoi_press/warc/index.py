"""Find the responses of a WARC file by address."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from hanoi_press.discovery.addresses import normal_address
from hanoi_press.failures import is_full_answer
from hanoi_press.warc.gzip_members import Checkpoints
from hanoi_press.warc.reader import Capture, Damage, response_at, responses
from hanoi_press.warc.record_starts import has_record_start
from hanoi_press.warc.stored_records import StoredRecord

_NAMED = 100  # damaged places that are listed
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.I)


def without_scheme(url: str) -> str:
    """Return an address without scheme, `www.`, default port and trailing dot: captures of one page differ in them.

    >>> without_scheme("http://www.HanoiMoi.vn.:80/a-1.html")
    'hanoimoi.vn/a-1.html'
    """
    try:
        return _SCHEME.sub("", normal_address(url) or url)
    except ValueError:
        return _SCHEME.sub("", url)


def record_address(url: str, posted: bytes = b"") -> str:
    """Return the address under which a response is stored; for a POST with the posted data, as in other tools."""
    if not posted:
        return url
    return f"{url}{'&' if '?' in url else '?'}__wb_method=POST&__wb_post_data={quote(posted, safe='')}"


class _Place(NamedTuple):
    """Where a response is stored, as in `StoredRecord`; `is_good`: a whole page; `date` as in `Capture`."""

    offset: int
    position: int
    is_good: bool
    date: str


class WarcIndex:
    """The responses of one WARC file by address. Addresses and offsets are in memory; the bodies stay on disk.

    `damage` lists the first parts that could not be read, `faults` is the number of all of them.
    """

    def __init__(self, path: Path, wanted: Callable[[StoredRecord], bool] | None = None) -> None:
        """Read the file once. `wanted`: which records are remembered, as in `responses`.

        Raises `ValueError` as `check_archive` does, and `OSError`.
        """
        self.path = path
        self.damage: list[Damage] = []
        self.faults = 0
        self._checkpoints = Checkpoints()
        self._by_url: dict[str, _Place] = {}
        self._by_host_and_path: dict[str, _Place] = {}  # `without_scheme`
        for capture in responses(path, self._damaged, checkpoints=self._checkpoints, wanted=wanted):
            if capture.is_revisit:
                continue  # the record that it refers to may stand in the file, too
            _add(self._by_url, capture.url, capture)
            _add(self._by_host_and_path, without_scheme(capture.url), capture)
        if not self._by_url and wanted is None:
            _check_empty(path, self.damage)

    def _damaged(self, damage: Damage) -> None:
        self.faults += 1
        if self.faults <= _NAMED:
            self.damage.append(damage)

    def __len__(self) -> int:
        return len(self._by_url)

    def urls(self) -> Iterable[str]:
        """Return the addresses of the stored responses."""
        return self._by_url.keys()

    def whole_pages(self) -> Iterable[str]:
        """Return the addresses whose stored response is a whole page."""
        return (url for url, place in self._by_url.items() if place.is_good)

    def get(self, url: str) -> Capture | None:
        """Return the response for an address, else for one that differs as in `without_scheme`, or None."""
        found = self._by_url.get(url) or self._by_host_and_path.get(without_scheme(url))
        return None if found is None else response_at(self.path, found.offset, found.position, self._checkpoints)


def check_archive(path: Path) -> None:
    """Raise `ValueError` if a file is no WARC file, or contains no response. Raises `OSError`.

    Of a good file only the first response is read.
    """
    damage: deque[Damage] = deque(maxlen=1)
    if next(responses(path, damage.append), None) is None:
        _check_empty(path, damage)


def _check_empty(path: Path, damage: Sequence[Damage]) -> None:
    """Raise `ValueError` for a file without response, unless it is empty, or an archive in which all is damaged."""
    if not path.stat().st_size:
        return
    if not damage:
        raise ValueError(f"{path} is no readable WARC file: it holds no response")
    if damage and not has_record_start(path):
        raise ValueError(f"{path} is no readable WARC file: {damage[0].reason}, at byte {damage[0].offset}")


def _add(index: dict[str, _Place], address: str, capture: Capture) -> None:
    """Add a response. The latest one is used, but an error or a truncated page does not replace a good one.

    Its date decides, not its place: our own archive may have a web archive's capture of years ago behind today's page.
    """
    is_good = is_full_answer(capture.status) and not capture.truncated
    known = index.get(address)
    if known is None or (is_good, capture.date) >= (known.is_good, known.date):
        index[address] = _Place(capture.offset, capture.position, is_good, capture.date)
