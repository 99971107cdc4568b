"""Define `PressSpider`, which crawls one source by its data in `hanoi_press.sources`."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from hanoi_press.crawl.bounded import TooCostly
from hanoi_press.crawl.capture_request import capture_request
from hanoi_press.crawl.failed_request import failure_verdict
from hanoi_press.crawl.fetch import (
    AnswerMissing,
    Fetch,
    NotSent,
    Purpose,
    article_url,
    build_request,
    fetch_of,
    response_header,
)
from hanoi_press.crawl.page_history import HistoryProvider
from hanoi_press.crawl.read_answer import (
    Answer,
    Outcome,
    Shell,
    Unreadable,
    other_identity,
)
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.crawl.source_templates import SourceTemplates
from hanoi_press.crawl.template_learner import read_observed
from hanoi_press.discovery import VN, ApiRequest
from hanoi_press.discovery.captures import FILE
from hanoi_press.discovery.listed_captures import ListedCaptures
from hanoi_press.discovery.routes import Route
from hanoi_press.failures import FailureKind
from hanoi_press.items import Article
from hanoi_press.spiders.archived_pages import ArchivedPages
from hanoi_press.spiders.arguments import CrawlArguments, check_arguments
from hanoi_press.spiders.balance import Balance
from hanoi_press.spiders.delay import set_delay
from hanoi_press.spiders.discovery_requests import Closing, DiscoverySpider
from hanoi_press.spiders.frontier import DEFAULT_LIMIT, Frontier
from hanoi_press.spiders.given_archives import archived_pages_of, reads_stream
from hanoi_press.spiders.past_routes import past_routes
from hanoi_press.spiders.rereading import record_missing
from hanoi_press.spiders.wanted import Wanted

_AT_THE_END = 3.0  # seconds to read a page of a run that is ending


class PressSpider(DiscoverySpider):
    """Crawls a source.

    Arguments (`-a name=value`), the same for all sources: `since`, `until` (days, inclusive), `days`, `section`,
    `limit`, `url` (one or several, comma-separated), `via` (one route, a web archive, or `auto`: the site and web
    archives), `archive` (WARC files, not the site).
    """

    may_stream: ClassVar[bool] = True  # False for visits, which ask for what they look at
    balance: Balance
    allowed_domains: list[str]

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.at_end: list[Callable[[PressSpider], None]] = []  # called before the data folder is closed

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PressSpider:
        """Return a spider with checked arguments and the settings that they imply. Raises `ArgumentError`."""
        arguments = cls.check(kwargs)
        if arguments.archive:
            crawler.settings.set("ARCHIVE_FILE", str(arguments.archive), priority="spider")
            crawler.settings.set("DOWNLOAD_DELAY", 0, priority="spider")
        else:
            set_delay(crawler.settings, cls.source.name)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.arguments = arguments
        spider.outcome = RunOutcome(cls.source.name)
        spider.allowed_domains = list(cls.source.hosts)
        spider.balance = Balance(spider, crawler)
        crawler.signals.connect(spider._count_exception, signal=signals.spider_error)
        return spider

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> CrawlArguments:
        """Return the arguments, parsed. Raises `ArgumentError` with one line that says what to use."""
        return check_arguments(arguments, cls.source, datetime.now(VN).date())

    @cached_property
    def frontier(self) -> Frontier:
        """The frontier, which decides on the pages to request and how many at a time."""
        frontier = Frontier(
            self.source, self.arguments, self.history, self.outcome, self.fetch_page, self.logger, self.past_route
        )
        frontier.check = self.balance.check
        frontier.reads_stream = self.reads_stream
        frontier.routes.step_seconds = self.settings.getfloat("PAGE_SECONDS")
        return frontier

    def past_route(self, archive: str, urls: Sequence[str]) -> Route:
        """Return the route through a web archive: of all hosts of the source, of a list, or of the addresses `urls`."""
        if archive == FILE and self.archived_pages is not None:
            return self.archived_pages
        if self.arguments.index is not None:
            return ListedCaptures(self.arguments.index)
        return past_routes(self.source, self.archives, urls)[archive]

    @cached_property
    def reads_stream(self) -> bool:
        """True if the given archive is read record by record, and not asked for pages."""
        return self.may_stream and reads_stream(self.arguments, self.source)

    @cached_property
    def archived_pages(self) -> ArchivedPages | None:
        """The records of the given archive, for a run that reads it as a stream."""
        return archived_pages_of(self) if self.may_stream else None

    @cached_property
    def learner(self) -> SourceTemplates:
        """The learnt templates of the source; an extension saves them."""
        return SourceTemplates(Path(self.settings["DATA_DIR"]), self.source.name)

    def closed(self, reason: str) -> None:
        """Record Scrapy's reason for the end, and copy the counts into Scrapy's stats, for the log."""
        self.outcome.reason = reason
        for work in self.at_end:
            work(self)
        if self.archived_pages is not None:
            self.archived_pages.close()
        self.balance.close(reason)
        for kind, number in self.outcome.counts.items():
            self.crawler.stats.set_value(f"press/{kind}", number)

    def _count_exception(self, failure: Failure) -> None:
        self.outcome.count("spider_exceptions")

    # --- requests ----------------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """Yield the requests for the articles that are wanted."""
        if self.arguments.open_ended:
            self.logger.info(
                "no days and no limit given: the newest %d articles (-a since=…, days=…, limit=… change that)",
                DEFAULT_LIMIT,
            )
        self.worker  # noqa: B018  (started now, before any connection is open)
        try:
            async for wanted in self.frontier.wanted():
                yield self.article_request(wanted)
        except Closing:
            return
        except sqlite3.Error as error:  # a full disk, or a damaged ledger
            provider = self.crawler.get_extension(HistoryProvider)
            if provider is None:
                raise
            provider.fail(error)

    def article_request(self, wanted: Wanted) -> Request:
        """Return the request for an article, or for its content if an API provides it."""
        page = wanted.url if wanted.api_request else None
        fetch = Fetch(Purpose.ARTICLE, wanted.id, page, listed=wanted.listed, reread=wanted.answer)
        self.balance.begin(wanted.id, wanted.url, is_reread=wanted.answer is not None, capture=wanted.capture)
        if wanted.capture is not None:
            fetch.capture = wanted.capture
            fetch.reread = self.history.captures.answer(wanted.id, wanted.capture)
            self.history.captures.begin(wanted.id, wanted.capture)
            if fetch.reread is None:
                return capture_request(fetch, self.settings, callback=self.parse, errback=self.failed)
        return build_request(
            wanted.api_request or ApiRequest(wanted.url),
            fetch,
            callback=self.parse,
            errback=self.failed,
            headers={} if fetch.reread else self.history.validators(wanted.id),
        )

    # --- answers -----------------------------------------------------------------------------------------------------

    async def parse(self, response: Response, **kwargs: Any) -> AsyncIterator[Article | Request]:
        """Yield the article of a page; for a shell, the request for its content."""
        fetch, url = fetch_of(response), article_url(response)
        try:
            encoding = getattr(response, "_declared_encoding", lambda: None)()
            from_api, at = fetch.page_url is not None, fetch.fetched_at or ""
            answer = Answer(url, response.status, response.body, at, encoding, from_api, fetch.listed, fetch.via)
            outcome = await self._read(answer)
            if isinstance(outcome, Shell):
                self.frontier.pages_are_shells = True
                yield self.article_request(Wanted(fetch.article_id, url, outcome.request, fetch.listed))
            elif not isinstance(outcome, Article):
                self.record(outcome, fetch.article_id, url, fetch.answer)
            else:
                self._refusals = 0
                outcome.archive = fetch.archive
                if self.is_in_window(outcome, fetch.article_id):
                    self._note_arrived(fetch, response, outcome)
                    yield outcome  # the pipelines settle its request
        except Exception as error:
            if fetch.article_id in self.balance.open:  # or the frontier would wait forever
                self.balance.lost(fetch.article_id, f"{type(error).__name__}: {error}", fetch.answer)
            raise

    def _note_arrived(self, fetch: Fetch, response: Response, article: Article) -> None:
        """Count an article, and record that it came; a capture's validators are not the site's."""
        etag = changed = None
        if fetch.capture is not None:
            self.frontier.note_capture(fetch.article_id, article.id)
        elif fetch.reread is None:
            self.frontier.stored += 1
            self.frontier.auto.note_arrived(article.id)
        if fetch.via is None:
            etag, changed = (response_header(response, name) for name in ("ETag", "Last-Modified"))
        own = other_identity(article, article_url(response), self.source)
        self.history.mark_arrived(fetch.article_id, article.id, etag, changed, own)

    def failed(self, failure: Failure) -> None:
        """Record a request whose answer was not HTTP 200, or that got none."""
        request: Request = failure.request  # type: ignore[attr-defined]
        if isinstance(failure.value, NotSent):
            if self.frontier.auto.stopped:
                self.frontier.auto.note_withheld(fetch_of(request).article_id, article_url(request))
                self.balance.settle(fetch_of(request).article_id, "unasked")
            return  # the page stays due
        assert failure.value is not None
        fetch, url = fetch_of(request), article_url(request)
        if isinstance(failure.value, AnswerMissing):
            record_missing(self, fetch.article_id, url, failure.value)
            return
        self.record(failure_verdict(failure.value, self._page_seconds), fetch.article_id, url, fetch.answer)

    async def _read(self, answer: Answer) -> Outcome:
        try:
            found = await self.worker.run(
                read_observed,
                answer,
                self.source.name,
                self.learner.template_for(answer),
                limit=lambda: self._page_seconds,
            )
        except TooCostly as error:
            return Unreadable(FailureKind.TOO_COSTLY, f"reading it {error}")
        return self.learner.article_of(found)

    @property
    def _page_seconds(self) -> float:
        seconds = self.settings.getfloat("PAGE_SECONDS")
        return min(seconds, _AT_THE_END) if self._is_closing() else seconds

    def close_later(self, reason: str) -> None:
        """End the run after the callback that is running."""
        self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))
