"""Define `VisitSpider`, which visits one source with the machinery of a crawl and keeps nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings

from hanoi_press.crawl.article_checks import problems
from hanoi_press.crawl.bounded import TooCostly
from hanoi_press.crawl.fetch import Fetch, NotSent, Purpose, article_url, build_request
from hanoi_press.crawl.read_answer import Answer, Blocked, Outcome, Shell, Skipped, Unreadable, read_answer
from hanoi_press.discovery import ApiRequest, Fetched, FetchFailed, Forbidden, Lead
from hanoi_press.doctor.findings import PageFindings, SourceFindings, Verdict
from hanoi_press.doctor.learnt_files import LearntFiles, learnt_files
from hanoi_press.doctor.visit import visit
from hanoi_press.doctor.visit_recorder import VisitRecorder
from hanoi_press.doctor.visited_pages import CHALLENGE, NOT_ARCHIVED, ChallengedError, NotArchivedError, answer_of
from hanoi_press.failures import FailureKind, failure_kind
from hanoi_press.items import Article
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.sources import Source, sources
from hanoi_press.spiders.discovery_requests import Closing
from hanoi_press.spiders.press import PressSpider

# A dead host costs two requests of 20 s; a site that is busy is left alone, whatever it asks to wait.
_SETTINGS: dict[str, Any] = {
    "RETRY_TIMES": 1,
    "RETRY_BACKOFF_MAX": 5,
    "DOWNLOAD_TIMEOUT": 20,
    "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],
    "ARCHIVE_RAW": False,
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {
        "hanoi_press.extensions.log_handler.LogExtension": 1,
        "scrapy.extensions.feedexport.FeedExporter": None,
        "hanoi_press.extensions.crawl_delay.CrawlDelayExtension": 10,
        "hanoi_press.extensions.retry_after.RetryAfterExtension": 11,
    },
}
# inside the writer of archives, which takes the answer as received from the record of its request
_RECORDER = {f"{VisitRecorder.__module__}.{VisitRecorder.__name__}": 546}


class VisitedAnswer(NamedTuple):
    """The answer of an article page or API, and the article read from it."""

    answer: Answer
    article: Article


class VisitSpider(PressSpider):
    """Visits its source and keeps what it found in `findings`; writes nothing, and opens no data folder.

    `visited` are the articles with the answers that they were read from.
    """

    may_stream = False
    recorder: VisitRecorder

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.findings = SourceFindings(source=self.source.name, status=self.source.status)
        self.findings.reasons = ["the visit did not start, see the log (-L INFO)"]
        self.visited: list[VisitedAnswer] = []
        api = self.source.content_api
        self._are_shells = api is not None and api.at_once

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Add the recorder to the project's middlewares."""
        super().update_settings(settings)
        middlewares = settings.getdict("DOWNLOADER_MIDDLEWARES") | _RECORDER
        settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Visit the source. Yields nothing: every page is asked for in turn."""
        self.worker  # noqa: B018  (started now, before any connection is open)
        try:
            self.findings = await self.visit()
        except Exception as error:
            self.logger.exception("the visit of %s failed", self.source.name)
            self.findings.verdict = Verdict.BROKEN
            self.findings.reasons = [f"the visit itself failed: {type(error).__name__}: {error}"]
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def visit(self) -> SourceFindings:
        """Return what the visit of this spider's source finds."""
        archive = self.arguments.archive
        return await visit(self.source, self, archive=str(archive) if archive else None, learnt=self.learnt)

    @cached_property
    def learnt(self) -> LearntFiles:
        """What crawls have learnt of the source."""
        return learnt_files(Path(self.settings["DATA_DIR"]), self.source.name)

    async def fetch_page(self, url: str, *, json: Any = None, form: Mapping[str, str] | None = None) -> Fetched:
        """Return one discovery page, as in a crawl. Raises `FetchFailed`."""
        try:
            return await super().fetch_page(url, json=json, form=form)
        except Closing:
            raise FetchFailed(FailureKind.FAILING) from None
        except Forbidden as error:
            raise self._forbidden(error, url) from error.__cause__
        except FetchFailed as error:
            if str(error) == "404" and self.recorder.was_missing:
                raise NotArchivedError(NOT_ARCHIVED) from None
            raise

    def _forbidden(self, error: FetchFailed, url: str) -> FetchFailed:
        """Return the failure of a page that robots.txt forbids: that of a challenge page, if it is one."""
        if self.outcome.counts["blocked"]:
            return ChallengedError(CHALLENGE)
        if "robots" in str(error).lower():
            self.recorder.forbid(url)
        return error

    def _blocked(self, url: str, reason: str, *, at_once: bool) -> None:
        """Fail for a challenge page; the visit, not Scrapy, decides what follows from it."""
        self.outcome.count("blocked")
        raise ChallengedError(CHALLENGE)

    def robots(self) -> str:
        """Return what is known of robots.txt, in words."""
        return self.recorder.words()

    # --- articles ----------------------------------------------------------------------------------------------------

    async def read_article(self, source: Source, lead: Lead, route: str) -> PageFindings:
        """Return what became of one article; never raises because of a site."""
        identity = source.identify(lead.url)
        assert identity is not None
        api = lead.api_request
        if api is None and self._are_shells and source.content_api:
            api = source.content_api.request_for(identity.url)
        page = identity.url if api else None
        request = build_request(
            api or ApiRequest(identity.url), Fetch(Purpose.ARTICLE, identity.id, page, listed=lead.listed)
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except NotSent:
            return PageFindings(identity.url, route, None, str(FailureKind.FAILING))
        except IgnoreRequest as error:
            failed = self._forbidden(Forbidden(str(error)), identity.url)
            return PageFindings(identity.url, route, None, answer_of(failed), str(error))
        except Exception as error:
            kind = failure_kind(error)
            return PageFindings(identity.url, route, None, str(kind), f"{kind}: {kind.meaning}")
        if self.recorder.was_missing:
            return PageFindings(identity.url, route, None, NOT_ARCHIVED)
        answer = _answer(request, response)
        outcome = await self._outcome(answer, source)
        if isinstance(outcome, Shell):
            self._are_shells = True
            return await self.read_article(source, replace(lead, api_request=outcome.request), route)
        return self._page(answer, outcome, route)

    async def _outcome(self, answer: Answer, source: Source) -> Outcome:
        known = source.name if sources().get(source.name) is source else _portable(source)
        try:
            found: Outcome = await self.worker.run(
                read_visited, answer, known, self.learnt.template, limit=lambda: self._page_seconds
            )
        except TooCostly as error:
            return Unreadable(FailureKind.TOO_COSTLY, f"reading it {error}")
        return found

    def _page(self, answer: Answer, outcome: Outcome, route: str) -> PageFindings:
        if isinstance(outcome, Article):
            if found := problems(outcome):
                return PageFindings(answer.url, route, None, "invalid", "; ".join(found))
            self.visited.append(VisitedAnswer(answer, outcome))
            return PageFindings(answer.url, route, outcome)
        if isinstance(outcome, Blocked):
            word = CHALLENGE if outcome.by_challenge else outcome.reason.removeprefix("HTTP ")
            return PageFindings(answer.url, route, None, word, outcome.reason)
        if isinstance(outcome, Skipped | Unreadable):
            return PageFindings(answer.url, route, None, str(outcome.kind), outcome.reason)
        return PageFindings(answer.url, route, None, str(answer.status), f"HTTP {answer.status}")


def _answer(request: Request, response: Response) -> Answer:
    fetch: Fetch = request.meta["fetch"]
    encoding = getattr(response, "_declared_encoding", lambda: None)()
    from_api, at = fetch.page_url is not None, fetch.fetched_at or ""
    return Answer(article_url(response), response.status, response.body, at, encoding, from_api, fetch.listed)


def _portable(source: Source) -> Source:
    """Return a source in memory with what reading a page needs, so that another process can be given it."""
    return replace(source, routes={}, route_order=())


def read_visited(answer: Answer, source: str | Source, learnt: LearntTemplate | None) -> Outcome:
    """Return the article of a page of a source (its name, or one in memory); runs in the reading process."""
    return read_answer(answer, sources()[source] if isinstance(source, str) else source, learnt)


def visit_spider_for(source: Source, base: type[VisitSpider] = VisitSpider) -> type[VisitSpider]:
    """Return the spider class that visits a source."""
    members = {
        "name": source.name,
        "source": source,
        "custom_settings": {**source.settings, **_SETTINGS},
        "__module__": __name__,
    }
    return type(f"{source.name.capitalize()}Visit", (base,), members)
