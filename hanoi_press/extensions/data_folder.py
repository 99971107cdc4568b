"""Open the data folder for a crawl, provide its source's history, and end the run if it cannot be written."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.python.failure import Failure

from hanoi_press.crawl.figures import figures
from hanoi_press.crawl.page_history import HistoryProvider
from hanoi_press.extensions.unit_crawler import UnitCrawler
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.ledger_errors import is_damage
from hanoi_press.store.open_folders import close_shared, open_shared
from hanoi_press.store.scope import RunScope

logger = logging.getLogger(__name__)
FIRST_YEAR = 1990  # the first year that `since` accepts; a run from there has no lower bound


class DataFolderExtension(HistoryProvider):
    """An extension that opens the data folder for a crawl; not loaded with `-o` or `-O`, which write another file."""

    history: SourceHistory

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.folder = open_shared(Path(settings["DATA_DIR"]), "a crawl", settings["SEGMENT_COMPRESSION"])
        spider: Any = crawler.spider
        self.outcome = spider.outcome
        try:
            self.history = SourceHistory(
                self.folder,
                spider.name,
                scope_of(spider.arguments),
                recheck=int(settings.getfloat("RECHECK_HOURS") * 3600),
                tries=settings.getint("PAGE_TRIES"),
            )
            self.history.attempt = crawler.attempt if isinstance(crawler, UnitCrawler) else 0
        except sqlite3.Error as error:
            logger.critical("%s; %s is not crawled", error, spider.name)
            close_shared(self.folder)
            raise
        self.closing: asyncio.Future[Any] | None = None
        self.closed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DataFolderExtension:
        if crawler.settings.getdict("FEEDS"):
            raise NotConfigured
        extension = cls(crawler)
        for signal in (signals.spider_error, signals.item_error):
            crawler.signals.connect(extension.failed, signal=signal)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def failed(self, failure: Failure) -> None:
        """End the run if a callback or a pipeline met a ledger that cannot be used."""
        if isinstance(failure.value, sqlite3.Error):
            self.fail(failure.value)

    def fail(self, error: Exception) -> None:
        """Log once that the data folder failed, and end the run."""
        is_rebuilt = isinstance(error, sqlite3.Error) and is_damage(error)
        self.folder.is_damaged |= is_rebuilt
        if self.closed or self.closing is None:
            self.outcome.count("storage_failed")
            what = f"{error}" if is_rebuilt else f"{self.folder.path} cannot be written: {error}"
            then = "the next run makes it again from the articles" if is_rebuilt else "nothing stored is lost"
            logger.critical("%s; the run ends, %s", what, then)
        if self.closing is None and not self.closed:
            self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="disk"))

    def spider_closed(self, reason: str) -> None:
        spider: Any = self.crawler.spider
        self.closed = True
        counts = self.outcome.counts
        try:
            self.folder.check()
            self.history.settle_failures()
            if reason == "finished":
                incomplete = counts["incomplete"] or counts["no_route"] or counts["blocked"]
                frontier = spider.frontier
                self.history.finish(walked=frontier.walked and not incomplete, beginning=frontier.beginning)
        except (OSError, sqlite3.Error) as error:
            self.fail(error)
        try:
            arguments = spider.arguments
            found = figures(
                self.crawler,
                self.outcome,
                self.history,
                scope=arguments.compared_as if spider.frontier.walked else "",
                wanted=arguments.given,
                is_special=bool(arguments.urls or arguments.archive or arguments.window.until or arguments.web_archive),
            )
            self.folder.record.add(spider.name, found)
            for line in found["drift"]:
                logger.warning("%s drifts: %s", spider.name, line)
        except (OSError, sqlite3.Error) as error:
            self.fail(error)
        try:
            close_shared(self.folder)
        except (OSError, sqlite3.Error) as error:
            self.outcome.count("storage_failed")
            logger.critical("%s could not be closed: %s; the next run repairs it", self.folder.path, error)


def scope_of(arguments: Any) -> RunScope:
    """Return the scope of a run with these spider arguments (`spiders.arguments.CrawlArguments`)."""
    since, until = arguments.window.since, arguments.window.until
    via = arguments.web_archive or arguments.route  # `via=auto` is the whole site, and more
    return RunScope(
        name=" ".join([*([f"via={via}"] if via else []), *sorted(arguments.sections)]),
        since=int(since.timestamp()) if since and since.year > FIRST_YEAR else 0,
        until=int(until.timestamp()) if until else None,
        always=bool(arguments.urls or arguments.archive),
        walks=not (arguments.urls or arguments.web_archive),
    )
