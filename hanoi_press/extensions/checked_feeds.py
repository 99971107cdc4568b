"""Write the files of `-o` and `-O`; one that cannot be written makes the run fail, which Scrapy's own only logs."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.extensions.feedexport import FeedExporter, FeedSlot

logger = logging.getLogger(__name__)


class CheckedFeedExporter(FeedExporter):
    """Scrapy's exporter of feeds. After the first article that cannot be written the run ends."""

    has_failed = False

    def item_scraped(self, item: Any, spider: Any) -> None:
        if self.has_failed:
            return
        try:
            super().item_scraped(item, spider)
        except Exception as error:
            self.fail(spider, error)
            spider.close_later("disk")

    async def _close_slot(self, slot: FeedSlot, spider: Spider) -> None:
        stats = self.crawler.stats
        assert stats is not None
        name = f"feedexport/failed_count/{type(slot.storage).__name__}"  # Scrapy logs the error and counts it here
        before = stats.get_value(name, 0)
        try:
            await super()._close_slot(slot, spider)
        except Exception as error:
            self.fail(spider, error)
        if stats.get_value(name, 0) > before:
            self.fail(spider, "see above")

    def fail(self, spider: Any, why: Exception | str) -> None:
        """Count and log, once, that a file cannot be written."""
        if not self.has_failed:
            self.has_failed = True
            spider.outcome.count("storage_failed")
            logger.critical("a file of -o or -O could not be written: %s", why)
