"""List the captures of a source's pages in Common Crawl.

It publishes one index a month (one for some years before 2013), which collinfo.json lists, newest first, with the
times of its first and last capture. An index is asked by host (`matchType=host`): `showNumPages=true` for the number of
pages, then each page. Without a sign, a filter matches what is part of a field. A query without captures is answered
with HTTP 404 and a JSON message, also for a page of which the filter leaves nothing; a page that does not exist with
400. An index is published after its last capture and does not grow, as far as is known. Facts: the documentation and
source of pywb, which runs index.commoncrawl.org, and stored answers of that server.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from hanoi_press.discovery.capture_queries import (
    TOO_LARGE,
    CaptureWalk,
    IndexQuery,
    article_ids,
    distinct_hosts,
    is_none,
    since_of,
    today,
)
from hanoi_press.discovery.captures import COMMONCRAWL, CaptureIndex, HostYears
from hanoi_press.discovery.cdx import BadIndex, IndexPage, json_of, read_lines, says_none
from hanoi_press.discovery.lead import FetchFailed, FetchPage, Lead, RouteFailed, Window
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.text.hosts import host_of

COLLINFO = f"{COMMONCRAWL} collinfo"  # the name under which the list of indexes is kept
_DAY = 86_400.0
_GROWS = timedelta(days=45)  # after the last capture of an index
_MOST_PAGES = 10_000  # of one query
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")
_WEEK = re.compile(r"CC-MAIN-(\d{4})-(\d{2})", re.A)
_YEARS = re.compile(r"CC-MAIN-(\d{4})(?:-(\d{4}))?", re.A)
_BAD_REQUEST = 400


class MonthlyIndex(NamedTuple):
    """One of Common Crawl's indexes, and the first and last day of its captures; unknown ones lie far apart."""

    last: date
    first: date
    id: str


class _Position(NamedTuple):
    """Where the reading of a query goes on: the next page, the number of pages, and the blocks of a page."""

    page: int
    pages: int
    size: int = 0

    @classmethod
    def of(cls, resume: str | None) -> _Position | None:
        parts = resume.split("/") if resume else []
        return cls(*map(int, parts)) if len(parts) == 3 and all(part.isdecimal() for part in parts) else None

    def __str__(self) -> str:
        return "/".join(map(str, self))


@dataclass(frozen=True, slots=True)
class CommonCrawl:
    """Captures of Common Crawl, oldest index first: of all articles of some hosts, or of single addresses.

    `urls`: addresses whose captures are wanted, in place of all captures of `hosts`. Their hosts are asked for, because
    there are a hundred indexes and a query for one address costs a request in each; the other captures wait.
    """

    by_section: ClassVar[bool] = False
    hosts: tuple[HostYears, ...]
    archives: WebArchives = field(default_factory=WebArchives)
    urls: tuple[str, ...] = ()

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        """Yield the captures that no run has read. Raises `RouteFailed` as `CaptureWalk.leads` does."""
        walk = CaptureWalk(COMMONCRAWL, partial(self._page, fetch), window, article_ids(self.urls, window))
        for lead in walk.waiting():
            yield lead
        indexes = await self.indexes(fetch, walk.index)
        async for lead in walk.leads(self.queries(indexes, window)):
            yield lead

    async def indexes(self, fetch: FetchPage, kept: CaptureIndex) -> list[MonthlyIndex]:
        """Return the indexes, oldest first. Raises `RouteFailed`."""
        text = kept.text(COLLINFO, _DAY)
        if text is not None:
            try:
                return read_collinfo(text.encode())
            except BadIndex:
                pass  # asked for again
        url = f"{self.archives.commoncrawl_index}/collinfo.json"
        try:
            body = (await fetch(url)).body
            found = read_collinfo(body)
        except (FetchFailed, BadIndex) as error:
            raise RouteFailed(f"{url}: {error}") from error
        kept.keep_text(COLLINFO, body.decode("utf-8", "replace"))
        return found

    def queries(self, indexes: Sequence[MonthlyIndex], window: Window) -> Iterator[IndexQuery]:
        """Yield what to ask, oldest first; indexes that ended before the window began have none of its articles."""
        since, day, hosts = since_of(window), today(), self._hosts()
        for index in indexes:
            if index.last < since:
                continue
            is_final = day > index.last + _GROWS
            for host in hosts:
                if (host.first or 0) <= index.last.year:
                    yield IndexQuery(f"{COMMONCRAWL} {index.id} {host.host}", host.host, index.id, is_final)

    def _hosts(self) -> tuple[HostYears, ...]:
        hosts = distinct_hosts(self.hosts)
        if not self.urls:
            return hosts
        years = {one.host: one for one in hosts}
        asked = dict.fromkeys(filter(None, map(host_of, self.urls)))
        return tuple(years.get(host, HostYears(host)) for host in asked)

    async def _page(self, fetch: FetchPage, query: IndexQuery, resume: str | None) -> IndexPage:
        at = _Position.of(resume) or await self._beginning(fetch, query, 0)
        if at.page >= at.pages:
            return IndexPage()
        try:
            found = await self._read(fetch, query, at)
        except FetchFailed as error:
            at = await self._other_position(fetch, query, at, error)
            found = await self._read(fetch, query, at) if at.page < at.pages else IndexPage()
        after = at._replace(page=at.page + 1)
        return IndexPage(found.captures, found.dropped, str(after) if after.page < after.pages else None)

    async def _other_position(
        self, fetch: FetchPage, query: IndexQuery, at: _Position, error: FetchFailed
    ) -> _Position:
        """Return where to go on after a page that was too large or does not exist any more; else raise the error."""
        if str(error).startswith(TOO_LARGE) and at.size != 1:
            smaller = await self._beginning(fetch, query, 1)
            return smaller._replace(page=at.page * max(at.size, 1))
        if error.status == _BAD_REQUEST and at.page:
            return await self._beginning(fetch, query, 0)
        raise error

    async def _beginning(self, fetch: FetchPage, query: IndexQuery, size: int) -> _Position:
        """Return the position of the first page; `size`: the blocks of a page, 0 for as many as the server likes."""
        try:
            said = json_of((await fetch(self.address(query, _Position(0, 0, size), count=True))).body)
        except FetchFailed as error:
            if is_none(error, says_none):
                return _Position(0, 0)
            raise
        pages, stated = (said, size) if isinstance(said, int) else (_of(said, "pages"), _of(said, "pageSize"))
        if not isinstance(pages, int) or isinstance(pages, bool) or not 0 <= pages <= _MOST_PAGES:
            raise BadIndex("no number of pages")
        return _Position(0, pages, stated if isinstance(stated, int) and 0 < stated < _MOST_PAGES else size)

    async def _read(self, fetch: FetchPage, query: IndexQuery, at: _Position) -> IndexPage:
        try:
            return read_lines((await fetch(self.address(query, at))).body)
        except FetchFailed as error:
            if is_none(error, says_none):
                return IndexPage()
            raise

    def address(self, query: IndexQuery, at: _Position, *, count: bool = False) -> str:
        """Return the address of one page of a query, or of the number of its pages."""
        asked = [("url", query.target), ("matchType", "host"), ("output", "json")]
        asked += [("filter", "status:200"), ("filter", "mime:html")]
        asked.append(("showNumPages", "true") if count else ("page", str(at.page)))
        if at.size:
            asked.append(("pageSize", str(at.size)))
        return f"{self.archives.commoncrawl_index}/{query.part}-index?{urlencode(asked)}"


def read_collinfo(body: bytes) -> list[MonthlyIndex]:
    """Return the indexes that collinfo.json lists, oldest first. Raises `BadIndex` if it lists none."""
    listed = json_of(body)
    found = {}
    for one in listed if isinstance(listed, list) else ():
        id = _of(one, "id")
        if isinstance(id, str) and _ID.fullmatch(id):
            first, last = _span(id)
            found[id] = MonthlyIndex(_day(_of(one, "to")) or last, _day(_of(one, "from")) or first, id)
    if not found:
        raise BadIndex("lists no index")
    return sorted(found.values())


def _span(id: str) -> tuple[date, date]:
    """Return the first and last day that an index may cover by its id: a week of publication, a year or two years."""
    if (week := _WEEK.fullmatch(id)) and 1 <= int(week[2]) <= 52:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday - timedelta(days=40), monday + timedelta(days=20)
    if years := _YEARS.fullmatch(id):
        return date(int(years[1]), 1, 1), date(int(years[2] or years[1]), 12, 31)
    return date.min, date.max - _GROWS


def _day(stated: object) -> date | None:
    try:
        return datetime.fromisoformat(stated).date() if isinstance(stated, str) else None
    except ValueError:
        return None


def _of(stated: object, name: str) -> Any:
    return stated.get(name) if isinstance(stated, Mapping) else None
