"""Define a capture of a web archive as its index lists it, and what a route needs of earlier reads of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

COMMONCRAWL, WAYBACK = "commoncrawl", "wayback"
WEB_ARCHIVES = (COMMONCRAWL, WAYBACK)
FILE = "file"  # the `archive` of a record in a file that the user gave (`archive=`), which no index lists
ORIGINS = (*WEB_ARCHIVES, FILE)  # what `extraction.via` may be


class HostYears(NamedTuple):
    """A host that a source has or had, and the first and last year in which it served the source's articles.

    None: not known, so that all years are asked for. Captures of an article are taken up to years later, so only the
    first year bounds a query.
    """

    host: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class IndexedCapture:
    """One capture of a page, as the index of a web archive lists it.

    `archive` is one of `WEB_ARCHIVES`, or `FILE`; `url` the page's own address; `captured` 14 digits of UTC
    (`20150203040506`). `digest`: SHA-1 of the body in base 32, the same in both archives. `mime` and `status`: as the
    index states them. `file`, `offset`, `length`: where the record lies in Common Crawl's WARC files (bytes), or in the
    file that the user gave, without its length; None in the Wayback Machine.
    `truncated`: why the record is not whole, as the index states it (`length`, `disconnect` …); "" if it is.
    """

    archive: str
    url: str
    captured: str
    digest: str = ""
    mime: str = ""
    status: int | None = 200
    file: str | None = None
    offset: int | None = None
    length: int | None = None
    truncated: str = ""

    @property
    def moment(self) -> datetime:
        """Return the time of the capture. Raises `ValueError` if `captured` is no time."""
        return datetime.strptime(self.captured, "%Y%m%d%H%M%S").replace(tzinfo=UTC)

    @property
    def shown(self) -> str:
        """Return the capture in a few words, for messages."""
        if self.archive == FILE:
            return f"{self.file} at byte {self.offset}: {self.url}"
        return f"{self.archive} {self.captured} {self.url}"

    @property
    def fetched_at(self) -> str:
        """Return the time of the capture as an article states it: `2015-02-03T04:05:06Z`."""
        return f"{self.moment:%Y-%m-%dT%H:%M:%SZ}"


class CaptureIndex(Protocol):
    """What a route may ask and record of the indexes of web archives, for one source.

    A *query* is the name of one part of an index, such as `wayback hanoimoi.com.vn 2015`. What was read of a query is
    never asked for again.
    """

    def is_read(self, query: str) -> bool:
        """Return True if a query was read to its end, and is not to be read again."""
        ...

    def resume_at(self, query: str) -> str | None:
        """Return where the reading of a query goes on: what the last `note_page` stated; None for the beginning."""
        ...

    def note_page(
        self, query: str, captures: Sequence[IndexedCapture], *, resume: str | None, final: bool = True
    ) -> None:
        """Record one page of a query and its captures of articles, at once.

        `resume`: where the next page begins; None after the last one. With `final` False the index may still grow
        (this year's): it is read again, from `resume` or the beginning, a day later at the earliest.
        """
        ...

    def waiting(self, archive: str, wants: Callable[[IndexedCapture], bool] | None = None) -> Iterator[IndexedCapture]:
        """Yield the captures of an archive that no run has read yet and that this run wants, oldest first.

        What is read while it runs is not yielded again. One of several captures with the same article and digest.
        `wants`: leave the other ones waiting.
        """
        ...

    def text(self, name: str, seconds: float) -> str | None:
        """Return a text that was kept under a name in the last `seconds`, by this run or an earlier one; else None."""
        ...

    def keep_text(self, name: str, text: str) -> None:
        """Keep a text that a web archive serves for all sources and queries, such as the list of its indexes."""
        ...
