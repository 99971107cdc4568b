"""Remove lines that recur across a source's pages and were missed by selectors and whole-line rules."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler

from hanoi_press.crawl.counted_drop import checking_limit
from hanoi_press.extensions.data_folder import DataFolderExtension
from hanoi_press.items import Article
from hanoi_press.store.boilerplate_filters import BoilerplateFilters

logger = logging.getLogger(__name__)
_EVERY = 500  # articles after which the counts are saved, because a run may be killed


class DropBoilerplatePipeline:
    """A pipeline that learns from new articles and removes learnt lines; with `-o` or `-O` nothing is saved."""

    def __init__(self, crawler: Crawler) -> None:
        spider: Any = crawler.spider
        self.spider, self.crawler = spider, crawler
        self.seconds = crawler.settings.getfloat("PAGE_SECONDS")
        self.saves = not crawler.settings.getdict("FEEDS")
        self.filters = BoilerplateFilters(Path(crawler.settings["DATA_DIR"]))
        self.filters.of(spider.name)  # a broken rule ends the run before anything is requested

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DropBoilerplatePipeline:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        lines = self.filters.teacher_of(item)
        learnt = lines.learnt
        with checking_limit(self.seconds):
            removed = self.filters.process(item, is_new=not self.spider.history.is_stored(item.id))
        if removed:
            self.spider.outcome.count("boilerplate_lines", removed)
        if lines.learnt > learnt and lines.learnt % _EVERY == 0:
            self.save()
        return item

    def close_spider(self) -> None:
        new = dict.fromkeys(line for one in self.filters.by_name.values() for line in one.new_lines())
        self.spider.outcome.details.set_boilerplate(list(new))
        self.save()

    def save(self) -> None:
        """Save the counts. A failure is only logged, because lines can be learnt again."""
        extension = self.crawler.get_extension(DataFolderExtension)
        if not self.saves or (extension is not None and extension.folder.is_lost):
            return
        try:
            for one in self.filters.by_name.values():
                one.save()
        except OSError as error:
            logger.error("the recurring lines could not be saved: %s", error)
