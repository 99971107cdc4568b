"""Define `PastWalk`, which reads the indexes of web archives and decides which captures are requested."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from hanoi_press.crawl.capture_history import CaptureHistory
from hanoi_press.crawl.past_figures import TITLES
from hanoi_press.discovery import Lead, RouteFailed
from hanoi_press.discovery.captures import WAYBACK, WEB_ARCHIVES, IndexedCapture
from hanoi_press.discovery.routes import Route
from hanoi_press.discovery.wayback import Wayback
from hanoi_press.spiders.route_walk import RouteWalk
from hanoi_press.spiders.wanted import Wanted
from hanoi_press.text.plurals import count_of

_NO_LIMIT = 0.0  # seconds
MakeRoute = Callable[[str, Sequence[str]], Route]


def no_route(archive: str, urls: Sequence[str]) -> Route:
    """Refuse to make a route: the place of a function that makes one for an archive and addresses (empty: hosts)."""
    raise RouteFailed(f"{archive} is not known here")


class PastWalk:
    """The web archives' indexes and captures of a source in one run. `has_failed`: one could not be read to its end."""

    def __init__(self, routes: RouteWalk, make_route: MakeRoute) -> None:
        self.routes = routes
        self.make_route = make_route
        self.outcome = routes.outcome
        self.has_failed = False
        self.has_other: Callable[[str], bool] = lambda id: False  # whether this run has the article of another origin

    @property
    def captures(self) -> CaptureHistory:
        """The record of the captures that were seen."""
        return self.routes.history.captures

    async def leads(
        self, archive: str, urls: Sequence[str] = (), *, indexed_since: datetime | None = None
    ) -> AsyncIterator[Lead]:
        """Yield the captures that an archive has of addresses, or else of the source's hosts, and that are wanted.

        `indexed_since`: the time before which its indexes are not asked.
        """
        self.outcome.past.note_archive(archive)
        found, window, again = 0, self.routes.window(), self.captures.again
        if indexed_since is not None:
            window = replace(window, since=max(indexed_since, window.since or indexed_since))
        seconds = None
        if archive in WEB_ARCHIVES:
            seconds = _NO_LIMIT  # a page of an index has thousands of captures, each of which is looked up
            hosts = ", ".join(one.host for one in self.routes.source.archived_hosts)
            what = count_of(len(urls), "single page") if urls else hosts
            self.routes.logger.info("asking %s for %s", TITLES[archive], what)
        try:
            async for lead in self.routes.steps(self.make_route(archive, urls), window, seconds):
                found += 1
                yield lead
            for capture in self.captures.put_off(archive, self._of_addresses(urls) if urls else None):
                found += 1
                yield Lead(capture.url, capture=capture)
        except RouteFailed as error:
            self.has_failed = True
            self.routes.logger.error("%s failed after %d captures: %s", archive, found, error)
            self.outcome.past.note_failed(archive, str(error))
        finally:
            self.outcome.leads += found
            self._count_again(archive, self.captures.again - again)

    def _count_again(self, archive: str, number: int) -> None:
        """Count the revisions whose bodies were read before, so that no capture was requested for them."""
        for _ in range(number):
            self.outcome.past.count(archive, "again")
            self.outcome.past.note_line(archive, "changed")
            self.outcome.count("changed")
            self.outcome.count("articles")

    def _of_addresses(self, urls: Sequence[str]) -> Callable[[IndexedCapture], bool]:
        """Return a function that says whether a capture is of an article at one of these addresses."""
        identify = self.routes.source.identify
        ids = {identity.id for url in urls if (identity := identify(url)) is not None}
        return lambda capture: (identity := identify(capture.url)) is not None and identity.id in ids

    def unasked(self, urls: Sequence[str]) -> Iterator[str]:
        """Yield the addresses for which no run has asked the Wayback Machine, whose index is asked for each."""
        route = self.make_route(WAYBACK, urls) if urls else None
        queries = route.queries(self.routes.window()) if isinstance(route, Wayback) else ()
        return (query.target for query in queries if not self.captures.is_read(query.name))

    def decide(self, capture: IndexedCapture) -> Wanted | None:
        """Return the capture as what is to be requested; None, counted by kind, if it is not wanted."""
        identity = self.routes.source.identify(capture.url)
        if identity is None:
            self._leave("no-article", capture)
            return None
        reason = self.captures.skip_reason(identity.id, capture)
        if reason == "stored" or (not reason and self.has_other(identity.id)):
            reason = "have"
        if reason:
            if not (reason == "known" and self.captures.note_same(identity.id, capture)):
                self._leave(reason, capture)
            return None
        # what the site's lists state completes a page, or the same words would be another revision
        listed = self.routes.history.note_listed(identity.id, None)
        return Wanted(identity.id, capture.url, None, listed, capture=capture)

    def _leave(self, kind: str, capture: IndexedCapture) -> None:
        self.outcome.past.count(capture.archive, kind)
        self.routes.logger.debug("capture left out (%s): %s %s", kind, capture.captured, capture.url)
