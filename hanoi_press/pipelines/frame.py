"""Lines that recur across a source's pages come off: the third defence, behind selectors and whole-line rules."""

from __future__ import annotations

import logging
from pathlib import Path

from scrapy.crawler import Crawler

from hanoi_press.items import Article
from hanoi_press.store import frame

logger = logging.getLogger(__name__)
_EVERY = 500  # articles; then what was learnt is kept, for a run may be killed


class FramePipeline:
    """Learns from every article and takes off what was learnt. Where `-o`/`-O` name a file, nothing is written back."""

    def __init__(self, crawler: Crawler) -> None:
        assert crawler.spider is not None and crawler.stats is not None
        self.stats = crawler.stats
        self.source = crawler.spider.name
        self.data = Path(crawler.settings["DATA_DIR"])
        self.keeps = not crawler.settings.getdict("FEEDS")
        self.sketch = frame.load(self.data, self.source)
        self.read = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FramePipeline:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        self.sketch.learn(item)
        self.read += 1
        if self.read % _EVERY == 0:
            self.keep()
        if lines := self.sketch.take_off(item):
            self.stats.inc_value("press/frame_lines", lines)
        return item

    def close_spider(self) -> None:
        self.keep()

    def keep(self) -> None:
        """Writes down what was learnt."""
        if not self.keeps or not self.read:
            return
        try:
            frame.save(self.sketch, self.data, self.source)
        except OSError as error:  # the articles are what counts; what was learnt is learnt again
            logger.error("what was learnt of the frame could not be kept: %s", error)
