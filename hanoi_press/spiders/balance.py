"""Account for every request of an article, whoever swallows it, so that a run's requests and results balance."""

from __future__ import annotations

from itertools import islice
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from twisted.python.failure import Failure

from hanoi_press.crawl.counted_drop import CountedDrop
from hanoi_press.crawl.fetch import fetch_of
from hanoi_press.crawl.read_answer import Unreadable
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.failures import FailureKind
from hanoi_press.items import Article
from hanoi_press.store.capture_table import ArchivedAnswer, answer_of

_PATIENCE = 2  # checks in a row that find the engine idle although requests are open
_STUCK = 20  # checks in a row that find requests which Scrapy does not send; its engine looks every 5 s
_UNREADABLE = {"too-costly": FailureKind.TOO_COSTLY, "repeated": FailureKind.PARSE}  # by `CountedDrop.how`
_NAMED = 20  # open requests that are named in the log


class Balance:
    """The requests of a spider that are not settled, by article id.

    A request is opened once and settled once: by the spider's verdict on the answer, or, if the answer is an article,
    by the pipelines (stored, dropped, failed). How it was settled is counted in the group `pages` of the outcome.
    """

    def __init__(self, spider: Any, crawler: Crawler) -> None:
        self.spider = spider
        self.crawler = crawler
        self.open: dict[str, str] = {}  # addresses by article id
        self.rereads: set[str] = set()  # ids of open pages that are read from the archive
        self.captures: dict[str, IndexedCapture] = {}  # of web archives, by the id of the open page they stand for
        self._idle = self._unsent = 0  # checks in a row
        self._is_closed = False
        crawler.signals.connect(self.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(self.item_dropped, signal=signals.item_dropped)
        crawler.signals.connect(self.item_error, signal=signals.item_error)

    def begin(self, id: str, url: str, *, is_reread: bool = False, capture: IndexedCapture | None = None) -> None:
        """Open a request; a second one for the same article (the content of a shell) takes the first one's place.

        `is_reread`: it is answered from the archive, so that nothing is asked. `capture`: what a web archive is asked
        for; it is no page of the site and counted apart. After the end of the run nothing is sent any more, so nothing
        is opened.
        """
        if self._is_closed:
            return
        if is_reread:
            self.rereads.add(id)
        elif capture is not None:
            self.captures[id] = capture
            self.spider.outcome.past.note_asked(capture.archive)
        elif id not in self.open:
            self.spider.outcome.count("asked")
        self.open[id] = url

    def settle(self, id: str, how: str) -> None:
        """Settle a request; one that is settled already stays as it is."""
        if self.open.pop(id, None) is not None:
            self._idle = self._unsent = 0
            if (capture := self.captures.pop(id, None)) is not None:
                self.spider.outcome.past.count(capture.archive, how)
            else:
                self.spider.outcome.count(f"{'reread' if id in self.rereads else 'pages'}/{how}")
            self.rereads.discard(id)
            self.spider.frontier.answered()

    def lost(self, id: str, why: str, answer: ArchivedAnswer | None = None) -> None:
        """Settle a request whose article was lost by a fault of ours; its page stays due. `answer`: where it lies."""
        self.spider.history.mark_failed(id, f"lost: {why}", answer=answer)
        self.settle(id, "lost")

    def item_scraped(self, item: Article, response: Any) -> None:
        self.spider.outcome.count("articles")
        self.settle(_id_of(item, response), "stored")

    def item_dropped(self, item: Article, response: Any, exception: DropItem) -> None:
        id = _id_of(item, response)
        if isinstance(exception, CountedDrop) and exception.how in _UNREADABLE:
            verdict = Unreadable(_UNREADABLE[exception.how], str(exception))
            self.spider.record(verdict, id, item.url, answer_of(item))
        elif isinstance(exception, CountedDrop):
            self.settle(id, exception.how)
        elif id in self.open:
            self.spider.outcome.count("skipped/dropped")  # by a pipeline that is none of ours
            self.spider.history.mark_skipped(id, "dropped")
            self.settle(id, "left_out")

    def item_error(self, item: Article, response: Any, failure: Failure) -> None:
        self.spider.outcome.count("pipeline_exceptions")
        self.lost(_id_of(item, response), f"{type(failure.value).__name__}: {failure.value}", answer_of(item))

    def check(self) -> None:
        """Settle the open requests if nothing works on them; the frontier calls this while it waits in vain.

        A middleware, the scheduler or a setting may have swallowed them: then the engine is idle. If it has requests
        that it does not send, the run ends.
        """
        engine: Any = self.crawler.engine
        ending = engine.spider is None or engine._slot.closing is not None
        busy = ending or engine.paused or engine.downloader.active or not engine.scraper.slot.is_idle()
        unsent = not busy and engine._slot.scheduler.has_pending_requests()
        self._idle = 0 if busy or unsent else self._idle + 1
        self._unsent = self._unsent + 1 if unsent else 0
        if self._idle >= _PATIENCE:
            self._idle = 0
            for id, url in list(self.open.items()):
                self.spider.record(Unreadable(FailureKind.DROPPED, FailureKind.DROPPED.meaning), id, url)
        elif self._unsent == _STUCK:
            self.spider.logger.error("Scrapy has requests and has sent none for %d s: the run ends", _STUCK)
            self.spider.close_later("stuck")

    def close(self, reason: str) -> None:
        """Account for the requests that are open when the run ends: unsent after an early end, else a fault."""
        self._is_closed = True
        how = "unaccounted" if reason == "finished" else "unasked"
        if how == "unaccounted":
            for url in islice(self.open.values(), _NAMED):
                self.spider.logger.error("unaccounted for: %s", url)
        for capture in self.captures.values():
            self.spider.outcome.past.count(capture.archive, how)
        requests = self.open.keys() - self.rereads - self.captures.keys()
        if requests:
            self.spider.outcome.count(f"pages/{how}", len(requests))
        self.open.clear()  # not settled one by one, or the frontier would ask for more


def _id_of(item: Article, response: Any) -> str:
    """Return the id of the requested article, which may be another one than that of the article that came."""
    return fetch_of(response).article_id if isinstance(response, Response) and response.request else item.id
