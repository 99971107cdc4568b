"""Sites for tests of routes, made of a dict or a function, with a record of the requests."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from hanoi_press.discovery import VN, Fetched, FetchFailed, Lead, RouteFailed

HOME = "https://bao.example"


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment of June 2026 in Hanoi."""
    return datetime(2026, 6, day, hour, minute, tzinfo=VN)


class Site:
    """A fetcher of discovery pages.

    `pages` maps an address to its body (bytes), or to the reason why it cannot be fetched (str); an address that is
    not in it fails with `404`. `moved` maps an address to the one that a redirect leads to.
    """

    def __init__(self, pages: dict[str, bytes | str], moved: dict[str, str] | None = None) -> None:
        self.pages = pages
        self.moved = moved or {}
        self.asked: list[str] = []

    async def fetch(self, url: str) -> Fetched:
        self.asked.append(url)
        url = self.moved.get(url, url)
        page = self.pages.get(url, "404")
        if isinstance(page, str):
            raise FetchFailed(page)
        return Fetched(url, page)


def run(route: AsyncIterator[Lead], most: int | None = None) -> tuple[list[Lead], str | None]:
    """Return at most `most` leads of a route, and the text of the `RouteFailed` that ended it, if one did."""

    async def collect() -> tuple[list[Lead], str | None]:
        leads: list[Lead] = []
        try:
            async for lead in route:
                leads.append(lead)
                if len(leads) == most:
                    break
        except RouteFailed as failure:
            return leads, str(failure)
        return leads, None

    return asyncio.run(collect())


class AnsweringSite:
    """A fetcher that answers with what `answer(url, posted)` returns: bytes, an object to dump as JSON, or an error."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: list[tuple[str, Any, Any]] = []

    async def __call__(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        self.asked.append((url, json, form))
        said = self.answer(url, json or form)
        if isinstance(said, Exception):
            raise said
        return Fetched(url, said if isinstance(said, bytes) else dumped(said))


def dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


def gathered(leads: AsyncIterator[Lead]) -> list[Lead]:
    async def all_of() -> list[Lead]:
        return [lead async for lead in leads]

    return asyncio.run(all_of())
