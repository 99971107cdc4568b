"""`spiders/frontier.py`: known pages of which a list states a change wait until the new ones are requested."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import VN, FetchPage, Lead, Window
from hanoi_press.sources import sources
from hanoi_press.spiders.arguments import CrawlArguments
from hanoi_press.spiders.frontier import Frontier

STAMP = datetime(2026, 11, 20, tzinfo=VN)


def url(number: int) -> str:
    return f"https://hanoimoi.vn/bai-viet-{number}.html"


class Sitemap:
    """A route that lists five pages, each with a change."""

    by_section = False

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        for number in (4, 9, 3, 1, 8):
            yield Lead(url(number), modified=STAMP)


class ChangedHistory(RunHistory):
    """A history in which pages below number 5 are known, of which number 3 is left to another run."""

    def __init__(self) -> None:
        super().__init__()
        self.again: list[Any] = []

    def put_off(self, id: str, stamp: int | None) -> bool:
        number = int(id.rpartition("/")[2])
        if number in (1, 2, 4):
            self.again.append(SimpleNamespace(id=id, url=url(number), ask=None, stamp=stamp))
        return number < 5

    def mark_requested(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        assert stamp == int(STAMP.timestamp())  # or the page would count as changed for ever
        super().mark_requested(id, url, stamp, ask)

    def due(self) -> Iterator[Any]:
        return iter(self.again)


def test_known_pages_that_a_list_states_as_changed_come_after_the_new_ones() -> None:
    source = replace(sources()["hanoimoi"], routes={"0": Sitemap()}, route_order=("0",))
    logger: Any = logging.getLogger("hanoi_press.test")
    fetch: Any = None
    one = Frontier(source, CrawlArguments(limit=9), ChangedHistory(), RunOutcome("hanoimoi"), fetch, logger)

    async def go() -> list[str]:
        found = []
        async for wanted in one.wanted():
            found.append(wanted.id)
            one.answered()
        return found

    assert asyncio.run(asyncio.wait_for(go(), 20)) == [f"hanoimoi/{number}" for number in (9, 8, 4, 1)]
    assert one.outcome.counts["known"] == 1  # number 3
