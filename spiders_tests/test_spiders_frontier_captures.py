"""`spiders/frontier.py`: which captures of web archives are requested, one at a time, and after which pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.discovery import VN, Fetched, Lead, ListTooShort, RouteFailed, Window
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.discovery.wayback import Wayback
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.items import Listed
from hanoi_press.spiders import auto_archives
from hanoi_press.spiders.frontier import Frontier
from hanoi_press.spiders.past_routes import past_routes
from hanoi_press.spiders.wanted import Wanted
from spiders_tests.frontier_routes import HANOIMOI, ListRoute, frontier, url

JULY = datetime(2023, 7, 1, tzinfo=VN)


def lead(number: int, year: int, digest: str = "", archive: str = "wayback") -> Lead:
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


def test_captures_one_after_another_and_none_with_a_body_that_was_read() -> None:
    archives = Archives(lead(1, 2013), lead(2, 2013), lead(1, 2014, "1-2013"), lead(1, 2015))
    one = frontier(None, ListRoute(8, 9), make_route=archives, via="wayback")
    assert crawled(one) == ["1@2013", "2@2013", "1@2015"]
    assert (one.stored, one.walked, one.outcome.past.by_kind()) == (2, True, {"known": 1})
    assert archives.asked == [("wayback", ())]
    assert archives.windows[0].captures is one.history.captures


def test_the_limit_counts_each_article_once() -> None:
    captures = (lead(1, 2013), lead(1, 2014), lead(2, 2014), lead(2, 2015), lead(3, 2015), lead(1, 2016))
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

    one = frontier(Listing(), make_route=Archives(lead(1, 2013)), via="wayback")
    listed: list[Listed | None] = []
    crawled(one, lambda wanted: listed.append(wanted.listed) or True)
    assert listed == [Listed(summary="Tóm tắt hanoimoi/1")]


def test_what_is_no_article_or_removed_is_left_out() -> None:
    class Removing(RunHistory):
        def __init__(self) -> None:
            super().__init__()
            self.captures.skip_reason = lambda id, capture: "removed"  # type: ignore[method-assign]

    menu = Lead("https://hanoimoi.vn/", capture=IndexedCapture("wayback", "https://hanoimoi.vn/", "20150101000000"))
    one = frontier(Removing(), make_route=Archives(menu, lead(1, 2015)), via="wayback")
    assert crawled(one) == []
    assert one.outcome.past.by_kind() == {"no-article": 1, "removed": 1}


def test_an_index_that_fails_half_way() -> None:
    one = frontier(make_route=Archives(lead(1, 2013), error=RouteFailed("2014: 503")), via="wayback")
    assert crawled(one) == ["1@2013"]
    assert not one.walked
    assert one.outcome.faults == [
        "the Wayback Machine could not be read to the end (2014: 503): run again, it goes on where it was"
    ]


def test_the_addresses_that_were_given() -> None:
    archives = Archives(lead(1, 2013), lead(2, 2014))
    assert crawled(frontier(make_route=archives, via="wayback", urls=(url(2),))) == ["2@2014"]
    assert archives.asked == [("wayback", (url(2),))]


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


def test_auto_asks_by_address_for_what_is_gone() -> None:
    leads = [lead(2, 2013), lead(2, 2014), lead(3, 2014), lead(5, 2015, archive="commoncrawl"), lead(9, 2015)]
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
    archives = Archives(lead(1, 2013))
    one = frontier(None, ListRoute(1, 2), make_route=archives, via="auto")
    assert crawled(one) == ["1", "2"]
    assert archives.asked == [] and one.outcome.past.figures() == {}


@pytest.mark.parametrize("limit", [None, 4])
def test_auto_asks_by_host_once_the_site_blocks(limit: int | None) -> None:
    archives = Archives(*(lead(number, 2015) for number in range(1, 7)), lead(2, 2016, archive="commoncrawl"))
    one = frontier(None, ListRoute(1, 2, 3, 4), make_route=archives, via="auto", limit=limit)
    found = crawled(one, lambda wanted: wanted.capture is not None or wanted.id[-1] == "1" or "blocked")
    # 3 may be in the scheduler by then; the archives' captures of what the site gave are left out
    captures = [text for text in found if "@" in text]
    assert found[:2] == ["1", "2"]
    assert captures == ["2@2015", "3@2015", "4@2015", *(["5@2015", "6@2015", "2@2016"] if limit is None else [])]
    assert not one.walked
    assert one.outcome.past.figures()["wayback"]["why"] == "the site blocks us"


def test_auto_asks_for_every_given_address_once_the_site_blocks() -> None:
    archives = Archives(*(lead(number, 2015) for number in range(1, 6)))
    one = frontier(make_route=archives, via="auto", urls=(url(1), url(2), url(3), url(4)))
    found = crawled(one, lambda wanted: wanted.capture is not None or "blocked")
    assert [text for text in found if "@" in text] == ["1@2015", "2@2015", "3@2015", "4@2015"]


def test_known_articles_of_the_site_leave_room_for_what_is_gone() -> None:
    class Knowing(Gone):
        def skip_reason(self, id: str, stamp: int | None) -> str:
            return "known"

    one = frontier(Knowing(), ListRoute(*range(100, 400)), make_route=Archives(lead(5, 2015)), via="auto")
    assert crawled(one) == ["5@2015"]
    assert one.outcome.counts["known"] == 200
    one = frontier(Knowing(), ListRoute(*range(100, 400)), make_route=Archives(lead(5, 2015)), via="auto", limit=200)
    assert crawled(one) == []  # so many at most, as was asked for


def test_auto_of_a_source_without_routes_is_no_fault() -> None:
    one = frontier(make_route=Archives(lead(1, 2013)), via="auto")
    assert crawled(one) == ["1@2013"]
    assert one.outcome.faults == []
    assert one.outcome.past.figures()["wayback"]["why"] == "the source has no lists"


def test_without_auto_a_block_ends_the_run_and_nothing_is_noted() -> None:
    one = frontier(None, ListRoute(1))
    one.auto.note_gone("hanoimoi/1", url(1))
    assert not one.auto.stop_site("blocked") and not one.auto.stopped


def test_what_the_first_archive_gives_is_not_asked_of_the_second() -> None:
    archives = Archives(lead(2, 2013), lead(2, 2014, archive="commoncrawl"))
    one = frontier(None, ListRoute(2), make_route=archives, via="auto")
    assert crawled(one, lambda wanted: wanted.capture is not None or "gone") == ["2", "2@2013"]
    assert {archive for archive, _ in archives.asked} == {"wayback"}


def test_single_refusals_are_made_good_by_address() -> None:
    archives = Archives(lead(1, 2013), lead(2, 2014))
    one = frontier(None, ListRoute(1, 2), make_route=archives, via="auto")
    answers = {"1": "gone", "2": "refused"}
    found = crawled(one, lambda wanted: wanted.capture is not None or answers[wanted.id[-1]])
    assert found == ["1", "2", "1@2013", "2@2014"]
    assert one.outcome.past.figures()["wayback"]["why"] == "1 gone, 1 blocked"


def test_addresses_that_no_run_asked_for_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auto_archives, "_MOST", 1)
    archives = Archives(lead(2, 2013), lead(5, 2014), lead(6, 2015))
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
    archives = Archives(lead(2, 2023), lead(1, 2023))
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


def test_words_of_an_earlier_revision_once_more() -> None:
    class Again(RunHistory):
        def __init__(self) -> None:
            super().__init__()
            self.captures.note_same = lambda id, capture: True  # type: ignore[method-assign]

    archives = Archives(lead(1, 2013), lead(1, 2015, "1-2013"))
    one = frontier(Again(), make_route=archives, via="wayback")
    assert crawled(one) == ["1@2013"]
    assert (one.outcome.counts["changed"], one.outcome.past.by_kind()) == (1, {"again": 1})
