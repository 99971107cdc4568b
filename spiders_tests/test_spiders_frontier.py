"""`spiders/frontier.py`: which articles are requested, how many, in which order, and how many at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.discovery import VN, FetchFailed, FetchPage, Lead, ListTooShort, RouteFailed, Window
from hanoi_press.sources import sources
from hanoi_press.spiders.arguments import check_arguments
from hanoi_press.spiders.frontier import Frontier
from hanoi_press.spiders.wanted import Wanted
from spiders_tests.frontier_routes import HANOIMOI, ListRoute, frontier, url

SHELLS = sources()["mof"].content_api


class PastHistory(RunHistory):
    """A history in which some articles are known, and some pages are due again."""

    def __init__(self, known: Sequence[int] = (), due: Sequence[int] = ()) -> None:
        super().__init__()
        self.known = {f"hanoimoi/{number}" for number in known}
        self.again = [SimpleNamespace(id=f"hanoimoi/{number}", url=url(number), ask=None, stamp=None) for number in due]

    def skip_reason(self, id: str, stamp: int | None) -> str:
        return super().skip_reason(id, stamp) or ("known" if id in self.known else "")

    def due(self) -> Iterator[Any]:
        return iter(self.again)


def crawled(one: Frontier, stores: bool = True) -> list[int]:
    """Return the numbers of the articles requested, in order; each is answered at once, and stored if `stores`."""

    async def go() -> list[int]:
        found = []
        async for wanted in one.wanted():
            found.append(int(wanted.id.partition("/")[2]))
            one.stored += stores
            one.answered()
        return found

    return asyncio.run(asyncio.wait_for(go(), 20))


def test_an_article_that_was_removed_is_left_out_and_told_if_it_was_asked_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Removing(RunHistory):
        def skip_reason(self, id: str, stamp: int | None) -> str:
            return "removed" if id == "hanoimoi/2" else super().skip_reason(id, stamp)

        def is_reworded(self, id: str, listed: Any) -> bool:
            assert id != "hanoimoi/2"  # no word of a list is noted
            return False

    for arguments, told in (({"limit": 99}, False), ({"urls": (url(2), url(1))}, True)):
        caplog.clear()
        one = frontier(Removing(), ListRoute(2, 1), **arguments)
        assert crawled(one) == [1] and one.outcome.counts == {"skipped/removed": 1}
        assert ("left out (removed): hanoimoi/2, which is on the list" in caplog.text) == told


def test_every_lead_once() -> None:
    one = frontier(
        None, ListRoute(3, 2, Lead("https://hanoimoi.vn/kinh-te"), 3, Lead(url(9), sponsored=True), 1), limit=99
    )
    assert crawled(one) == [3, 2, 1] and one.walked
    assert one.outcome.counts == {"skipped/no-article": 1, "skipped/seen": 1, "skipped/sponsored": 1}
    assert (one.outcome.leads, one.outcome.lists_skipped) == (6, 0)


def test_the_limit_counts_what_is_stored() -> None:
    one = frontier(None, ListRoute(*range(20, 10, -1)), limit=4)
    assert crawled(one) == [20, 19, 18, 17] and not one.walked
    one = frontier(None, ListRoute(*range(20, 10, -1)), limit=4)
    assert crawled(one, stores=False) == list(range(20, 10, -1)) and one.walked


def test_a_run_that_nothing_bounds_has_a_limit() -> None:
    assert frontier().limit == 200
    assert frontier(limit=7).limit == 7
    assert frontier(window=Window(since=datetime(2026, 11, 1, tzinfo=VN))).limit is None
    assert frontier(urls=(url(1),)).limit is None


def test_known_articles_count_towards_the_limit_once() -> None:
    route = ListRoute(9, 8, 8, 7, 6, 5)
    one = frontier(PastHistory(known=[9, 8]), route, limit=3)
    assert crawled(one) == [7]
    assert one.outcome.counts["known"] == 3  # each time a list names it


def test_known_articles_do_not_count_without_a_limit() -> None:
    one = frontier(PastHistory(known=[9]), ListRoute(9, 8), window=Window(since=datetime(2026, 1, 1, tzinfo=VN)))
    assert crawled(one) == [8] and one.stored == 1


def test_pages_that_are_due_come_last_and_no_more_than_the_limit() -> None:
    one = frontier(PastHistory(due=[3, 2, 1]), ListRoute(9, 8), limit=2)
    assert crawled(one) == [9, 8, 3, 2]
    one = frontier(PastHistory(due=[3, 2]), ListRoute(9), window=Window(until=datetime(2026, 12, 1, tzinfo=VN)))
    assert crawled(one) == [9, 3, 2]
    assert one.history.is_known("hanoimoi/2")  # it is requested in this run


def test_what_is_due_waits_for_the_answers_on_their_way() -> None:
    history = PastHistory()
    one = frontier(history, ListRoute(9), limit=5)

    async def go() -> list[str]:
        pages = one.wanted()
        found = [(await anext(pages)).id]
        waiting = asyncio.ensure_future(anext(pages))
        await asyncio.sleep(0)
        assert not waiting.done()
        # it failed, and is due by now
        history.again = [SimpleNamespace(id="hanoimoi/4", url=url(4), ask=None, stamp=None)]
        one.answered()
        return [*found, (await asyncio.wait_for(waiting, 20)).id]

    assert asyncio.run(go()) == ["hanoimoi/9", "hanoimoi/4"]


def asked_before_an_answer(one: Frontier) -> int:
    """Return how many articles are requested while no answer comes."""

    async def go() -> int:
        pages, found = one.wanted(), 0
        while True:
            task: asyncio.Future[Wanted] = asyncio.ensure_future(anext(pages))
            for _ in range(5):
                await asyncio.sleep(0)
            if not task.done():
                task.cancel()
                return found
            task.result()
            found += 1

    return asyncio.run(go())


@pytest.mark.parametrize(("limit", "ahead"), [(99, 16), (5, 5), (None, 16)])
def test_how_many_requests_wait(limit: int | None, ahead: int) -> None:
    route = ListRoute(*range(90, 10, -1))
    assert asked_before_an_answer(frontier(None, route, limit=limit)) == ahead
    assert route.taken == ahead + 1  # discovery goes no further


def test_one_request_while_it_is_open_whether_pages_are_shells() -> None:
    one = frontier(None, ListRoute(3, 2, 1), limit=9)
    one.source = replace(one.source, content_api=SHELLS)
    assert asked_before_an_answer(one) == 1
    one.stored = 1
    assert one.ahead == 16
    one.stored, one.pages_are_shells = 0, True
    assert one.ahead == 16


def test_addresses_that_are_named_need_no_route() -> None:
    one = frontier(None, ListRoute(5), urls=(url(2), url(1)))
    assert crawled(one) == [2, 1]


def test_a_route_that_answers_is_the_last() -> None:
    second = ListRoute(5)
    one = frontier(None, ListRoute(9), second, limit=9)
    assert crawled(one) == [9] and second.windows == [] and not one.outcome.counts


def test_a_route_that_fails_at_once_is_replaced() -> None:
    second = ListRoute(5)
    one = frontier(None, ListRoute(error=RouteFailed("500")), second, limit=9)
    assert crawled(one) == [5] and not one.outcome.counts
    assert second.windows[0].since is None


def test_a_route_that_fails_half_way_is_made_up_for_with_recent_days() -> None:
    second = ListRoute(9, 5)
    one = frontier(None, ListRoute(9, error=RouteFailed("500")), second, limit=9)
    assert crawled(one) == [9, 5]
    assert one.outcome.counts == {"incomplete": 1, "skipped/seen": 1}
    since = second.windows[0].since
    assert since is not None and 30 <= (datetime.now(VN) - since).days <= 31


def test_a_list_that_is_too_short_is_continued_by_the_next_route() -> None:
    second = ListRoute(5)
    one = frontier(None, ListRoute(9, error=ListTooShort("short")), second, limit=9)
    assert crawled(one) == [9, 5] and not one.outcome.counts
    one = frontier(None, ListRoute(9, error=ListTooShort("short")), ListRoute(error=RouteFailed("500")), limit=9)
    assert crawled(one) == [9] and not one.outcome.counts


def test_no_route_answers() -> None:
    one = frontier(None, ListRoute(error=RouteFailed("500")), ListRoute(error=RouteFailed("blocked")), limit=9)
    assert crawled(one) == [] and one.outcome.counts == {"no_route": 1}


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ("sitemap", "latest", "section")),
        ({"via": "feed"}, ("feed",)),
        ({"section": "kinh-te"}, ("section", "feed")),
        ({"section": "kinh-te", "via": "feed"}, ("feed",)),
    ],
)
def test_the_order_of_the_routes(given: dict[str, str], names: tuple[str, ...]) -> None:
    one = frontier()
    one.routes.source = HANOIMOI
    one.routes.arguments = check_arguments(given, HANOIMOI, date(2026, 11, 24))
    assert one.routes.route_names() == names


class CostlyRoute(ListRoute):
    """A route that fetches a page after its leads, and then works on it for ever."""

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        async for lead in super().leads(fetch, window, sections):
            yield lead
        with suppress(FetchFailed):
            await fetch("https://hanoimoi.vn/trang-dat")
        while True:
            pass


def test_a_page_that_takes_too_long_fails_its_route(caplog: pytest.LogCaptureFixture) -> None:
    one = frontier(None, CostlyRoute(9), ListRoute(9, 8), limit=9)
    one.routes.step_seconds = 0.5
    assert crawled(one) == [9, 8]
    assert one.outcome.counts["incomplete"] == one.outcome.counts["failures/too-costly"] == 1
    assert "too-costly: reading https://hanoimoi.vn/trang-dat took longer than 0.5 s" in caplog.text


class StillFrontier(Frontier):
    """A frontier whose answers never come; after two checks somebody takes them for dropped."""

    checks = 0

    def count_check(self) -> None:
        self.checks += 1
        if self.checks % 2 == 0:
            while self._waiting:
                self.answered()


def test_while_no_answer_comes_somebody_checks_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.spiders.frontier._CHECK", 0.01)
    one: Any = frontier(PastHistory(due=[3]), ListRoute(9, 8), limit=9)
    one.__class__ = StillFrontier
    one.check = one.count_check

    async def go() -> list[str]:
        return [wanted.id async for wanted in one.wanted()]

    assert asyncio.run(asyncio.wait_for(go(), 20)) == ["hanoimoi/9", "hanoimoi/8", "hanoimoi/3"]
    assert one.checks == 4  # once before the due page, and once after it: the run ends with nothing open


def test_an_address_without_measure_is_left_out() -> None:
    long = Lead(f"https://hanoimoi.vn/{'a' * 8000}-1.html")
    one = frontier(None, ListRoute(long, 2), limit=9)
    assert crawled(one) == [2] and one.outcome.counts == {"skipped/too-long": 1}
