"""`spiders/frontier.py`: known pages of which a list states a change wait until the new ones are requested."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.discovery import VN, Lead
from spiders_tests.frontier_routes import ListRoute, frontier, url

STAMP = datetime(2026, 11, 20, tzinfo=VN)


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
    sitemap = ListRoute(*(Lead(url(number), modified=STAMP) for number in (4, 9, 3, 1, 8)))
    one = frontier(ChangedHistory(), sitemap, limit=9)

    async def go() -> list[str]:
        found = []
        async for wanted in one.wanted():
            found.append(wanted.id)
            one.answered()
        return found

    assert asyncio.run(asyncio.wait_for(go(), 20)) == [f"hanoimoi/{number}" for number in (9, 8, 4, 1)]
    assert one.outcome.counts["known"] == 1  # number 3
