"""Define `Frontier`, which turns the leads of a source into requests, no faster than the answers come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from logging import LoggerAdapter
from typing import Any

from hanoi_press.crawl.page_history import History, seconds
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import ApiRequest, FetchPage, Lead
from hanoi_press.discovery.captures import FILE
from hanoi_press.sources import Source
from hanoi_press.spiders.arguments import LONGEST_ADDRESS, CrawlArguments
from hanoi_press.spiders.auto_archives import AutoArchives
from hanoi_press.spiders.past_walk import MakeRoute, PastWalk, no_route
from hanoi_press.spiders.route_walk import RouteWalk
from hanoi_press.spiders.wanted import Wanted
from hanoi_press.text.moments import start_of_day

DEFAULT_LIMIT = 200  # articles of a live run without other bounds, so that a first run ends soon
_AHEAD = 16  # the most requests that may wait, so that discovery is no faster than the articles
_CHECK = 1.0  # seconds without an answer after which it is checked whether one can come


class Frontier:
    """Decides which pages and captures of a source are requested, in which order, and how many at a time.

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
        make_route: MakeRoute = no_route,
    ) -> None:
        self.source = source
        self.arguments = arguments
        self.history = history
        self.outcome = outcome
        self.logger = logger
        self.routes = RouteWalk(source, arguments, history, outcome, fetch, logger)
        self.past = PastWalk(self.routes, make_route)
        self.auto = AutoArchives(self.past, self._has_article, self._all_answers)
        self.routes.is_stopped = lambda: bool(self.auto.stopped)
        if arguments.archive:
            self.routes.without_lists = lambda: self.past.leads(FILE)
        self.limit = arguments.limit or (DEFAULT_LIMIT if arguments.open_ended else None)
        self.stored = 0
        self.walked = False
        self.reads_stream = False  # True if archive files are read record by record in place of the site's lists
        self.pages_are_shells = source.content_api is not None and source.content_api.at_once
        self._counted: set[str] = set()  # known articles, and those of captures, that were counted in `stored`
        self._put_off: set[str] = set()  # known pages that a list names as changed: requested at the end, or not
        self.check: Callable[[], None] = lambda: None  # called again and again while no answer comes
        self._waiting = 0
        self._freed = asyncio.Event()

    @property
    def beginning(self) -> int | None:
        """The time before which nothing counts as seen."""
        return self.routes.beginning

    async def wanted(self) -> AsyncIterator[Wanted]:
        """Yield the articles to request: those that discovery finds, then those that are due again.

        Before them come those whose archived answers are read again; they count towards no limit. With `via=auto` the
        captures of web archives come last. Waits while too many requests are pending; the caller reports each answer by
        `answered`.
        """
        for page in self.history.rereads():
            self.history.mark_requested(page.id, page.url, page.stamp, page.ask)
            await self._room(None)
            self._waiting += 1
            yield Wanted(page.id, page.url, None, answer=page.answer)
        await self._all_answers()  # because a page that could be read is known to discovery
        async for found in self._requested(self.leads()):
            yield found
        await self._all_answers()  # because a page that just failed is not due again
        for number, found in enumerate(self._due()):
            if self.auto.stopped or (self.limit and number >= self.limit):
                break
            await self._room(None)
            self._waiting += 1
            yield found
        await self._all_answers()  # the run ends with every request settled
        if self.arguments.is_auto and self.arguments.open_ended:
            self.limit = self.stored + DEFAULT_LIMIT  # because known articles of the site may have reached it
        if self.arguments.is_auto and not (self.limit and self.stored >= self.limit):
            walked = self.walked
            async for found in self._requested(self.auto.leads()):
                yield found
            self.walked = walked and not self.auto.stopped and bool(self.routes.route_names())
            await self._all_answers()

    async def _requested(self, leads: AsyncIterator[Lead]) -> AsyncIterator[Wanted]:
        """Yield the articles to request for leads, until there are enough."""
        async for lead in leads:
            if self.auto.stopped and lead.capture is None:
                self.auto.note_unasked(lead.url)
                if self.arguments.urls:
                    continue
                return
            # a capture is settled before the next one is looked at, which may be the same
            if lead.capture is not None and not await self._room(self.limit, ahead=1):
                return
            found = self.decide(lead)
            if self.limit and self.stored >= self.limit:
                return
            if found is not None:
                if not await self._room(self.limit):
                    return
                self._waiting += 1
                yield found
        self.walked = not self.past.has_failed

    def leads(self) -> AsyncIterator[Lead]:
        """Return the leads of the site, or of the web archive that is read in place of it."""
        archive = FILE if self.reads_stream else self.arguments.web_archive
        return self.past.leads(archive, self.arguments.urls) if archive else self.routes.leads()

    def answered(self) -> None:
        """Record that a request was answered, or finally failed."""
        self._waiting -= 1
        self._freed.set()

    def note_capture(self, asked: str, id: str) -> None:
        """Count the article of a capture towards the limit, once however many captures it has.

        `asked`: the id of the page that was captured, which may lead to the article of another one.
        """
        self.stored += id not in self._counted
        self._counted |= {asked, id}

    @property
    def ahead(self) -> int:
        """Return how many requests may wait: one while it is unknown whether pages or API have the articles."""
        undecided = self.source.content_api and not self.pages_are_shells and not self.stored
        return 1 if undecided else _AHEAD

    async def _room(self, limit: int | None, ahead: int | None = None) -> bool:
        """Wait until one more article may be requested; return False if the limit is reached first."""
        while self._waiting >= (min(ahead or self.ahead, limit - self.stored) if limit else ahead or self.ahead):
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

    def decide(self, lead: Lead) -> Wanted | None:
        """Return the article to request for a lead; None, counted by kind, if there is nothing to request."""
        if lead.capture is not None:
            return self.past.decide(lead.capture)
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

    def _has_article(self, id: str) -> bool:
        return id in self._counted or self.history.is_stored(id)

    def _skip(self, kind: str, url: str) -> None:
        self.outcome.count(f"skipped/{kind}")
        log = self.logger.warning if kind == "removed" and self.arguments.urls else self.logger.debug
        log("left out (%s): %s", kind, url)
