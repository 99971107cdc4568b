"""Define `RouteWalk`, which reads the routes of a source, one after another until one answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from logging import LoggerAdapter
from typing import Any

from hanoi_press.crawl.bounded import StepLimit
from hanoi_press.crawl.page_history import History
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import Fetched, FetchFailed, FetchPage, Lead, ListTooShort, RouteFailed, Window
from hanoi_press.discovery.autodiscovery import Autodiscovery
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.reach import Reach
from hanoi_press.discovery.routes import Route
from hanoi_press.sources import Source
from hanoi_press.spiders.arguments import CrawlArguments
from hanoi_press.spiders.earlier_runs import HistoryEarlierRuns
from hanoi_press.spiders.reached import record_reach
from hanoi_press.spiders.route_log import RouteLog

_MISSING = frozenset({"404", "410"})
_RECENT = timedelta(days=31)  # how far back a route is read in place of one that failed half-way


class CostlyPage(RouteFailed, ValueError):
    """Raised inside a route for a page that takes too long to read: as a page that cannot be parsed, or fetched."""


class RouteWalk:
    """The routes of a source's site in one run.

    `step_seconds`: the time for reading one discovery page; 0: no limit. `beginning`: the time before which nothing
    counts as seen. `is_stopped` says whether the site may not be asked any more.
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
        self.beginning: int | None = None
        self.step_seconds = 0.0
        self.costly: list[str] = []  # messages on pages that took longer, not yet logged
        self.is_stopped: Callable[[], bool] = lambda: False
        self.without_lists: Callable[[], AsyncIterator[Lead]] | None = None  # the leads of an archive without lists
        self._is_reachable = False  # True once a discovery page was answered, if only with "not found"
        self._log = RouteLog(logger)
        self._last_page = ""  # the discovery page that was requested last

    async def leads(self) -> AsyncIterator[Lead]:
        """Yield the addresses that were given, or else what the routes find."""
        for url in self.arguments.urls:
            yield Lead(url)
        # with `via=auto` a source without routes is read from web archives, and that is no fault
        if not self.arguments.urls and (self.route_names() or not self.arguments.is_auto):
            async for lead in self._found():
                yield lead

    async def _found(self) -> AsyncIterator[Lead]:
        """Yield the leads of the first route that answers; if it fails half-way, the next routes add theirs."""
        answered = has_leads = False
        earlier = HistoryEarlierRuns(self.history, self.source.identify)
        window = self.window(earlier)
        short = Reach()  # of the lists that ended too early
        for name in self.route_names():
            if self.is_stopped():
                break
            found, window = 0, replace(window, reach=Reach(wants_days=self.arguments.wants_days))
            self.logger.debug("trying route %s", name)
            try:
                async for lead in self.steps(self.source.routes[name], window):
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
            self._log.answered(name, found)
            self.outcome.leads, self.outcome.lists_skipped = self.outcome.leads + found, earlier.skipped
            self.beginning = record_reach(self.outcome, self.history, self.arguments, window.reach)
            return
        is_whole = not (answered or has_leads or self.arguments.route or self.arguments.sections)
        if is_whole and self.without_lists is not None:
            self.logger.info("no list of %s is in the archive: its articles are read one by one", self.source.name)
            async for lead in self.without_lists():
                yield lead
            return
        if is_whole and self._may_search():
            try:
                async for lead in self.steps(Autodiscovery(self._home), window):
                    yield lead
                self.outcome.count("incomplete")  # what a site names of itself is seldom all
                self.logger.warning("no route answered; read what the site names: its feeds, home page and sitemaps")
                return
            except RouteFailed as error:
                self.logger.warning("autodiscovery failed: %s", error)
        self._note_end(short if answered else None)

    def _note_end(self, short: Reach | None) -> None:
        """Record how far back lists lead that ended too early; None: no route answered."""
        if short is not None:
            self.beginning = record_reach(self.outcome, self.history, self.arguments, short)
        else:
            self.outcome.count("no_route")
            self._log.none_answered(self.route_names())

    def route_names(self) -> tuple[str, ...]:
        """Return the routes to try, in order."""
        if self.arguments.route:
            return (self.arguments.route,)
        if self.arguments.sections:
            return tuple(name for name in ("section", "feed") if name in self.source.routes)
        return self.source.route_order

    def window(self, earlier: HistoryEarlierRuns | None = None) -> Window:
        """Return the wanted days, with what routes need to know of the source and of earlier runs."""
        source = ListSource(self._article_id, self.outcome.count)
        given, reread_since = self.arguments.window, self.arguments.reread_since
        captures = self.history.captures
        return replace(given, earlier_runs=earlier, source=source, reread_since=reread_since, captures=captures)

    async def steps(self, route: Route, window: Window, seconds: float | None = None) -> AsyncIterator[Lead]:
        """Yield the leads of a route. Raises `RouteFailed`, also for a page that takes too long to read.

        `seconds`: for reading one page, in place of `step_seconds`.
        """
        seconds = self.step_seconds if seconds is None else seconds
        leads = route.leads(self._fetch_named, window, self.arguments.sections)
        while True:
            try:
                lead = await StepLimit(anext(leads), seconds, self._too_costly)  # type: ignore[arg-type]
            except StopAsyncIteration:
                return
            finally:
                while self.costly:
                    self.logger.warning("too-costly: %s", self.costly.pop())
            yield lead

    def _may_search(self) -> bool:
        """Return True if the site may be searched for lists because no route answered."""
        is_part = self.arguments.route or self.arguments.sections
        return self._is_reachable and not is_part and not self.is_stopped()

    def _note_failed(self, route: str, found: int, error: RouteFailed) -> None:
        self._log.failed(route, found, error, is_reachable=self._is_reachable)
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

    @property
    def _home(self) -> str:
        """Return the address of the source's home page: that of a route, or of its host."""
        stated = (str(getattr(route, "home", "")) for route in self.source.routes.values())
        return next((url for url in stated if url.startswith("http")), f"https://{self.source.hosts[0]}/")

    def _article_id(self, url: str) -> str | None:
        identity = self.source.identify(url)
        return identity.id if identity else None

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
