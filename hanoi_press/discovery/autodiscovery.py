"""Find articles by the feeds and sitemaps that a site itself names, if none of the known routes works any more.

The home page names feeds (`<link rel="alternate" type="application/rss+xml">`), robots.txt sitemaps (`Sitemap:`).
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urljoin

from hanoi_press.discovery import feed, sitemap
from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.lead import Fetched, FetchFailed, FetchPage, Lead, RouteFailed, Window
from hanoi_press.discovery.links import base_of, parse_html
from hanoi_press.discovery.list_source import AUTODISCOVERED
from hanoi_press.discovery.lists import may_be_wanted, searched_rows
from hanoi_press.text.hosts import site_of

logger = logging.getLogger(__name__)
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_MOST_FEEDS, _MOST_SITEMAPS = 10, 3
_MOST_REQUESTS = 20  # for the sitemaps of a site, whose children may be of all years
_ANY_CHILD = ""


@dataclass(frozen=True, slots=True)
class Autodiscovery:
    """The feeds that the page `home` names, its own articles, and the sitemaps that robots.txt names, in this order.

    An address is yielded once. Raises RouteFailed if nothing was found.
    """

    by_section: ClassVar[bool] = False
    home: str

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        yielded: set[str] = set()
        for part in (_feeds(fetch, self.home, window), _sitemaps(fetch, self.home, window)):
            try:
                async for lead in part:
                    if lead.url not in yielded:
                        yielded.add(lead.url)
                        yield lead
            except RouteFailed as error:
                logger.warning("Autodiscovery: %s", error)
        if not yielded:
            raise RouteFailed(f"{self.home}: neither it nor robots.txt names a feed or sitemap with articles")
        if window.source:
            window.source.count(AUTODISCOVERED)


async def _feeds(fetch: FetchPage, home: str, window: Window) -> AsyncIterator[Lead]:
    page = await _get(fetch, home)
    if urls := named_feeds(page):
        try:
            async for lead in feed.feeds(fetch, urls, window):
                yield lead
        except RouteFailed as error:
            logger.warning("Autodiscovery: %s", error)
    for row in searched_rows(page, window.source) if window.source else []:
        if may_be_wanted(row, window):
            yield row.lead


def named_feeds(page: Fetched) -> list[str]:
    """Return the feeds of its own site that a page names (`<link rel="alternate">`)."""
    root = parse_html(page.body).root
    base = base_of(page.url, root)
    found: dict[str, None] = {}
    for link in root.iter("link"):
        is_feed = "alternate" in (link.get("rel") or "").lower().split()
        if is_feed and (link.get("type") or "").split(";")[0].strip().lower() in _FEEDS:
            url = absolute(base, link.get("href") or "")
            if url and site_of(url) == site_of(page.url):
                found[url] = None
    return list(found)[:_MOST_FEEDS]


async def _sitemaps(fetch: FetchPage, home: str, window: Window) -> AsyncIterator[Lead]:
    robots = await _get(fetch, urljoin(home, "/robots.txt"))
    limited = _LimitedFetch(fetch, _MOST_REQUESTS)
    for url in named_sitemaps(robots):
        try:
            async for lead in sitemap.daily(limited, url, window, child=_ANY_CHILD):
                yield lead
        except RouteFailed as error:
            logger.warning("Autodiscovery: %s", error)


def named_sitemaps(robots: Fetched) -> list[str]:
    """Return the sitemaps of its own site that a robots.txt names."""
    found: dict[str, None] = {}
    for line in robots.body.decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        url = absolute(robots.url, value.split("#")[0]) if name.strip().lower() == "sitemap" else None
        if url and site_of(url) == site_of(robots.url):
            found[url] = None
    return list(found)[:_MOST_SITEMAPS]


async def _get(fetch: FetchPage, url: str) -> Fetched:
    try:
        return await fetch(url)
    except FetchFailed as error:
        raise RouteFailed(f"{url}: {error}") from error


class _LimitedFetch:
    """A fetcher that fails after so many requests."""

    def __init__(self, fetch: FetchPage, most: int) -> None:
        self.fetch = fetch
        self.left = most

    async def __call__(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        if not self.left:
            raise FetchFailed(f"not requested: {_MOST_REQUESTS} sitemaps are read at most")
        self.left -= 1
        return await self.fetch(url)
