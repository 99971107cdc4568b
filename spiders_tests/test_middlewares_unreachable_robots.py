"""`middlewares/unreachable_robots.py`: a host whose robots.txt did not come is left alone."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.fetch import fetch_of
from hanoi_press.failures import BrokenResponse, FailureKind
from hanoi_press.middlewares.unreachable_robots import UnreachableRobotsMiddleware

PAGE = Request("https://moit.gov.vn/tin-tuc/a.html")


def robots(host: str = "moit.gov.vn") -> Request:
    """Return a request for robots.txt as Scrapy makes it."""
    return Request(f"https://{host}/robots.txt", meta={"dont_obey_robotstxt": True})


@pytest.mark.parametrize("status", [429, 500, 503, 408])
def test_a_server_error_shuts_the_host(status: int) -> None:
    middleware = UnreachableRobotsMiddleware()
    request = robots()
    middleware.process_response(request, Response(request.url, status=status, request=request))
    with pytest.raises(BrokenResponse) as raised:
        middleware.process_request(PAGE)
    assert raised.value.kind is FailureKind.ROBOTS
    middleware.process_request(Request("https://moj.gov.vn/a"))  # another host goes on


def test_a_broken_body_and_a_failed_request_shut_the_host() -> None:
    broken, refused = UnreachableRobotsMiddleware(), UnreachableRobotsMiddleware()
    request = robots()
    fetch_of(request).failure = FailureKind.TRUNCATED
    broken.process_response(request, Response(request.url, request=request))
    refused.process_exception(robots(), TimeoutError())
    for middleware in (broken, refused):
        with pytest.raises(BrokenResponse):
            middleware.process_request(PAGE)


@pytest.mark.parametrize("status", [200, 404, 403])
def test_other_answers_leave_it_open(status: int) -> None:
    middleware = UnreachableRobotsMiddleware()
    request = robots()
    middleware.process_response(request, Response(request.url, status=status, request=request))
    middleware.process_exception(request, IgnoreRequest())
    middleware.process_exception(PAGE, TimeoutError())  # a page that fails says nothing of robots.txt
    middleware.process_request(PAGE)


def test_robots_txt_has_a_size_limit_of_its_own() -> None:
    request = robots()
    UnreachableRobotsMiddleware().process_request(request)
    assert request.meta["download_maxsize"] == 1024 * 1024
    assert "download_maxsize" not in PAGE.meta
