"""Define the crawler of a unit of work, whose progress is shown by another process."""

from __future__ import annotations

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from hanoi_press.extensions.progress_display import Display


class UnitCrawler(Crawler):
    """A crawler that shows its progress as `label` on `display`; without one in lines of the log.

    `attempt`: the number of the attempt at its unit, from 1.
    """

    def __init__(
        self, spider: type[Spider], settings: Settings, label: str, display: Display | None, attempt: int = 1
    ) -> None:
        super().__init__(spider, settings)
        self.label = label
        self.display = display
        self.attempt = attempt
