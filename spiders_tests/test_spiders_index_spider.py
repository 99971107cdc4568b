"""The spider that only looks at an index: how it ends says why not all was read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest

from hanoi_press.crawl.capture_history import RunCaptures
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import RouteFailed
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.sources import sources
from hanoi_press.spiders.discovery_requests import Closing
from hanoi_press.spiders.index_spider import NOT_STARTED, IndexSpider, index_spider_for
from hanoi_press.spiders.watched_index import WatchedIndex

STOPPED = "stopped; run again, it goes on where it was"


def spider() -> IndexSpider:
    index = WatchedIndex(RunCaptures(), lambda query: None)
    found = index_spider_for(sources()["hanoimoi"], "wayback", index)()
    found.outcome = RunOutcome("hanoimoi")
    found.archives = WebArchives()
    return found


def fault(error: BaseException | None, prepare: Callable[[IndexSpider], object] = lambda found: None) -> str:
    """Return why the index was not read, after a walk through it that ends with `error`."""
    found = spider()
    prepare(found)

    async def walk(route: object) -> None:
        if error is not None:
            raise error

    found._walk = walk  # type: ignore[method-assign, assignment]

    async def run() -> None:
        with suppress(asyncio.CancelledError):
            assert [request async for request in found.start()] == []

    asyncio.run(run())
    return found.fault


def test_it_asks_one_archive_of_one_source() -> None:
    found = spider()
    assert (found.name, found.asked, found.source.name) == ("hanoimoi", "wayback", "hanoimoi")
    assert found.fault == NOT_STARTED
    assert type(found).custom_settings is not None and type(found).custom_settings["ARCHIVE_RAW"] is False


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (None, ""),
        (RouteFailed("wayback hanoimoi.vn 2015: 404"), "wayback hanoimoi.vn 2015: 404"),
        (Closing(), STOPPED),
        (asyncio.CancelledError(), STOPPED),
        (OSError("the disk is full"), "OSError: the disk is full"),
    ],
)
def test_why_the_index_was_not_read_to_its_end(error: BaseException | None, said: str) -> None:
    assert fault(error) == said


def test_an_archive_that_does_not_answer() -> None:
    said = fault(Closing(), lambda found: (found.outcome.count("failures/busy", 3), found.outcome.count("blocked")))
    assert said == "it did not answer (busy); run again, it goes on where it was"
