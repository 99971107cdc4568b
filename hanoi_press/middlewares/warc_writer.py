"""Store raw answers in the archive, and stop broken ones before they reach the spider."""

from __future__ import annotations

import logging
from http.client import responses as reasons
from pathlib import Path
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from hanoi_press.crawl.fetch import Fetch, Purpose, fetch_of
from hanoi_press.failures import BrokenResponse, FailureKind, is_full_answer
from hanoi_press.items import ArchiveRef
from hanoi_press.text.moments import utc_now
from hanoi_press.warc.writer import Exchange, WarcWriter

logger = logging.getLogger(__name__)


class WarcWriterMiddleware:
    """A middleware that stores each answer once, after the retries, and records its position in `Fetch.archive`."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.lists_too = settings.getbool("ARCHIVE_DISCOVERY")
        self.archive: WarcWriter | None = None
        if settings.getbool("ARCHIVE_RAW") and not settings.get("ARCHIVE_FILE") and not settings.getdict("FEEDS"):
            assert crawler.spider is not None
            self.archive = WarcWriter(Path(settings["DATA_DIR"]), crawler.spider.name, settings["USER_AGENT"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WarcWriterMiddleware:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.spider_closed, signal=signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Response:
        fetch = fetch_of(request)
        wire, fetch.wire = fetch.wire, None
        if fetch.purpose is Purpose.ROBOTS:
            return response
        if (again := fetch.reread) is not None:
            fetch.archive = ArchiveRef(again.file, again.offset)
        elif self.archive is not None and wire is not None and self._is_kept(wire, fetch):
            fetch.archive = self.keep(request, wire)
        if fetch.failure:
            raise BrokenResponse(fetch.failure)
        return response

    def _is_kept(self, wire: Response, fetch: Fetch) -> bool:
        return is_full_answer(wire.status) and (self.lists_too or fetch.purpose is Purpose.ARTICLE)

    def keep(self, request: Request, wire: Response) -> ArchiveRef | None:
        """Store an answer. After a failure nothing more is stored in this run, and the run fails."""
        if self.archive is None:
            return None
        try:
            return self.archive.write(exchange(request, wire, fetch_of(request)))
        except OSError as error:
            self.fail(error)
            self.archive = None
            return None

    def fail(self, error: OSError) -> None:
        """Count and log an archive that cannot be written."""
        spider: Any = self.crawler.spider
        spider.outcome.count("archive_failed")
        logger.critical("the archive cannot be written: %s", error)

    def spider_closed(self) -> None:
        if self.archive is not None:
            try:
                self.archive.close()
            except OSError as error:
                self.fail(error)


def exchange(request: Request, wire: Response, fetch: Fetch) -> Exchange:
    """Return a request and its answer as an `Exchange` for the archive.

    The capture of a web archive is stored as the site's answer, but in the file of today: by its own date it would lie
    among the answers of years ago, which `prune-archives` deletes.
    """
    capture = fetch.capture if fetch.via else None
    return Exchange(
        url=capture.url if capture else request.url,
        date=fetch.fetched_at or "",
        status=wire.status,
        reason=reasons.get(wire.status, ""),  # Cloudflare's 52x have none in the standard
        headers=_pairs(wire.headers),
        body=wire.body,
        method=request.method,
        request_headers=_pairs(request.headers),
        request_body=request.body,
        ip=str(wire.ip_address) if wire.ip_address and not capture else None,
        page=fetch.page_url,
        truncated=fetch.failure is FailureKind.TRUNCATED,  # other faults are visible in the stored body itself
        listed=fetch.listed,
        via=fetch.via,
        stored_at=utc_now() if capture else "",
    )


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]
