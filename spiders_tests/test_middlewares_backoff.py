"""`middlewares/backoff.py`: answers that belong to another request are asked for once more, past all caches."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from scrapy.settings import Settings

from hanoi_press.crawl.capture_request import web_archive_meta
from hanoi_press.crawl.fetch import Fetch, Purpose, fetch_of
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.middlewares.backoff import BackoffMiddleware
from spiders_tests.past.asked_captures import crawler

URL = "https://hanoimoi.vn/bai-1-1309901.html"
ETAG = {"If-None-Match": '"e"'}
SINCE = {"If-Modified-Since": "Mon, 02 Mar 2026 00:00:00 GMT"}


def middleware(**settings: Any) -> BackoffMiddleware:
    spider = SimpleNamespace(outcome=RunOutcome("hanoimoi"))
    stated = {"RETRY_BACKOFF": 0.0, "RETRY_BACKOFF_MAX": 0.0, "RETRY_ENABLED": True, **settings}
    crawler: Any = SimpleNamespace(settings=Settings(stated), spider=spider)
    return BackoffMiddleware(crawler)


@pytest.mark.parametrize(
    ("status", "headers"), [(304, {}), (412, ETAG), (412, SINCE), (412, {}), (416, {}), (206, {}), (206, ETAG)]
)
def test_an_answer_to_another_request_is_asked_for_once_more(status: int, headers: dict[str, str]) -> None:
    one = middleware()
    request = Request(URL, headers=headers)
    again = one.process_response(request, Response(URL, status=status))
    assert isinstance(again, Request) and again.url == URL and again.dont_filter
    assert again.headers["Cache-Control"] == b"no-cache"
    assert "If-None-Match" not in again.headers and "If-Modified-Since" not in again.headers
    assert one.crawler.spider.outcome.group("failures") == {"http": 1}  # type: ignore[union-attr]
    assert isinstance(one.process_response(again, Response(URL, status=status)), Response)
    assert request.headers.get("If-None-Match") == (b'"e"' if headers is ETAG else None)


@pytest.mark.parametrize("headers", [ETAG, SINCE])
def test_a_304_to_a_condition_is_an_answer(headers: dict[str, str]) -> None:
    response = Response(URL, status=304)
    assert middleware().process_response(Request(URL, headers=headers), response) is response


@pytest.mark.parametrize("settings", [{"RETRY_ENABLED": False}, {"ARCHIVE_FILE": "a.warc"}])
def test_nothing_is_asked_again_without_retries(settings: dict[str, Any]) -> None:
    response = Response(URL, status=304)
    assert middleware(**settings).process_response(Request(URL), response) is response


@pytest.mark.parametrize(("url", "ended"), [("https://web.archive.org/cdx", []), ("https://hanoimoi.vn/", ["failing"])])
def test_an_answer_of_a_web_archive_that_is_too_large_is_no_failure_of_it(url: str, ended: list[str]) -> None:
    made = crawler(RETRY_ENABLED=True)
    made.spider.frontier = SimpleNamespace(auto=SimpleNamespace(stop_site=lambda why: False))
    one = BackoffMiddleware(made)
    for number in range(8):
        asked = Request(f"{url}?{number}", meta=web_archive_meta(url, made.settings))
        one.process_exception(asked, DownloadCancelledError())
        assert asked.meta["dont_retry"]
    assert made.spider.outcome.group("failures") == {"too-large": 8}
    assert made.ended == ended


@pytest.mark.parametrize(
    ("body", "sound"),
    [
        (b"https://hanoimoi.vn/a\nhttps://hanoimoi.vn/b\n", True),
        ("<rss><channel/></rss>".encode("utf-16-le"), True),
        (b"\x00\x01\x02" * 50, False),
        (b"xin cho", False),
    ],
)
def test_lists_without_markup_are_sound_and_articles_are_not(body: bytes, sound: bool) -> None:
    for purpose, is_sound in ((Purpose.DISCOVERY, sound), (Purpose.ARTICLE, False)):
        request = Request(URL, meta={"fetch": Fetch(purpose)})
        one = middleware(RETRY_ENABLED=False)
        assert (one.flaw(fetch_of(request), Response(URL, body=body)) is None) is is_sound


@pytest.mark.parametrize("status", [202, 204, 205, 301, 404])
def test_other_statuses_are_not(status: int) -> None:
    response = Response(URL, status=status)
    assert middleware().process_response(Request(URL), response) is response
