"""Back off from a failing host, retry more slowly, and end the run if it keeps failing."""

from __future__ import annotations

import asyncio
import logging
import random
import re
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.archive_answer import archive_fault
from hanoi_press.crawl.capture_request import web_archive_of
from hanoi_press.crawl.capture_verdict import BadCaptureError, broken_capture
from hanoi_press.crawl.fetch import Fetch, Purpose, fetch_of, is_conditional, unconditional
from hanoi_press.failures import BrokenResponse, FailureKind, failure_kind, is_full_answer, status_failure
from hanoi_press.pages.decoding import is_utf8
from hanoi_press.warc.bodies import flaw, is_xml

logger = logging.getLogger(__name__)
_ADDRESSES = 8  # different addresses that fail in a row, which means that the host is failing
_ATTEMPTS = 20  # requests that fail in a row, also of the same address
_OUT_OF_PLACE = (206, 412, 416)  # answers to conditions and ranges that no request of ours has
_LIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*https?://|<\0|\0<", re.I)  # a sitemap in text, XML in UTF-16 without its mark
_OF_SITES, _OF_ARCHIVES = (0.5, 1.5), (1.0, 1.25)  # the shares of a pause between which chance decides
_OF_ONE_CAPTURE = (FailureKind.SERVER_ERROR, FailureKind.GARBAGE, FailureKind.TRUNCATED)  # perhaps
_ASKED_ANEW = "asked_anew"  # a key of `Request.meta`
_REFUSALS = (401, 403)  # neither a failure nor a success of the host; the spider counts these


class Streak:
    """The failed attempts in a row of a source's hosts, or of a web archive. `failing`: their addresses.

    `spent`: the capture of which the last retry failed; the web archive may be sound, and only that capture is not.
    """

    def __init__(self, first: float, longest: float, jitter: tuple[float, float]) -> None:
        self.first, self.longest, self.jitter = first, longest, jitter
        self.failing: set[str] = set()
        self.attempts = 0
        self.spent = ""
        self.given_up = False

    def note(self, url: str, least: int = 1) -> float:
        """Note a failed attempt; return the seconds to wait before the next request.

        `least`: which attempt of the same request it was, because others may have been answered meanwhile.
        """
        self.failing.add(url)
        self.attempts = max(self.attempts + 1, least)
        least_wait, most = (edge * min(self.first * 2 ** (self.attempts - 1), self.longest) for edge in self.jitter)
        return random.uniform(least_wait, most if self.jitter is _OF_SITES else min(most, self.longest))

    def end(self) -> None:
        """Note an answer."""
        self.failing.clear()
        self.attempts, self.spent = 0, ""

    @property
    def is_long(self) -> bool:
        """Return True if the host is failing, not single pages of it."""
        return len(self.failing) >= _ADDRESSES or (self.attempts >= _ATTEMPTS and self.jitter is _OF_SITES)


class BackoffMiddleware:
    """A middleware that backs off after failed attempts, and retries answers with a cut, empty or non-text body.

    Every failed attempt is counted by kind (`failures/…`). Before the next request the source's slot waits, twice as
    long each time, with jitter. The run of a source whose host keeps failing is ended. Scrapy's own retry middleware,
    one step outside, retries statuses and exceptions. An answer that belongs to another request (a cache on the way
    hands on a 304 that was meant for itself) is asked for once more at once, past all caches.

    A web archive is waited for by its own settings, and the run ends when retries do not help (`ends_run`). Faults of
    a captured page count for nothing: they say what the archive holds, not how it answers.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.streaks: dict[str | None, Streak] = {}  # by web archive; None: the source's own hosts
        self.live = not crawler.settings.get("ARCHIVE_FILE")
        self.may_retry = self.live and crawler.settings.getbool("RETRY_ENABLED")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackoffMiddleware:
        middleware = cls(crawler)
        # The signal is sent before the downloader's next request; middlewares are called only after it.
        crawler.signals.connect(middleware.response_downloaded, signal=signals.response_downloaded)
        return middleware

    def streak(self, request: Request) -> Streak:
        """Return the failures of what a request asks."""
        archive = web_archive_of(request)
        if archive not in self.streaks:
            name, jitter = ("RETRY", _OF_SITES) if archive is None else ("WEB_ARCHIVE", _OF_ARCHIVES)
            first, longest = (self.crawler.settings.getfloat(f"{name}_BACKOFF{end}") for end in ("", "_MAX"))
            self.streaks[archive] = Streak(first, longest, jitter)
        return self.streaks[archive]

    def process_request(self, request: Request) -> None:
        if self.streak(request).given_up:
            raise BrokenResponse(FailureKind.FAILING)

    def response_downloaded(self, response: Response, request: Request) -> None:
        if kind := archive_fault(request, response):
            self.note(request, kind)
        elif fetch_of(request).capture is not None:  # an answer, even if the capture in it is no good
            self.streak(request).end()

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, IgnoreRequest | BrokenResponse | BadCaptureError):
            return
        kind = failure_kind(exception)
        if kind is FailureKind.TOO_LARGE:
            request.meta["dont_retry"] = True  # it would be as large again
        self.note(request, kind)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        fetch = fetch_of(request)
        if fetch.reread is not None:  # says nothing of the host tonight
            return response
        if self.may_retry and is_out_of_place(request, response) and not request.meta.get(_ASKED_ANEW):
            self.count(request, FailureKind.HTTP)
            again = unconditional(request)
            again.meta[_ASKED_ANEW] = True
            return again
        kind = self.flaw(fetch, response) if is_full_answer(response.status) else None
        if kind is None:
            if not status_failure(response.status) and response.status not in _REFUSALS:
                self.streak(request).end()
            return response
        if fetch.via is not None:
            raise broken_capture(kind, is_text=fetch.failure is None and is_utf8(response.body))
        self.note(request, kind)
        retry = None
        if self.may_retry and kind not in (FailureKind.TOO_LARGE, FailureKind.TOO_COSTLY):
            assert self.crawler.spider is not None
            retry = get_retry_request(request, spider=self.crawler.spider, reason=kind, give_up_log_level="WARNING")
        if retry is not None:
            return retry
        # Discovery can read XML that is cut off, up to the cut.
        if fetch.purpose is not Purpose.DISCOVERY or not is_xml(response.body):
            fetch.failure = kind
        return response

    def flaw(self, fetch: Fetch, response: Response) -> FailureKind | None:
        """Return the fault of a body; None for a sound one."""
        if fetch.failure is not None or fetch.purpose is Purpose.ROBOTS:
            return fetch.failure
        kind = flaw(response.body, announced="partial" not in response.flags)
        if kind is FailureKind.EMPTY and fetch.purpose is Purpose.DISCOVERY:
            return None  # some lists answer so for the page after the last one
        if (
            kind is FailureKind.GARBAGE
            and fetch.purpose is Purpose.DISCOVERY
            and (
                _LIST.match(response.body)
                or response.url.endswith("/robots.txt")  # asked for the sitemaps that it names
            )
        ):
            return None
        return kind

    def note(self, request: Request, kind: FailureKind) -> None:
        """Count a failed attempt, pause the slot of what was asked, and end the run after too many."""
        assert self.crawler.engine is not None
        self.count(request, kind)
        if kind is FailureKind.TOO_LARGE and web_archive_of(request) is not None:
            return  # it answers: of an index, a smaller page is asked for, and such a capture is no article
        streak = self.streak(request)
        least = request.meta.get("retry_times", 0) + 1 if web_archive_of(request) else 1
        wait = streak.note(request.url, least)
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot:
            slot.lastseen = max(slot.lastseen, monotonic() + wait)
        if self.live and not streak.given_up and (streak.is_long or self.ends_run(request, kind, streak)):
            self.give_up(request, kind)

    def ends_run(self, request: Request, kind: FailureKind, streak: Streak) -> bool:
        """Return True if a failed attempt says that a web archive is out of order.

        That is after the last retry of a request; but an error or a cut answer may be that of a single capture, which
        is to hold up no others: then the next one must fail, too.
        """
        if web_archive_of(request) is None:
            return False
        capture = fetch_of(request).capture
        asked = f"{capture.captured} {capture.url}" if capture is not None else request.url
        if streak.spent and streak.spent != asked:
            return True
        is_spent: bool = request.meta.get("retry_times", 0) >= request.meta.get("max_retry_times", 0)
        is_last = is_spent or not self.may_retry or bool(request.meta.get("dont_retry"))
        if is_last and capture is not None and kind in _OF_ONE_CAPTURE:
            streak.spent = asked
            return False
        return is_last

    def count(self, request: Request, kind: FailureKind) -> None:
        """Count a failed attempt."""
        spider: Any = self.crawler.spider
        spider.outcome.count(f"failures/{kind}")
        logger.debug("failed attempt (%s): %s", kind, request.url)

    def give_up(self, request: Request, kind: FailureKind) -> None:
        """Stop requesting from the host in this run; other sources continue."""
        streak = self.streak(request)
        streak.given_up = True
        assert self.crawler.engine is not None
        host, archive = urlsplit(request.url).hostname, web_archive_of(request)
        spider: Any = self.crawler.spider
        if archive is None and spider.frontier.auto.stop_site("failing"):
            return
        if archive is None:
            logger.error("%s failed %d times in a row: the run ends", host, streak.attempts)
        else:
            what = f"{host} failed {streak.attempts} times in a row, at last {kind}"
            logger.error("%s: %s: the run ends; the next one goes on where it was", archive, what)
            spider.outcome.past.note_failed(archive, what)
        self.closing: asyncio.Future[Any] = asyncio.ensure_future(
            self.crawler.engine.close_spider_async(reason="failing")
        )


def is_out_of_place(request: Request, response: Response) -> bool:
    """Return True for an answer to a condition or a range that the request does not have, or that it cannot meet."""
    return response.status in _OUT_OF_PLACE or (response.status == 304 and not is_conditional(request))
