"""`middlewares/backoff.py`: answers that belong to another request are asked for once more, past all caches."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadConnectionRefusedError
from scrapy.http import Response
from scrapy.settings import Settings

from hanoi_press.crawl.capture_request import web_archive_meta
from hanoi_press.crawl.fetch import Fetch, Purpose, fetch_of
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery.captures import WAYBACK, IndexedCapture
from hanoi_press.failures import BrokenResponse
from hanoi_press.middlewares.backoff import BackoffMiddleware
from spiders_tests.past.asked_captures import SETTINGS, Asked, crawler
from spiders_tests.past.web_archives import FakeWebArchives

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


def archive_request(attempt: int = 0, name: str = "1") -> Request:
    meta = web_archive_meta(f"https://web.archive.org/web/20150203040506id_/{name}", SETTINGS) | {
        "retry_times": attempt
    }
    return Request(f"https://web.archive.org/web/20150203040506id_/{name}", meta=meta)


def waits(run: Any, number: int) -> list[float]:
    """Return the seconds that the archive's slot waits after each of so many failed attempts of one request."""
    found = []
    slot = run.crawler.engine.downloader.slots.get(WAYBACK)
    for attempt in range(number):
        slot.lastseen = 0.0
        request = archive_request(attempt)
        run.backoff.response_downloaded(Response(request.url, status=503), request)
        found.append(slot.lastseen - monotonic())
    return found


def test_a_web_archive_is_waited_for_twice_as_long_each_time() -> None:
    run = Asked(FakeWebArchives(), WEB_ARCHIVE_RETRIES=10)
    found = waits(run, 7)
    least = [30, 60, 120, 240, 480, 900, 900]
    assert all(one - 1 <= wait <= 1.25 * one for one, wait in zip(least, found, strict=True))
    assert max(found) <= 900
    assert "hanoimoi" not in run.crawler.engine.downloader.slots  # the source itself need not wait


def test_other_answers_of_the_archive_do_not_shorten_the_pause() -> None:
    run = Asked(FakeWebArchives(), WEB_ARCHIVE_RETRIES=10)
    waits(run, 2)
    run.backoff.process_response(archive_request(), Response("https://web.archive.org/cdx", body=b"[]"))
    slot = run.crawler.engine.downloader.slots.get(WAYBACK)
    slot.lastseen = 0.0
    request = archive_request(2)
    run.backoff.response_downloaded(Response(request.url, status=429), request)
    assert slot.lastseen - monotonic() > 119


def fail(run: Asked, request: Request, status: int = 0) -> list[str]:
    """Let an attempt fail, by a status or because the connection is refused; return why the run ended."""
    if status:
        run.backoff.response_downloaded(Response(request.url, status=status), request)
    else:
        run.backoff.process_exception(request, DownloadConnectionRefusedError())
    return list(run.crawler.ended)


def capture_request(attempt: int, name: str = "1") -> Request:
    request = archive_request(attempt, name)
    request.meta["fetch"] = Fetch(capture=IndexedCapture(WAYBACK, f"http://hanoimoi.vn/{name}", "20150203040506"))
    return request


@pytest.mark.parametrize(("asked", "status"), [(archive_request, 500), (archive_request, 0), (capture_request, 503)])
def test_the_run_ends_with_the_last_retry_of_a_request(asked: Callable[[int], Request], status: int) -> None:
    run = Asked(FakeWebArchives())
    assert [fail(run, asked(attempt), status) for attempt in range(3)] == [[], [], ["failing"]]
    (fault,) = run.crawler.spider.outcome.past.faults()
    assert "the Wayback Machine" in fault and "run again" in fault and "failed 3 times in a row" in fault
    with pytest.raises(BrokenResponse):
        run.backoff.process_request(archive_request(name="2"))
    run.backoff.process_request(Request(URL))  # the source is still asked


def test_a_capture_that_cannot_be_sent_holds_up_no_others() -> None:
    run = Asked(FakeWebArchives())
    assert [fail(run, capture_request(attempt), 500) for attempt in range(3)] == [[], [], []]
    answer = Response("https://web.archive.org/a", headers={"Memento-Datetime": "Tue, 03 Feb 2015 04:05:06 GMT"})
    run.backoff.response_downloaded(answer, capture_request(0, "2"))
    assert fail(run, capture_request(0, "3"), 500) == []  # the archive had answered
    assert [fail(run, capture_request(attempt, "3"), 500) for attempt in (1, 2)] == [[], []]
    assert fail(run, capture_request(0, "4"), 500) == ["failing"]  # and now it does not


@pytest.mark.parametrize("status", [503, 500, 429])
def test_the_status_of_a_captured_page_is_none_of_the_archives(status: int) -> None:
    run = Asked(FakeWebArchives())
    headers = {"Memento-Datetime": "Tue, 03 Feb 2015 04:05:06 GMT"}
    request = archive_request()
    run.backoff.response_downloaded(Response(request.url, status=status, headers=headers), request)
    assert run.crawler.spider.outcome.group("failures") == {}
