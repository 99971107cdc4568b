"""Which lists, feeds and pages a route reads, and what it does where one of them fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from hanoi_press.discovery import VN, Fetched, FetchFailed, Forbidden, Lead, RouteFailed, Window, routes
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import in_pager
from hanoi_press.discovery.routes import CombinedRoutes, LinkedFeeds, ListPages, PageLinks, Route
from spiders_tests.discovery_site import AnsweringSite, gathered

HOME = "https://bo.vn/"


def fetcher(pages: dict[str, str]) -> tuple[Any, list[str]]:
    asked: list[str] = []

    async def fetch(url: str, *, json: Any = None) -> Fetched:
        asked.append(url)
        if url not in pages:
            raise FetchFailed("404")
        return Fetched(url, pages[url].encode())

    return fetch, asked


def leads(route: Route, pages: dict[str, str], *sections: str) -> tuple[list[Lead], list[str]]:
    fetch, asked = fetcher(pages)

    async def collect(walk: AsyncIterator[Lead]) -> list[Lead]:
        return [lead async for lead in walk]

    return asyncio.run(collect(route.leads(fetch, Window(), sections))), asked


LISTS = ListPages(
    "https://bo.vn/c/{section}.aspx",
    RowSelectors(".row", "a"),
    in_pager(".Paging", "{url}?page={number}"),
    home=HOME,
    links=r"https://bo\.vn/c/\w+\.aspx",
)


def row(name: str) -> str:
    return f'<p class="row"><a href="/{name}.htm">{name}</a></p>'


def test_lists_that_the_home_page_links_and_then_its_own_rows() -> None:
    pages = {
        HOME: f'<a href="/c/x.aspx">X</a><a href="/c/video.aspx">Video</a>{row("top")}{row("a")}',
        "https://bo.vn/c/x.aspx": row("a") + '<div class="Paging"><a href="/c/x.aspx?page=2">2</a></div>',
        "https://bo.vn/c/x.aspx?page=2": row("b") + '<div class="Paging"><a href="/c/x.aspx">1</a></div>',
        "https://bo.vn/c/video.aspx": "<p>no rows</p>",
    }
    found, asked = leads(LISTS, pages)
    assert [lead.url for lead in found] == [f"https://bo.vn/{name}.htm" for name in ("a", "b", "top", "a")]
    assert asked == list(pages)
    assert [lead.url for lead in leads(LISTS, pages, "x")[0]] == ["https://bo.vn/a.htm", "https://bo.vn/b.htm"]


def test_a_home_page_without_lists() -> None:
    assert [lead.url for lead in leads(LISTS, {HOME: row("a")})[0]] == ["https://bo.vn/a.htm"]
    with pytest.raises(RouteFailed, match="links no list"):
        leads(LISTS, {HOME: "<p>Trang chủ</p>"})


def test_the_own_rows_of_the_home_page_are_given_also_where_the_lists_fail() -> None:
    fetch, _ = fetcher({HOME: f'<a href="/c/x.aspx">X</a>{row("a")}'})
    given = []

    async def walk() -> None:
        async for lead in LISTS.leads(fetch, Window(), ()):
            given.append(lead.url)

    with pytest.raises(RouteFailed):
        asyncio.run(walk())
    assert given == ["https://bo.vn/a.htm"]


def rss(*items: tuple[str, str]) -> str:
    body = "".join(f"<item><link>{link}</link><pubDate>{date}</pubDate></item>" for link, date in items)
    return f'<rss version="2.0"><channel>{body}</channel></rss>'


FEEDS = LinkedFeeds(
    "https://bo.vn/rss/{section}.rss", home=HOME, links=r"https://bo\.vn/(?:rss|c)/(?P<section>\w+)\.(?:rss|aspx)"
)


def test_feeds_are_those_of_the_lists_that_the_home_page_links() -> None:
    pages = {
        HOME: '<a href="/c/x.aspx">X</a><a href="/rss/x.rss">RSS</a><a href="/c/y.aspx">Y</a>',
        "https://bo.vn/rss/x.rss": rss(("http:bo.vn/a.htm", "8/15/2026 4:04:00 PM")),
        "https://bo.vn/rss/y.rss": rss(("https://bo.vn/b.htm", "Sat, 15 Aug 2026 09:00:00 UTC")),
    }
    found, asked = leads(FEEDS, pages)
    assert asked == [HOME, "https://bo.vn/rss/x.rss", "https://bo.vn/rss/y.rss"]
    assert [(lead.url, lead.published) for lead in found] == [
        ("http://bo.vn/a.htm", datetime(2026, 8, 15, 16, 4, tzinfo=VN)),
        ("https://bo.vn/b.htm", datetime(2026, 8, 15, 16, 0, tzinfo=VN)),
    ]
    assert leads(FEEDS, pages, "y")[1] == ["https://bo.vn/rss/y.rss"]
    with pytest.raises(RouteFailed, match="links no feed"):
        leads(FEEDS, {HOME: ""})


ROWS = RowSelectors("article", "a", "span")


def listing(numbers: range) -> bytes:
    rows = "".join(f"<article><a href='/tin-tuc/{n}.html'>x</a><span>20/11/2026</span></article>" for n in numbers)
    return f"<html>{rows}</html>".encode()


class TestKnownLists:
    ROUTE = ListPages(
        "https://a.vn/m/{section}", ROWS, home="https://a.vn/", links=r"https://a\.vn/m/\w+", known=("k",)
    )

    @pytest.mark.parametrize("home", [FetchFailed("404"), b"<a href='/lien-he'>x</a>"], ids=["gone", "bare"])
    def test_they_are_walked_where_home_names_none(self, home: Any) -> None:
        site = AnsweringSite(lambda url, posted: home if url == "https://a.vn/" else listing(range(2)))
        assert len(gathered(self.ROUTE.leads(site, Window(), ()))) == 2
        assert [url for url, _, _ in site.asked] == ["https://a.vn/", "https://a.vn/m/k"]

    def test_and_are_not_where_it_does(self) -> None:
        site = AnsweringSite(
            lambda url, posted: b"<a href='/m/own'>x</a>" if url == "https://a.vn/" else listing(range(2))
        )
        gathered(self.ROUTE.leads(site, Window(), ()))
        assert [url for url, _, _ in site.asked] == ["https://a.vn/", "https://a.vn/m/own"]


class TestTogether:
    @staticmethod
    def links(page: str) -> PageLinks:
        return PageLinks(page, r"https://a\.vn/\d+")

    def test_each_address_once(self) -> None:
        site = AnsweringSite(
            lambda url, posted: b"<a href='/1'>x</a><a href='/2'>x</a>" + (b"<a href=/3>" if "b" in url else b"")
        )
        route = CombinedRoutes((self.links("https://a.vn/a"), self.links("https://a.vn/b")))
        assert [lead.url[-1] for lead in gathered(route.leads(site, Window(), ()))] == ["1", "2", "3"]

    def test_one_that_fails_is_passed_over_and_all_that_fail_are_told(self) -> None:
        site = AnsweringSite(lambda url, posted: FetchFailed("404") if url.endswith("a") else b"<a href='/2'>x</a>")
        bad, good = self.links("https://a.vn/a"), self.links("https://a.vn/x")
        assert len(gathered(CombinedRoutes((bad, good)).leads(site, Window(), ()))) == 1
        with pytest.raises(RouteFailed, match="404"):
            gathered(CombinedRoutes((bad, bad)).leads(site, Window(), ()))


def failing(*reasons: str) -> AnsweringSite:
    """A site whose lists /0, /1, … fail for these reasons; one with the reason "" links an article."""
    return AnsweringSite(
        lambda url, posted: FetchFailed(reason) if (reason := reasons[int(url[-1])]) else b"<a href='/9'>x</a>"
    )


@pytest.mark.parametrize(
    ("reasons", "asked"),
    [
        (("500", "500", "500", ""), 3),  # the first three do not answer: the site is down
        (("500", "500", "", "500", "500"), 5),  # one answered: the others are asked
        (("", "500", "500", "500", "500"), 5),
    ],
)
def test_how_many_lists_are_asked_of_a_site_that_does_not_answer(reasons: tuple[str, ...], asked: int) -> None:
    site = failing(*reasons)
    route = CombinedRoutes(tuple(PageLinks(f"https://a.vn/{n}", r"https://a\.vn/9") for n in range(len(reasons))))
    if "" in reasons[:asked]:
        assert [lead.url for lead in gathered(route.leads(site, Window(), ()))] == ["https://a.vn/9"]
    else:
        with pytest.raises(RouteFailed, match=r"^no route could be read: https://a\.vn/0: 500; .*/1: 500; .*/2: 500$"):
            gathered(route.leads(site, Window(), ()))
    assert len(site.asked) == asked


def test_pages_that_robots_txt_forbids_do_not_count_as_a_site_that_is_down() -> None:
    site = AnsweringSite(lambda url, posted: Forbidden("robots.txt") if url[-1] in "0123" else b"<a href='/9'>x</a>")
    route = CombinedRoutes(tuple(PageLinks(f"https://a.vn/{n}", r"https://a\.vn/9") for n in range(5)))
    assert [lead.url for lead in gathered(route.leads(site, Window(), ()))] == ["https://a.vn/9"]


def test_of_the_endless_lists_that_a_page_links_the_first_are_read_and_the_rest_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(routes, "MAX_LISTS", 2)
    home = "".join(f'<a href="/list-{n}">x</a>' for n in range(4))
    pages = {HOME: home, **{f"{HOME}list-{n}": f'<li><a href="/{n}">x</a></li>' for n in range(4)}}
    route = ListPages(HOME + "{section}", RowSelectors("li"), home=HOME, links=r"https://bo\.vn/list-\d")
    found, asked = leads(route, pages)
    assert [lead.url[-1] for lead in found] == ["0", "1"] and len(asked) == 3
    assert "links 4 lists; only the first 2 are read" in caplog.text
