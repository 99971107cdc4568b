"""How a portal's lists and feeds are found and followed, on pages of a few lines."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from hanoi_press.discovery import VN, Fetched, FetchFailed, Lead, RouteFailed, Window, times
from hanoi_press.discovery.links import absolute
from hanoi_press.discovery.lists import Rows, in_pager, linked
from hanoi_press.discovery.routes import LinkedFeeds, ListPages, Route

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


# --- addresses and dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (
            "http:moc.gov.vn/vn/Pages/chitiettin.aspx?IDNews=96328",
            "http://moc.gov.vn/vn/Pages/chitiettin.aspx?IDNews=96328",
        ),
        ("https:/moc.gov.vn/a", "https://moc.gov.vn/a"),
        ("http://moc.gov.vn/a", "http://moc.gov.vn/a"),
        ("/a?next=http:moc.gov.vn/b", "https://bo.vn/a?next=http:moc.gov.vn/b"),
        ("https:a", "https://bo.vn/a"),  # no host: what RFC 3986 makes of it
        ("javascript:void(0)", None),
    ],
)
def test_half_addresses(href: str, url: str | None) -> None:
    assert absolute(HOME, href) == url


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("8/15/2026 4:04:00 PM", datetime(2026, 8, 15, 16, 4, tzinfo=VN)),
        ("11/12/2026 12:00:01 AM", datetime(2026, 11, 12, 0, 0, 1, tzinfo=VN)),
        ("8/15/2026", None),  # day or month first? nobody can tell
        ("15/08/2026 04:04:00 PM", None),
        ("", None),
    ],
)
def test_dates_of_dotnet(text: str, moment: datetime | None) -> None:
    assert times.us(text) == moment


# --- pagers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pager", "number", "url"),
    [
        ('<div class="Paging"><span>1</span><a href="?page=2">2</a><a href="?page=9">Cuối</a></div>', 1, "?page=2"),
        ('<div class="Paging"><a href="javascript:go(1)">1</a><a href="javascript:go(2)">2</a></div>', 1, "?page=2"),
        ('<div class="Paging"><a href="?page=1">[1]</a> <a href="?page=2">[2]</a></div>', 1, "?page=2"),
        ('<div class="Paging"><a href="?page=1">1</a><span>2</span></div>', 2, None),
        ('<div class="Paging"><a href="?page=1">1</a><a href="?page=12">12</a></div>', 1, None),
        ("<div>2</div>", 1, None),
    ],
)
def test_the_next_page_by_the_pager(pager: str, number: int, url: str | None) -> None:
    more = in_pager(".Paging", "{url}?page={number}")
    page = Fetched("https://bo.vn/l.aspx" + (f"?page={number}" if number > 1 else ""), pager.encode())
    assert more(page, number) == (f"https://bo.vn/l.aspx{url}" if url else None)


def test_links_to_lists_keep_a_query_only_where_it_counts() -> None:
    body = (
        '<link rel="alternate" href="/c/3.rss"><a href="/c/1.aspx?page=4">1</a><a href="/c/1.aspx#top">1</a>'
        '<a href="/list.aspx?ID=2&amp;t=x">2</a><a href="/list.aspx">no</a>'
        '<a href="https://khac.vn/c/5.aspx">other</a>'
        '<a href="javascript:x">3</a>'
    )
    form = re.compile(r"https://bo\.vn/(?:c/\d\.(?:aspx|rss)|list\.aspx\?ID=\d.*)")
    assert sorted(linked(Fetched(HOME, body.encode()), form)) == [
        "https://bo.vn/c/1.aspx",
        "https://bo.vn/c/3.rss",
        "https://bo.vn/list.aspx?ID=2&t=x",
    ]


# --- routes ------------------------------------------------------------------------------------------------------

LISTS = ListPages(
    "https://bo.vn/c/{section}.aspx",
    Rows(".row", "a"),
    in_pager(".Paging", "{url}?page={number}"),
    home=HOME,
    form=r"https://bo\.vn/c/\w+\.aspx",
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
    "https://bo.vn/rss/{section}.rss", home=HOME, form=r"https://bo\.vn/(?:rss|c)/(?P<section>\w+)\.(?:rss|aspx)"
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
