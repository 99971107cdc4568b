"""Frontiers of a source whose routes are given."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import Fetched, FetchFailed, FetchPage, Lead, Window
from hanoi_press.sources import sources
from hanoi_press.spiders.arguments import CrawlArguments
from hanoi_press.spiders.frontier import Frontier
from hanoi_press.spiders.past_walk import MakeRoute, no_route

HANOIMOI = sources()["hanoimoi"]


def url(number: int) -> str:
    return f"https://hanoimoi.vn/bai-viet-{number}.html"


class ListRoute:
    """A route whose leads are given, and the error that ends it, if any; it notes the windows it was asked for."""

    by_section = False

    def __init__(self, *leads: int | Lead, error: Exception | None = None) -> None:
        self.found = [Lead(url(lead)) if isinstance(lead, int) else lead for lead in leads]
        self.error = error
        self.windows: list[Window] = []
        self.taken = 0

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        self.windows.append(window)
        for lead in self.found:
            self.taken += 1
            yield lead
        if self.error:
            raise self.error


async def nothing_found(url: str, **options: Any) -> Fetched:
    raise FetchFailed("404")


def frontier(
    history: RunHistory | None = None,
    *routes: Any,
    fetch: FetchPage = nothing_found,
    make_route: MakeRoute = no_route,
    **arguments: Any,
) -> Frontier:
    """Return the frontier of a source with these routes, `0`, `1` …, in this order; `make_route`: of web archives."""
    named = {str(number): route for number, route in enumerate(routes)}
    source = replace(HANOIMOI, routes=named, route_order=tuple(named))
    logger: Any = logging.getLogger("hanoi_press.test")
    checked = CrawlArguments(**arguments)
    return Frontier(source, checked, history or RunHistory(), RunOutcome("hanoimoi"), fetch, logger, make_route)
