"""`spiders/frontier.py`: what is read if no route of a source works."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from hanoi_press.discovery import Fetched, FetchFailed, ListTooShort, RouteFailed
from spiders_tests.test_spiders_frontier import ListRoute, crawled, frontier, url


@pytest.mark.parametrize(
    ("routes", "arguments", "answer", "expected", "asked"),
    [
        ([ListRoute(error=RouteFailed("x"))], {}, True, [7], ["/a", "/", "/robots.txt"]),
        ([ListRoute(1, error=RouteFailed("x"))], {}, True, [1], ["/a"]),  # a part was read
        ([ListRoute(error=RouteFailed("x"))], {"via": "0"}, True, [], ["/a"]),
        ([ListRoute(error=RouteFailed("x"))], {}, False, [], ["/a"]),  # the site is down
        ([ListRoute(error=ListTooShort("x"))], {}, True, [], ["/a"]),
    ],
)
def test_what_the_site_names_is_read_where_no_route_works(
    routes: list[ListRoute], arguments: dict[str, Any], answer: bool, expected: list[int], asked: list[str]
) -> None:
    one = frontier(None, *routes, **arguments)
    requested: list[str] = []

    async def fetch(address: str, **options: Any) -> Fetched:
        requested.append(address.removeprefix("https://hanoimoi.vn"))
        if not address.endswith("/"):
            raise FetchFailed("404" if answer else "TimeoutError: no answer")
        return Fetched(address, f"<html><li><a href='{url(7)}'>Một tin</a></li>".encode())

    one.fetch = fetch
    with suppress(FetchFailed):
        asyncio.run(one._fetch_named("https://hanoimoi.vn/a"))  # type: ignore[arg-type]
    assert crawled(one) == expected and requested == asked
    assert one.outcome.group("lists") == ({"autodiscovered": 1} if expected == [7] else {})
    assert bool(one.outcome.counts["incomplete"]) == bool(expected)
