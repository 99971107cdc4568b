"""Hands the spider the memory of its data folder, and ends the run where the folder takes no more."""

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

from hanoi_press.extensions.figures import figures
from hanoi_press.store.folder import is_damage
from hanoi_press.store.memory import Memory
from hanoi_press.store.scope import Scope
from hanoi_press.store.shared import borrow, give_back

logger = logging.getLogger(__name__)
FIRST_YEAR = 1990  # the first that `since` accepts: whoever asks from there asks for all


class MemoryExtension:
    """Borrows the data folder for a crawl. Stands back where `-o`/`-O` name a file of their own."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.folder = borrow(Path(settings["DATA_DIR"]), "a crawl", settings["SEGMENT_COMPRESSION"])
        spider: Any = crawler.spider
        self.memory = Memory(
            self.folder,
            spider.name,
            scope_of(spider.wish),
            recheck=int(settings.getfloat("RECHECK_HOURS") * 3600),
            tries=settings.getint("PAGE_TRIES"),
        )
        spider.memory = self.memory
        self.closing: asyncio.Future[Any] | None = None
        self.closed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> MemoryExtension:
        if crawler.settings.getdict("FEEDS"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_error, signal=signals.spider_error)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_error(self, failure: Failure) -> None:
        if isinstance(failure.value, sqlite3.Error):
            self.fail(failure.value)

    def fail(self, error: Exception) -> None:
        """Says once what is wrong with the data folder, and ends the run; what is not stored is not marked either."""
        if isinstance(error, sqlite3.DatabaseError) and is_damage(error):
            self.folder.is_damaged = True
        if self.closed or self.closing is None:
            logger.critical("%s takes no more: %s; the run ends, nothing stored is lost", self.folder.path, error)
        if self.closing is None and not self.closed:
            self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="disk"))

    def spider_closed(self, reason: str) -> None:
        spider: Any = self.crawler.spider
        self.closed = True
        try:
            self.memory.count_doubtful()
            if reason == "finished":
                self.memory.finish(walked=spider.walked and not self._count("incomplete", "no_route", "blocked"))
        except sqlite3.Error as error:
            self.fail(error)
        try:
            found = figures(self.crawler, reason, self.memory)
            self.folder.record.add(spider.name, found)
            for line in found["drift"]:
                logger.warning("%s drifts: %s", spider.name, line)
        except (OSError, sqlite3.Error) as error:
            self.fail(error)
        try:
            give_back(self.folder)
        except (OSError, sqlite3.Error) as error:
            logger.critical("%s could not be closed: %s; the next run sets it right", self.folder.path, error)

    def _count(self, *kinds: str) -> int:
        assert self.crawler.stats is not None
        return sum(self.crawler.stats.get_value(f"press/{kind}", 0) for kind in kinds)


def scope_of(wish: Any) -> Scope:
    """What a spider's arguments (`spiders.arguments.Wish`) send it for."""
    since, until = wish.window.since, wish.window.until
    return Scope(
        name=" ".join([*([f"via={wish.via}"] if wish.via else []), *sorted(wish.sections)]),
        since=int(since.timestamp()) if since and since.year > FIRST_YEAR else 0,
        until=int(until.timestamp()) if until else None,
        always=bool(wish.urls or wish.archive),
        walks=not wish.urls,
    )
