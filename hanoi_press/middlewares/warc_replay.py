"""Answer requests from a WARC file instead of the network (`-a archive=FILE`)."""

from __future__ import annotations

import logging
from pathlib import Path

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from hanoi_press.crawl.fetch import fetch_of
from hanoi_press.crawl.run_outcome import outcome_of
from hanoi_press.discovery.statements import merged
from hanoi_press.failures import FailureKind, is_full_answer
from hanoi_press.items import ArchiveRef
from hanoi_press.spiders.archive_hosts import HostFilter
from hanoi_press.spiders.press import PressSpider
from hanoi_press.store.archive_names import archive_name
from hanoi_press.text.plurals import count_of
from hanoi_press.warc.index import WarcIndex, check_archive, record_address
from hanoi_press.warc.reader import Capture

logger = logging.getLogger(__name__)
NOT_ARCHIVED = "not-archived"  # a flag of the 404 in place of an answer that the file does not hold


class WarcReplayMiddleware:
    """A middleware that answers every request from the file.

    It is the innermost one, so robots.txt, redirects and retries work as usual, and no socket is opened.
    """

    def __init__(self, archive: WarcIndex, name: str) -> None:
        self.archive = archive
        self.name = name  # in the lines of the corpus
        self.asked: set[str] = set()  # ids of articles

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WarcReplayMiddleware:
        path = crawler.settings.get("ARCHIVE_FILE")
        if not path or getattr(crawler.spider, "reads_stream", False):
            raise NotConfigured
        check_archive(Path(path))
        hosts = HostFilter(getattr(crawler.spider, "allowed_domains", ()))
        archive = WarcIndex(Path(path), hosts.may_hold)  # no other host is asked
        logger.info("reading %d stored pages from %s; the network is not used", len(archive), path)
        for damage in archive.damage:
            logger.error("not read: %s", damage)
        if archive.faults > len(archive.damage):
            logger.error("not read: %d further parts of %s", archive.faults - len(archive.damage), path)
        outcome = outcome_of(crawler)
        if outcome is not None:
            outcome.count("archive_damaged", archive.faults)
        middleware = cls(archive, archive_name(Path(crawler.settings["DATA_DIR"]), archive.path))
        if isinstance(crawler.spider, PressSpider):
            crawler.spider.at_end.append(middleware.name_unlisted)
        return middleware

    def name_unlisted(self, spider: PressSpider) -> None:
        """Say how many articles of the file were not read because no list in it names them."""
        if not (spider.arguments.wants_all and spider.frontier.walked) or spider.outcome.past.figures():
            return
        ids = {found.id for found in map(spider.source.identify, self.archive.whole_pages()) if found} - self.asked
        if left := sum(not spider.history.is_known(id) for id in ids):
            told = "not read: %s in %s that no list in it names; archive=file://%s reads every record"
            spider.logger.info(told, count_of(left, "article"), self.archive.path, self.archive.path.resolve())

    def process_request(self, request: Request) -> Response:
        self.asked.add(fetch_of(request).article_id)
        stored = self.archive.get(record_address(request.url, request.body))
        if stored is None:
            return Response(request.url, status=404, request=request, flags=[NOT_ARCHIVED])
        if is_full_answer(stored.status):
            fetch_of(request).archive = ArchiveRef(self.name, stored.offset)
        return archived_response(request, stored, request.url)


def archived_response(request: Request, stored: Capture, url: str) -> Response:
    """Return an archived answer as the response to a request, at the address `url`; record its time and web archive."""
    fetch = fetch_of(request)
    fetch.fetched_at, fetch.via = stored.date, stored.via
    fetch.listed = merged(stored.listed, fetch.listed)
    if stored.truncated:
        fetch.failure = FailureKind.TRUNCATED
    headers = Headers()
    for name, value in stored.headers:
        if name.lower() != "transfer-encoding":
            headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=url, body=stored.body)
    return kind(url, status=stored.status, headers=headers, body=stored.body, request=request)
