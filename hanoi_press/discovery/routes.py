"""Define the kinds of route by which a source's new addresses are found, each a class of plain data."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from hanoi_press.discovery import feed, json_lists, lists, sitemap
from hanoi_press.discovery.lead import (
    MAX_FAILURES_AT_START,
    FetchFailed,
    FetchPage,
    Forbidden,
    Lead,
    RouteFailed,
    Window,
)
from hanoi_press.discovery.links import article_links, elements_matching, links_matching
from hanoi_press.discovery.pagers import NextPage
from hanoi_press.discovery.row_contents import listed_rows

logger = logging.getLogger(__name__)
MAX_LISTS = 1_000  # linked by one page; the portals have up to some hundred sections


class Route(Protocol):
    """A way to find addresses. `by_section` is True if it can be limited to sections."""

    by_section: ClassVar[bool]

    def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        """Yield leads inside the window, newest first if the site sorts them so; empty `sections` means all."""
        ...


@dataclass(frozen=True, slots=True)
class DailySitemaps:
    """A sitemap index with one sitemap a day, or with names that match `child`; `hosts` are other names of the site."""

    by_section: ClassVar[bool] = False
    index: str
    child: str = sitemap.ONE_A_DAY
    hosts: tuple[str, ...] = ()

    def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        return sitemap.daily(fetch, self.index, window, child=self.child, hosts=self.hosts)


@dataclass(frozen=True, slots=True)
class Feeds:
    """RSS feeds: the home feed first, then those of the sections. `pattern` is an address with {section}."""

    by_section: ClassVar[bool] = True
    pattern: str
    home: str
    sections: tuple[str, ...]

    def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        names = sections or (self.home, *self.sections)
        return feed.feeds(fetch, [self.pattern.format(section=name) for name in names], window)


@dataclass(frozen=True, slots=True)
class ListPages:
    """List pages of any CMS, one list a section; sections are named, or found by links on one page of the site.

    `section` is a list's address with {section}. Without `sections`, the lists that the page `home` links are read
    (`links` is a regular expression for their whole addresses), or those of the sections `known` if it links none;
    the rows of `home` itself come last. `rows` and `next_page` are the selectors and the pager of a list.
    """

    by_section: ClassVar[bool] = True
    section: str
    rows: lists.RowSelectors
    next_page: NextPage | None = None
    sections: tuple[str, ...] = ()
    home: str | None = None
    links: str = ""
    known: tuple[str, ...] = ()

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        urls = [self.section.format(section=name) for name in sections or self.sections]
        home_rows: list[lists.ListRow] = []
        if not urls and self.home:
            urls, home_rows = await self._from_home(fetch, self.home, window)
        failure: RouteFailed | None = None
        try:
            all_lists = [lists.read_list(fetch, url, self.rows, self.next_page, window) for url in urls]
            async for lead in one_after_another(all_lists, "list"):
                yield lead
        except RouteFailed as error:
            failure = error
        for row in home_rows:
            if lists.may_be_wanted(row, window):
                yield row.lead
        if failure and (urls or not home_rows):
            raise failure

    async def _from_home(self, fetch: FetchPage, home: str, window: Window) -> tuple[list[str], list[lists.ListRow]]:
        """Return the addresses of the lists that the page `home` links, and its own rows."""
        known = [self.section.format(section=name) for name in self.known]
        try:
            page = await lists.get(fetch, home)
        except RouteFailed:
            if known:
                return known, []
            raise
        urls = _first(links_matching(page, re.compile(self.links, re.I)), home) or known
        rows = lists.rows(page, self.rows) if urls else lists.ListReader(self.rows, window.source).rows(page, 1)
        if not urls and not rows:
            raise RouteFailed(f"{home}: links no list")
        return urls, rows


@dataclass(frozen=True, slots=True)
class LinkedFeeds:
    """RSS feeds that a page of the site links, or whose lists it links.

    `links` is a regular expression for the whole address of a feed or list, with a group `section`; `pattern` is a
    feed's address with {section}.
    """

    by_section: ClassVar[bool] = True
    pattern: str
    home: str
    links: str

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        names = list(sections)
        if not names:
            form = re.compile(self.links, re.I)
            matches = map(form.fullmatch, links_matching(await lists.get(fetch, self.home), form))
            names = _first(list(dict.fromkeys(match["section"] for match in matches if match)), self.home)
        if not names:
            raise RouteFailed(f"{self.home}: links no feed")
        async for lead in feed.feeds(fetch, [self.pattern.format(section=name) for name in names], window):
            yield lead


@dataclass(frozen=True, slots=True)
class JsonLists:
    """Lists of a JSON API; `sections` maps their names to the API's ids."""

    by_section: ClassVar[bool] = True
    api: json_lists.JsonList
    sections: Mapping[str, str]

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        wanted = [{"name": name, "id": self.sections[name]} for name in sections or self.sections]
        all_lists = [json_lists.read_json_list(fetch, self.api, one, window) for one in wanted]
        async for lead in one_after_another(all_lists, "list"):
            yield lead


@dataclass(frozen=True, slots=True)
class CombinedRoutes:
    """Several routes, one after another, each address once, for sites where each route finds only some articles.

    Raises RouteFailed if none could be read; a single failure is ignored if another route was read.
    """

    by_section: ClassVar[bool] = False
    parts: tuple[Route, ...]

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        yielded: set[str] = set()
        async for lead in one_after_another([part.leads(fetch, window, ()) for part in self.parts], "route"):
            if lead.url not in yielded:
                yielded.add(lead.url)
                yield lead


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The articles that one page links, for sites without a known or working list.

    `links` is a regular expression for an article's whole address.
    """

    by_section: ClassVar[bool] = False
    page: str
    links: str

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        page = await lists.get(fetch, self.page)
        links = elements_matching(page, re.compile(self.links, re.I))
        if not links:
            raise RouteFailed(f"{self.page}: links no article")
        stated = listed_rows([(link, url, link) for link, url in links if link.tag == "a"], page.url)
        for url in dict.fromkeys(url for _, url in links):
            yield Lead(url, listed=stated.get(url))


@dataclass(frozen=True, slots=True)
class ArticleLinks:
    """The articles that one page links, recognised by the addresses of the source that the window names."""

    by_section: ClassVar[bool] = False
    page: str

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        page = await lists.get(fetch, self.page)
        links = article_links(page, window.source) if window.source else []
        if not links:
            stated_rows = lists.searched_rows(page, window.source) if window.source else []
            if not stated_rows:
                raise RouteFailed(f"{self.page}: links no article")
            for row in stated_rows:  # of a page whose links a script draws
                yield row.lead
            return
        stated = listed_rows([(link, url, link) for link, url in links], page.url)
        for url in dict.fromkeys(url for _, url in links):
            yield Lead(url, listed=stated.get(url))


def _first(lists_or_feeds: list[str], page: str) -> list[str]:
    """Return the lists or feeds that a page links, at most `MAX_LISTS`; that others are left out is logged."""
    if len(lists_or_feeds) > MAX_LISTS:
        logger.warning("%s: links %d lists; only the first %d are read", page, len(lists_or_feeds), MAX_LISTS)
    return lists_or_feeds[:MAX_LISTS]


async def one_after_another(parts: Sequence[AsyncIterator[Lead]], what: str) -> AsyncIterator[Lead]:
    """Yield the leads of several lists or routes, one after another.

    Raises RouteFailed if none could be read, or if the first three did not answer. A single failure
    is ignored if another was read.
    """
    failures: list[str] = []
    unreachable = 0
    has_answer = False
    for part in parts:
        try:
            async for lead in part:
                yield lead
            has_answer = True
        except RouteFailed as error:
            failures.append(str(error))
            unreachable += isinstance(error.__cause__, FetchFailed) and not isinstance(error.__cause__, Forbidden)
            if not has_answer and unreachable == MAX_FAILURES_AT_START:
                break
    if not has_answer:
        raise RouteFailed(f"no {what} could be read: " + "; ".join(failures))
