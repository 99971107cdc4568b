"""`middlewares/stopped_site.py`: a site that is not asked any more, and what goes on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.settings import Settings

from hanoi_press.crawl.capture_request import web_archive_meta
from hanoi_press.crawl.fetch import Fetch, NotSent, build_request
from hanoi_press.discovery import ApiRequest
from hanoi_press.middlewares.stopped_site import StoppedSiteMiddleware
from hanoi_press.store.capture_table import ArchivedAnswer

PLACE = ArchivedAnswer("archive/a.warc.gz", 7, "2026-02-03T04:05:06Z")


def middleware(stopped: str) -> StoppedSiteMiddleware:
    spider = SimpleNamespace(frontier=SimpleNamespace(auto=SimpleNamespace(stopped=stopped)))
    crawler: Any = SimpleNamespace(spider=spider)
    return StoppedSiteMiddleware.from_crawler(crawler)


def test_only_the_site_is_left_alone() -> None:
    settings = Settings({"WAYBACK_URL": "https://web.archive.org", "WEB_ARCHIVE_RETRIES": 2})
    page = build_request(ApiRequest("https://hanoimoi.vn/a-1.html"), Fetch())
    for request in (page, Request("https://hanoimoi.vn/robots.txt", meta={"dont_obey_robotstxt": True})):
        middleware("").process_request(request)
        with pytest.raises(NotSent):
            middleware("blocked").process_request(request)
    url = "https://web.archive.org/web/2015id_/https://hanoimoi.vn/a-1.html"
    middleware("blocked").process_request(build_request(ApiRequest(url), Fetch(), meta=web_archive_meta(url, settings)))
    middleware("blocked").process_request(build_request(ApiRequest(page.url), Fetch(reread=PLACE)))
