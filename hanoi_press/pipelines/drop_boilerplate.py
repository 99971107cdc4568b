"""Lines that recur across a source's pages are removed: the third defence, behind selectors and whole-line rules."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler

from hanoi_press.items import Article
from hanoi_press.store.learnt_boilerplate import BoilerplateFilter

logger = logging.getLogger(__name__)
_EVERY = 500  # articles after which what was learnt is saved, for a run may be killed


class DropBoilerplatePipeline:
    """Learns from new articles and removes what was learnt. With `-o` or `-O` nothing is saved."""

    def __init__(self, crawler: Crawler) -> None:
        spider: Any = crawler.spider
        self.spider = spider
        self.saves = not crawler.settings.getdict("FEEDS")
        self.filter = BoilerplateFilter(Path(crawler.settings["DATA_DIR"]), spider.name)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DropBoilerplatePipeline:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        learnt = self.filter.learnt
        removed = self.filter.process(item, is_new=not self.spider.history.is_stored(item.id))
        if removed:
            self.spider.outcome.count("boilerplate_lines", removed)
        if self.filter.learnt > learnt and self.filter.learnt % _EVERY == 0:
            self.save()
        return item

    def close_spider(self) -> None:
        self.save()

    def save(self) -> None:
        """Save what was learnt. A failure is logged: the articles are what counts, lines are learnt again."""
        if not self.saves:
            return
        try:
            self.filter.save()
        except OSError as error:
            logger.error("the recurring lines could not be saved: %s", error)
