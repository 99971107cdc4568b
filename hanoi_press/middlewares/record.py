"""The raw answers to the archive, and the last gate before the spider: what is broken does not pass."""

from __future__ import annotations

import logging
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response

from hanoi_press.items import ArchiveRef
from hanoi_press.middlewares.robots import is_robots
from hanoi_press.store.archive import ArchiveWriter, Exchange
from hanoi_press.trouble import Broken, kind_of_status

logger = logging.getLogger(__name__)
_LARGEST_ROBOTS = 1024 * 1024  # bytes; RFC 9309 asks for 500 KiB to be read


class RecordMiddleware:
    """Outside the retries: each answer comes by once, when nothing more is asked for it. Where it stands in the archive
    is `meta["archive"]` then.

    A host whose robots.txt cannot be had (RFC 9309: unreachable is a complete disallow) is not asked anything else.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.shut: set[str] = set()  # hosts without a robots.txt
        settings = crawler.settings
        self.lists_too = settings.getbool("ARCHIVE_DISCOVERY")
        self.archive: ArchiveWriter | None = None
        if settings.getbool("ARCHIVE_RAW") and not settings.get("ARCHIVE_FILE") and not settings.getdict("FEEDS"):
            assert crawler.spider is not None
            self.archive = ArchiveWriter(Path(settings["DATA_DIR"]), crawler.spider.name, settings["USER_AGENT"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RecordMiddleware:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.spider_closed, signal=signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> None:
        request.meta.pop("archive", None)  # a second request may be a copy of the first
        if is_robots(request):
            request.meta["download_maxsize"] = _LARGEST_ROBOTS
        elif urlsplit(request.url).netloc in self.shut:
            raise Broken("robots")

    def process_response(self, request: Request, response: Response) -> Response:
        wire: Response | None = request.meta.pop("wire", None)
        if is_robots(request):
            if kind_of_status(response.status) or "broken" in request.meta:
                self.shut.add(urlsplit(request.url).netloc)
            return response
        if wire is not None and wire.status == 200 and (self.lists_too or not request.meta.get("discovery")):
            request.meta["archive"] = self.keep(request, wire)
        if kind := request.meta.get("broken"):
            raise Broken(kind)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if is_robots(request) and not isinstance(exception, IgnoreRequest):
            self.shut.add(urlsplit(request.url).netloc)

    def keep(self, request: Request, wire: Response) -> ArchiveRef | None:
        """Writes an answer; after a failure no more is tried in this run, and the run does not end well."""
        if self.archive is None:
            return None
        try:
            return self.archive.write(exchange(request, wire))
        except OSError as error:
            self.fail(error)
            self.archive = None
            return None

    def fail(self, error: OSError) -> None:
        """Counts and names an archive that cannot be written."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value("press/archive_failed")
        logger.critical("the archive cannot be written: %s", error)

    def spider_closed(self) -> None:
        if self.archive is not None:
            try:
                self.archive.close()
            except OSError as error:
                self.fail(error)


def exchange(request: Request, wire: Response) -> Exchange:
    """A request and its answer as the archive takes them."""
    return Exchange(
        url=request.url,
        date=request.meta["fetched_at"],
        status=wire.status,
        reason=HTTPStatus(wire.status).phrase,
        headers=_pairs(wire.headers),
        body=wire.body,
        method=request.method,
        asked=_pairs(request.headers),
        posted=request.body,
        ip=str(wire.ip_address) if wire.ip_address else None,
        page=request.meta.get("page_url"),
        cut=request.meta.get("broken") is not None,
    )


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]
