"""Show how far a run has come: redrawn lines in a terminal, now and then a log line without one."""

from __future__ import annotations

import logging
from datetime import datetime
from time import monotonic
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings
from twisted.internet.task import LoopingCall

from hanoi_press.discovery import VN
from hanoi_press.extensions.progress_display import Display, ProgressDisplay
from hanoi_press.extensions.source_progress import SourceProgress
from hanoi_press.extensions.terminal import can_redraw
from hanoi_press.extensions.unit_crawler import UnitCrawler
from hanoi_press.items import Article

logger = logging.getLogger(__name__)
_display = ProgressDisplay()  # one for all sources of this process
_FIRST_YEAR = 1990  # a window from there has no lower bound


def redraws(settings: BaseSettings) -> bool:
    """Return True if the progress is shown in lines that are redrawn."""
    has_own_log = settings.getbool("LOG_INSTALL_ROOT_HANDLER")  # which would tear the lines
    return can_redraw() and not has_own_log and not settings.getbool("PROGRESS_DISABLED")


class ProgressExtension:
    """An extension that shows articles, pages, the oldest day reached, the share done and the time left."""

    def __init__(self, crawler: Crawler, display: Display | None) -> None:
        spider: Any = crawler.spider
        arguments = spider.arguments
        since = arguments.window.since
        self.spider = spider
        self.display = display
        name = crawler.label if isinstance(crawler, UnitCrawler) else spider.name
        self.state = SourceProgress(name, monotonic(), datetime.now(VN).date())
        self.stream = spider.archived_pages if getattr(spider, "reads_stream", False) else None
        is_in_order = arguments.web_archive is None and self.stream is None  # neither comes newest first
        self.state.since = since.date() if is_in_order and since and since.year > _FIRST_YEAR else None
        self.state.limit = arguments.limit or (len(arguments.urls) or None)
        if display is not None:
            display.add(self.state)
        self.timer = LoopingCall(self.tick)
        self.pause = 1.0 if display is not None else crawler.settings.getfloat("LOGSTATS_INTERVAL")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProgressExtension:
        if crawler.settings.getbool("PROGRESS_DISABLED"):
            raise NotConfigured
        shown = crawler.display if isinstance(crawler, UnitCrawler) else _display if redraws(crawler.settings) else None
        extension = cls(crawler, shown)
        for signal in ("spider_opened", "response_received", "item_scraped", "spider_closed"):
            crawler.signals.connect(getattr(extension, signal), signal=getattr(signals, signal))
        return extension

    def spider_opened(self) -> None:
        if self.pause:
            self.timer.start(self.pause, now=False)

    def response_received(self) -> None:
        self.state.pages += 1
        self._show()

    def item_scraped(self, item: Article) -> None:
        self.state.articles += 1
        self.state.reach(item.published_at)
        self._show()

    def tick(self) -> None:
        """Show the state once more: in a terminal because time passes, in a log because some has passed."""
        self._show()
        if self.display is None:
            logger.info("%s: %s", self.state.name, self.state.line(monotonic()))

    def spider_closed(self, reason: str) -> None:
        if self.timer.running:
            self.timer.stop()
        self._show()
        if self.display is not None:
            self.display.end(self.state)
        else:
            self.state.ended = monotonic()
            how = "" if reason == "finished" else f" (ended early: {reason})"
            logger.info("%s: %s%s", self.state.name, self.state.line(monotonic()), how)

    def _show(self) -> None:
        self.state.counted = self.spider.frontier.stored
        self.state.part = None if self.stream is None else self.stream.share
        self.state.changed = self.spider.outcome.counts["changed"]
        self.state.reach(getattr(self.spider.outcome, "reached_back_to", None))
        if self.display is not None:
            self.display.draw()
