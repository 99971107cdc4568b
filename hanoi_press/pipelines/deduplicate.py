"""Drop repeated articles in runs without a data folder; with one, its ledger does this."""

from __future__ import annotations

from typing import Any, NamedTuple

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from hanoi_press.crawl.counted_drop import CountedDrop
from hanoi_press.items import Article


class _Given(NamedTuple):
    """The last line of an article: its content hash, the time of its answer, and its revision."""

    hash: str
    fetched_at: str
    revision: int


class DeduplicatePipeline:
    """A pipeline that drops the second article with an id; redirects may lead several addresses to one article.

    An article with other words whose page only names that id is stored under its own (`store.stated_ids`). A later
    capture of a web archive with other words is a revision.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.given: dict[str, _Given] = {}  # by id

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DeduplicatePipeline:
        if not crawler.settings.getdict("FEEDS"):
            raise NotConfigured
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        spider: Any = self.crawler.spider
        is_capture = item.extraction.via is not None
        own = spider.history.own.pop(item.id, None)
        known = self.given.get(item.id)
        if own is not None and known is not None and known.hash != item.content_hash:
            item.id, item.url = own.id, own.url
            known = self.given.get(item.id)
        if known is not None:
            if is_capture and known.hash == item.content_hash:
                raise CountedDrop(f"{item.id} has the same words as before", "unchanged")
            if not (is_capture and item.fetched_at > known.fetched_at):
                if not is_capture:
                    spider.outcome.count("skipped/seen")
                raise CountedDrop(f"{item.id} again, from {item.url}", "seen")
            item.revision = known.revision + 1
            spider.outcome.count("changed")
            spider.outcome.past.note_line(item.extraction.via, "changed")
        self.given[item.id] = _Given(item.content_hash, item.fetched_at, item.revision)
        return item
