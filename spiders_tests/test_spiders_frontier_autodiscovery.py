"""`spiders/frontier.py`: what is read if no route of a source works."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from hanoi_press.discovery import Fetched, FetchFailed, FetchPage, Lead, ListTooShort, RouteFailed, Window
from spiders_tests.frontier_routes import frontier

HOME = "https://hanoimoi.vn"


class FailingRoute:
    """A route that fetches `/a`, yields so many leads and fails."""

    by_section = False

    def __init__(self, found: int, error: RouteFailed) -> None:
        self.found, self.error = found, error

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        try:
            await fetch(f"{HOME}/a")
        except FetchFailed:
            for number in range(self.found):
                yield Lead(f"{HOME}/bai-{number}.html")
            raise self.error from None


@pytest.mark.parametrize(
    ("route", "arguments", "answer", "expected", "asked"),
    [
        (FailingRoute(0, RouteFailed("x")), {}, "404", ["/bai-viet-7.html"], ["/a", "/", "/robots.txt"]),
        (FailingRoute(1, RouteFailed("x")), {}, "404", ["/bai-0.html"], ["/a"]),  # a part was read
        (FailingRoute(0, RouteFailed("x")), {"via": "0"}, "404", [], ["/a"]),
        (FailingRoute(0, RouteFailed("x")), {}, "TimeoutError: no answer", [], ["/a"]),  # the site is down
        (FailingRoute(0, ListTooShort("x")), {}, "404", [], ["/a"]),
    ],
)
def test_what_the_site_names_is_read(
    route: FailingRoute, arguments: dict[str, Any], answer: str, expected: list[str], asked: list[str]
) -> None:
    requested: list[str] = []

    async def fetch(url: str, **options: Any) -> Fetched:
        requested.append(url.removeprefix(HOME))
        if not url.endswith("/"):
            raise FetchFailed(answer)
        return Fetched(url, "<html><li><a href='/bai-viet-7.html'>Một tin của ngày hôm nay</a></li>".encode())

    one = frontier(None, route, fetch=fetch, **arguments)

    async def found() -> list[str]:
        return [lead.url.removeprefix(HOME) async for lead in one.leads()]

    assert asyncio.run(found()) == expected and requested == asked
    is_autodiscovered = expected == ["/bai-viet-7.html"]
    assert one.outcome.group("lists") == ({"autodiscovered": 1} if is_autodiscovered else {})
    assert bool(one.outcome.counts["incomplete"]) == bool(expected)
