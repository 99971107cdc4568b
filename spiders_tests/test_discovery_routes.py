"""The site that the route tests fetch from: a dict of pages, and a record of what was asked for."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone

from hanoi_press.discovery import Fetched, FetchFailed, Lead, RouteFailed

HOME = "https://bao.example"
VN = timezone(timedelta(hours=7))


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of June 2026 in Hanoi."""
    return datetime(2026, 6, day, hour, minute, tzinfo=VN)


class Site:
    """`pages`: URL to body, or to a reason why it cannot be fetched. `moved`: URL to where a redirect leads."""

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
    """The leads of a route, no more than `most`, and the text of its RouteFailed if it ended in one."""

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


def test_a_page_that_is_not_there_fails() -> None:
    async def route(site: Site) -> AsyncIterator[Lead]:
        try:
            await site.fetch("https://bao.example/khong-co")
        except FetchFailed as error:
            raise RouteFailed(str(error)) from error
        yield Lead("never")

    site = Site({})
    assert run(route(site)) == ([], "404")
    assert site.asked == ["https://bao.example/khong-co"]
