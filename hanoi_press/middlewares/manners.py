"""One request at a time to a source, whatever its host's spelling, and none to hosts that are not its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class MannersMiddleware:
    """Puts all requests of a spider (robots.txt too) into one downloader slot, notes when a page came, and stops
    redirects that leave the source (for another host, an IP address, another scheme) or lead to an article read before.
    """

    def __init__(self, spider: Any) -> None:
        self.spider = spider
        self.slot: str = spider.name
        self.hosts = frozenset(getattr(spider, "hosts", ()))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> MannersMiddleware:
        return cls(crawler.spider)

    def process_request(self, request: Request) -> None:
        if not self.is_own(request.url):
            raise IgnoreRequest(f"not a host of {self.slot}")
        request.meta["download_slot"] = self.slot
        request.meta.pop("fetched_at", None)  # a retry is a copy of its request

    def process_response(self, request: Request, response: Response) -> Response:
        request.meta.setdefault("fetched_at", datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        location = response.headers.get(b"Location")
        if response.status in _REDIRECTS and location:
            target = urljoin(response.url, location.decode("latin-1").strip())
            if not self.is_own(target):
                raise IgnoreRequest("redirected to another site")
            if self.is_seen(target, request.url):
                raise IgnoreRequest("seen")
            request.meta.pop("fetched_at", None)
        return response

    def is_seen(self, target: str, asked: str) -> bool:
        """Does a redirect lead to another article than the one asked for, which this run has read already?"""
        identify = getattr(self.spider, "identify", None)
        there, here = (identify(target), identify(asked)) if identify else (None, None)
        return bool(there and here and there.id != here.id and self.spider.memory.has(there.id))

    def is_own(self, url: str) -> bool:
        """Is the address on one of the source's hosts, over http(s)?"""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and (parts.hostname or "").removeprefix("www.") in self.hosts
