"""Nothing enters the corpus that breaks its own schema."""

from __future__ import annotations

import re

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from hanoi_press.extensions.memory import MemoryExtension
from hanoi_press.items import Article

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")


class ValidatePipeline:
    """Drops, counts and names an article that lacks its words or states a date that is none."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ValidatePipeline:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        if found := problems(item):
            assert self.crawler.stats is not None
            self.crawler.stats.inc_value("press/invalid")
            if (extension := self.crawler.get_extension(MemoryExtension)) is not None:
                extension.memory.rejects(item.id, "; ".join(found))
            raise DropItem(f"{item.id}: {'; '.join(found)}", log_level="WARNING")
        return item


def problems(article: Article) -> list[str]:
    """What keeps an article out of the corpus; [] for a sound one."""
    found = [f"no {name}" for name in ("id", "url", "title", "text", "language") if not getattr(article, name)]
    for name in ("published_at", "modified_at"):
        stated = getattr(article, name)
        if stated is not None and not _MOMENT.fullmatch(stated):
            found.append(f"{name} is {stated!r}")
    return found
