"""Write articles to the data folder, with corrections as revisions."""

from __future__ import annotations

import sqlite3
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from hanoi_press.crawl.counted_drop import CountedDrop
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.extensions.data_folder import DataFolderExtension
from hanoi_press.items import Article
from hanoi_press.store.folder import KeepResult
from hanoi_press.store.stored_readings import reading_kinds


class WriteArticlesPipeline:
    """A pipeline that writes each article at once; not loaded with `-o` or `-O`, which write another file."""

    def __init__(self, extension: DataFolderExtension) -> None:
        self.extension = extension
        self.outcome: RunOutcome = extension.outcome

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WriteArticlesPipeline:
        extension = crawler.get_extension(DataFolderExtension)
        if extension is None:
            raise NotConfigured
        return cls(extension)

    def process_item(self, item: Article) -> Article:
        spider: Any = self.extension.crawler.spider
        is_reread = item.id in spider.balance.rereads  # a better reading of the same answer is no correction
        announced = self.extension.history.announced
        try:
            result = self.extension.history.keep(item)
        except (OSError, sqlite3.Error) as error:
            self.extension.fail(error)
            raise CountedDrop(f"{item.id} is not stored: {error}", "lost") from error
        if result is None:
            self._leave_out("seen", item)
            raise CountedDrop(f"{item.id} again, from {item.url}", "seen")
        if result is KeepResult.REMOVED:  # it was put on the list since the page was requested
            self._leave_out("removed", item)
            raise CountedDrop(f"{item.id} is on the take-down list", "left_out")
        if result is KeepResult.CHANGED and not is_reread:
            self.outcome.details.note_revised(item.id, item.url, item.title)
            self.outcome.count("announced", self.extension.history.announced - announced)
        self._count(item, result)
        if result is KeepResult.UNCHANGED:
            if item.extraction.via is None:
                self.outcome.count("same_words")
            raise CountedDrop(f"{item.id} has the same words as before", "unchanged")
        return item

    def _count(self, item: Article, result: KeepResult) -> None:
        """Count an article; that a capture has the same words tells nothing of the site tonight."""
        archive = item.extraction.via
        if archive is None:
            self.outcome.count(result.value)
            self._count_origins(item)
            return
        self.outcome.past.note_reading(archive, item.extraction.page)
        if result is not KeepResult.UNCHANGED:
            self.outcome.count(result.value)
            self.outcome.past.note_line(archive, result.value)

    def _leave_out(self, kind: str, item: Article) -> None:
        """Count a page of the site that is left out; captures are counted as they are settled."""
        if item.extraction.via is None:
            self.outcome.count(f"skipped/{kind}")

    def _count_origins(self, item: Article) -> None:
        """Count which page class read the article and where each field came from, for the drift alarm."""
        found = item.extraction
        for kind in reading_kinds(found.page, found.fields, found.confidence):
            self.outcome.count(kind)

    def close_spider(self) -> None:
        try:
            path = self.extension.folder.close_source(self.outcome.source)
        except (OSError, sqlite3.Error) as error:
            self.extension.fail(error)
        else:
            self.outcome.file = path
