"""Answer requests for records of archive files that are read as a stream (`-a archive=GLOB`)."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from hanoi_press.crawl.fetch import fetch_of
from hanoi_press.discovery.captures import FILE
from hanoi_press.items import ArchiveRef
from hanoi_press.middlewares.warc_replay import NOT_ARCHIVED, archived_response
from hanoi_press.spiders.archived_pages import ArchivedPages


class WarcStreamMiddleware:
    """A middleware that answers a request with the record that its `Fetch.capture` names; no socket is opened.

    In a run that reads files as a stream alone, there is no answer to any other request.
    """

    def __init__(self, pages: ArchivedPages, *, answers_all: bool) -> None:
        self.pages = pages
        self.answers_all = answers_all

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WarcStreamMiddleware:
        spider: Any = crawler.spider
        pages: ArchivedPages | None = getattr(spider, "archived_pages", None)
        if pages is None:
            raise NotConfigured
        return cls(pages, answers_all=spider.reads_stream)

    def process_request(self, request: Request) -> Response | None:
        fetch = fetch_of(request)
        capture = fetch.capture
        if capture is None or capture.archive != FILE:
            missing = Response(request.url, status=404, request=request, flags=[NOT_ARCHIVED])
            return missing if self.answers_all else None
        found = self.pages.record_of(capture)
        if found is None:
            raise IgnoreRequest(f"{capture.file} is read beyond the record at {capture.offset}")
        response = archived_response(request, found.record, found.record.url)
        fetch.page_url, fetch.via = found.record.page, found.record.via or FILE
        fetch.archive = ArchiveRef(found.file, found.record.offset)
        return response
