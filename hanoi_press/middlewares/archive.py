"""Answers from a WARC file in place of the network (`-a archive=…`)."""

from __future__ import annotations

import logging
from pathlib import Path

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from hanoi_press.store.warc import Archive, address

logger = logging.getLogger(__name__)


class ArchiveMiddleware:
    """The innermost middleware: robots.txt, redirects and retries go their usual way around it, no socket is opened."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchiveMiddleware:
        path = crawler.settings.get("ARCHIVE_FILE")
        if not path:
            raise NotConfigured
        archive = Archive(Path(path))
        logger.info("reading %d stored pages from %s; the network is not used", len(archive), path)
        for damage in archive.damage:
            logger.warning("not read: %s", damage)
        return cls(archive)

    def process_request(self, request: Request) -> Response:
        stored = self.archive.get(address(request.url, request.body))
        if stored is None:
            return Response(request.url, status=404, request=request)
        request.meta["fetched_at"] = stored.date
        if stored.cut:
            request.meta["broken"] = "truncated"
        headers = Headers()
        for name, value in stored.headers:
            if name.lower() != "transfer-encoding":
                headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=stored.body)
        return kind(request.url, status=stored.status, headers=headers, body=stored.body, request=request)
