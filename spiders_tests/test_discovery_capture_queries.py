"""Tests of reading the queries of an index: nothing is lost, and nothing asked for twice, however often it stops."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.discovery.capture_queries import CaptureWalk, IndexQuery, distinct_hosts, is_none, is_overload
from hanoi_press.discovery.captures import HostYears, IndexedCapture
from hanoi_press.discovery.cdx import IndexPage, read_rows, says_none
from hanoi_press.discovery.commoncrawl import CommonCrawl
from hanoi_press.discovery.lead import Fetched, FetchFailed
from hanoi_press.discovery.routes import Route
from hanoi_press.discovery.wayback import Wayback
from spiders_tests.cost_growth import growth
from spiders_tests.past.index_lines import row, rows
from spiders_tests.past.index_reader import ArchiveFetch, RememberedIndex, read, window
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import CC_INDEX, COLLINFO, WAYBACK_INDEX, FakeWebArchives

HOST = "hanoimoi.com.vn"
ROUTES: dict[str, Route] = {
    "commoncrawl": CommonCrawl((HostYears(HOST), HostYears("hanoimoi.vn"))),
    "wayback": Wayback((HostYears(HOST, 2014), HostYears("hanoimoi.vn", 2015))),
}
NONE = b'{"message": "No Captures found for: hanoimoi.vn"}'


def held(times: list[tuple[int, int]]) -> list[StoredCapture]:
    """Return captures of article `number`, each of a day of its own, from 2014 on."""
    found = []
    for place, (number, month) in enumerate(times):
        host = "hanoimoi.vn" if number % 2 and month > 12 else HOST
        captured = f"{2014 + month // 12}{month % 12 + 1:02}{place % 27 + 1:02}{place:06}"
        found.append(StoredCapture(f"http://{host}/tin/{number}", captured, f"{place}".encode()))
    return found


def key(one: IndexedCapture | StoredCapture) -> tuple[str, str]:
    return one.url, one.captured


@pytest.mark.parametrize("name", ROUTES)
@settings(max_examples=20, deadline=None)
@given(
    times=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 35)), max_size=14),
    size=st.tuples(st.integers(1, 3), st.integers(1, 2)),
    stops=st.lists(st.integers(1, 5), max_size=4),
    faults=st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["cut", "503", "404", "reset", "html"])), max_size=3),
)
def test_each_capture_comes_once_whatever_stops_the_reading(
    name: str, times: list[tuple[int, int]], size: tuple[int, int], stops: list[int], faults: list[tuple[int, str]]
) -> None:
    captures = held(times)
    archives = FakeWebArchives(captures, block=size[0], page_size=size[1], most=size[0], indexes=["CC-MAIN-2014-07"])
    for number, how in faults:
        archives.fail(CC_INDEX if name == "commoncrawl" else WAYBACK_INDEX, number, how)
    fetch, index = ArchiveFetch(archives), RememberedIndex()
    found: list[IndexedCapture] = []
    failures = 0
    for most in [*stops, *[None] * (len(faults) + 1)]:
        some, failure = read(ROUTES[name], fetch, window(index), most=most)
        found += some
        failures += failure is not None
    assert Counter(map(key, found)) == Counter(map(key, captures))
    # What was asked for twice had failed, or was in flight when the reading stopped.
    noted = [page[0] + str(page[2]) for page in index.pages]
    assert len(noted) == len(set(noted))
    assert failures <= len(faults)
    if name == "commoncrawl" and not faults:
        assert archives.asked[COLLINFO] == 1


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FetchFailed("dns: DNS lookup failed"), True),
        (FetchFailed("429", status=429), True),
        (FetchFailed("503", status=503), True),
        (FetchFailed("500", status=500), True),
        (FetchFailed("404", status=404), False),
        (FetchFailed("403", status=403), False),
        (FetchFailed("too-large: Cancelled"), False),
        (ValueError("cut off"), False),
    ],
)
def test_is_overload(error: Exception, expected: bool) -> None:
    assert is_overload(error) is expected


@pytest.mark.parametrize(("status", "body", "expected"), [(404, NONE, True), (503, NONE, False), (404, b"<h1>", False)])
def test_is_none(status: int, body: bytes, expected: bool) -> None:
    assert is_none(FetchFailed(str(status), status=status, body=body), says_none) is expected


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        ([HostYears("a.vn", 2010), HostYears("www.a.vn", 2008)], [("a.vn", 2008)]),
        ([HostYears("www.a.vn"), HostYears("a.vn", 2008)], [("a.vn", None)]),
        ([HostYears("B.a.vn", 2010, 2012), HostYears("a.vn", 2011)], [("b.a.vn", 2010), ("a.vn", 2011)]),
    ],
)
def test_distinct_hosts(hosts: list[HostYears], expected: list[tuple[str, int | None]]) -> None:
    assert [(one.host, one.first) for one in distinct_hosts(hosts)] == expected


class Counted(RememberedIndex):
    """A record that counts how often it was asked for what waits."""

    asked = 0

    def waiting(self, *given: Any) -> Iterator[IndexedCapture]:
        self.asked += 1
        return super().waiting(*given)


class Pages(ArchiveFetch):
    """The Wayback Machine's index of one year, in answers of 20 rows."""

    def __init__(self, size: int) -> None:
        super().__init__(FakeWebArchives())
        self.rows = [row(original=f"http://{HOST}/tin/{number}") for number in range(size)]

    async def __call__(self, url: str, **options: Any) -> Fetched:
        asked = parse_qs(urlsplit(url).query)
        if asked.get("from") != ["2014"]:
            return Fetched(url, b"[]")
        first = int(asked.get("resumeKey", ["0"])[0])
        key = [[], [str(first + 20)]] if first + 20 < len(self.rows) else []
        return Fetched(url, rows(*self.rows[first : first + 20], *key))


@pytest.mark.parametrize("ids", [None, frozenset({"0"})])
def test_the_cost_grows_with_the_captures(ids: frozenset[str] | None) -> None:
    async def work(size: int) -> tuple[int, int]:
        route, fetch, index = Wayback((HostYears(HOST, 2014),)), Pages(size), Counted()
        given = window(index)

        async def read_page(query: IndexQuery, resume: str | None) -> IndexPage:
            return read_rows((await fetch(route.address(query, resume))).body)

        walk = CaptureWalk("wayback", read_page, given, ids)
        (year, *_) = route.queries(given)
        return len([lead async for lead in walk.leads([year])]), index.asked

    # Of 5 pages, what waits is looked through after those that list a wanted capture.
    assert asyncio.run(work(90)) == ((90, 5) if ids is None else (1, 1))
    assert growth(lambda size: asyncio.run(work(size)), 1_000) < 8  # four times the captures
