"""Print the last line of a run: its articles, their file, and the pages that could not be read."""

from __future__ import annotations

from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from hanoi_press.extensions.clean_log import one_line


class RunReportExtension:
    """An extension that prints one line to standard output when the spider closes."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunReportExtension:
        if crawler.settings.getbool("REPORT_DISABLED"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_closed(self, reason: str) -> None:
        spider: Any = self.crawler.spider
        print(one_line(spider.outcome.summary(list(self.crawler.settings.getdict("FEEDS")))), flush=True)
