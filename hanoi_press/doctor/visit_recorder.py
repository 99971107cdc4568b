"""Record the answers of a visit: what robots.txt said, and every exchange, so that it can be saved."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from hanoi_press.crawl.fetch import Purpose, fetch_of
from hanoi_press.failures import failure_kind, is_full_answer, status_failure
from hanoi_press.middlewares.warc_replay import NOT_ARCHIVED
from hanoi_press.middlewares.warc_writer import exchange
from hanoi_press.text.block_pages import is_challenge, is_html
from hanoi_press.warc.writer import Exchange

_NAMED = 2  # forbidden paths that are named


class VisitRecorder:
    """A middleware that records the answers of one visit, outside the retries: one answer a page.

    `was_missing` is True if the last answer stood for a page that the archive does not hold.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.agent: str = crawler.settings["USER_AGENT"]
        self.exchanges: list[Exchange] = []
        self.was_missing = False
        self.robots: dict[str, str] = {}  # what robots.txt said, by host
        self.delays: dict[str, float] = {}  # seconds between two requests that it asks for, by host
        self.shut: set[str] = set()  # hosts of which it forbids even the home page
        self.forbidden: dict[str, list[str]] = {}  # paths that it forbids, by host

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> VisitRecorder:
        recorder = cls(crawler)
        crawler.signals.connect(recorder.robots_parsed, signal=signals.robots_parsed)
        spider: Any = crawler.spider
        spider.recorder = recorder
        return recorder

    def process_response(self, request: Request, response: Response) -> Response:
        fetch = fetch_of(request)
        self.was_missing = NOT_ARCHIVED in response.flags
        if fetch.purpose is Purpose.ROBOTS:
            self.robots[_host(request)] = robots_words(response, is_missing=self.was_missing)
        if not self.was_missing:
            self.exchanges.append(exchange(request, fetch.wire or response, fetch))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        self.was_missing = False
        if fetch_of(request).purpose is Purpose.ROBOTS:
            kind = failure_kind(exception)
            self.robots[_host(request)] = f"could not be fetched ({kind}: {kind.meaning}): nothing may be fetched"

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        if not robotparser.allowed(urljoin(request.url, "/"), self.agent):
            self.shut.add(_host(request))
        if delay := robotparser.crawl_delay(self.agent):
            self.delays[_host(request)] = float(delay)

    def forbid(self, url: str) -> None:
        """Record that robots.txt forbids an address."""
        parts = urlsplit(url)
        self.forbidden.setdefault(parts.netloc, []).append(parts.path or "/")

    def words(self) -> str:
        """Return what robots.txt said, host by host if they differ."""
        told = {host: self._of(host, words) for host, words in self.robots.items()}
        if len(set(told.values())) <= 1:
            return next(iter(told.values()), "not asked for")
        return "; ".join(f"{host}: {words}" for host, words in told.items())

    def _of(self, host: str, words: str) -> str:
        paths = list(dict.fromkeys(self.forbidden.get(host, [])))
        if paths and words == _ALLOWS:
            more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
            words = "forbids the whole site" if host in self.shut else f"forbids {', '.join(paths[:_NAMED])}{more}"
        return words + (f"; asks for {self.delays[host]:g} s between requests" if host in self.delays else "")


_ALLOWS = "allows all that was asked for"


def robots_words(response: Response, *, is_missing: bool = False) -> str:
    """Return what an answer to the request for robots.txt means, in words."""
    if is_missing:
        return "not in the archive"
    if is_challenge(response.body):
        return "a challenge page in its place: nothing may be fetched"
    if status_failure(response.status) or 300 <= response.status < 400:
        return f"could not be fetched (HTTP {response.status}): nothing may be fetched"
    if not is_full_answer(response.status):
        return f"none (HTTP {response.status}): everything is allowed"
    return "a page in its place: treated as absent" if is_html(response.body) else _ALLOWS


def _host(request: Request) -> str:
    first: str = request.meta.get("redirect_urls", [request.url])[0]
    return urlsplit(first).netloc
