"""Tests of listing captures of the Wayback Machine."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from hanoi_press.discovery import VN
from hanoi_press.discovery import capture_queries as queries
from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.lead import Window
from hanoi_press.discovery.wayback import Wayback
from spiders_tests.past.index_reader import ArchiveFetch, RememberedIndex, read, window
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import WAYBACK_INDEX, FakeWebArchives
from spiders_tests.sites.page import Page

PAPER, NEW = "hanoimoi.com.vn", "hanoimoi.vn"
SINCE_2015 = datetime(2015, 1, 1, tzinfo=VN)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the day be the 10 January 2018."""
    monkeypatch.setattr("hanoi_press.discovery.wayback.today", lambda: datetime(2018, 1, 10, tzinfo=UTC).date())


def capture(number: int, captured: str, *, host: str = PAPER, words: str = "", **stated: object) -> StoredCapture:
    body = f"<p>{words or number}</p>".encode()
    return StoredCapture(f"http://{host}/tin/{number}", captured.ljust(14, "0"), body, **stated)  # type: ignore[arg-type]


def asked(fetch: ArchiveFetch) -> list[tuple[str, str]]:
    """Return host and year of each request."""
    found = [parse_qs(urlsplit(url).query) for url in fetch.urls]
    return [(one["url"][0], one.get("from", ["-"])[0]) for one in found]


def times(found: list[queries.IndexedCapture]) -> list[str]:
    return [one.captured[:8] for one in found]


HELD = [
    capture(1, "20150301"),
    capture(2, "20160101"),
    capture(2, "20160102", words="2"),  # unchanged
    capture(2, "20170505", words="changed"),
    capture(3, "20150101", status=404),
    capture(4, "20150102", kind="revisit"),
    capture(5, "20150103", mime="image/png"),
    capture(6, "20150104", host="else.vn"),
    StoredCapture(f"http://{PAPER}/about", "20150105000000", b"no article"),
]
ROUTE = Wayback((HostYears(PAPER, 2015), HostYears(NEW, 2017)))


def test_years_are_asked_oldest_first_and_only_of_hosts_that_were_there() -> None:
    fetch, index = ArchiveFetch(FakeWebArchives(HELD)), RememberedIndex()
    found, failure = read(ROUTE, fetch, window(index))
    assert failure is None
    assert [one.url[-1] + one.captured[:8] for one in found] == ["120150301", "220160101", "220170505"]
    assert asked(fetch) == [
        *[(PAPER, "2015"), (PAPER, "2016"), (PAPER, "2017"), (NEW, "2017"), (PAPER, "2018"), (NEW, "2018")]
    ]
    # The year that runs, and the one that ended ten days ago, may still grow.
    assert [(name, final) for name, _, _, final in index.pages][1:4] == [
        ("wayback hanoimoi.com.vn 2016", True),
        ("wayback hanoimoi.com.vn 2017", False),
        ("wayback hanoimoi.vn 2017", False),
    ]


def test_only_captures_of_articles_are_noted() -> None:
    index = RememberedIndex()
    read(ROUTE, ArchiveFetch(FakeWebArchives(HELD)), window(index))
    assert index.pages[0] == ("wayback hanoimoi.com.vn 2015", 1, None, True)


def test_a_query_that_was_read_is_not_asked_again() -> None:
    archives, index = FakeWebArchives(HELD), RememberedIndex()
    read(ROUTE, ArchiveFetch(archives), window(index))
    fetch = ArchiveFetch(archives)
    assert read(ROUTE, fetch, window(index)) == ([], None)
    assert fetch.urls == []


def test_an_unknown_first_year_means_all_years() -> None:
    fetch = ArchiveFetch(FakeWebArchives())
    assert read(Wayback((HostYears(PAPER),)), fetch, window(RememberedIndex())) == ([], None)
    assert [year for _, year in asked(fetch)] == [str(year) for year in range(1997, 2019)]


def test_years_before_the_window_are_not_asked_and_later_ones_are() -> None:
    fetch = ArchiveFetch(FakeWebArchives(HELD))
    until = datetime(2015, 2, 1, tzinfo=VN)
    given = window(RememberedIndex(), datetime(2017, 1, 1, tzinfo=VN))
    read(ROUTE, fetch, Window(given.since, until, source=given.source, captures=given.captures))
    # The window begins at 17:00 of the year before, in UTC.
    assert [year for _, year in asked(fetch)] == ["2016", "2017", "2017", "2018", "2018"]


def test_a_host_with_and_without_www_is_one() -> None:
    fetch = ArchiveFetch(FakeWebArchives())
    read(
        Wayback((HostYears("www.hanoimoi.vn", 2018), HostYears("Hanoimoi.vn", 2017))), fetch, window(RememberedIndex())
    )
    assert asked(fetch) == [(NEW, "2017"), (NEW, "2018")]


def test_pages_are_read_by_the_resume_key() -> None:
    held = [capture(number, "20150301") for number in range(7)]
    fetch, index = ArchiveFetch(FakeWebArchives(held, most=3)), RememberedIndex()
    found, failure = read(Wayback((HostYears(PAPER, 2018),)), fetch, window(index))
    assert (found, failure) == ([], None)
    found, failure = read(ROUTE, fetch, window(index))
    assert failure is None
    assert sorted(one.url[-1] for one in found) == list("0123456")
    assert [number for name, number, _, _ in index.pages if name.endswith("com.vn 2015")] == [3, 3, 1]


def test_a_stopped_back_fill_goes_on_with_its_next_page() -> None:
    held = [capture(number, "20150301") for number in range(7)]
    archives, index = FakeWebArchives(held, most=3), RememberedIndex()
    first, _ = read(ROUTE, ArchiveFetch(archives), window(index), most=4)
    assert archives.asked[WAYBACK_INDEX] == 2  # the second page was asked for once the first one's captures were read
    fetch = ArchiveFetch(archives)
    rest, failure = read(ROUTE, fetch, window(index))
    assert failure is None
    assert [one.url[-1] for one in first + rest] == list("0123456")
    assert "resumeKey=vn%252Ccom%252Chanoimoi" in fetch.urls[0]  # as the server printed it, encoded once more
    assert len(fetch.urls) == 1 + 5


def test_an_answer_that_is_cut_off_leaves_nothing_and_the_other_years_go_on() -> None:
    archives, index = FakeWebArchives(HELD), RememberedIndex()
    archives.fail(WAYBACK_INDEX, 2, "cut")
    found, failure = read(ROUTE, ArchiveFetch(archives), window(index))
    assert times(found) == ["20150301", "20170505"]
    assert failure == "wayback hanoimoi.com.vn 2016: JSON that is cut off, or no index of captures"
    found, failure = read(ROUTE, ArchiveFetch(archives), window(index))
    assert (times(found), failure) == (["20160101"], None)


def test_what_is_asked_for() -> None:
    (query, *_) = ROUTE.queries(window(RememberedIndex()))
    assert parse_qs(urlsplit(ROUTE.address(query)).query) == {
        "url": [PAPER],
        "matchType": ["host"],
        "output": ["json"],
        "from": ["2015"],
        "to": ["2015"],
        "filter": ["statuscode:200", r"mimetype:text/html|application/xhtml\+xml"],
        "collapse": ["digest"],
        "limit": ["5000"],
        "showResumeKey": ["true"],
    }


def test_three_failures_that_are_not_in_a_row_end_nothing() -> None:
    archives = FakeWebArchives(HELD)
    for number in (1, 3, 5):
        archives.fail(WAYBACK_INDEX, number, "html")
    fetch = ArchiveFetch(archives)
    _, failure = read(ROUTE, fetch, window(RememberedIndex()))
    assert len(fetch.urls) == 6
    assert failure is not None
    assert failure.count("a page of HTML or XML in place of an index") == 3


def test_three_failures_in_a_row_end_the_route() -> None:
    archives = FakeWebArchives(HELD)
    archives.fail(WAYBACK_INDEX, 1, "404", times=20)
    fetch = ArchiveFetch(archives)
    found, failure = read(ROUTE, fetch, window(RememberedIndex()))
    assert (found, len(fetch.urls)) == ([], 3)
    assert failure is not None
    assert failure.startswith("wayback hanoimoi.com.vn 2015: 404; wayback hanoimoi.com.vn 2016: 404; ")


@pytest.mark.parametrize("how", ["503", "429", "504", "reset"])
def test_a_server_that_is_overloaded_is_left_alone(how: str) -> None:
    archives, index = FakeWebArchives(HELD), RememberedIndex()
    archives.fail(WAYBACK_INDEX, 2, how)
    fetch = ArchiveFetch(archives)
    found, failure = read(ROUTE, fetch, window(index))
    assert (times(found), len(fetch.urls)) == (["20150301"], 2)
    assert failure is not None
    assert failure.startswith("wayback hanoimoi.com.vn 2016: ")


@pytest.mark.parametrize("how", ["gzip", "empty"])
def test_a_packed_or_empty_answer_is_no_failure(how: str) -> None:
    archives = FakeWebArchives(HELD)
    archives.fail(WAYBACK_INDEX, 1, how)
    found, failure = read(ROUTE, ArchiveFetch(archives), window(RememberedIndex()))
    assert failure is None
    assert times(found) == (["20150301"] if how == "gzip" else []) + ["20160101", "20170505"]


def test_an_answer_that_is_too_large_is_asked_for_in_smaller_parts() -> None:
    held = [capture(number, "20150301") for number in range(700)]
    fetch = ArchiveFetch(FakeWebArchives(held), too_large=80_000)
    found, failure = read(Wayback((HostYears(PAPER, 2015),)), fetch, window(RememberedIndex(), SINCE_2015))
    assert (len(found), failure) == (700, None)


@pytest.mark.parametrize("keys", ["a", "ab"])
def test_a_server_that_leads_in_a_circle_is_given_up(keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    archives, index = FakeWebArchives(), RememberedIndex()
    circle = itertools.cycle(keys)
    answer = '[["timestamp","original"],[],["%s"]]'
    monkeypatch.setattr(archives.wayback, "index", lambda url: Page(200, {}, (answer % next(circle)).encode()))
    fetch = ArchiveFetch(archives)
    _, failure = read(Wayback((HostYears(PAPER, 2018),)), fetch, window(index))
    assert failure == "wayback hanoimoi.com.vn 2018: the server leads back to a page that was read, a"
    assert len(fetch.urls) == len(keys) + 1


def test_single_addresses_are_one_query_each_and_leave_the_rest_waiting() -> None:
    index, archives = RememberedIndex(), FakeWebArchives(HELD)
    index.note_page(
        "earlier", [queries.IndexedCapture("wayback", f"http://{PAPER}/tin/9", "20150101000000")], resume=None
    )
    fetch = ArchiveFetch(archives)
    route = Wayback(ROUTE.hosts, urls=(f"https://www.{PAPER}/tin/2", f"http://{PAPER}/tin/8", f"http://{PAPER}/tin/8"))
    found, failure = read(route, fetch, window(index))
    assert failure is None
    assert times(found) == ["20160101", "20170505"]
    assert asked(fetch) == [(f"https://www.{PAPER}/tin/2", "-"), (f"http://{PAPER}/tin/8", "-")]
    assert [name for name, *_ in index.pages[1:]] == [f"wayback {url} 2018Q1" for url in dict.fromkeys(route.urls)]
    assert [one.url[-1] for one in index.waiting("wayback")] == ["9"]


def test_what_waits_from_earlier_runs_comes_first_even_if_the_server_is_down() -> None:
    index, archives = RememberedIndex(), FakeWebArchives(HELD)
    index.note_page(
        "earlier", [queries.IndexedCapture("wayback", f"http://{PAPER}/tin/9", "20150101000000")], resume=None
    )
    archives.fail(WAYBACK_INDEX, 1, "503", times=20)
    found, failure = read(ROUTE, ArchiveFetch(archives), window(index))
    assert [one.url[-1] for one in found] == ["9"]
    assert failure is not None


def test_a_run_without_a_record_of_captures_says_so() -> None:
    fetch = ArchiveFetch(FakeWebArchives(HELD))
    assert read(ROUTE, fetch, Window()) == ([], "wayback: this run keeps no record of captures")
