"""Limit a source to one request at a time, over all of its hosts, and to its own hosts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.fetch import fetch_of
from hanoi_press.text.hosts import host_of
from hanoi_press.text.moments import utc_now

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class PolitenessMiddleware:
    """A middleware that puts all requests of a spider into one downloader slot, and records the times of answers.

    It stops redirects that leave the source (for another host, an IP address, another scheme), and those to an article
    that this run has read already.
    """

    def __init__(self, spider: Any) -> None:
        self.spider = spider
        self.slot: str = spider.name
        self.hosts = frozenset(spider.source.hosts)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PolitenessMiddleware:
        return cls(crawler.spider)

    def process_request(self, request: Request) -> None:
        if not self.is_own(request.url):
            raise IgnoreRequest(f"not a host of {self.slot}")
        request.meta["download_slot"] = self.slot

    def process_response(self, request: Request, response: Response) -> Response:
        fetch = fetch_of(request)
        fetch.fetched_at = fetch.fetched_at or utc_now()
        location = response.headers.get(b"Location")
        if response.status in _REDIRECTS and location:
            target = urljoin(response.url, location.decode("latin-1").strip())
            if not self.is_own(target):
                raise IgnoreRequest("redirected to another site")
            if self.is_seen(target, request.url):
                raise IgnoreRequest("seen")
            fetch.fetched_at = None
        return response

    def is_seen(self, target: str, asked: str) -> bool:
        """Return True if a redirect leads to another article, and this run has read that one already."""
        new, old = self.spider.source.identify(target), self.spider.source.identify(asked)
        return bool(new and old and new.id != old.id and self.spider.history.is_known(new.id))

    def is_own(self, url: str) -> bool:
        """Return True if the address is on one of the source's hosts, over http or https."""
        try:
            scheme = urlsplit(url).scheme
        except ValueError:
            return False
        return scheme in ("http", "https") and host_of(url) in self.hosts
