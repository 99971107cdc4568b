"""What a run counts, by kind, in Scrapy's stats: the report at its end is made of these."""

from __future__ import annotations

import scrapy
from scrapy.exceptions import CloseSpider

_PATIENCE = 3  # blocked answers in a row that end the run


class Tally(scrapy.Spider):
    """The counting part of a spider: nothing is dropped in silence."""

    blocked_in_a_row = 0

    def count(self, kind: str) -> None:
        """One more of a kind, in the run's stats."""
        self.crawler.stats.inc_value(f"press/{kind}")

    def refuse(self, kind: str, url: str, why: str = "") -> None:
        """Counts what is left out on purpose."""
        self.count(f"refused/{kind}")
        self.logger.debug("refused (%s): %s %s", kind, url, why)

    def unreadable(self, url: str, why: str, kind: str = "parse", exc_info: bool = False) -> None:
        """Counts, by kind (`hanoi_press.trouble`), and names a page that should have been an article."""
        self.count("unreadable")
        self.count(f"unreadable/{kind}")
        self.logger.warning("could not be read (%s): %s (%s)", kind, url, why, exc_info=exc_info)

    def blocked(self, url: str, *, at_once: bool) -> None:
        """The site shuts us out: a challenge page ends the run at once, a bare refusal when it comes a few times in a
        row. Nothing tries to get round it."""
        self.count("blocked")
        self.logger.warning("blocked at %s", url)
        self.blocked_in_a_row += 1
        if at_once or self.blocked_in_a_row >= _PATIENCE:
            self.logger.error("blocked: the run ends")
            raise CloseSpider("blocked")
