"""`spiders/frontier.py`: which captures of web archives are requested, one at a time, and after which pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.discovery import Lead, RouteFailed, Window
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.items import Listed
from spiders_tests.frontier_archives import JULY, Archives, captured, crawled
from spiders_tests.frontier_routes import ListRoute, frontier, url


def test_captures_one_after_another_and_none_with_a_body_that_was_read() -> None:
    archives = Archives(captured(1, 2013), captured(2, 2013), captured(1, 2014, "1-2013"), captured(1, 2015))
    one = frontier(None, ListRoute(8, 9), make_route=archives, via="wayback")
    assert crawled(one) == ["1@2013", "2@2013", "1@2015"]
    assert (one.stored, one.walked, one.outcome.past.by_kind()) == (2, True, {"known": 1})
    assert archives.asked == [("wayback", ())]
    assert archives.windows[0].captures is one.history.captures


def test_the_limit_counts_each_article_once() -> None:
    captures = (
        captured(1, 2013),
        captured(1, 2014),
        captured(2, 2014),
        captured(2, 2015),
        captured(3, 2015),
        captured(1, 2016),
    )
    one = frontier(make_route=Archives(*captures), via="wayback", limit=2)
    assert crawled(one) == ["1@2013", "1@2014", "2@2014"]
    assert not one.walked
    one = frontier(make_route=Archives(*captures), via="wayback", limit=2)
    assert crawled(one, lambda wanted: "1" not in wanted.id) == ["1@2013", "1@2014", "2@2014", "2@2015", "3@2015"]
    assert frontier(via="wayback").limit is None
    assert (frontier(via="auto").limit, frontier(via="auto", window=Window(since=JULY)).limit) == (200, None)


def test_what_the_sites_lists_state_completes_a_capture() -> None:
    class Listing(RunHistory):
        def note_listed(self, id: str, listed: Listed | None) -> Listed | None:
            return listed or Listed(summary=f"Tóm tắt {id}")

    one = frontier(Listing(), make_route=Archives(captured(1, 2013)), via="wayback")
    listed: list[Listed | None] = []
    crawled(one, lambda wanted: listed.append(wanted.listed) or True)
    assert listed == [Listed(summary="Tóm tắt hanoimoi/1")]


def test_what_is_no_article_or_removed_is_left_out() -> None:
    class Removing(RunHistory):
        def __init__(self) -> None:
            super().__init__()
            self.captures.skip_reason = lambda id, capture: "removed"  # type: ignore[method-assign]

    menu = Lead("https://hanoimoi.vn/", capture=IndexedCapture("wayback", "https://hanoimoi.vn/", "20150101000000"))
    one = frontier(Removing(), make_route=Archives(menu, captured(1, 2015)), via="wayback")
    assert crawled(one) == []
    assert one.outcome.past.by_kind() == {"no-article": 1, "removed": 1}


def test_an_index_that_fails_half_way() -> None:
    one = frontier(make_route=Archives(captured(1, 2013), error=RouteFailed("2014: 503")), via="wayback")
    assert crawled(one) == ["1@2013"]
    assert not one.walked
    assert one.outcome.faults == [
        "the Wayback Machine could not be read to the end (2014: 503): run again, it goes on where it was"
    ]


def test_the_addresses_that_were_given() -> None:
    archives = Archives(captured(1, 2013), captured(2, 2014))
    assert crawled(frontier(make_route=archives, via="wayback", urls=(url(2),))) == ["2@2014"]
    assert archives.asked == [("wayback", (url(2),))]


def test_words_of_an_earlier_revision_once_more() -> None:
    class Again(RunHistory):
        def __init__(self) -> None:
            super().__init__()
            self.captures.note_same = self.note_same  # type: ignore[method-assign]

        def note_same(self, id: str, capture: IndexedCapture) -> bool:
            self.captures.again += 1
            return True

    archives = Archives(captured(1, 2013), captured(1, 2015, "1-2013"), captured(1, 2016))
    one = frontier(Again(), make_route=archives, via="wayback")
    assert crawled(one) == ["1@2013", "1@2016"]
    assert (one.outcome.counts["changed"], one.outcome.counts["articles"]) == (1, 1)  # no item comes for it
    figures = one.outcome.past.figures()["wayback"]
    assert (figures["captures"], figures["stored"], figures["changed"]) == ({"again": 1}, 1, 1)


def test_an_index_page_may_take_longer_than_a_list() -> None:
    """Each of its thousands of captures is looked up in the ledger."""

    class Slow(ListRoute):
        async def leads(self, *given: Any) -> AsyncIterator[Lead]:
            end = monotonic() + 0.3
            while monotonic() < end:
                pass
            yield captured(1, 2013)

    one = frontier(make_route=lambda archive, urls: Slow(), via="wayback")
    one.routes.step_seconds = 0.1
    assert crawled(one) == ["1@2013"]
