"""Show a progress line in a terminal; without one there is only the log."""

from __future__ import annotations

import sys
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from tqdm import tqdm

from hanoi_press.items import Article


class ProgressExtension:
    """An extension that shows stored articles, their rate, fetched pages and the newest date on standard error."""

    def __init__(self, crawler: Crawler) -> None:
        assert crawler.spider is not None
        tqdm.monitor_interval = 0  # no thread of tqdm's: the process that reads pages is forked from this one
        self.bar: tqdm[Any] = tqdm(desc=crawler.spider.name, unit=" articles", dynamic_ncols=True, file=sys.stderr)
        self.pages = 0
        self.newest = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProgressExtension:
        if not sys.stderr.isatty() or crawler.settings.getbool("PROGRESS_DISABLED"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.response_received, signal=signals.response_received)
        crawler.signals.connect(extension.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def response_received(self) -> None:
        self.pages += 1
        self._show()

    def item_scraped(self, item: Article) -> None:
        self.newest = max(self.newest, (item.published_at or "")[:10])
        self.bar.update()
        self._show()

    def spider_closed(self) -> None:
        self._show()
        self.bar.close()

    def _show(self) -> None:
        self.bar.set_postfix_str(f"{self.pages} pages, newest {self.newest or '-'}", refresh=False)
        self.bar.refresh()
