"""Define `RecordingSpider`, which records why requests and archived answers gave no article."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import scrapy
from scrapy.exceptions import CloseSpider

from hanoi_press.crawl.page_history import History, HistoryProvider, RunHistory, seconds
from hanoi_press.crawl.read_answer import BY_ADDRESS, Blocked, Outcome, Skipped, Unchanged, Unreadable
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery import VN
from hanoi_press.failures import NOT_TRIED, OF_HOST, OF_READING
from hanoi_press.items import Article
from hanoi_press.sources import Source
from hanoi_press.spiders.arguments import CrawlArguments
from hanoi_press.spiders.balance import Balance
from hanoi_press.spiders.capture_verdicts import record_capture
from hanoi_press.spiders.frontier import Frontier
from hanoi_press.spiders.rereading import record_in_vain, window_at
from hanoi_press.store.capture_table import ArchivedAnswer, answer_of
from hanoi_press.store.gone_pages import GONE
from hanoi_press.store.takedown import TakeDownList

_PATIENCE = 3  # refusals in a row that end the run


class RecordingSpider(scrapy.Spider):
    """A spider that counts, logs and records verdicts."""

    source: ClassVar[Source]
    arguments: CrawlArguments
    outcome: RunOutcome
    balance: Balance

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._refusals = 0  # in a row

    @property
    def frontier(self) -> Frontier:
        """The frontier, which decides on what is requested."""
        raise NotImplementedError

    @cached_property
    def history(self) -> History:
        """The history of the data folder; without one (`-o`, `-O`) only this run's own."""
        provider = self.crawler.get_extension(HistoryProvider)
        if provider is not None:
            return provider.history
        return RunHistory(TakeDownList(Path(self.crawler.settings.get("DATA_DIR") or "data")))

    def record(self, outcome: Outcome, id: str, url: str, answer: ArchivedAnswer | None = None) -> None:
        """Count, log and record why a request gave no article, and settle it; `answer`: where its answer lies."""
        if id in self.balance.rereads:
            record_in_vain(self, outcome, id, url)
        elif id in self.balance.captures:
            record_capture(self, outcome, id, url, answer)
        elif isinstance(outcome, Unchanged):
            self._refusals = 0
            self.outcome.count("unchanged")
            self.history.mark_unchanged(id)
            self.balance.settle(id, "unchanged")
        elif isinstance(outcome, Blocked):
            self.frontier.auto.note_withheld(id, self.balance.open.get(id, url))
            self.balance.settle(id, "blocked")
            self._blocked(url, outcome.reason, at_once=outcome.by_challenge)
        elif isinstance(outcome, Skipped):
            judged = answer if outcome.kind not in BY_ADDRESS else None
            self._skip(id, outcome.kind, url, outcome.reason, answer=judged)
            if outcome.kind in GONE:
                self.frontier.auto.note_gone(id, self.balance.open.get(id, url))  # `url` may be the home page's
            self.balance.settle(id, "left_out")
        elif isinstance(outcome, Unreadable):
            self.outcome.count("unreadable")
            self.outcome.count(f"unreadable/{outcome.kind}")
            self.outcome.details.note_failed(url, outcome.kind, outcome.reason)
            self.logger.warning("%s", outcome.describe(url), exc_info=outcome.error)
            if outcome.kind not in NOT_TRIED:
                why, of_host = f"{outcome.kind}: {outcome.reason}", outcome.kind in OF_HOST
                unread = answer if outcome.kind in OF_READING else None
                self.history.mark_failed(id, why, of_host=of_host, answer=unread)
            self.balance.settle(id, "unreadable")

    def is_in_window(self, article: Article, id: str) -> bool:
        """Return True if the article is wanted: it was not removed for good, and has the date that was asked for.

        An article requested by `url=`, or already in the corpus, is wanted whatever its date.
        """
        if self.history.is_removed(article.id):
            self._leave_removed(article, id)
            return False
        stated = article.published_at
        if stated is None or self.arguments.urls or self.history.is_stored(article.id):
            return True
        moment = datetime.fromisoformat(stated)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=VN)
        window = self.arguments.window
        if id in self.balance.rereads and article.extraction.via is None:
            window = window_at(window, article.fetched_at)
        if window.holds(moment):
            return True
        answer = answer_of(article) if id in self.balance.captures else None  # a run of other days reads it there
        self._skip(id, "outside", article.url, published=seconds(moment), answer=answer)
        self.balance.settle(id, "outside")
        return False

    def _leave_removed(self, article: Article, id: str) -> None:
        """Leave out an article that another address led to; the raw page is in the archive by now."""
        self.outcome.count("skipped/removed")
        place = f"; its page is in {article.archive.file}" if article.archive else ""
        advice = f"`corpus remove {article.id} --archives` deletes it there"
        self.logger.warning("a page gave %s, which was removed%s", article.id, f"{place}: {advice}" if place else "")
        self.history.mark_removed(id, article.id)
        self.balance.settle(id, "left_out")

    def _skip(
        self,
        id: str,
        kind: str,
        url: str,
        reason: str = "",
        published: int | None = None,
        answer: ArchivedAnswer | None = None,
    ) -> None:
        if id not in self.balance.rereads and id not in self.balance.captures:
            self.outcome.count(f"skipped/{kind}")
        self.logger.debug("left out (%s): %s %s", kind, url, reason)
        self.history.mark_skipped(id, kind, published, answer)

    def _blocked(self, url: str, reason: str, *, at_once: bool) -> None:
        """End the run at once for a challenge page, and after several refusals in a row.

        With `via=auto` only the site is asked no more.
        """
        self.outcome.count("blocked")
        self.outcome.details.note_failed(url, "blocked", reason)
        self.logger.warning("blocked at %s", url)
        self._refusals += 1
        if (at_once or self._refusals >= _PATIENCE) and not self.frontier.auto.stop_site("blocked"):
            self.logger.error("blocked: the run ends")
            raise CloseSpider("blocked")
