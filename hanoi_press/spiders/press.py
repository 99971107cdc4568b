"""`PressSpider`: from a source's routes to its articles. A source is a subclass with attributes and nothing else."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from hanoi_press.discovery import VN, Ask, Fetched, FetchFailed, Forbidden, Lead, RouteEnded, RouteFailed
from hanoi_press.items import Article, Identity
from hanoi_press.pages import NotAnArticle, read
from hanoi_press.pages.verdicts import is_wall
from hanoi_press.spiders.address import Address, tidy
from hanoi_press.spiders.arguments import ArgumentError, Wish, wish
from hanoi_press.spiders.content import Content, page_url, request
from hanoi_press.spiders.routes import Route
from hanoi_press.spiders.tally import Tally
from hanoi_press.trouble import kind_of, kind_of_status

_AHEAD = 16  # article requests that wait at most: discovery goes no faster than the articles are read
_UNREADABLE = frozenset({"empty", "shell"})  # verdicts on a page that should have been an article
_BLOCKED = frozenset({401, 403, 429, 503})
_GONE = frozenset({404, 410})
_SHORTEST = 0.001  # seconds between two requests at least
_LATELY = timedelta(days=31)


class PressSpider(Tally):
    """A source of the press.

    Arguments (`-a name=value`), the same for all: `since`, `until` (days, inclusive), `days`, `section`, `limit`,
    `url` (one or several, comma-separated), `via` (one route), `archive` (a WARC file in place of the network).
    """

    publisher: ClassVar[str]  # the outlet's name as it writes it
    hosts: ClassVar[tuple[str, ...]]  # without www; the first is today's
    addresses: ClassVar[tuple[Address, ...]]
    routes: ClassVar[Mapping[str, Route]]
    order: ClassVar[tuple[str, ...]]  # which routes are tried without `via`, cheapest first
    sections: ClassVar[tuple[str, ...]] = ()  # the lists known by name
    section_form: ClassVar[re.Pattern[str] | None] = None  # what the name of a list that is not known looks like
    content: ClassVar[Content | None] = None  # the API that holds what the pages, being shells, do not
    family: ClassVar[str]  # its CMS, as `docs/sources.md` prints it
    status: ClassVar[str] = "unverified"  # verified on a real page, modelled on one of its family, unverified, refused
    remark: ClassVar[str] = ""  # what the status rests on; why a source is refused
    merged_into: ClassVar[tuple[str, str] | None] = None  # the source that took over, and the day (2025-03-01)
    default_limit: ClassVar[int] = 200  # articles of a live run that nothing else bounds: a first file soon

    wish: Wish
    allowed_domains: list[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PressSpider:
        """Checks the arguments (`ArgumentError`) and sets what they imply."""
        wanted = cls.check(kwargs)
        if wanted.archive:
            crawler.settings.set("ARCHIVE_FILE", str(wanted.archive), priority="spider")
            crawler.settings.set("DOWNLOAD_DELAY", 0, priority="spider")
        elif crawler.settings.getfloat("DOWNLOAD_DELAY") < _SHORTEST:
            # At a delay of 0 Scrapy 2.19 starts two requests of a slot before it counts the first.
            crawler.settings.set("DOWNLOAD_DELAY", _SHORTEST, priority="cmdline")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.wish = wanted
        spider.allowed_domains = list(cls.hosts)
        return spider

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.seen: set[str] = set()
        self.kept = 0
        self.shells = self.content is not None and self.content.at_once
        self._waiting = 0
        self._freed = asyncio.Event()

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> Wish:
        """The arguments as a `Wish`; raises `ArgumentError` with one line that says what is accepted."""
        wanted = wish(dict(arguments), cls.sections, tuple(cls.routes), datetime.now(VN).date(), cls.section_form)
        if cls.status == "refused" and not wanted.archive:
            raise ArgumentError(f"refused: {cls.remark}; accepted is only archive=, a WARC file")
        for url in wanted.urls:
            if cls.identify(url) is None:
                raise ArgumentError(
                    f"url={url}: no article address of {cls.name}; accepted are articles on {', '.join(cls.hosts)}"
                )
        if wanted.sections:
            able = [name for name, route in cls.routes.items() if route.by_section]
            if wanted.via and wanted.via not in able:
                raise ArgumentError(
                    f"via={wanted.via} knows no sections; with section=, accepted are {', '.join(able)}"
                )
        return wanted

    @classmethod
    def identify(cls, url: str) -> Identity | None:
        """Who the article at `url` is; None where the address is no article's."""
        plain = tidy(url)
        found = (kind.identity(plain, cls.name, cls.publisher) for kind in cls.addresses)
        return next(filter(None, found), None)

    # --- discovery ---------------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """Requests for the articles wished for, as many at a time as are read."""
        limit = self.wish.limit or (self.default_limit if self.wish.open_ended else None)
        if self.wish.open_ended:
            self.logger.info(
                "nothing asked for: the newest %d articles (-a since=…, days=…, limit=… say otherwise)", limit
            )
        async for lead in self.leads():
            wanted = self.request_for(lead)
            if wanted is None:
                continue
            while self._waiting >= (min(_AHEAD, limit - self.kept) if limit else _AHEAD):
                if limit and self.kept >= limit:
                    return
                self._freed.clear()
                await self._freed.wait()
            self._waiting += 1
            yield wanted

    async def leads(self) -> AsyncIterator[Lead]:
        """Leads of the first route that answers; what a route could not say to its end, the next one adds."""
        if self.wish.urls:
            for url in self.wish.urls:
                yield Lead(url)
            return
        answered = False
        window = self.wish.window
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

    async def fetch(self, url: str, *, json: Any = None) -> Fetched:
        """One discovery page, through robots.txt, delay and retries as any other. Raises `FetchFailed`."""
        try:
            response = await self.crawler.engine.download_async(request(url, json, meta={"discovery": True}))
        except IgnoreRequest as error:
            raise Forbidden(str(error) or "ignored") from error
        except Exception as error:
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

    def request_for(self, lead: Lead) -> Request | None:
        """The request for a lead; None, counted, for what is no article, paid for, or already asked for."""
        identity = self.identify(lead.url)
        kind = "no-article" if identity is None else "sponsored" if lead.sponsored else ""
        if identity is None or kind or identity.id in self.seen:
            self.refuse(kind or "seen", lead.url)
            return None
        self.seen.add(identity.id)
        return self._article_request(identity.url, lead.ask or (self._instead(identity.url) if self.shells else None))

    def _instead(self, page: str) -> Ask | None:
        return self.content.ask(page) if self.content else None

    def _article_request(self, page: str, ask: Ask | None) -> Request:
        where, posted, meta = (ask.url, ask.json, {"page_url": page}) if ask else (page, None, {})
        return request(where, posted, callback=self.parse, errback=self.failed, meta=meta)

    # --- articles ----------------------------------------------------------------------------------------------------

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Article | Request]:
        """The article of one page; where the page is a shell, the request for its content."""
        if (landed := self.identify(page_url(response))) is not None:
            self.seen.add(landed.id)
        found: Article | Request | None = None
        try:
            found = self.read(response)
            if isinstance(found, Request):
                yield found
            elif (found and self.wish.urls) or (found and self.in_window(found)):
                self.kept += 1
                yield found
        finally:
            if not isinstance(found, Request):
                self._done()

    def read(self, response: Response) -> Article | Request | None:
        """The article, what to ask in its page's place, or None and a count by kind: nothing is dropped in silence."""
        url = page_url(response)
        try:
            article = read(
                response.body,
                url,
                self.identify,
                encoding=getattr(response, "_declared_encoding", lambda: None)(),
                fetched_at=response.meta["fetched_at"],
            )
        except NotAnArticle as verdict:
            if verdict.kind == "blocked":
                self.blocked(url, at_once=True)
            if verdict.kind == "shell" and "page_url" not in response.meta and (ask := self._instead(url)):
                self.shells = True
                return self._article_request(url, ask)
            if verdict.kind in _UNREADABLE:
                self.unreadable(url, str(verdict))
            else:
                self.refuse(verdict.kind, url)
            return None
        except Exception:
            self.unreadable(url, "the page class failed", exc_info=True)
            return None
        self.blocked_in_a_row = 0
        if not article.title or not article.text:
            self.unreadable(url, "no " + " and no ".join(n for n in ("title", "text") if not getattr(article, n)))
            return None
        return article

    def failed(self, failure: Failure) -> None:
        """A request that gave no page, counted by kind."""
        self._done()
        asked: Request = failure.request  # type: ignore[attr-defined]
        url = page_url(asked)
        error = failure.value
        assert error is not None
        if isinstance(error, HttpError):
            status = error.response.status
            if status in _GONE:
                self.refuse("gone", url)
                return
            if status in _BLOCKED:
                self.blocked(url, at_once=is_wall(error.response.body))
            else:
                self.unreadable(url, f"HTTP {status}", kind_of_status(status) or "http")
        elif isinstance(error, IgnoreRequest) and kind_of(error) == "other":
            self.refuse("seen" if str(error) == "seen" else "forbidden", url, str(error))
        else:
            self.unreadable(url, f"{type(error).__name__}: {error}", kind_of(error))

    def in_window(self, article: Article) -> bool:
        """Was it published in the time wished for? A route may not know; the page does."""
        stated = article.published_at
        if stated is None:
            return True
        moment = datetime.fromisoformat(stated)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=VN)
        if self.wish.window.holds(moment):
            return True
        self.refuse("outside", article.url)
        return False

    def _done(self) -> None:
        self._waiting -= 1
        self._freed.set()
