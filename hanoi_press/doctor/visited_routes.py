"""Walk each route of a source as far as its first articles, and say what it gave."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime

from hanoi_press.crawl.bounded import StepLimit
from hanoi_press.discovery import VN, Lead, RouteFailed, Window, is_future
from hanoi_press.discovery.list_source import BY_SELECTORS, WITHOUT_SELECTORS, ListSource
from hanoi_press.discovery.lists import NO_SELECTORS
from hanoi_press.discovery.routes import CombinedRoutes, ListPages, Route
from hanoi_press.doctor.findings import RouteFindings, RouteState
from hanoi_press.doctor.visited_pages import (
    ELSEWHERE,
    FORBIDDEN,
    GOOD,
    NOT_ARCHIVED,
    REFUSALS,
    Enough,
    RouteFetch,
    VisitedPages,
)
from hanoi_press.sources import Source
from hanoi_press.spiders.route_walk import CostlyPage

_READ_BY = {WITHOUT_SELECTORS: "heuristics", BY_SELECTORS: "selectors"}  # the worse first
_MOST_LEADS = 500  # of a route; the longest known page has 1,000 entries
_STEP = 10.0  # seconds for reading one discovery page


def routes_of(source: Source) -> dict[str, Route]:
    """Return the routes to visit, in the order of a crawl; a combined one by its parts, each route once."""
    order = [*source.route_order, *(name for name in source.routes if name not in source.route_order)]
    found: dict[str, Route] = {}
    names = {id(route): name for name, route in source.routes.items()}
    for name in order:
        route = source.routes[name]
        if not isinstance(route, CombinedRoutes):
            found.setdefault(name, route)
            continue
        for number, part in enumerate(route.parts, 1):
            found.setdefault(names.get(id(part), f"{name}/{number}"), part)
    return found


class VisitedRoute:
    """One route of a source during a visit: its findings, and the leads to articles that it gave."""

    def __init__(self, name: str, route: Route, source: Source, pages: VisitedPages) -> None:
        self.name = name
        self.route = route
        self.source = source
        self.fetch = RouteFetch(pages)
        self.leads: dict[str, Lead] = {}  # by article id
        self.others = 0
        self._kinds: set[str] = set()
        self._failure = ""

    async def walk(self) -> RouteFindings:
        """Ask for the first pages of the route, and return what they gave. Never raises because of a site."""
        if self.fetch.pages.is_over:
            return self._findings(RouteState.UNKNOWN, "not asked")
        window = Window(source=ListSource(self._article_id, self._kinds.add))
        leads = self.route.leads(self.fetch, window, ())
        try:
            while len(self.leads) + self.others < _MOST_LEADS:
                self._take(await StepLimit(anext(leads), _STEP, _too_costly))  # type: ignore[arg-type]
        except (StopAsyncIteration, Enough):
            pass
        except RouteFailed as error:
            self._failure = str(error)
        return self._judged()

    def _take(self, lead: Lead) -> None:
        identity = self.source.identify(lead.url)
        if identity is None or lead.sponsored:
            self.others += 1
            return
        self.fetch.has_leads = True
        self.leads.setdefault(identity.id, lead)

    def _article_id(self, url: str) -> str | None:
        identity = self.source.identify(url)
        return identity.id if identity else None

    def _judged(self) -> RouteFindings:
        if self.leads:
            return self._findings(RouteState.WORKS, "")
        if self.others:
            return self._findings(RouteState.EMPTY, f"none of {self.others} addresses is an article's")
        answers = {page.answer for page in self.fetch.asked}
        failed = answers - {GOOD}
        if NOT_ARCHIVED in failed or not answers:
            why = NOT_ARCHIVED if failed else "not asked"
            return self._findings(RouteState.UNKNOWN, why)
        if failed & {*REFUSALS}:
            return self._findings(RouteState.BLOCKED, _words(failed & {*REFUSALS}))
        if failed and failed <= {FORBIDDEN}:
            return self._findings(RouteState.FORBIDDEN, "by robots.txt")
        if ELSEWHERE in failed:
            return self._findings(RouteState.DEAD, "leads to another site")
        if failed:
            return self._findings(RouteState.DEAD, _words(failed))
        return self._findings(RouteState.EMPTY, self._reason())

    def _reason(self) -> str:
        """Return why pages that came named no article: the end of the route's own message, without addresses."""
        return self._failure.rpartition(": ")[2] or "names no article"

    def _findings(self, state: RouteState, why: str) -> RouteFindings:
        read_by = next((name for kind, name in _READ_BY.items() if kind in self._kinds), "")
        if read_by and not _has_selectors(self.route):
            read_by = "rows"
        newest = max(_moments(self.leads), default=None)
        return RouteFindings(
            self.name,
            state,
            tuple(self.fetch.asked),
            len(self.leads),
            self.others,
            newest.astimezone(VN).isoformat(timespec="minutes")[:16].replace("T", " ") if newest else None,
            read_by,
            why,
        )


def _words(answers: Set[str]) -> str:
    """Return answers as words: `HTTP 404, timeout`."""
    return ", ".join(f"HTTP {one}" if one.isdigit() else one for one in sorted(answers))


def _moments(leads: dict[str, Lead]) -> Iterator[datetime]:
    """Yield the dates that lists state, none in the future; a day counts as its beginning."""
    for lead in leads.values():
        stated = lead.listed.published if lead.listed else None
        moment = lead.published or lead.modified or (datetime.fromisoformat(stated) if stated else None)
        if moment is not None:
            moment = moment if moment.tzinfo else moment.replace(tzinfo=VN)
            if not is_future(moment):
                yield moment


def _too_costly(text: str) -> CostlyPage:
    return CostlyPage(f"too-costly: reading it {text}")


def _has_selectors(route: Route) -> bool:
    """Return False for lists whose markup nobody described."""
    return not (isinstance(route, ListPages) and route.rows is NO_SELECTORS)
