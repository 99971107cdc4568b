"""Define `Frontier`, which turns the leads of a source into requests, no faster than the answers come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from logging import LoggerAdapter
from typing import Any

from hanoi_press.crawl.bounded import StepLimit
from hanoi_press.crawl.page_history import History, seconds
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import ApiRequest, Fetched, FetchFailed, FetchPage, Lead, ListTooShort, RouteFailed, Window
from hanoi_press.discovery.autodiscovery import Autodiscovery
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.reach import Reach
from hanoi_press.sources import Source
from hanoi_press.spiders.arguments import LONGEST_ADDRESS, CrawlArguments
from hanoi_press.spiders.earlier_runs import HistoryEarlierRuns
from hanoi_press.spiders.reached import record_reach
from hanoi_press.spiders.route_log import RouteLog
from hanoi_press.spiders.wanted import Wanted
from hanoi_press.text.moments import start_of_day

DEFAULT_LIMIT = 200  # articles of a live run without other bounds, so that a first run ends soon
_AHEAD = 16  # the most requests that may wait, so that discovery is no faster than the articles
_CHECK = 1.0  # seconds without an answer after which it is checked whether one can come
_MISSING = frozenset({"404", "410"})
_RECENT = timedelta(days=31)  # how far back a route is read in place of one that failed half-way


class CostlyPage(RouteFailed, ValueError):
    """Raised inside a route for a page that takes too long to read: as a page that cannot be parsed, or fetched."""


class Frontier:
    """Decides which pages of a source are requested, in which order, and how many at a time.

    `stored` counts the articles towards the limit: those stored in this run and those known already. `walked` is True
    once discovery was read as far as the arguments ask.
    """

    def __init__(
        self,
        source: Source,
        arguments: CrawlArguments,
        history: History,
        outcome: RunOutcome,
        fetch: FetchPage,
        logger: LoggerAdapter[Any],
    ) -> None:
        self.source = source
        self.arguments = arguments
        self.history = history
        self.outcome = outcome
        self.fetch = fetch
        self.logger = logger
        self.limit = arguments.limit or (DEFAULT_LIMIT if arguments.open_ended else None)
        self.stored = 0
        self.walked = False
        self.beginning: int | None = None  # the time before which nothing counts as seen
        self.pages_are_shells = source.content_api is not None and source.content_api.at_once
        self._counted: set[str] = set()  # known articles that were counted in `stored`
        self._put_off: set[str] = set()  # known pages that a list names as changed: requested at the end, or not
        self.step_seconds = 0.0  # for reading one discovery page; 0: no limit
        self.costly: list[str] = []  # messages on pages that took longer, not yet logged
        self.check: Callable[[], None] = lambda: None  # called again and again while no answer comes
        self._is_reachable = False  # True once a discovery page was answered, if only with "not found"
        self._routes = RouteLog(logger)
        self._last_page = ""  # the discovery page that was requested last
        self._waiting = 0
        self._freed = asyncio.Event()

    async def wanted(self) -> AsyncIterator[Wanted]:
        """Yield the articles to request: those that discovery finds, then those that are due again.

        Before them come those whose archived answers are read again; they count towards no limit. Waits while too many
        requests are pending; the caller reports each answer by `answered`.
        """
        for page in self.history.rereads():
            self.history.mark_requested(page.id, page.url, page.stamp, page.ask)
            await self._room(None)
            self._waiting += 1
            yield Wanted(page.id, page.url, None, answer=page.answer)
        await self._all_answers()  # because a page that could be read is known to discovery
        async for lead in self.leads():
            found = self.decide(lead)
            if self.limit and self.stored >= self.limit:
                break
            if found is not None:
                if not await self._room(self.limit):
                    break
                self._waiting += 1
                yield found
        else:
            self.walked = True
        await self._all_answers()  # because a page that just failed is not due again
        for number, found in enumerate(self._due()):
            if self.limit and number >= self.limit:
                break
            await self._room(None)
            self._waiting += 1
            yield found
        await self._all_answers()  # the run ends with every request settled

    def answered(self) -> None:
        """Record that a request was answered, or finally failed."""
        self._waiting -= 1
        self._freed.set()

    @property
    def ahead(self) -> int:
        """Return how many requests may wait: one while it is unknown whether pages or API have the articles."""
        undecided = self.source.content_api and not self.pages_are_shells and not self.stored
        return 1 if undecided else _AHEAD

    async def _room(self, limit: int | None) -> bool:
        """Wait until one more article may be requested; return False if the limit is reached first."""
        while self._waiting >= (min(self.ahead, limit - self.stored) if limit else self.ahead):
            if limit and self.stored >= limit:
                return False
            await self._an_answer()
        return True

    async def _all_answers(self) -> None:
        while self._waiting:
            await self._an_answer()

    async def _an_answer(self) -> None:
        self._freed.clear()
        while not self._freed.is_set():
            try:
                await asyncio.wait_for(self._freed.wait(), _CHECK)
            except TimeoutError:
                self.check()

    async def leads(self) -> AsyncIterator[Lead]:
        """Yield the leads of the first route that answers; if it fails half-way, the next routes add theirs."""
        if self.arguments.urls:
            for url in self.arguments.urls:
                yield Lead(url)
            return
        answered = has_leads = False
        earlier = HistoryEarlierRuns(self.history, self.source.identify)
        window = self._window(earlier)
        short = Reach()  # of the lists that ended too early
        for name in self.route_names():
            found, window = 0, replace(window, reach=Reach(wants_days=self.arguments.wants_days))
            self.logger.debug("trying route %s", name)
            try:
                route = self.source.routes[name].leads(self._fetch_named, window, self.arguments.sections)
                async for lead in self._within_time(route):
                    found += 1
                    has_leads = True
                    yield lead
            except RouteFailed as error:
                self.outcome.leads += found
                self._note_failed(name, found, error)
                answered = answered or isinstance(error, ListTooShort)
                replace(window, reach=short).note_beginning(getattr(error, "oldest", None))
                if not isinstance(error, ListTooShort):
                    window = self._window_after_failure(window, found)
                continue
            self._routes.answered(name, found)
            self.outcome.leads, self.outcome.lists_skipped = self.outcome.leads + found, earlier.skipped
            self.beginning = record_reach(self.outcome, self.history, self.arguments, window.reach)
            return
        if not (answered or has_leads or self.arguments.via or self.arguments.sections) and self._is_reachable:
            try:
                async for lead in self._within_time(Autodiscovery(self._home).leads(self._fetch_named, window, ())):
                    yield lead
                self.outcome.count("incomplete")  # what a site names of itself is seldom all
                self.logger.warning("no route answered; read what the site names: its feeds, home page and sitemaps")
                return
            except RouteFailed as error:
                self.logger.warning("autodiscovery failed: %s", error)
        if answered:
            self.beginning = record_reach(self.outcome, self.history, self.arguments, short)
        else:
            self.outcome.count("no_route")
            self._routes.none_answered(self.route_names())

    def _note_failed(self, route: str, found: int, error: RouteFailed) -> None:
        self._routes.failed(route, found, error, is_reachable=self._is_reachable)
        if not isinstance(error, ListTooShort):
            self.outcome.details.note_route(self._last_page, str(error))

    def _window_after_failure(self, window: Window, found: int) -> Window:
        """Return the window for the next route, after one that failed; `found`: the leads it gave before."""
        self.history.forget_list_answers()
        if not found:
            return window
        # Recent days only, because for older ones the next route would page through years.
        self.outcome.count("incomplete")
        return window.cut_to(_RECENT)

    def _window(self, earlier: HistoryEarlierRuns) -> Window:
        source = ListSource(self._article_id, self.outcome.count)
        given, reread_since = self.arguments.window, self.arguments.reread_since
        return replace(given, earlier_runs=earlier, source=source, reread_since=reread_since)

    @property
    def _home(self) -> str:
        """Return the address of the source's home page: that of a route, or of its host."""
        stated = (str(getattr(route, "home", "")) for route in self.source.routes.values())
        return next((url for url in stated if url.startswith("http")), f"https://{self.source.hosts[0]}/")

    def _article_id(self, url: str) -> str | None:
        identity = self.source.identify(url)
        return identity.id if identity else None

    async def _within_time(self, route: AsyncIterator[Lead]) -> AsyncIterator[Lead]:
        """Yield the leads of a route; a page that takes too long to read fails (`CostlyPage`)."""
        while True:
            try:
                lead = await StepLimit(anext(route), self.step_seconds, self._too_costly)  # type: ignore[arg-type]
            except StopAsyncIteration:
                return
            finally:
                while self.costly:
                    self.logger.warning("too-costly: %s", self.costly.pop())
            yield lead

    async def _fetch_named(self, url: str, **options: Any) -> Fetched:
        self._last_page = url
        try:
            fetched = await self.fetch(url, **options)
        except FetchFailed as error:
            self._is_reachable = self._is_reachable or str(error) in _MISSING
            raise
        self._is_reachable = True
        return fetched

    def _too_costly(self, text: str) -> CostlyPage:
        self.outcome.count("failures/too-costly")
        self.outcome.details.note_failed(self._last_page, "too-costly", f"reading it {text}")
        self.costly.append(f"reading {self._last_page} {text}")
        return CostlyPage(self.costly[-1])

    def route_names(self) -> tuple[str, ...]:
        """Return the routes to try, in order."""
        if self.arguments.via:
            return (self.arguments.via,)
        if self.arguments.sections:
            return tuple(name for name in ("section", "feed") if name in self.source.routes)
        return self.source.route_order

    def decide(self, lead: Lead) -> Wanted | None:
        """Return the article to request for a lead; None, counted by kind, if there is nothing to request."""
        if len(lead.url) > LONGEST_ADDRESS:
            self.logger.warning("left out (too-long, %d characters): %.100s…", len(lead.url), lead.url)
            self.outcome.count("skipped/too-long")
            return None
        identity = self.source.identify(lead.url)
        if identity is None or lead.sponsored:
            self._skip("no-article" if identity is None else "sponsored", lead.url)
            return None
        stamp = seconds(
            max(filter(None, (lead.modified, lead.published, start_of_day(lead.modified_on))), default=None)
        )
        reason = self.history.skip_reason(identity.id, stamp)
        if reason == "removed":
            self._skip(reason, f"{identity.id}, which is on the list corpus/take-down.txt")
            return None
        is_reworded = self.history.is_reworded(identity.id, lead.listed)
        if (reason == "known" and is_reworded) or (not reason and self.history.put_off(identity.id, stamp)):
            reason = "known"
            self._put_off.add(identity.id)
            self.history.note_listed(identity.id, lead.listed)
        if reason == "seen":
            self._skip(reason, lead.url)
            return None
        if reason:
            self.outcome.count(reason)
            if reason == "known" and self.limit and identity.id not in self._counted:
                self._counted.add(identity.id)
                self.stored += 1
            return None
        api = lead.api_request or (self.content_request(identity.url) if self.pages_are_shells else None)
        self.history.mark_requested(identity.id, identity.url, stamp, (api.url, api.json) if api else None)
        return Wanted(identity.id, identity.url, api, self.history.note_listed(identity.id, lead.listed))

    def content_request(self, page: str) -> ApiRequest | None:
        """Return the API request for the content of a page that is a shell."""
        return self.source.content_api.request_for(page) if self.source.content_api else None

    def _due(self) -> Iterator[Wanted]:
        for page in self.history.due():
            if page.id in self._put_off:
                self.outcome.count("known", -1)
            self.history.mark_requested(page.id, page.url, page.stamp, page.ask)
            api = ApiRequest(*page.ask) if page.ask else None
            yield Wanted(page.id, page.url, api, self.history.note_listed(page.id, None))

    def _skip(self, kind: str, url: str) -> None:
        self.outcome.count(f"skipped/{kind}")
        log = self.logger.warning if kind == "removed" and self.arguments.urls else self.logger.debug
        log("left out (%s): %s", kind, url)
