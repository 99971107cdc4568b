"""Ask the index of a web archive for captures of a source's articles in one year: one answer a year and host.

A crawl by `via=` reads all of an index and remembers that (`discovery`, `store`); a visit wants three captures, so it
asks for few lines, of articles' addresses only, and reads no further; for none where a crawl has read enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from hanoi_press.discovery import FetchFailed, FetchPage
from hanoi_press.discovery.captures import COMMONCRAWL, IndexedCapture
from hanoi_press.discovery.cdx import BadIndex, read_lines, read_rows, says_none
from hanoi_press.discovery.commoncrawl import read_collinfo
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.sources import Source

A_YEAR = 3  # captures that are read
MOST_LINES = 1000  # of an answer
_LONGEST = 1800  # characters of a filter; servers refuse addresses of some thousands
_GROUP = re.compile(r"\(\?P<\w+>")
_ANY_KEY = r"(?i)[^)]*\)/(?:{})/?(?:\?.*)?"
_COLLECTION = re.compile(r"CC-MAIN-(\d{4})(?:-(\d{2,4}))?")
_SEVERAL_YEARS = 1900  # from here on the second number of an index's name is a year, below it a week


KnownCaptures = Callable[[int], list[IndexedCapture]]


class YearIndex(NamedTuple):
    """The captures of articles that the index has of one year; `has_more`: the answer was full."""

    captures: tuple[IndexedCapture, ...] = ()
    has_more: bool = False


class VisitedIndex:
    """The index of one web archive, for one visit. `asked`: the number of its pages that were asked for.

    `known(year)` returns the captures of a year that crawls have found in the index.
    """

    def __init__(self, archive: str, archives: WebArchives, fetch: FetchPage, known: KnownCaptures) -> None:
        self.archive = archive
        self.known = known
        self.archives = archives
        self.asked = 0
        self._fetch = fetch
        self._indexes: list[str] | None = None  # Common Crawl's
        self._seen: dict[str, YearIndex] = {}

    async def captures(self, source: Source, hosts: Sequence[str], year: int) -> YearIndex:
        """Return captures of the source's articles on these hosts. Raises `FetchFailed`, `BadIndex`."""
        found: list[IndexedCapture] = self.known(year)
        ids = {identity.id for one in found if (identity := source.identify(one.url)) is not None}
        if len(ids) >= A_YEAR:
            return YearIndex(tuple(found))
        found = []
        ids.clear()
        has_more = False
        for host in hosts:
            for url in await self._addresses(source, host, year):
                answer = await self._read(url)
                has_more = has_more or answer.has_more
                for one in answer.captures:
                    if one.captured.startswith(f"{year}") and (identity := source.identify(one.url)) is not None:
                        found.append(one)
                        ids.add(identity.id)
                if len(ids) >= A_YEAR:
                    break
        return YearIndex(tuple(sorted(found, key=lambda one: (one.captured, one.url))), has_more)

    async def _addresses(self, source: Source, host: str, year: int) -> list[str]:
        """Return the addresses to ask; the second one only if the first names too few articles."""
        asked: list[tuple[str, str | int]] = [("url", host), ("matchType", "host"), ("output", "json")]
        keys = key_filter(source)
        if self.archive == COMMONCRAWL:
            filters = ["=status:200", "~mime:text/html.*", *([f"~urlkey:{keys}"] if keys else [])]
            query = urlencode([*asked, ("limit", MOST_LINES), *(("filter", one) for one in filters)])
            names = of_year(await self._collections(), year)
            return [f"{self.archives.commoncrawl_index}/{name}-index?{query}" for name in names]
        filters = ["statuscode:200", "mimetype:text/html", *([f"urlkey:{keys}"] if keys else [])]
        asked += [("from", year), ("to", year), ("collapse", "digest"), ("limit", MOST_LINES)]
        query = urlencode([*asked, ("showResumeKey", "true"), *(("filter", one) for one in filters)])
        return [f"{self.archives.wayback}/cdx/search/cdx?{query}"]

    async def _collections(self) -> list[str]:
        """Return the names of Common Crawl's indexes, newest first. Raises `FetchFailed`, `BadIndex`."""
        if self._indexes is None:
            self.asked += 1
            listed = read_collinfo((await self._fetch(f"{self.archives.commoncrawl_index}/collinfo.json")).body)
            self._indexes = [one.id for one in reversed(listed) if _COLLECTION.fullmatch(one.id)]
            if not self._indexes:
                raise BadIndex("a list of indexes without any")
        return self._indexes

    async def _read(self, url: str) -> YearIndex:
        if url not in self._seen:
            self.asked += 1
            self._seen[url] = await self._answer(url)
        return self._seen[url]

    async def _answer(self, url: str) -> YearIndex:
        try:
            body = (await self._fetch(url)).body
        except FetchFailed as error:
            if says_none(getattr(error, "body", b"") or b""):
                return YearIndex()
            raise
        page = read_lines(body) if self.archive == COMMONCRAWL else read_rows(body)
        return YearIndex(page.captures, page.resume is not None or len(page.captures) >= MOST_LINES)


def of_year(names: Sequence[str], year: int) -> list[str]:
    """Return the indexes of a year to ask in turn, at most two: that in its middle, and the newest of the others.

    >>> of_year(["CC-MAIN-2015-48", "CC-MAIN-2015-22", "CC-MAIN-2015-06", "CC-MAIN-2008-2009"], 2015)
    ['CC-MAIN-2015-22', 'CC-MAIN-2015-48']
    """
    found = [one for one in names if _is_of(one, year)]
    middle = len(found) // 2
    return [*found[middle : middle + 1], *(found[:middle] + found[middle + 1 :])[:1]]


def _is_of(name: str, year: int) -> bool:
    found = _COLLECTION.fullmatch(name)
    if found is None:
        return False
    first, second = int(found[1]), int(found[2] or 0)
    return first <= year <= max(first, second if second > _SEVERAL_YEARS else 0)


def key_filter(source: Source) -> str:
    """Return a regular expression for the keys (`vn,com,hanoimoi)/tin-tuc/…`) of articles' addresses; "" if it is long.

    It is a filter of the archive's server: Java's or Python's, without named groups. It lets others pass, too.
    """
    paths = []
    for kind in source.addresses:
        _, found, path = kind.pattern.pattern.partition("://")[2].partition("/")
        if not found or "(?P=" in path:
            return ""
        paths.append(_GROUP.sub("(?:", path).partition(r"\?")[0].removesuffix("/?"))
    expression = _ANY_KEY.format("|".join(dict.fromkeys(paths)))
    try:
        re.compile(expression)
    except re.error:
        return ""
    return expression if paths and len(expression) <= _LONGEST else ""
