"""`spiders/frontier.py`: what a list states of an article goes with its request, from this run or from earlier ones."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.discovery import VN, Lead
from hanoi_press.items import Listed
from spiders_tests.frontier_routes import ListRoute, frontier, url

CHANGED = datetime(2026, 11, 20, tzinfo=VN)


class Ledger(RunHistory):
    """A history that keeps what lists state; numbers 3 and 2 are due, and of 3 it is known."""

    def __init__(self) -> None:
        super().__init__()
        self.stated = {"hanoimoi/3": Listed("Ba")}

    def note_listed(self, id: str, listed: Listed | None) -> Listed | None:
        if listed:
            self.stated[id] = listed
        return self.stated.get(id)

    def put_off(self, id: str, stamp: int | None) -> bool:
        return id == "hanoimoi/4"

    def due(self) -> Iterator[Any]:
        for number in (4, 3, 2):
            yield SimpleNamespace(id=f"hanoimoi/{number}", url=url(number), ask=None, stamp=None)


def test_the_first_list_counts_and_pages_without_a_list_have_what_earlier_ones_stated() -> None:
    async def fetch(address: str, **options: Any) -> Any:
        raise AssertionError(address)

    # two lists that both name number 9; number 4 is known, and has changed
    lists = ListRoute(
        Lead(url(9), listed=Listed("Chín")),
        Lead(url(4), modified=CHANGED, listed=Listed("Bốn")),
        Lead(url(9), listed=Listed("Chín", "Khác.")),
        8,
    )
    one = frontier(Ledger(), lists, fetch=fetch)
    found: dict[str, Listed | None] = {}

    async def go() -> None:
        async for wanted in one.wanted():
            found[wanted.id.partition("/")[2]] = wanted.listed
            one.answered()

    asyncio.run(asyncio.wait_for(go(), 20))
    assert found == {"9": Listed("Chín"), "8": None, "4": Listed("Bốn"), "3": Listed("Ba"), "2": None}
