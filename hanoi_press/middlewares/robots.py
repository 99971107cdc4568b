"""Parse robots.txt; an HTML page in its place counts as absent, a challenge page or an endless file forbids all."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.robotstxt import ProtegoRobotParser

from hanoi_press.sources import sources
from hanoi_press.text.block_pages import is_challenge, is_html

logger = logging.getLogger(__name__)
_MAX_LINES = 100_000
_MAX_GROUP_RULES = 500_000  # lines that name a robot times other lines: each rule is kept for each robot of its group


class HtmlAwareRobotParser(ProtegoRobotParser):
    """Scrapy's own parser, extended for servers that answer robots.txt with a page.

    HTML counts as no robots.txt (mof.gov.vn answers with its app's shell, 2026). A challenge page (mod.gov.vn, 2026)
    forbids everything, and so does a robots.txt too long to be evaluated.
    """

    def __init__(self, robotstxt_body: bytes, spider: Spider | None, *, shut: bool = False) -> None:
        super().__init__(robotstxt_body, spider)
        self.shut = shut

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> HtmlAwareRobotParser:
        spider: Any = crawler.spider
        if is_challenge(robotstxt_body):
            spider.outcome.count("blocked")
            _note_block(spider, "robots.txt is a challenge page")
            return cls(b"", crawler.spider, shut=True)
        if is_html(robotstxt_body):
            spider.outcome.count("robots_html")
            logger.warning("%s: robots.txt is an HTML page: treated as absent", spider.outcome.source)
            return cls(b"", crawler.spider)
        if is_too_costly(robotstxt_body):
            spider.outcome.count("blocked")
            _note_block(spider, "robots.txt has more groups or rules than are evaluated")
            return cls(b"", crawler.spider, shut=True)
        return cls(robotstxt_body, crawler.spider)

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return not self.shut and super().allowed(url, user_agent)


def _note_block(spider: Any, what: str) -> None:
    """Log and note in the run's record that a robots.txt shuts us out.

    Scrapy does not tell of which of the source's hosts it is.
    """
    logger.error("%s is blocked: %s; nothing is fetched", spider.outcome.source, what)
    host = sources()[spider.outcome.source].hosts[0]
    spider.outcome.details.note_failed(f"https://{host}/robots.txt", "blocked", what)


def is_too_costly(robotstxt_body: bytes) -> bool:
    """Return True if a robots.txt is so long that it cannot be evaluated for each address; then it forbids everything.

    The largest known ones have some thousands of rules. Time and memory grow with a group's robots times its rules.
    """
    stated = (line.strip() for line in robotstxt_body.lower().splitlines())
    lines = [line for line in stated if line and not line.startswith(b"#")]
    robots = sum(line.startswith(b"user") for line in lines)
    return len(lines) > _MAX_LINES or robots * (len(lines) - robots) > _MAX_GROUP_RULES
