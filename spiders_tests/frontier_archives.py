"""Frontiers of a source whose web archives are given."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.discovery import VN, Lead, Window
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.spiders.frontier import Frontier
from hanoi_press.spiders.wanted import Wanted
from spiders_tests.frontier_routes import ListRoute, url

JULY = datetime(2023, 7, 1, tzinfo=VN)


def captured(number: int, year: int, digest: str = "", archive: str = "wayback") -> Lead:
    """Return a capture of an article; its digest is its year, if none is given."""
    capture = IndexedCapture(archive, url(number), f"{year}0101000000", digest or f"{number}-{year}")
    return Lead(capture.url, capture=capture)


class Archives:
    """Web archives whose routes give these leads; `asked` are the archives and addresses that were asked for."""

    def __init__(self, *leads: Lead, error: Exception | None = None) -> None:
        self.leads, self.error = leads, error
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.windows: list[Window] = []

    def __call__(self, archive: str, urls: Sequence[str]) -> Any:
        self.asked.append((archive, tuple(urls)))
        route = ListRoute(
            *(
                one
                for one in self.leads
                if one.capture and one.capture.archive == archive and (one.url in urls or not urls)
            ),
            error=self.error,
        )
        self.windows = route.windows
        return route


def crawled(one: Frontier, answer: Callable[[Wanted], bool | str] = lambda wanted: True) -> list[str]:
    """Return what is requested, in order: `7` for a page, `7@2015` for a capture.

    `answer` says what each request gives: an article (True), none (False), or why not (`gone`, `blocked`).
    """

    async def go() -> list[str]:
        found = []
        async for wanted in one.wanted():
            number = wanted.id.partition("/")[2]
            found.append(f"{number}@{wanted.capture.captured[:4]}" if wanted.capture else number)
            if wanted.capture is not None:
                assert one._waiting == 1
                one.history.captures.begin(wanted.id, wanted.capture)
            asyncio.get_running_loop().call_soon(_settle, one, wanted, answer(wanted))
        return found

    return asyncio.run(asyncio.wait_for(go(), 20))


def _settle(one: Frontier, wanted: Wanted, what: bool | str) -> None:
    if what is True and wanted.capture:
        one.note_capture(wanted.id, wanted.id)
    elif what is True:
        one.stored += 1
        one.auto.note_arrived(wanted.id)
    elif what == "gone":
        one.auto.note_gone(wanted.id, wanted.url)
    elif what in ("blocked", "refused"):
        one.auto.note_withheld(wanted.id, wanted.url)
        one.outcome.count("blocked")
        if what == "blocked":
            one.auto.stop_site("blocked")
    one.answered()


class Gone(RunHistory):
    """A history in which pages were gone in earlier runs, and some are due."""

    def gone(self) -> Iterator[tuple[str, str]]:
        return iter([("hanoimoi/5", url(5)), ("hanoimoi/2", url(2))])
