"""Drop repeated articles in runs without a data folder; with one, its ledger does this."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from hanoi_press.crawl.counted_drop import CountedDrop
from hanoi_press.items import Article


class DeduplicatePipeline:
    """A pipeline that drops the second article with an id; redirects may lead several addresses to one article."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.seen: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DeduplicatePipeline:
        if not crawler.settings.getdict("FEEDS"):
            raise NotConfigured
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        if item.id in self.seen:
            spider: Any = self.crawler.spider
            spider.outcome.count("skipped/seen")
            raise CountedDrop(f"{item.id} again, from {item.url}", "seen")
        self.seen.add(item.id)
        return item
