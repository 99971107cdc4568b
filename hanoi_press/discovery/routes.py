"""Routes: where a source's new addresses come from, declared as data on the spider."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from hanoi_press.discovery import (
    HOPELESS,
    Fetch,
    FetchFailed,
    Forbidden,
    Lead,
    RouteFailed,
    Window,
    feed,
    json_lists,
    lists,
    sitemap,
)


class Route(Protocol):
    """A way to find addresses. `by_section`: can it be asked for one section?"""

    by_section: ClassVar[bool]

    def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        """Leads inside the window, newest first as far as the site sorts them; `sections` () means all."""
        ...


@dataclass(frozen=True, slots=True)
class DailySitemaps:
    """Sitemap index → one sitemap a day, or as `child` names them; `hosts` are further names of the site."""

    by_section: ClassVar[bool] = False
    index: str
    child: str = r"/sitemap-article-(\d{4})-(\d{2})(?:-(\d{2}))?"
    hosts: tuple[str, ...] = ()

    def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        return sitemap.daily(fetch, self.index, window, child=self.child, hosts=self.hosts)


@dataclass(frozen=True, slots=True)
class Feeds:
    """RSS: the home feed first, then the sections' own."""

    by_section: ClassVar[bool] = True
    pattern: str  # with {section}
    home: str
    sections: tuple[str, ...]

    def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        names = sections or (self.home, *self.sections)
        return feed.feeds(fetch, [self.pattern.format(section=name) for name in names], window)


@dataclass(frozen=True, slots=True)
class ListPages:
    """List pages of any CMS: those of the sections, named or found by their links on one page of the site.

    `section` is a list's address with {section}; `home` a page whose links to lists (`form`, a regular expression for
    the whole address) are followed where `sections` names none, and whose own rows come last; `known` are lists to walk
    where it links none. `rows` and `more` say how a list looks and goes on.
    """

    by_section: ClassVar[bool] = True
    section: str
    rows: lists.Rows
    more: lists.More | None = None
    sections: tuple[str, ...] = ()
    home: str | None = None
    form: str = ""
    known: tuple[str, ...] = ()

    async def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        urls = [self.section.format(section=name) for name in sections or self.sections]
        own: list[lists.Row] = []
        if not urls and self.home:
            urls, own = await self._found(fetch, self.home)
        failure: RouteFailed | None = None
        try:
            async for lead in each([lists.walk(fetch, url, self.rows, self.more, window) for url in urls], "list"):
                yield lead
        except RouteFailed as error:
            failure = error
        for row in own:
            if lists.wanted(row, self.rows, window):
                yield row.lead
        if failure and (urls or not own):
            raise failure

    async def _found(self, fetch: Fetch, home: str) -> tuple[list[str], list[lists.Row]]:
        known = [self.section.format(section=name) for name in self.known]
        try:
            page = await lists.get(fetch, home)
        except RouteFailed:
            if known:
                return known, []
            raise
        urls, own = lists.linked(page, re.compile(self.form, re.I)) or known, lists.rows(page, self.rows)
        if not urls and not own:
            raise RouteFailed(f"{home}: links no list")
        return urls, own


@dataclass(frozen=True, slots=True)
class LinkedFeeds:
    """RSS feeds that a page of the site names: their addresses, or those of the lists that they belong to.

    `form` is a regular expression for the whole address of either, with a group `section`; `pattern` a feed's address
    with {section}.
    """

    by_section: ClassVar[bool] = True
    pattern: str
    home: str
    form: str

    async def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        names = list(sections)
        if not names:
            form = re.compile(self.form, re.I)
            found = (form.fullmatch(url) for url in lists.linked(await lists.get(fetch, self.home), form))
            names = list(dict.fromkeys(match["section"] for match in found if match))
        if not names:
            raise RouteFailed(f"{self.home}: links no feed")
        async for lead in feed.feeds(fetch, [self.pattern.format(section=name) for name in names], window):
            yield lead


@dataclass(frozen=True, slots=True)
class JsonLists:
    """Lists that an API answers as JSON: `sections` are their names with the ids by which the API knows them."""

    by_section: ClassVar[bool] = True
    shape: json_lists.JsonList
    sections: Mapping[str, str]

    async def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        named = [{"name": name, "id": self.sections[name]} for name in sections or self.sections]
        async for lead in each([json_lists.walk(fetch, self.shape, one, window) for one in named], "list"):
            yield lead


@dataclass(frozen=True, slots=True)
class CombinedRoutes:
    """Several routes one after another, each address once: for sites of which each route tells a part. RouteFailed
    where none answered; one that fails beside one that answered is passed over."""

    by_section: ClassVar[bool] = False
    parts: tuple[Route, ...]

    async def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        given: set[str] = set()
        async for lead in each([part.leads(fetch, window, ()) for part in self.parts], "route"):
            if lead.url not in given:
                given.add(lead.url)
                yield lead


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The articles that one page links: the last resort where no list is known or none answers."""

    by_section: ClassVar[bool] = False
    page: str
    form: str  # a regular expression for an article's whole address

    async def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        found = lists.linked(await lists.get(fetch, self.page), re.compile(self.form, re.I))
        if not found:
            raise RouteFailed(f"{self.page}: links no article")
        for url in found:
            yield Lead(url)


async def each(walks: Sequence[AsyncIterator[Lead]], what: str) -> AsyncIterator[Lead]:
    """The leads of several lists, one list after another. RouteFailed where none could be read, or the first three
    did not answer; a list that fails behind one that answered is passed over, and so is a page that is no list."""
    failed: list[str] = []
    silent = 0
    answered = False
    for walk in walks:
        try:
            async for lead in walk:
                yield lead
            answered = True
        except RouteFailed as error:
            failed.append(str(error))
            silent += isinstance(error.__cause__, FetchFailed) and not isinstance(error.__cause__, Forbidden)
            if not answered and silent == HOPELESS:
                break
    if not answered:
        raise RouteFailed(f"no {what} could be read: " + "; ".join(failed))
