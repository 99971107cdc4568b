"""The finding part of a spider: from its routes to requests for the articles that are wanted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any, ClassVar

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

from hanoi_press.discovery import Ask, Fetched, FetchFailed, Forbidden, Lead, RouteEnded, RouteFailed
from hanoi_press.discovery.times import start_of
from hanoi_press.items import Identity
from hanoi_press.pages.verdicts import is_wall
from hanoi_press.spiders.arguments import Wish
from hanoi_press.spiders.content import Content, request
from hanoi_press.spiders.memory import KnownGround, Memory, RunMemory, seconds
from hanoi_press.spiders.routes import Route
from hanoi_press.spiders.tally import Tally

_AHEAD = 16  # article requests that wait at most: discovery goes no faster than the articles are read
_NOT_ASKED = frozenset({"failing", "robots"})  # troubles of a host that is left alone: the page was not tried
_OF_HOST = frozenset({"timeout", "refused", "dns", "tls", "reset", "busy", "server-error", "other"})
_LATELY = timedelta(days=31)


class Closing(Exception):
    """The run is being ended: there is nothing to be found any more, and nothing failed."""


class Finder(Tally):
    """Asks the routes for leads, the memory whether they are wanted, and goes no faster than the answers come."""

    routes: ClassVar[Mapping[str, Route]]
    order: ClassVar[tuple[str, ...]]  # which routes are tried without `via`, cheapest first
    content: ClassVar[Content | None] = None  # the API that holds what the pages, being shells, do not
    default_limit: ClassVar[int] = 200  # articles of a live run that nothing else bounds: a first file soon

    wish: Wish
    memory: Memory

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.memory = RunMemory()  # a data folder hands over its own
        self.kept = 0  # articles that count towards the limit: stored now, or stored already
        self.shells = self.content is not None and self.content.at_once
        self.walked = False  # discovery was read as far as the wish goes
        self._counted: set[str] = set()
        self._waiting = 0
        self._freed = asyncio.Event()

    async def start(self) -> AsyncIterator[Request]:
        """Requests for the articles wished for, as many at a time as are read; then for those that are due again."""
        limit = self.wish.limit or (self.default_limit if self.wish.open_ended else None)
        if self.wish.open_ended:
            self.logger.info(
                "nothing asked for: the newest %d articles (-a since=…, days=…, limit=… say otherwise)", limit
            )
        try:
            async for lead in self.leads():
                wanted = self.request_for(lead, limit)
                if limit and self.kept >= limit:
                    break
                if wanted is not None:
                    if not await self._room(limit):
                        break
                    yield self.asking(wanted)
            else:
                self.walked = True
        except Closing:
            return
        while self._waiting:  # what failed a moment ago is not due yet
            await self._an_answer()
        for wanted in islice(self.due(), limit):
            await self._room(None)
            yield self.asking(wanted)

    @property
    def ahead(self) -> int:
        """How many requests may wait: one, until it is known whether the pages or their API hold the articles."""
        return 1 if self.content and not self.shells and not self.kept else _AHEAD

    async def _room(self, limit: int | None) -> bool:
        """Waits until one more article may be asked for; False where the limit is reached first."""
        while self._waiting >= (min(self.ahead, limit - self.kept) if limit else self.ahead):
            if limit and self.kept >= limit:
                return False
            await self._an_answer()
        return True

    async def _an_answer(self) -> None:
        self._freed.clear()
        await self._freed.wait()

    async def leads(self) -> AsyncIterator[Lead]:
        """Leads of the first route that answers; what a route could not say to its end, the next one adds."""
        if self.wish.urls:
            for url in self.wish.urls:
                yield Lead(url)
            return
        answered = False
        window = replace(self.wish.window, ground=KnownGround(self.memory, self.identify))
        for name in self.route_names():
            found = 0
            self.logger.info("trying route %s", name)
            try:
                async for lead in self.routes[name].leads(self.fetch, window, self.wish.sections):
                    found += 1
                    yield lead
            except RouteFailed as error:
                self.logger.warning("route %s failed after %d leads: %s", name, found, error)
                answered = answered or isinstance(error, RouteEnded)
                if found and not isinstance(error, RouteEnded):
                    # The next route makes up for what is missing of late; for older days it would page through years.
                    self.count("incomplete")
                    window = window.no_longer_than(_LATELY)
                continue
            self.logger.info("route %s answered: %d leads", name, found)
            return
        if not answered:
            self.count("no_route")
            self.logger.error("no route answered: tried %s", ", ".join(self.route_names()))

    def route_names(self) -> tuple[str, ...]:
        """The routes to try, in order."""
        if self.wish.via:
            return (self.wish.via,)
        if self.wish.sections:
            return tuple(name for name in ("section", "feed") if name in self.routes)
        return self.order

    async def fetch(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        """One discovery page, through robots.txt, delay and retries as any other. Raises `FetchFailed`."""
        try:
            asked = request(Ask(url, json, form), meta={"discovery": True})
            response = await self.crawler.engine.download_async(asked)
        except IgnoreRequest as error:
            raise Forbidden(str(error) or "ignored") from error
        except Exception as error:
            slot = self.crawler.engine._slot  # its state has no public name
            if slot is None or slot.closing is not None:
                raise Closing from error
            raise FetchFailed(f"{type(error).__name__}: {error}") from error
        self.count("discovery_pages")
        if is_wall(response.body):
            self.blocked(url, at_once=True)
        if response.status == 403:
            self.count("blocked")
            raise FetchFailed("blocked")
        if response.status != 200:
            raise FetchFailed(str(response.status))
        return Fetched(response.url, response.body)

    def request_for(self, lead: Lead, limit: int | None = None) -> Request | None:
        """The request for a lead; None, counted, for what is no article, paid for, known, or already asked for."""
        identity = self.identify(lead.url)
        if identity is None or lead.sponsored:
            self.refuse("no-article" if identity is None else "sponsored", lead.url)
            return None
        stamp = seconds(lead.modified or lead.published or start_of(lead.on))
        if why := self.memory.why_not(identity.id, stamp):
            if why == "seen":
                self.refuse(why, lead.url)
                return None
            self.count(why)
            if why == "known" and limit and identity.id not in self._counted:
                self._counted.add(identity.id)
                self.kept += 1
            return None
        ask = lead.ask or (self.instead(identity.url) if self.shells else None)
        self.memory.asks(identity.id, identity.url, stamp, (ask.url, ask.json) if ask else None)
        return self.article_request(identity.id, identity.url, ask)

    def due(self) -> Iterable[Request]:
        """Requests for pages that no list names today and that are looked at again."""
        for page in self.memory.again():
            self.memory.asks(page.id, page.url, None, page.ask)
            yield self.article_request(page.id, page.url, Ask(*page.ask) if page.ask else None)

    def instead(self, page: str) -> Ask | None:
        """What to ask in place of a page that is a shell."""
        return self.content.ask(page) if self.content else None

    def article_request(self, id: str, page: str, ask: Ask | None) -> Request:
        """The request for the article `id` at `page`, or for its content where that stands elsewhere."""
        return request(
            ask or Ask(page),
            callback=self.parse,
            errback=self.failed,
            headers=self.memory.validators(id),
            meta={"id": id, "page_url": page} if ask else {"id": id},
        )

    def asking(self, wanted: Request) -> Request:
        """Counts a request out."""
        self._waiting += 1
        return wanted

    def answered(self) -> None:
        """Counts an answer in."""
        self._waiting -= 1
        self._freed.set()

    def leaves(self, id: str, kind: str, url: str, why: str = "", published: int | None = None) -> None:
        """Counts and remembers what is left out on purpose."""
        self.refuse(kind, url, why)
        self.memory.left(id, kind, published)

    def misses(self, id: str, url: str, why: str, kind: str = "parse", exc_info: bool = False) -> None:
        """Counts, names and remembers a page that should have been an article."""
        self.unreadable(url, why, kind, exc_info)
        if kind not in _NOT_ASKED:
            self.memory.failed(id, f"{kind}: {why}", of_host=kind in _OF_HOST)

    @classmethod
    def identify(cls, url: str) -> Identity | None:
        """Who the article at `url` is; None where the address is no article's."""
        raise NotImplementedError

    def failed(self, failure: Failure) -> None:
        """A request that gave no page."""
        raise NotImplementedError
