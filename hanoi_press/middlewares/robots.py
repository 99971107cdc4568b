"""robots.txt as the ministries' servers answer it: an app's shell is none, a challenge shuts the site."""

from __future__ import annotations

import logging

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.robotstxt import ProtegoRobotParser

from hanoi_press.text.walls import is_challenge, is_html

logger = logging.getLogger(__name__)


def is_robots(request: Request) -> bool:
    """Is this Scrapy's own request for a robots.txt?"""
    return bool(request.meta.get("dont_obey_robotstxt")) and request.url.endswith("/robots.txt")


class HtmlAwareRobotParser(ProtegoRobotParser):
    """Scrapy's own parser, kept from reading rules out of a page (mof.gov.vn answers its app's shell, mod.gov.vn a
    script challenge; seen 2026). HTML counts as no robots.txt; a challenge forbids everything: nothing gets round it.
    """

    def __init__(self, robotstxt_body: bytes, spider: Spider | None, *, shut: bool = False) -> None:
        super().__init__(robotstxt_body, spider)
        self.shut = shut

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> HtmlAwareRobotParser:
        assert crawler.stats is not None
        if is_challenge(robotstxt_body):
            crawler.stats.inc_value("press/blocked")
            logger.error("blocked: robots.txt is a challenge page; nothing is fetched")
            return cls(b"", crawler.spider, shut=True)
        if is_html(robotstxt_body):
            crawler.stats.inc_value("press/robots_html")
            logger.warning("robots.txt is an HTML page: treated as absent")
            return cls(b"", crawler.spider)
        return cls(robotstxt_body, crawler.spider)

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return not self.shut and super().allowed(url, user_agent)
