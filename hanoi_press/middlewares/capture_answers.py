"""Turn the answers of web archives into those that the sites once sent."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, NoReturn

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from hanoi_press.crawl.archive_answer import archive_fault, cut_range, is_not_archived, is_of_s3, ranged
from hanoi_press.crawl.bounded import TooCostly, time_limit
from hanoi_press.crawl.capture_request import web_archive_of
from hanoi_press.crawl.capture_verdict import BadCaptureError, CaptureFault
from hanoi_press.crawl.commoncrawl_record import answer_in_record
from hanoi_press.crawl.fetch import fetch_of, unconditional
from hanoi_press.crawl.site_answer import SiteAnswer, check_index
from hanoi_press.crawl.wayback_answer import CutTransferError, answer_in_replay, other_capture
from hanoi_press.discovery.captures import COMMONCRAWL, IndexedCapture
from hanoi_press.failures import BrokenResponse, FailureKind, failure_kind

logger = logging.getLogger(__name__)
_LED_ON, _ASKED_ANEW = "capture_led_on", "capture_asked_anew"  # keys of `Request.meta`
_ATTEMPTS = 2  # more, for an answer that is another one than was asked for, or a part of it
_MISSING = 8  # files in a row


class CapturesMiddleware:
    """A middleware that makes the response of a capture's request: the site's answer, at the page's own address.

    A fault of the web archive's server, or of the transfer, is retried here, and is `BrokenResponse` after the last
    retry; a capture that is no good raises `BadCaptureError` and is not asked for again. The Wayback Machine's redirect
    to another capture of the same page is followed once.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most: int = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self.seconds: float = crawler.settings.getfloat("PAGE_SECONDS")
        self.may_retry: bool = crawler.settings.getbool("RETRY_ENABLED")
        self.has_data = False  # True once Common Crawl's data server sent a record
        self.missing = 0  # records in a row that it did not send

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CapturesMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        fetch = fetch_of(request)
        if web_archive_of(request) is not None and fetch.capture is not None:
            check_index(fetch.capture, self.most)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if web_archive_of(request) is None:
            return response
        if (kind := archive_fault(request, response)) is not None:
            return self.retried(request, kind)
        fetch = fetch_of(request)
        if fetch.capture is None:
            return response  # a page of an index
        if fetch.capture.archive == COMMONCRAWL:
            found = self.from_commoncrawl(request, response, fetch.capture)
        else:
            found = self.from_wayback(request, response, fetch.capture)
        if isinstance(found, Request):
            return found
        fetch.fetched_at, fetch.via = found.fetched_at, fetch.capture.archive
        headers = Headers()
        for name, value in found.headers:
            headers.appendlist(name, value)
        url = fetch.capture.url
        kind_of = responsetypes.from_args(headers=headers, url=url, body=found.body)
        return kind_of(url, status=found.status, headers=headers, body=found.body, request=request)

    def process_exception(self, request: Request, exception: Exception) -> None:
        capture = fetch_of(request).capture if web_archive_of(request) is not None else None
        if capture is None or failure_kind(exception) is not FailureKind.TOO_LARGE:
            return
        if capture.archive == COMMONCRAWL:  # its index states a small record
            self.note_failing("whole files in place of ranges")
        else:
            raise BadCaptureError(CaptureFault.TOO_LARGE, FailureKind.TOO_LARGE.meaning)

    def from_commoncrawl(self, request: Request, response: Response, capture: IndexedCapture) -> SiteAnswer | Request:
        """Return the answer in a record; a request if the range is to be asked for once more."""
        if is_not_archived(response):
            # The address of the server may be wrong, or the server out of order: then nothing is settled for good.
            self.note_failing(f"HTTP {response.status}")
            if self.has_data and is_of_s3(response):
                raise BadCaptureError(CaptureFault.NOT_ARCHIVED, f"HTTP {response.status} for {capture.file}")
            raise BrokenResponse(FailureKind.HTTP)
        if (what := cut_range(capture, response)) is not None:
            return self.asked_anew(request) or self.skip(CaptureFault.MISMATCH, what)
        if response.status not in (200, 206):
            raise BrokenResponse(FailureKind.HTTP)
        self.has_data, self.missing = True, 0
        return self.bounded(answer_in_record, capture, ranged(capture, response.body))

    def note_failing(self, what: str) -> None:
        """Note that Common Crawl's data server sent no record; end the run after several in a row."""
        self.missing += 1
        if self.missing == _MISSING:
            what = f"{what} for {_MISSING} records in a row; is COMMONCRAWL_DATA_URL right?"
            logger.error("commoncrawl: %s The run ends", what)
            assert self.crawler.engine is not None
            spider: Any = self.crawler.spider
            spider.outcome.past.note_failed(COMMONCRAWL, what)
            self.closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="failing"))

    def from_wayback(self, request: Request, response: Response, capture: IndexedCapture) -> SiteAnswer | Request:
        """Return the answer that is shown; a request if another capture of the page is shown in its place."""
        target = other_capture(capture, response)
        if target is None:
            try:
                return self.bounded(answer_in_replay, capture, response, self.most)
            except CutTransferError as error:
                return self.asked_anew(request) or self.skip(CaptureFault.CUT_SHORT, str(error))
        if request.meta.get(_LED_ON):
            raise BadCaptureError(CaptureFault.REDIRECT, f"from one capture to another, and on to {target}")
        again = request.replace(url=target, dont_filter=True)
        again.meta[_LED_ON] = True
        return again

    def asked_anew(self, request: Request) -> Request | None:
        """Return the request for another attempt, past caches on the way; None if there were enough."""
        attempts = request.meta.get(_ASKED_ANEW, 0) + 1
        if not self.may_retry or attempts > _ATTEMPTS:
            return None
        again = unconditional(request)
        again.meta[_ASKED_ANEW] = attempts
        return again

    def skip(self, kind: CaptureFault, reason: str) -> NoReturn:
        """Raise the error for a capture that is no good."""
        raise BadCaptureError(kind, reason)

    def bounded(self, read: Any, *arguments: Any) -> SiteAnswer:
        """Return what `read` returns, within the time that a page may take."""
        try:
            with time_limit(self.seconds):
                found: SiteAnswer = read(*arguments)
        except (TooCostly, MemoryError):
            raise BadCaptureError(CaptureFault.TOO_LARGE, "unpacking it takes too long, or too much memory") from None
        return found

    def retried(self, request: Request, kind: FailureKind) -> Request:
        """Return the request again. Raises `BrokenResponse` after the last retry."""
        assert self.crawler.spider is not None
        retry = None
        if self.may_retry:
            retry = get_retry_request(request, spider=self.crawler.spider, reason=kind, give_up_log_level="WARNING")
        if retry is None:
            raise BrokenResponse(kind)
        return retry
