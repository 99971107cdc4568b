"""`middlewares/unreachable_robots.py`: a host whose robots.txt did not come is left alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.fetch import NotSent, fetch_of
from hanoi_press.failures import BrokenResponse, FailureKind
from hanoi_press.middlewares.unreachable_robots import UnreachableRobotsMiddleware
from spiders_tests.nights import night, revisions
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import PLAIN, Page
from spiders_tests.sites.serve import serve

PAGE = Request("https://moit.gov.vn/tin-tuc/a.html")


def robots(host: str = "moit.gov.vn") -> Request:
    """Return a request for robots.txt as Scrapy makes it."""
    return Request(f"https://{host}/robots.txt", meta={"dont_obey_robotstxt": True})


def asking(request: Request) -> UnreachableRobotsMiddleware:
    """Return a middleware that this request has passed."""
    middleware = UnreachableRobotsMiddleware()
    middleware.process_request(request)
    return middleware


@pytest.mark.parametrize("status", [429, 500, 503, 408, 301, 308, 300, 304])
def test_a_server_error_shuts_the_host(status: int) -> None:
    request = robots()
    middleware = asking(request)
    middleware.process_response(request, Response(request.url, status=status, request=request))
    with pytest.raises(BrokenResponse) as raised:
        middleware.process_request(PAGE)
    assert raised.value.kind is FailureKind.ROBOTS
    middleware.process_request(Request("https://moj.gov.vn/a"))  # another host goes on


def test_a_broken_body_and_a_failed_request_shut_the_host() -> None:
    request = robots()
    broken, refused, lost = asking(request), asking(request), asking(request)
    fetch_of(request).failure = FailureKind.TRUNCATED
    broken.process_response(request, Response(request.url, request=request))
    refused.process_exception(robots(), TimeoutError())
    for middleware in (broken, refused, lost):  # the last one hears nothing of an error in another middleware
        with pytest.raises(BrokenResponse):
            middleware.process_request(PAGE)


@pytest.mark.parametrize("status", [200, 404, 403])
def test_other_answers_leave_it_open(status: int) -> None:
    request = robots()
    middleware = asking(request)
    middleware.process_response(request, Response(request.url, status=status, request=request))
    middleware.process_exception(PAGE, TimeoutError())  # a page that fails says nothing of robots.txt
    middleware.process_request(PAGE)


@pytest.mark.parametrize("error", [IgnoreRequest(), NotSent()])
def test_a_robots_txt_that_was_not_sent_shuts_nothing(error: Exception) -> None:
    middleware = asking(robots())
    middleware.process_exception(robots(), error)
    middleware.process_request(PAGE)


def test_robots_txt_has_a_size_limit_of_its_own() -> None:
    request = robots()
    UnreachableRobotsMiddleware().process_request(request)
    assert request.meta["download_maxsize"] == 1024 * 1024
    assert "download_maxsize" not in PAGE.meta


def test_a_redirected_robots_txt_shuts_the_host_that_was_asked_for() -> None:
    request = robots("example.org")
    request.meta["redirect_urls"] = ["https://moit.gov.vn/robots.txt", "https://www.moit.gov.vn/robots.txt"]
    by_answer, by_failure, by_refusal = (asking(request) for _ in range(3))
    by_answer.process_response(request, Response(request.url, status=500, request=request))
    by_failure.process_exception(request, TimeoutError())
    by_refusal.process_exception(request, IgnoreRequest())
    for middleware in (by_answer, by_failure, by_refusal):
        assert middleware.unreachable == {"moit.gov.vn"}


ALL = Page.of("User-agent: *\nDisallow:\n", PLAIN)
NONE = Page.of("User-agent: *\nDisallow: /\n", PLAIN)
OWN = "https://hanoimoi.vn/robots.txt"


def chain(hops: int, end: Page) -> dict[str, Page]:
    """Return robots.txt of so many redirects, from host to host."""
    hosts = ["hanoimoi.vn", *(f"h{number}.example.org" for number in range(hops))]
    urls = [f"https://{host}/robots.txt" for host in hosts]
    return {url: Page.moved(target) for url, target in itertools.pairwise(urls)} | {urls[-1]: end}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pages", "allowed"),
    [
        (chain(5, ALL), True),
        (chain(1, Page.of("", status=404)), True),
        (chain(5, NONE), False),
        (chain(6, ALL), False),
        (chain(1, Page.of("", status=500)), False),
        ({OWN: Page.moved(OWN)}, False),
        ({OWN: Page.moved("ftp://hanoimoi.vn/robots.txt")}, False),
        ({OWN: Page(301, {"Content-Type": PLAIN}, ALL.body)}, False),
        ({OWN: Page.moved("")}, False),
        ({OWN: Page.moved("http://[half")}, False),
    ],
    ids=["5 hops", "404", "forbidden", "6 hops", "500", "loop", "ftp", "nowhere", "empty", "no address"],
)
def test_rules_are_fetched_from_wherever_a_redirect_leads(
    tmp_path: Path, pages: dict[str, Page], allowed: bool
) -> None:
    paper = Paper()
    paper.publish(100, at("2023-03-02 08:15"))
    faults: Callable[[str], Page | None] = pages.get
    with serve(paper.pages(), faults=faults) as served:
        done = night(tmp_path, served, "-s", "RETRY_TIMES=1")
        asked = [url for url in served.urls() if not url.endswith("/robots.txt")]
    assert (asked != []) is allowed, asked
    assert (revisions(tmp_path) == {"hanoimoi/100": [1]}) is allowed
    assert done.code == int(not allowed)
    assert "Traceback" not in done.err or "500" in done.err
