"""Save the learnt template of a crawl's source, now and then and at the end."""

from __future__ import annotations

from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from hanoi_press.extensions.data_folder import DataFolderExtension


class TemplateSavingExtension:
    """An extension that saves what the spider's learner learnt; not loaded with `-o` or `-O`, as the data folder."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TemplateSavingExtension:
        if crawler.settings.getdict("FEEDS"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def item_scraped(self, spider: Any) -> None:
        if spider.learner.is_due:
            self._save(spider)

    def spider_closed(self, spider: Any) -> None:
        self._save(spider)

    def _save(self, spider: Any) -> None:
        folder = self.crawler.get_extension(DataFolderExtension)
        if folder is not None and not folder.folder.is_lost:
            spider.learner.save()
