"""The rows of list pages, and how far a list is read."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from hanoi_press.discovery import VN, Fetched, FetchFailed, RouteFailed, Window
from hanoi_press.discovery.lists import MAX_ROWS, RowSelectors, read_list, rows
from hanoi_press.discovery.pagers import numbered, printed_next
from spiders_tests.discovery_site import AnsweringSite, gathered, run

URL = "https://vidu.gov.vn/tin-tuc"
ROWS = RowSelectors("article", "a", "span")


def listing(numbers: range) -> bytes:
    rows = "".join(f"<article><a href='/tin-tuc/{n}.html'>x</a><span>20/11/2026</span></article>" for n in numbers)
    return f"<html>{rows}</html>".encode()


@pytest.mark.parametrize(
    ("since", "until", "asked_for"),
    [(20, 21, True), (21, 22, False), (19, 20, False), (None, 21, True), (None, 20, False), (20, None, True)],
)
def test_a_row_with_a_day_alone_is_wanted_where_the_day_is(
    since: int | None, until: int | None, asked_for: bool
) -> None:
    window = Window(*(datetime(2026, 11, day, tzinfo=VN) if day else None for day in (since, until)))
    site = AnsweringSite(lambda url, posted: listing(range(1)))
    found = gathered(read_list(site, "https://a.vn/x", ROWS, None, window))
    assert bool(found) == asked_for
    beside = gathered(read_list(site, "https://a.vn/x", RowSelectors("article"), None, window))
    assert bool(beside) == (asked_for or until == 20)  # a day found beside the link is not trusted to be too late


PAGER = f'<ul class="pagination">{"".join(f"<li><a href=?p={n}>{n}</a></li>" for n in (1, 2, 3))}</ul>'


def test_a_side_bar_of_new_articles_does_not_keep_a_walk_going() -> None:
    side = '<div class=side><a href="/tin/moi">Tin mới</a><i>20/11/2026</i></div>'
    pages = {
        number: f'<ul><li><a href="/tin/{number}">Tin</a><i>{21 - number}/11/2026</i></li></ul>{side}{PAGER}'
        for number in (1, 2, 3)
    }
    asked: list[str] = []

    async def fetch(url: str, **_: object) -> Fetched:
        asked.append(url)
        number = int(url.partition("p=")[2] or 1)
        return Fetched(url, f"<html><body>{pages[number]}</body></html>".encode())

    async def found() -> list[str]:
        window = Window(since=datetime(2026, 11, 20, tzinfo=VN))
        return [
            lead.url async for lead in read_list(fetch, URL, RowSelectors('a[href*="/tin/"]'), printed_next, window)
        ]

    assert asyncio.run(found()) == ["https://vidu.gov.vn/tin/1", "https://vidu.gov.vn/tin/moi"]
    assert asked == [URL, f"{URL}?p=2"]


CARDS = """
<div class="card"><span class="time">20/11/2026 08:15</span><h3><a class="t" href="/tin/a"></a></h3></div>
<div class="card"><h3><a class="t" href="#"></a><a class="t" href="/tin/b">B</a></h3>
  <i class="time">08:15 - 19/11/2026</i></div>
<div class="side"><div class="card"><h3><a class="t" href="/tin/c">C</a></h3></div></div>
<div class="card"><h3><a class="t" href="/tin/a">A again</a></h3><span class="time">01/01/2020 00:00</span></div>
<div class="card"><h3><a class="t" href="javascript:void(0)">no page</a></h3></div>
<h3><a class="t" href="/tin/d">D</a><span class="time">18/11/2026</span></h3>
"""


def test_rows_by_selectors() -> None:
    selectors = RowSelectors("h3", "a.t", ".time", within=".card", outside=".side")
    found = rows(Fetched(URL, CARDS.encode()), selectors)
    assert [(row.lead.url.rsplit("/", 1)[1], row.lead.published, row.latest) for row in found] == [
        ("a", datetime(2026, 11, 20, 8, 15, tzinfo=VN), datetime(2026, 11, 20, 8, 15, tzinfo=VN)),
        ("b", datetime(2026, 11, 19, 8, 15, tzinfo=VN), datetime(2026, 11, 19, 8, 15, tzinfo=VN)),
        ("d", None, datetime(2026, 11, 18, 23, 59, 59, tzinfo=VN)),
    ]
    assert [row.lead.url[-1] for row in rows(Fetched(URL, CARDS.encode()), RowSelectors("a.t"))] == ["a", "b", "c", "d"]
    assert rows(Fetched(URL, b""), selectors) == []


@pytest.mark.parametrize(
    ("failing", "is_failure"),
    [("404", False), ("410", False), ("500", True), ("blocked", True)],
)
def test_a_page_behind_the_last_may_be_missing_but_not_broken(failing: str, is_failure: bool) -> None:
    site = AnsweringSite(lambda url, posted: listing(range(2)) if url == URL else FetchFailed(failing))
    leads = read_list(site, URL, ROWS, numbered("{url}?p={number}"), Window())
    if is_failure:
        with pytest.raises(RouteFailed, match=f"p=2: {failing}$"):
            gathered(leads)
    else:
        assert len(gathered(leads)) == 2


def test_a_first_page_that_is_missing_or_empty_fails() -> None:
    for answer, reason in ((FetchFailed("404"), "404"), (b"<p>x", "no rows")):
        site = AnsweringSite(lambda url, posted, answer=answer: answer)
        with pytest.raises(RouteFailed, match=f"^{URL}: {reason}$"):
            gathered(read_list(site, URL, ROWS, None, Window()))


def test_a_list_ends_where_a_page_repeats_what_was_seen() -> None:
    site = AnsweringSite(lambda url, posted: listing(range(2)))
    assert len(gathered(read_list(site, URL, ROWS, numbered("{url}?p={number}"), Window()))) == 2
    assert [url for url, _, _ in site.asked] == [URL, f"{URL}?p=2"]


def test_a_page_of_endless_rows_is_read_up_to_a_bound_and_named() -> None:
    site = AnsweringSite(lambda url, posted: listing(range(MAX_ROWS + 1)))
    leads, failure = run(read_list(site, URL, ROWS, numbered("{url}?p={number}"), Window()))
    assert len(leads) == MAX_ROWS and len(site.asked) == 1
    assert failure is not None and "rows on one page" in failure


@pytest.mark.parametrize(
    ("row", "link", "expected"),
    [
        ("li", "a", ["/1", "/3"]),  # the first link with an address
        ("li", "b > a", ["/2", "/3"]),
        ("li, a", "a", ["/1", "/2", "/3"]),
        (".list li", "a", ["/1"]),
        (".list > li", "a", ["/1"]),
        (".list > a", "a", []),
    ],
)
def test_rows_and_links_by_lists_of_selectors_and_combinators(row: str, link: str, expected: list[str]) -> None:
    html = """<ul class=list><li><a>x</a><a href=/1>1</a> <b><a href=/2>2</a></b></li></ul>
    <ul><li><b><a href=/3>3</a></b></li></ul>"""
    found = rows(Fetched(URL, f"<html>{html}</html>".encode()), RowSelectors(row, link))
    assert [one.lead.url for one in found] == [f"https://vidu.gov.vn{path}" for path in expected]


def test_a_row_in_a_row_has_its_own_date() -> None:
    html = "<div class=r><a href=/1>1</a><i>20/11/2026</i><div class=r><i>21/11/2026</i><a href=/2>2</a></div></div>"
    found = rows(Fetched(URL, f"<html>{html}</html>".encode()), RowSelectors("div.r", "a", "i"))
    assert [(one.lead.url[-1], one.latest and one.latest.day) for one in found] == [("1", 20), ("2", 21)]


def test_one_page_in_many_spellings_is_one_row() -> None:
    hrefs = (
        *("/tin/1", "https://a.vn:443/tin/1", "//A.vn/tin/1", "https://a.vn./tin/1", "a.vn/tin/1", " /tin/1 "),
        *("http:\\\\a.vn:443\\tin\\1", "https:/a.vn/tin/1", "/x/../tin/1", "https://u@a.vn/tin/1", "/tin/1\n"),
    )
    html = "".join(f'<li><a href="{href}">x</a></li>' for href in hrefs)
    found = rows(Fetched("https://a.vn/muc/", f"<html><ul>{html}</ul></html>".encode()), RowSelectors("li", "a"))
    assert [row.lead.url for row in found] == ["https://a.vn/tin/1"]


def test_rows_are_relative_to_the_base() -> None:
    html = '<html><head><base href="https://www.a.vn:443/"></head><ul><li><a href="tin/1">x</a></li></ul></html>'
    found = rows(Fetched("https://www.a.vn/muc/2", html.encode()), RowSelectors("li", "a"))
    assert [row.lead.url for row in found] == ["https://www.a.vn/tin/1"]
