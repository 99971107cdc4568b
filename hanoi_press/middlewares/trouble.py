"""A host in trouble is asked again later and more slowly, and left alone where that does not help."""

from __future__ import annotations

import asyncio
import logging
import random
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.middlewares.robots import is_robots
from hanoi_press.store.wire import flaw, is_xml
from hanoi_press.trouble import Broken, kind_of, kind_of_status

logger = logging.getLogger(__name__)
_ADDRESSES = 8  # different addresses that fail in a row: then it is the host and not the page
_ATTEMPTS = 20  # requests that fail in a row, of whatever address
_SHUT = (401, 403)  # neither trouble nor health; the spider counts these


class TroubleMiddleware:
    """Counts every failed attempt by kind (`press/trouble/…`), holds the source's slot before the next one (twice as
    long each time, with jitter), asks again for bodies that are cut, empty or no text, and ends the run of a source
    whose host keeps failing. Scrapy's own retry middleware, one step outside, asks again for statuses and exceptions.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.first: float = crawler.settings.getfloat("RETRY_BACKOFF")
        self.longest: float = crawler.settings.getfloat("RETRY_BACKOFF_MAX")
        self.live = not crawler.settings.get("ARCHIVE_FILE")
        self.may_retry = self.live and crawler.settings.getbool("RETRY_ENABLED")
        self.failing: set[str] = set()  # addresses that failed since the last answer
        self.attempts = 0
        self.given_up = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TroubleMiddleware:
        middleware = cls(crawler)
        # The signal comes before the downloader sends the next request, a middleware's turn after it.
        crawler.signals.connect(middleware.response_downloaded, signal=signals.response_downloaded)
        return middleware

    def process_request(self, request: Request) -> None:
        if self.given_up:
            raise Broken("failing")

    def response_downloaded(self, response: Response, request: Request) -> None:
        if kind := kind_of_status(response.status):
            self.note(request, kind)

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, IgnoreRequest | Broken):
            self.note(request, kind_of(exception))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        kind = self.flaw(request, response) if response.status == 200 else None
        if kind is None:
            if not kind_of_status(response.status) and response.status not in _SHUT:
                self.failing.clear()
                self.attempts = 0
            return response
        self.note(request, kind)
        again = None
        if self.may_retry and kind != "too-large":
            assert self.crawler.spider is not None
            again = get_retry_request(request, spider=self.crawler.spider, reason=kind, give_up_log_level="WARNING")
        if again is not None:
            return again
        if not (request.meta.get("discovery") and is_xml(response.body)):  # discovery reads torn XML up to the tear
            request.meta["broken"] = kind
        return response

    def flaw(self, request: Request, response: Response) -> str | None:
        """What is wrong with a body."""
        kind: str | None = request.meta.get("broken")
        if kind is not None or is_robots(request):
            return kind
        kind = flaw(response.body, announced="partial" not in response.flags)
        if kind == "empty" and request.meta.get("discovery"):
            return None  # what lies behind the last page of a list
        return kind

    def note(self, request: Request, kind: str) -> None:
        """One more failed attempt: counted, waited for, and when there are too many the run of the source ends."""
        assert self.crawler.stats is not None and self.crawler.engine is not None
        self.crawler.stats.inc_value(f"press/trouble/{kind}")
        logger.debug("trouble (%s): %s", kind, request.url)
        self.failing.add(request.url)
        self.attempts += 1
        wait = min(self.first * 2 ** (self.attempts - 1), self.longest) * random.uniform(0.5, 1.5)
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot:
            slot.lastseen = max(slot.lastseen, monotonic() + wait)
        if self.live and (len(self.failing) >= _ADDRESSES or self.attempts >= _ATTEMPTS) and not self.given_up:
            self.give_up(request)

    def give_up(self, request: Request) -> None:
        """Leaves the host alone for the rest of the run; other sources go on."""
        self.given_up = True
        assert self.crawler.engine is not None
        logger.error("%s failed %d times in a row: the run ends", urlsplit(request.url).hostname, self.attempts)
        self.closing: asyncio.Future[Any] = asyncio.ensure_future(
            self.crawler.engine.close_spider_async(reason="failing")
        )
