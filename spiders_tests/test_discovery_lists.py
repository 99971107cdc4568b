"""How a portal's lists and feeds are found and followed, on pages of a few lines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from hanoi_press.discovery import VN, Fetched, FetchFailed, Lead, RouteFailed, Window
from hanoi_press.discovery.lists import RowSelectors
from hanoi_press.discovery.pagers import in_pager
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
