"""Send nothing more to a site that blocks us or does not answer, in a run that goes on with web archives."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler

from hanoi_press.crawl.capture_request import web_archive_of
from hanoi_press.crawl.fetch import NotSent, fetch_of


class StoppedSiteMiddleware:
    """A middleware that refuses requests to the site once `via=auto` has stopped asking it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StoppedSiteMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider: Any = self.crawler.spider
        if spider.frontier.auto.stopped and web_archive_of(request) is None and fetch_of(request).reread is None:
            raise NotSent("the site is not asked any more")
