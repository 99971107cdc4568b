"""Honour `Retry-After`, which Scrapy does not read."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from hanoi_press.crawl.archive_answer import archive_fault
from hanoi_press.crawl.capture_request import web_archive_of

logger = logging.getLogger(__name__)
_LONGEST = 600.0  # seconds; a longer wait is cut to this


class RetryAfterExtension:
    """An extension that pauses the source's downloader slot for as long as a 429 or 503 asks.

    The signal `response_downloaded` comes before the downloader sends the next request. A web archive's slot is paused
    for `WEB_ARCHIVE_BACKOFF_MAX` seconds at most, and never for less than `BackoffMiddleware` says; a captured page
    with such a status asks for nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryAfterExtension:
        extension = cls(crawler)
        crawler.signals.connect(extension.response_downloaded, signal=signals.response_downloaded)
        return extension

    def response_downloaded(self, response: Response, request: Request) -> None:
        header = response.headers.get(b"Retry-After")
        if response.status not in (429, 503) or not header:
            return
        of_archive = web_archive_of(request) is not None
        if of_archive and archive_fault(request, response) is None:
            return
        longest = self.crawler.settings.getfloat("WEB_ARCHIVE_BACKOFF_MAX") if of_archive else _LONGEST
        wait = min(retry_seconds(header.decode("latin-1"), datetime.now(UTC)), longest)
        assert self.crawler.engine is not None
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if wait > 0 and slot:
            slot.lastseen = max(slot.lastseen if of_archive else 0, monotonic() + wait)
            logger.info("%s asks for %g s", request.url, wait)


def retry_seconds(header: str, now: datetime) -> float:
    """Return a `Retry-After` header (seconds, or an HTTP date) as seconds from `now`; 0 if it is neither."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return min(float(header), 999_999.0)
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, OverflowError, TypeError, IndexError):  # what Python's parser raises for odd dates
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
