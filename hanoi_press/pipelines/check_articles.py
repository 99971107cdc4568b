"""Check articles against the schema before they enter the corpus."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler

from hanoi_press.crawl.article_checks import problems
from hanoi_press.crawl.counted_drop import CountedDrop, checking_limit
from hanoi_press.extensions.data_folder import DataFolderExtension
from hanoi_press.items import Article
from hanoi_press.store.capture_table import answer_of


class CheckArticlesPipeline:
    """A pipeline that drops, counts and logs articles with missing words or an invalid date."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.seconds = crawler.settings.getfloat("PAGE_SECONDS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CheckArticlesPipeline:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        with checking_limit(self.seconds):
            found = problems(item)
        if found:
            spider: Any = self.crawler.spider
            if item.id not in spider.balance.captures:
                spider.outcome.count("invalid")
            if (extension := self.crawler.get_extension(DataFolderExtension)) is not None:
                extension.history.mark_invalid(item.id, "; ".join(found), answer_of(item))
            raise CountedDrop(f"{item.id}: {'; '.join(found)}", "invalid", log_level="WARNING")
        return item
