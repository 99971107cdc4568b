"""Drop the one page that a site out of order sends at every address."""

from __future__ import annotations

from scrapy.crawler import Crawler

from hanoi_press.crawl.counted_drop import CountedDrop
from hanoi_press.extensions.data_folder import DataFolderExtension
from hanoi_press.items import Article
from hanoi_press.store.repeated_words import RepeatedWords


class RefuseRepeatedPipeline:
    """A pipeline that refuses undated articles with the words of another address (`store.repeated_words`)."""

    def __init__(self, words: RepeatedWords) -> None:
        self.words = words

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RefuseRepeatedPipeline:
        extension = crawler.get_extension(DataFolderExtension)
        return cls(RepeatedWords(extension.history.ledger if extension is not None else None))

    def process_item(self, item: Article) -> Article:
        if why := self.words.refuse(item):
            raise CountedDrop(why, "repeated")
        return item
