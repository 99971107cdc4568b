"""Drop repeated articles in runs without a data folder; with one, its ledger does this."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from hanoi_press.crawl.counted_drop import CountedDrop
from hanoi_press.items import Article


class DeduplicatePipeline:
    """A pipeline that drops the second article with an id; redirects may lead several addresses to one article.

    An article with other words whose page only names that id is stored under its own (`store.stated_ids`).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.seen: dict[str, str] = {}  # content hash by id

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DeduplicatePipeline:
        if not crawler.settings.getdict("FEEDS"):
            raise NotConfigured
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        spider: Any = self.crawler.spider
        own = spider.history.own.pop(item.id, None)
        if own is not None and self.seen.get(item.id, item.content_hash) != item.content_hash:
            item.id, item.url = own.id, own.url
        if item.id in self.seen:
            spider.outcome.count("skipped/seen")
            raise CountedDrop(f"{item.id} again, from {item.url}", "seen")
        self.seen[item.id] = item.content_hash
        return item
