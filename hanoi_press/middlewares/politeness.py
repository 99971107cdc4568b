"""Limit a source to one request at a time, over all of its hosts, and to its own hosts on the ports of the web."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.capture_request import web_archive_of
from hanoi_press.crawl.fetch import Purpose, fetch_of
from hanoi_press.discovery.addresses import joined, normal_address
from hanoi_press.failures import BrokenResponse, FailureKind
from hanoi_press.text.hosts import host_of, is_web_address
from hanoi_press.text.moments import utc_now

logger = logging.getLogger(__name__)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class PolitenessMiddleware:
    """A middleware that puts all requests of a spider into one downloader slot, and records the times of answers.

    It stops redirects that leave the source (for another host, an IP address, another port, another scheme), and those
    to an article that this run has read already. Only a robots.txt may be redirected to another host (RFC 9309,
    2.3.1.2); a redirect of it that is not followed is its failure. A request to a web archive has a slot of its own,
    and its redirects are for `CapturesMiddleware`.

    `any_port` is the setting `ALLOW_PRIVATE_ADDRESSES`, `hops` the number of redirects that Scrapy follows.
    """

    def __init__(self, spider: Any, *, any_port: bool = False, hops: int = 5) -> None:
        self.spider = spider
        self.slot: str = spider.name
        self.hosts = frozenset(spider.source.hosts)
        self.any_port = any_port
        self.hops = hops

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PolitenessMiddleware:
        any_port = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        return cls(crawler.spider, any_port=any_port, hops=crawler.settings.getint("REDIRECT_MAX_TIMES"))

    def process_request(self, request: Request) -> None:
        if (archive := web_archive_of(request)) is not None:
            if not is_web_address(request.url, any_port=True):  # the operator may have named a mirror on any port
                raise BrokenResponse(FailureKind.OTHER)
            request.meta["download_slot"] = archive
            return
        is_robots = fetch_of(request).purpose is Purpose.ROBOTS and "redirect_urls" in request.meta
        if not (self.is_fetchable(request.url) if is_robots else self.is_own(request.url)):
            raise IgnoreRequest(f"not a host of {self.slot}")
        request.meta["download_slot"] = self.slot

    def process_response(self, request: Request, response: Response) -> Response:
        fetch = fetch_of(request)
        fetch.fetched_at = fetch.fetched_at or utc_now()
        location = response.headers.get(b"Location")
        if web_archive_of(request) is not None:
            return response
        if response.status in _REDIRECTS and location is not None:
            target = redirect_target(response.url, location)
            target = _plain(target, response.url) or target
            if target != _as_written(response.url, location):
                response.headers[b"Location"] = target.encode("latin-1", "replace")
            if fetch.purpose is Purpose.ROBOTS:
                self.judge_robots_redirect(request, target)
                return response
            if not target:
                raise BrokenResponse(FailureKind.REDIRECTS)
            if not self.is_own(target):
                raise IgnoreRequest("redirected to another site")
            if self.is_seen(target, request.url, fetch.article_id):
                raise IgnoreRequest("seen")
            fetch.fetched_at = None
        return response

    def judge_robots_redirect(self, request: Request, target: str) -> None:
        """Let a robots.txt be redirected to any host, but not without end and not to what may not be fetched."""
        fetch = fetch_of(request)
        fetch.fetched_at = None
        request.meta["allow_offsite"] = True  # Scrapy's own check of hosts; `process_request` has one as well
        if request.meta.get("redirect_times", 0) >= self.hops or not self.is_fetchable(target):
            fetch.failure = FailureKind.REDIRECTS
            request.meta["dont_redirect"] = True
            logger.error("robots.txt is redirected to %s, which is not followed: nothing is fetched", target)

    def is_seen(self, target: str, asked: str, wanted: str = "") -> bool:
        """Return True if a redirect leads to another article, and this run has read that one already.

        `wanted` is the id of the article for which the first request was sent; a chain may lead back to it.
        """
        new, old = self.spider.source.identify(target), self.spider.source.identify(asked)
        return bool(new and old and new.id not in (old.id, wanted) and self.spider.history.is_known(new.id))

    def is_own(self, url: str) -> bool:
        """Return True if the address is on one of the source's hosts, over http or https, on a port of the web."""
        return host_of(url) in self.hosts and self.is_fetchable(url)

    def is_fetchable(self, url: str) -> bool:
        """Return True if the address is one of http or https, without a user name, on port 80 or 443."""
        return is_web_address(url, any_port=self.any_port)


def _plain(target: str, asked: str) -> str | None:
    """Return where a redirect leads with its host in normal form; None to leave it as it is.

    Otherwise Scrapy would take `hanoimoi.vn:443` for another host, with a robots.txt of its own. A redirect that only
    adds the port to the address asked for is left to Scrapy, like every redirect to itself.
    """
    if not is_web_address(target, any_port=True):
        return None
    plain = normal_address(target)
    has_dot = (urlsplit(target).hostname or "").endswith(".")  # no certificate names such a host
    return None if plain == target or (plain == asked and not has_dot) else plain


def _as_written(url: str, location: bytes) -> str:
    """Return where Scrapy would follow a redirect to; "" if that is no address."""
    try:
        return urljoin(url, location.decode("latin-1").strip(" \t\r\n"))
    except ValueError:
        return ""


def redirect_target(url: str, location: bytes) -> str:
    """Return where a redirect leads; "" if that is no address.

    >>> [redirect_target("https://hanoimoi.vn/a", location) for location in (b"/b", b"http://[half", b"")]
    ['https://hanoimoi.vn/b', '', 'https://hanoimoi.vn/a']
    """
    try:
        return joined(url, location.decode("latin-1").strip(" \t\r\n"))
    except ValueError:
        return ""
