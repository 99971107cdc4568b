"""`spiders/auto_archives.py`: what is asked of web archives after the site, in which order, and how much."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.discovery import VN, Fetched, Lead, ListTooShort, RouteFailed, Window
from hanoi_press.discovery.wayback import Wayback
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.spiders import auto_archives
from hanoi_press.spiders.past_routes import past_routes
from spiders_tests.frontier_archives import JULY, Archives, Gone, captured, crawled
from spiders_tests.frontier_routes import HANOIMOI, ListRoute, frontier, url


def test_auto_asks_by_address_for_what_is_gone() -> None:
    leads = [
        captured(2, 2013),
        captured(2, 2014),
        captured(3, 2014),
        captured(5, 2015, archive="commoncrawl"),
        captured(9, 2015),
    ]
    archives = Archives(*leads)
    one = frontier(Gone(), ListRoute(1, 2, 3), make_route=archives, via="auto")
    assert crawled(one, lambda wanted: wanted.capture is not None or ("gone" if wanted.id[-1] == "2" else True)) == (
        ["1", "2", "3", "2@2013", "2@2014", "5@2015"]
    )
    # the first call of each pair only looks up which addresses were asked for before
    assert archives.asked[1::2] == [("wayback", (url(2), url(5))), ("commoncrawl", (url(5),))]  # what is still missing
    assert one.outcome.past.figures()["wayback"]["why"] == "2 gone"
    since = archives.windows[0].since
    assert since is not None and (datetime.now(VN) - since).days == 400
    assert one.walked and one.history.captures.only_missing


def test_auto_asks_nothing_if_nothing_is_missing() -> None:
    archives = Archives(captured(1, 2013))
    one = frontier(None, ListRoute(1, 2), make_route=archives, via="auto")
    assert crawled(one) == ["1", "2"]
    assert archives.asked == [] and one.outcome.past.figures() == {}


@pytest.mark.parametrize("limit", [None, 4])
def test_auto_asks_by_host_once_the_site_blocks(limit: int | None) -> None:
    archives = Archives(*(captured(number, 2015) for number in range(1, 7)), captured(2, 2016, archive="commoncrawl"))
    one = frontier(None, ListRoute(1, 2, 3, 4), make_route=archives, via="auto", limit=limit)
    found = crawled(one, lambda wanted: wanted.capture is not None or wanted.id[-1] == "1" or "blocked")
    # 3 may be in the scheduler by then; the archives' captures of what the site gave are left out
    captures = [text for text in found if "@" in text]
    assert found[:2] == ["1", "2"]
    assert captures == ["2@2015", "3@2015", "4@2015", *(["5@2015", "6@2015", "2@2016"] if limit is None else [])]
    assert not one.walked
    assert one.outcome.past.figures()["wayback"]["why"] == "the site blocks us"


def test_auto_asks_for_every_given_address_once_the_site_blocks() -> None:
    archives = Archives(*(captured(number, 2015) for number in range(1, 6)))
    one = frontier(make_route=archives, via="auto", urls=(url(1), url(2), url(3), url(4)))
    found = crawled(one, lambda wanted: wanted.capture is not None or "blocked")
    assert [text for text in found if "@" in text] == ["1@2015", "2@2015", "3@2015", "4@2015"]


def test_known_articles_of_the_site_leave_room_for_what_is_gone() -> None:
    class Knowing(Gone):
        def skip_reason(self, id: str, stamp: int | None) -> str:
            return "known"

    one = frontier(Knowing(), ListRoute(*range(100, 400)), make_route=Archives(captured(5, 2015)), via="auto")
    assert crawled(one) == ["5@2015"]
    assert one.outcome.counts["known"] == 200
    one = frontier(
        Knowing(), ListRoute(*range(100, 400)), make_route=Archives(captured(5, 2015)), via="auto", limit=200
    )
    assert crawled(one) == []  # so many at most, as was asked for


def test_auto_of_a_source_without_routes_is_no_fault() -> None:
    one = frontier(make_route=Archives(captured(1, 2013)), via="auto")
    assert crawled(one) == ["1@2013"]
    assert (one.outcome.faults, one.walked) == ([], False)
    assert one.outcome.past.figures()["wayback"]["why"] == "the source has no lists"


def test_without_auto_a_block_ends_the_run_and_nothing_is_noted() -> None:
    one = frontier(None, ListRoute(1))
    one.auto.note_gone("hanoimoi/1", url(1))
    assert not one.auto.stop_site("blocked") and not one.auto.stopped


def test_what_the_first_archive_gives_is_not_asked_of_the_second() -> None:
    archives = Archives(captured(2, 2013), captured(2, 2014, archive="commoncrawl"))
    one = frontier(None, ListRoute(2), make_route=archives, via="auto")
    assert crawled(one, lambda wanted: wanted.capture is not None or "gone") == ["2", "2@2013"]
    assert {archive for archive, _ in archives.asked} == {"wayback"}


def test_single_refusals_are_made_good_by_address() -> None:
    archives = Archives(captured(1, 2013), captured(2, 2014))
    one = frontier(None, ListRoute(1, 2), make_route=archives, via="auto")
    answers = {"1": "gone", "2": "refused"}
    found = crawled(one, lambda wanted: wanted.capture is not None or answers[wanted.id[-1]])
    assert found == ["1", "2", "1@2013", "2@2014"]
    assert one.outcome.past.figures()["wayback"]["why"] == "1 gone, 1 blocked"


def test_addresses_that_no_run_asked_for_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto_archives, "_MOST", 1)
    archives = Archives(captured(2, 2013), captured(5, 2014), captured(6, 2015))
    one = frontier(Gone(), ListRoute(6), make_route=archives, via="auto")
    asked_before = {url(2)}
    one.past.unasked = lambda urls: iter([one for one in urls if one not in asked_before])  # type: ignore[method-assign]
    assert crawled(one, lambda wanted: wanted.capture is not None or "gone") == ["6", "2@2013", "6@2015"]


def test_which_addresses_no_run_asked_for() -> None:
    one = frontier(make_route=lambda archive, urls: past_routes(HANOIMOI, WebArchives(), urls)[archive])
    assert list(one.past.unasked((url(1), url(2)))) == [url(1), url(2)]
    route = past_routes(HANOIMOI, WebArchives(), (url(1),))["wayback"]
    assert isinstance(route, Wayback)
    for query in route.queries(Window()):
        one.history.captures.note_page(query.name, [], resume=None)
    assert list(one.past.unasked((url(1), url(2)))) == [url(2)]
    assert list(one.past.unasked(())) == []


def test_days_that_no_list_reaches_are_asked_of_archives() -> None:
    begins = datetime(2023, 9, 5, tzinfo=VN)
    short = ListRoute(1, error=ListTooShort("too short", begins))
    archives = Archives(captured(2, 2023), captured(1, 2023))
    one = frontier(None, short, make_route=archives, via="auto", window=Window(since=JULY))
    assert crawled(one) == ["1", "2@2023"]
    assert archives.asked == [("wayback", ()), ("commoncrawl", ())]
    assert one.outcome.unseen_days == "the lists begin on 2023-09-05; web archives were asked for the days before"
    assert "lists begin on 2023-09-05" in one.outcome.past.figures()["wayback"]["why"]
    assert one.outcome.faults == []


def test_a_blocked_site_is_asked_for_no_further_route_and_no_due_page() -> None:
    class Due(RunHistory):
        def due(self) -> Iterator[Any]:
            return (SimpleNamespace(id=f"hanoimoi/{n}", url=url(n), ask=None, stamp=None) for n in range(700, 730))

    class Blocking(ListRoute):
        async def leads(self, *given: Any) -> AsyncIterator[Lead]:
            one.routes._is_reachable = one.auto.stop_site("blocked")
            async for lead in super().leads(*given):
                yield lead

    second, asked = ListRoute(2), []

    async def fetch(url: str, **options: Any) -> Fetched:
        asked.append(url)
        return Fetched(url, b"")

    one = frontier(None, Blocking(error=RouteFailed("blocked")), second, fetch=fetch, make_route=Archives(), via="auto")
    assert crawled(one) == []
    assert (second.windows, asked) == ([], [])  # nor is the site searched for other lists
    one = frontier(Due(), ListRoute(1), make_route=Archives(), via="auto")
    assert len(crawled(one, lambda wanted: wanted.id[-2:] == "/1" or "blocked")) < 20  # those that were on their way
    assert not one.walked


def test_what_a_stopped_run_began_is_read_to_its_newest_words() -> None:
    """Only articles that were asked for by address, not those of a back-fill of all hosts."""
    history = RunHistory()
    history.captures.begun = lambda: [("hanoimoi/5", f"{url(5)}?utm=1"), ("hanoimoi/6", url(6))]  # type: ignore[method-assign]
    archives = Archives(captured(5, 2016), captured(6, 2016))
    one = frontier(history, ListRoute(1), make_route=archives, via="auto")
    one.past.unasked = lambda urls: iter([url(6)] if url(6) in urls else [])  # type: ignore[method-assign]
    assert crawled(one) == ["1", "5@2016"]
