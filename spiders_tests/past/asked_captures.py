"""Ask modelled web archives for captures without a network: requests and answers pass our own middlewares only."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.settings import Settings

from hanoi_press.crawl.capture_request import capture_request
from hanoi_press.crawl.capture_verdict import BadCaptureError
from hanoi_press.crawl.fetch import Fetch, Purpose
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery.captures import COMMONCRAWL, IndexedCapture
from hanoi_press.middlewares.backoff import BackoffMiddleware
from hanoi_press.middlewares.capture_answers import CapturesMiddleware
from hanoi_press.middlewares.decode import DecodeMiddleware
from spiders_tests.past.commoncrawl_server import INDEX
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.page import Page

SETTINGS = Settings(
    {
        "COMMONCRAWL_INDEX_URL": "https://index.commoncrawl.org",
        "COMMONCRAWL_DATA_URL": "https://data.commoncrawl.org",
        "WAYBACK_URL": "https://web.archive.org",
        "WEB_ARCHIVE_DELAY": 1.5,
        "WEB_ARCHIVE_BACKOFF": 30,
        "WEB_ARCHIVE_BACKOFF_MAX": 900,
        "WEB_ARCHIVE_TIMEOUT": 300,
        "WEB_ARCHIVE_RETRIES": 2,
        "RETRY_BACKOFF": 0.5,
        "RETRY_BACKOFF_MAX": 30,
        "DOWNLOAD_MAXSIZE": 20 * 1024 * 1024,
        "PAGE_SECONDS": 10,
    }
)


def indexed(archives: FakeWebArchives, one: StoredCapture, archive: str) -> IndexedCapture:
    """Return a capture as the index of an archive lists it."""
    if archive != COMMONCRAWL:
        status = int(one.stated_status) if one.stated_status.isdigit() else None
        return IndexedCapture(archive, one.url, one.captured, one.stated_digest, one.stated_mime, status)
    page = archives(f"{INDEX}/{one.stated_index}-index?url={quote(one.url, safe='')}&output=json")
    assert page is not None
    found = (json.loads(line) for line in page.body.splitlines())
    line = next(line for line in found if line["timestamp"] == one.captured)
    return IndexedCapture(
        archive,
        line["url"],
        line["timestamp"],
        line["digest"],
        line["mime"],
        int(line["status"]),
        line["filename"],
        int(line["offset"]),
        int(line["length"]),
        line.get("truncated", ""),
    )


URL = "http://hanoimoi.com.vn/Tin-tuc/Kinh-te/730001/gia-xang-giam"
PAGE = (
    "<!DOCTYPE html><html><head><title>Giá xăng giảm</title></head><body><p>Từ 15 giờ nay.</p></body></html>".encode()
)
ONE = StoredCapture(URL, "20150203040506", PAGE)
OLD = replace(ONE, captured="20101203040506")  # in an ARC file
HALF = PAGE[: len(PAGE) // 2]


class Slots(dict[str, Any]):
    """Downloader slots, made when they are asked for."""

    def get(self, name: str, default: Any = None) -> Any:
        return self.setdefault(name, SimpleNamespace(lastseen=0.0))


def crawler(**settings: Any) -> Any:
    """Return what the middlewares need of a crawler; `ended`: the reasons for which it was closed."""
    ended: list[str] = []
    loop = asyncio.new_event_loop()  # the tests run none, and another test may have closed the thread's own
    closed = loop.create_future()
    loop.close()

    def close(reason: str) -> asyncio.Future[None]:
        ended.append(reason)
        return closed

    def count(name: str, number: int = 1) -> None:
        """Count nothing."""

    stated = Settings(dict(SETTINGS) | settings)
    found = SimpleNamespace(settings=stated, stats=SimpleNamespace(inc_value=count), ended=ended)
    found.spider = SimpleNamespace(outcome=RunOutcome("hanoimoi"), crawler=found)
    found.engine = SimpleNamespace(downloader=SimpleNamespace(slots=Slots()), close_spider_async=close)
    return found


class Asked:
    """The middlewares of one run; `requests` are those that were sent, `fetch` belongs to the last capture."""

    def __init__(self, archives: FakeWebArchives, **settings: Any) -> None:
        self.archives = archives
        self.crawler = crawler(**settings)
        self.captures = CapturesMiddleware.from_crawler(self.crawler)
        self.decode = DecodeMiddleware.from_crawler(self.crawler)
        self.backoff = BackoffMiddleware(self.crawler)
        self.requests: list[Request] = []
        self.fetch = Fetch()

    def capture(self, capture: IndexedCapture) -> Response:
        """Return the site's answer in a capture. Raises what the middlewares raise."""
        self.fetch = Fetch(Purpose.ARTICLE, "hanoimoi/1", capture=capture)
        return self.send(capture_request(self.fetch, self.crawler.settings))

    def send(self, request: Request) -> Response:
        """Return the answer to a request after all retries and redirects."""
        while True:
            for middleware in (self.backoff, self.decode, self.captures):
                middleware.process_request(request)
            self.requests.append(request)
            page = self.archives(request.url)
            assert page is not None
            asked = {name.decode(): values[0].decode() for name, values in request.headers.items()}
            response = respond(request, page.asked_with(asked))
            self.backoff.response_downloaded(response, request)
            found: Request | Response = response
            for middleware in (self.captures, self.decode, self.backoff):
                found = middleware.process_response(request, found)
                if isinstance(found, Request):
                    break
            if isinstance(found, Response):
                return found
            request = found


def respond(request: Request, page: Page) -> Response:
    """Return a page as Scrapy's response."""
    return Response(request.url, status=page.status, headers=Headers(page.headers), body=page.body, request=request)


def verdict(one: StoredCapture, archive: str, others: tuple[StoredCapture, ...] = ()) -> tuple[str, str]:
    """Return kind and reason of a capture that is no good, which was asked for once at most."""
    archives = FakeWebArchives([one, *others])
    run = Asked(archives)
    with pytest.raises(BadCaptureError) as raised:
        run.capture(indexed(archives, one, archive))
    assert len(run.requests) <= 1
    assert run.crawler.spider.outcome.group("failures") == {} and not run.crawler.ended
    return str(raised.value.verdict.kind), raised.value.verdict.reason
