"""Read the queries of a web archive's index one after another, and yield the captures of articles that they list.

A query that was read to its end is not asked again; one that was stopped goes on at its next page. After each page of
an index the captures that wait are yielded, so that a back-fill that is stopped has come as far with its captures as
with the index.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hanoi_press.discovery.captures import CaptureIndex, HostYears, IndexedCapture
from hanoi_press.discovery.cdx import BadIndex, IndexPage
from hanoi_press.discovery.lead import FetchFailed, Lead, RouteFailed, Window
from hanoi_press.text.hosts import host_of

logger = logging.getLogger(__name__)
TOO_LARGE = "too-large"  # how the text of a `FetchFailed` begins for an answer over `DOWNLOAD_MAXSIZE`
_MAX_FAILURES = 3  # queries in a row that fail before the rest is left for the next run
_MAX_PAGES = 20_000  # of one query; more means that the server repeats itself
_GONE, _SERVER_ERROR, _TOO_MANY = 404, 500, 429


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """One part of an index: its name in the ledger, what it asks for, and whether it grows no more (`final`).

    `target`: a host, or with `is_exact` an address. `part`: the index or the year.
    """

    name: str
    target: str
    part: str
    final: bool = True
    is_exact: bool = False


ReadPage = Callable[[IndexQuery, str | None], Awaitable[IndexPage]]


class CaptureWalk:
    """A walk through the queries of one archive.

    `read_page(query, resume)` returns one page of a query's answer; it may raise `FetchFailed` and `BadIndex`. `ids`:
    only the captures of these articles are yielded; None for all.
    """

    def __init__(self, archive: str, read_page: ReadPage, window: Window, ids: frozenset[str] | None = None) -> None:
        if window.captures is None:
            raise RouteFailed(f"{archive}: this run keeps no record of captures")
        self.archive, self.read_page, self.window = archive, read_page, window
        self.index: CaptureIndex = window.captures
        self.ids = ids
        self.failures: list[str] = []

    async def leads(self, queries: Iterable[IndexQuery]) -> AsyncIterator[Lead]:
        """Yield the captures of each query that is not read, in order.

        Raises `RouteFailed`, after the leads of what could be read, with the name of each query that failed, and why. A
        server that does not answer, or asks for less, is not asked for the next query.
        """
        in_a_row = 0
        for query in queries:
            if self.index.is_read(query.name):
                continue
            try:
                async for lead in self._leads_of(query):
                    yield lead
                in_a_row = 0
            except (FetchFailed, BadIndex) as error:
                self.failures.append(f"{query.name}: {error}")
                in_a_row += 1
                if in_a_row == _MAX_FAILURES or is_overload(error):
                    break
        if self.failures:
            raise RouteFailed("; ".join(self.failures))

    def waiting(self) -> Iterator[Lead]:
        """Yield the captures that wait, of this run and earlier ones."""
        for capture in self.index.waiting(self.archive, None if self.ids is None else self._is_wanted):
            yield Lead(capture.url, capture=capture)

    async def _leads_of(self, query: IndexQuery) -> AsyncIterator[Lead]:
        resume = self.index.resume_at(query.name)
        seen: set[str] = set()
        for _ in range(_MAX_PAGES):
            page = await self.read_page(query, resume)
            seen.add(resume or "")
            if page.resume is not None and page.resume in seen:
                raise BadIndex(f"the server leads back to a page that was read, {page.resume:.100}")
            if page.dropped:
                logger.warning("%s: left out %d lines that name no page", query.name, page.dropped)
            ids = [self.article_id(one) for one in page.captures]
            found = [one for one, id in zip(page.captures, ids, strict=True) if id is not None]
            self.index.note_page(query.name, found, resume=page.resume, final=query.final)
            if self.ids is None or not self.ids.isdisjoint(ids):
                for lead in self.waiting():
                    yield lead
            if page.resume is None:
                return
            resume = page.resume
        raise BadIndex(f"no end after {_MAX_PAGES} pages")

    def article_id(self, capture: IndexedCapture) -> str | None:
        """Return the id of a capture's article; None if its address is not an article's."""
        return self.window.source.article_id(capture.url) if self.window.source else capture.url

    def _is_wanted(self, capture: IndexedCapture) -> bool:
        return self.ids is None or self.article_id(capture) in self.ids


def is_overload(error: Exception) -> bool:
    """Return True if a server did not answer, was overloaded or broken, so that it is better left alone for now."""
    if not isinstance(error, FetchFailed) or str(error).startswith(TOO_LARGE):
        return False
    return error.status is None or error.status == _TOO_MANY or error.status >= _SERVER_ERROR


def is_none(error: FetchFailed, says_none: Callable[[bytes], bool]) -> bool:
    """Return True if an answer says that the index has nothing of what was asked for."""
    return error.status == _GONE and says_none(error.body)


def distinct_hosts(hosts: Iterable[HostYears]) -> tuple[HostYears, ...]:
    """Return the hosts, each once: to an index, a host is the same with and without `www.`.

    The first year is the earlier one of two; None if that of either is not known.
    """
    found: dict[str, HostYears] = {}
    for one in hosts:
        host = host_of(f"//{one.host}") or one.host
        known = found.get(host)
        first = one.first if known is None else min(known.first or 0, one.first or 0) or None
        found[host] = HostYears(host, first, one.last)
    return tuple(found.values())


def article_ids(urls: Sequence[str], window: Window) -> frozenset[str] | None:
    """Return the ids of the articles at addresses; None for no addresses, which means all articles."""
    if not urls:
        return None
    ids = (window.source.article_id(url) if window.source else url for url in urls)
    return frozenset(filter(None, ids))


def since_of(window: Window) -> date:
    """Return the first day of UTC on which a capture of a wanted article can have been taken."""
    return window.since.astimezone(UTC).date() if window.since else date.min


def today() -> date:
    """Return the day in UTC."""
    return datetime.now(UTC).date()
