"""Define `PastVisitSpider`, which visits the captures of one source in a web archive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request

from hanoi_press.crawl.article_checks import problems
from hanoi_press.crawl.bounded import TooCostly
from hanoi_press.crawl.capture_request import capture_request, web_archives
from hanoi_press.crawl.capture_verdict import BadCapture, BadCaptureError
from hanoi_press.crawl.fetch import Fetch, Purpose, article_url
from hanoi_press.crawl.read_answer import Answer, Outcome, Unreadable
from hanoi_press.crawl.source_templates import SourceTemplates
from hanoi_press.crawl.template_learner import ObservedArticle, read_observed
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.doctor.coverage import fallback_of
from hanoi_press.doctor.findings import Verdict
from hanoi_press.doctor.learnt_files import learnt_files
from hanoi_press.doctor.past_findings import CaptureFindings, PastFindings
from hanoi_press.doctor.past_visit import visit_past, years_of
from hanoi_press.doctor.visit_spider import VisitedAnswer, VisitSpider, visit_spider_for
from hanoi_press.doctor.year_index import VisitedIndex
from hanoi_press.failures import FailureKind, failure_kind
from hanoi_press.items import Article
from hanoi_press.sources import Source
from hanoi_press.spiders.arguments import CrawlArguments
from hanoi_press.store.known_captures import known_captures
from hanoi_press.store.learnt_names import learnt_name
from hanoi_press.store.templates import template_path
from hanoi_press.text.moments import utc_now
from hanoi_press.text.recurring_lines import RecurringLines

_TURN = asyncio.Lock()  # several sources are visited one after another, because it is one archive that they ask
# An index can take a minute; an archive that is busy is left alone after one more request.
_SETTINGS: dict[str, Any] = {"WEB_ARCHIVE_TIMEOUT": 90, "WEB_ARCHIVE_RETRIES": 1}


class PastVisitSpider(VisitSpider):
    """Visits captures of its source and keeps what it found in `past`.

    What the captures teach is saved as the templates of their years. Nothing else is written, no data folder opened.
    """

    web_archive: ClassVar[str]
    first: ClassVar[int | None] = None
    last: ClassVar[int | None] = None

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.past = PastFindings(source=self.source.name, status=self.source.status_words, via=self.web_archive)
        self.past.reasons = ["the visit did not start, see the log (-L INFO)"]
        self._answers: dict[int, list[VisitedAnswer]] = {}  # by year
        self._teaching: set[int] = set()  # years of which nothing was learnt before

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> CrawlArguments:
        """Return the arguments of a run that asks the archive, as also a source may that refuses robots."""
        return super().check({**arguments, "via": cls.web_archive})

    async def start(self) -> AsyncIterator[Request]:
        """Visit the captures. Yields nothing: every page is asked for in turn."""
        self.worker  # noqa: B018  (started now, before any connection is open)
        self.past.reasons = []
        self.data = Path(self.settings["DATA_DIR"])
        self.templates = SourceTemplates(self.data, self.source.name)
        index = VisitedIndex(self.web_archive, web_archives(self.settings), self.fetch_page, self._known)
        years = years_of(self.source, self.first, self.last, int(utc_now()[:4]))
        is_bounded = self.first is not None
        try:
            async with _TURN:
                await visit_past(self.source, self, index, years, self.past, is_bounded=is_bounded)
            self._save()
        except Exception as error:
            self.logger.exception("the visit of %s failed", self.source.name)
            self.past.verdict = Verdict.BROKEN
            self.past.reasons = [f"the visit itself failed: {type(error).__name__}: {error}"]
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def _known(self, year: int) -> list[IndexedCapture]:
        return known_captures(self.data, self.source.name, self.web_archive, year)

    def _save(self) -> None:
        self.templates.save()
        paths = (template_path(self.data, self._name(year)) for year in sorted(self._teaching) if self.has_taught(year))
        self.past.written = [str(path) for path in paths if path.exists()]

    def _name(self, year: int) -> str:
        return learnt_name(self.source.name, f"{year}", self.web_archive)

    def lines(self, year: int) -> RecurringLines:
        """Return the boilerplate that captures of a year have taught."""
        return learnt_files(self.data, self._name(year)).lines

    def has_taught(self, year: int) -> bool:
        """Return True if the captures of a year taught its template where bodies are."""
        return year in self._teaching and self.templates.knows(self._name(year))

    # --- captures ----------------------------------------------------------------------------------------------------

    async def read_capture(self, source: Source, capture: IndexedCapture) -> CaptureFindings:
        """Return what became of one capture; never raises because of a site or an archive."""
        identity = source.identify(capture.url)
        assert identity is not None
        fetch = Fetch(Purpose.ARTICLE, identity.id, capture=capture)
        try:
            response = await self.crawler.engine.download_async(capture_request(fetch, self.settings))
        except BadCaptureError as error:
            return _findings(capture, error.verdict)
        except Exception as error:
            kind = failure_kind(error)
            return CaptureFindings(
                capture.url, capture.captured, None, str(kind), f"{kind}: {kind.meaning}", is_of_archive=True
            )
        encoding = getattr(response, "_declared_encoding", lambda: None)()
        at = fetch.fetched_at or capture.fetched_at
        answer = Answer(article_url(response), response.status, response.body, at, encoding, via=capture.archive)
        found = await self._outcome_of(answer)
        outcome = found.article if isinstance(found, ObservedArticle) else found
        if isinstance(outcome, Article):
            self._answers.setdefault(int(capture.captured[:4]), []).append(VisitedAnswer(answer, outcome))
            if isinstance(found, ObservedArticle):
                self._teach(found)
        return _findings(capture, outcome)

    async def _outcome_of(self, answer: Answer) -> Outcome | ObservedArticle:
        template = self.templates.template_for(answer)
        try:
            found: Outcome | ObservedArticle = await self.worker.run(
                read_observed, answer, self.source.name, template, limit=lambda: self._page_seconds
            )
        except TooCostly as error:
            return Unreadable(FailureKind.TOO_COSTLY, f"reading it {error}")
        return found

    def _teach(self, found: ObservedArticle) -> None:
        """Let a capture teach its year, unless earlier visits or crawls did: twice by one page would count as two."""
        year = int(found.article.fetched_at[:4])
        name = self._name(year)
        if year not in self._teaching and self.templates.pages(name):
            return
        self._teaching.add(year)
        self.templates.learn(name, found.observation, found.article.fetched_at[:10])

    async def read_again(self, year: int) -> dict[str, CaptureFindings]:
        """Return what the captures of a year give, by time and address, if they taught the year's template meanwhile.

        Only those that no page class reads can be read otherwise.
        """
        read = self._answers.get(year, [])
        self.visited += read
        if not self.has_taught(year) or not any(fallback_of(one.article) for one in read):
            return {}
        found = {}
        for one in read:
            again = await self._outcome_of(one.answer)
            outcome = again.article if isinstance(again, ObservedArticle) else again
            if isinstance(outcome, Article):
                self.visited[self.visited.index(one)] = VisitedAnswer(one.answer, outcome)
                captured = "".join(filter(str.isdigit, one.answer.fetched_at))
                found[f"{captured} {one.answer.url}"] = CaptureFindings(one.answer.url, captured, outcome)
        return found


def _findings(capture: IndexedCapture, outcome: Outcome | BadCapture) -> CaptureFindings:
    """Return what a capture gave: its article, or whose fault it is that there is none."""
    url, captured = capture.url, capture.captured
    if isinstance(outcome, Article):
        if found := problems(outcome):
            return CaptureFindings(url, captured, None, "invalid", "; ".join(found), is_ours=True)
        return CaptureFindings(url, captured, outcome)
    kind = str(getattr(outcome, "kind", type(outcome).__name__.lower()))
    reason = str(getattr(outcome, "reason", ""))
    return CaptureFindings(url, captured, None, kind, reason, is_ours=isinstance(outcome, Unreadable))


def past_spider_for(
    source: Source, web_archive: str, first: int | None = None, last: int | None = None
) -> type[PastVisitSpider]:
    """Return the spider class that visits a source's captures in a web archive, of these years if they are bounded."""
    spider = visit_spider_for(source, PastVisitSpider)
    assert issubclass(spider, PastVisitSpider)
    spider.custom_settings = {**(spider.custom_settings or {}), **_SETTINGS}
    spider.web_archive, spider.first, spider.last = web_archive, first, last
    return spider
