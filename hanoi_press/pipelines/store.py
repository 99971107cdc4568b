"""Articles to the data folder: new ones, and corrections as revisions."""

from __future__ import annotations

import sqlite3

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from hanoi_press.extensions.memory import MemoryExtension
from hanoi_press.items import Article
from hanoi_press.store.folder import Kept


class StorePipeline:
    """Writes each article as it comes. Stands back where `-o`/`-O` name a file of their own."""

    def __init__(self, crawler: Crawler, extension: MemoryExtension) -> None:
        self.crawler = crawler
        self.extension = extension

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        extension = crawler.get_extension(MemoryExtension)
        if extension is None:
            raise NotConfigured
        return cls(crawler, extension)

    def process_item(self, item: Article) -> Article:
        try:
            kept = self.extension.memory.keep(item)
        except (OSError, sqlite3.Error) as error:
            self.extension.fail(error)
            raise DropItem(f"{item.id} is not stored: {error}", log_level="DEBUG") from error
        assert self.crawler.stats is not None
        if kept is None:
            self.crawler.stats.inc_value("press/refused/seen")
            raise DropItem(f"{item.id} again, from {item.url}", log_level="DEBUG")
        self.crawler.stats.inc_value(f"press/{kept.value}")
        if kept is Kept.UNCHANGED:
            raise DropItem(f"{item.id} says what it said", log_level="DEBUG")
        self._count_origins(item)
        return item

    def _count_origins(self, item: Article) -> None:
        """Which page class read it and where each field came from: when a site changes, these figures move."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"press/page/{item.extraction.page}")
        for name, origin in item.extraction.fields.items():
            self.crawler.stats.inc_value(f"press/field/{name}/{origin}")

    def close_spider(self) -> None:
        assert self.crawler.spider is not None and self.crawler.stats is not None
        try:
            path = self.extension.folder.close_source(self.crawler.spider.name)
        except (OSError, sqlite3.Error) as error:
            self.extension.fail(error)
        else:
            if path:
                self.crawler.stats.set_value("press/file", str(path))
