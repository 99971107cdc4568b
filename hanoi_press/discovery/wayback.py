"""List the captures of a source's pages in the Wayback Machine.

Its CDX server is asked once a year and host: `/cdx/search/cdx?url=HOST&matchType=host&from=YYYY&to=YYYY&output=json`.
A filter is a Java regular expression that a field matches as a whole. `collapse=digest` leaves out a row whose digest
is that of the row before, thus captures of one address without a change. Rows are sorted by address, then time; more
than `limit` are read with the resume key, which the server prints percent-encoded and decodes once more than the query.
The index of a past year still grows for some weeks, since captures are listed with a delay. Facts: the documentation
and the source of the Internet Archive's wayback-cdx-server.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import ClassVar
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
from hanoi_press.discovery.captures import WAYBACK, HostYears
from hanoi_press.discovery.cdx import HTML_TYPES, IndexPage, read_rows, says_none
from hanoi_press.discovery.lead import FetchFailed, FetchPage, Lead, Window
from hanoi_press.discovery.web_archives import WebArchives

FIRST_YEAR = 1997  # in which Vietnam was connected to the internet
ROWS = 5_000  # of one answer, some 1 MB
_FEWEST_ROWS = 50
_GROWS = timedelta(days=60)  # after the end of a year
_HTML = "|".join(name.replace("+", r"\+") for name in HTML_TYPES)


@dataclass(frozen=True, slots=True)
class Wayback:
    """Captures of the Wayback Machine, oldest year first: of all articles of some hosts, or of single addresses.

    `urls`: addresses whose captures are wanted, in place of all captures of `hosts`; each is one query, asked once in
    three months, because the last captures of a page that is gone are listed after some time only.
    """

    by_section: ClassVar[bool] = False
    hosts: tuple[HostYears, ...]
    archives: WebArchives = field(default_factory=WebArchives)
    urls: tuple[str, ...] = ()

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        """Yield the captures that no run has read. Raises `RouteFailed` as `CaptureWalk.leads` does."""
        walk = CaptureWalk(WAYBACK, partial(self._page, fetch), window, article_ids(self.urls, window))
        for lead in walk.waiting():
            yield lead
        async for lead in walk.leads(self.queries(window)):
            yield lead

    def queries(self, window: Window) -> Iterator[IndexQuery]:
        """Yield what to ask, oldest first; years that ended before the window began have no capture of its articles."""
        day, hosts = today(), distinct_hosts(self.hosts)
        if self.urls:
            quarter = f"{day.year}Q{(day.month + 2) // 3}"
            for url in self.urls:
                yield IndexQuery(f"{WAYBACK} {url} {quarter}", url, "", is_exact=True)
            return
        for year in range(max(FIRST_YEAR, since_of(window).year), day.year + 1):
            is_final = day > date(year, 12, 31) + _GROWS
            for host in hosts:
                if (host.first or 0) <= year:
                    yield IndexQuery(f"{WAYBACK} {host.host} {year}", host.host, str(year), is_final)

    async def _page(self, fetch: FetchPage, query: IndexQuery, resume: str | None) -> IndexPage:
        rows = ROWS
        while True:
            try:
                fetched = await fetch(self.address(query, resume, rows))
                return read_rows(fetched.body)
            except FetchFailed as error:
                if is_none(error, says_none):
                    return IndexPage()
                if not str(error).startswith(TOO_LARGE) or rows <= _FEWEST_ROWS:
                    raise
                rows //= 10

    def address(self, query: IndexQuery, resume: str | None = None, rows: int = ROWS) -> str:
        """Return the address of one page of a query."""
        asked = [("url", query.target), ("matchType", "exact" if query.is_exact else "host"), ("output", "json")]
        if query.part:
            asked += [("from", query.part), ("to", query.part)]
        asked += [("filter", "statuscode:200"), ("filter", f"mimetype:{_HTML}"), ("collapse", "digest")]
        asked += [("limit", str(rows)), ("showResumeKey", "true")]
        if resume is not None:
            asked.append(("resumeKey", resume))
        return f"{self.archives.wayback}/cdx/search/cdx?{urlencode(asked)}"
