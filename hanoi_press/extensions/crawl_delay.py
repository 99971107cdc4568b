"""Apply the `Crawl-delay` of robots.txt, which Scrapy parses and ignores."""

from __future__ import annotations

import logging

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)
_LONGEST = 60.0  # seconds; with a longer delay a nightly harvest would not end


class CrawlDelayExtension:
    """An extension that raises the delay of the source's downloader slot to the one in robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CrawlDelayExtension:
        extension = cls(crawler)
        if not crawler.settings.get("ARCHIVE_FILE"):
            crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        stated = robotparser.crawl_delay(self.crawler.settings["USER_AGENT"])
        assert self.crawler.engine is not None and self.crawler.spider is not None
        slot = self.crawler.engine.downloader.slots.get(self.crawler.spider.name)
        if not stated or not slot:
            return
        least = min(float(stated), _LONGEST)
        throttle = self.crawler.get_extension(AutoThrottle)
        if throttle is not None:  # AutoThrottle would speed the slot up again
            throttle.mindelay = max(throttle.mindelay, least)
            throttle.maxdelay = max(throttle.maxdelay, throttle.mindelay)
        if least > slot.delay:
            slot.delay = least
            slot.jitter = 0.0  # with Scrapy's ±50 % half of the requests would be too early
            logger.info("robots.txt asks for %g s between requests: waiting %g s", stated, least)
