"""Articles to the data folder, one segment a run."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from hanoi_press.items import Article
from hanoi_press.store.segment import Segment


def segment_path(data: Path, source: str, now: datetime) -> Path:
    """`<data>/articles/<source>/<yyyy-mm>/<run>.jsonl`; the run's name is its UTC second and process."""
    return data / "articles" / source / f"{now:%Y-%m}" / f"{now:%Y%m%dT%H%M%SZ}-{os.getpid()}.jsonl"


class StorePipeline:
    """Writes each article as it comes. Stands back where `-o`/`-O` name a file of their own."""

    def __init__(self, crawler: Crawler) -> None:
        assert crawler.spider is not None and crawler.stats is not None
        self.stats = crawler.stats
        data = Path(crawler.settings["DATA_DIR"])
        self.segment = Segment(segment_path(data, crawler.spider.name, datetime.now(UTC)))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        if crawler.settings.getdict("FEEDS"):
            raise NotConfigured
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        self.segment.write(item.to_dict())
        return item

    def close_spider(self) -> None:
        path = self.segment.close()
        if path:
            self.stats.set_value("press/file", str(path))
