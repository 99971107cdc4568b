"""`crawl/fetch.py`: the record of one fetch, and who shares it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import FormRequest, HtmlResponse, JsonRequest, Response

from hanoi_press.crawl.fetch import Fetch, Purpose, article_url, build_request, fetch_of
from hanoi_press.discovery import ApiRequest
from hanoi_press.discovery.captures import FILE, WAYBACK, IndexedCapture
from hanoi_press.failures import FailureKind
from hanoi_press.items import ArchiveRef

PAGE = "https://hanoimoi.vn/a-1.html"


@pytest.mark.parametrize(
    ("url", "meta", "purpose"),
    [
        ("https://hanoimoi.vn/robots.txt", {"dont_obey_robotstxt": True}, Purpose.ROBOTS),
        ("https://hanoimoi.vn/robots.txt", {}, Purpose.DISCOVERY),  # an article or a list may have any address
        (PAGE, {"dont_obey_robotstxt": True}, Purpose.DISCOVERY),
        (PAGE, {}, Purpose.DISCOVERY),
    ],
)
def test_a_request_without_a_record_gets_one(url: str, meta: dict[str, Any], purpose: Purpose) -> None:
    request = Request(url, meta=meta)
    assert fetch_of(request).purpose is purpose
    assert fetch_of(request) is fetch_of(request)
    assert request.meta["fetch"] is fetch_of(request)


def test_retries_redirects_and_responses_share_the_record() -> None:
    fetch = Fetch(Purpose.ARTICLE, "hanoimoi/1")
    request = build_request(ApiRequest(PAGE), fetch)
    settings: Any = {"RETRY_PRIORITY_ADJUST": -1}
    crawler = SimpleNamespace(settings=SimpleNamespace(getint=settings.get), stats=SimpleNamespace(inc_value=print))
    retry = get_retry_request(request, spider=SimpleNamespace(crawler=crawler), reason="empty", max_retry_times=2)  # type: ignore[arg-type]
    assert retry is not None
    redirect = request.replace(url="https://hanoimoi.vn/b-1.html")
    answer = Response(redirect.url, request=redirect)
    assert all(fetch_of(one) is fetch for one in (request, request.copy(), retry, redirect, answer))


def test_two_requests_share_nothing() -> None:
    assert fetch_of(Request(PAGE)) is not fetch_of(Request(PAGE))


def test_an_answer_is_forgotten_and_what_was_asked_is_not() -> None:
    fetch = Fetch(
        Purpose.ARTICLE,
        "hanoimoi/1",
        PAGE,
        fetched_at="2026-11-24T03:00:00Z",
        wire=Response(PAGE),
        failure=FailureKind.EMPTY,
        archive=ArchiveRef("archive/a.warc.gz", 7),
    )
    fetch.forget_answer()
    assert fetch == Fetch(Purpose.ARTICLE, "hanoimoi/1", PAGE)


def test_the_address_of_an_article() -> None:
    api = "https://hanoimoi.vn/api/1"
    page = build_request(ApiRequest(PAGE), Fetch())
    content = build_request(ApiRequest(api), Fetch(page_url=PAGE))
    assert article_url(page) == PAGE and article_url(content) == PAGE
    moved = HtmlResponse("https://hanoimoi.vn/b-1.html", request=page)
    assert article_url(moved) == "https://hanoimoi.vn/b-1.html"
    assert article_url(Response(api, request=content)) == PAGE


def test_requests_of_each_kind() -> None:
    fetch = Fetch()
    get = build_request(ApiRequest(PAGE), fetch, headers={"If-None-Match": '"1"'})
    assert (get.method, get.body, get.headers["If-None-Match"]) == ("GET", b"", b'"1"')
    posted = build_request(ApiRequest(PAGE, json={"id": 1}), fetch)
    assert isinstance(posted, JsonRequest) and (posted.method, posted.body) == ("POST", b'{"id": 1}')
    form = build_request(ApiRequest(PAGE, form={"cmd": "redraw", "page": "2"}), fetch)
    assert isinstance(form, FormRequest) and (form.method, form.body) == ("POST", b"cmd=redraw&page=2")
    assert all(request.meta == {"fetch": fetch} for request in (get, posted, form))


def test_a_record_of_the_users_files_is_no_answer_to_read_again() -> None:
    fetch = Fetch(fetched_at="2024-05-06T07:08:09Z", archive=ArchiveRef("a.warc.gz", 7))
    assert fetch.answer is not None and fetch.answer.offset == 7
    fetch.capture = IndexedCapture(WAYBACK, PAGE, "20240506070809")
    assert fetch.answer is not None
    fetch.capture = IndexedCapture(FILE, PAGE, "20240506070809")
    assert fetch.answer is None
