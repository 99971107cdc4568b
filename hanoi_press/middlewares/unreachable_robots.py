"""Refuse requests to a host whose robots.txt cannot be fetched (RFC 9309: unreachable means complete disallow)."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.fetch import Purpose, fetch_of
from hanoi_press.failures import BrokenResponse, FailureKind, status_failure

_LARGEST = 1024 * 1024  # bytes of a robots.txt; RFC 9309 asks for 500 KiB to be read


class UnreachableRobotsMiddleware:
    """A middleware that records each host whose robots.txt could not be fetched, and refuses requests to it."""

    def __init__(self) -> None:
        self.unreachable: set[str] = set()  # hosts with port

    def process_request(self, request: Request) -> None:
        if fetch_of(request).purpose is Purpose.ROBOTS:
            request.meta["download_maxsize"] = _LARGEST
        elif urlsplit(request.url).netloc in self.unreachable:
            raise BrokenResponse(FailureKind.ROBOTS)

    def process_response(self, request: Request, response: Response) -> Response:
        fetch = fetch_of(request)
        if fetch.purpose is Purpose.ROBOTS:
            is_redirect = 300 <= response.status < 400  # that was not followed, or leads nowhere
            if is_redirect or status_failure(response.status) or fetch.failure:
                self.unreachable.add(_asked_host(request))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if fetch_of(request).purpose is not Purpose.ROBOTS:
            return
        if not isinstance(exception, IgnoreRequest) or "redirect_urls" in request.meta:  # a redirect was not followed
            self.unreachable.add(_asked_host(request))


def _asked_host(request: Request) -> str:
    """Return the host with port whose robots.txt was asked for, before any redirect; its rules are for this one."""
    first: str = request.meta.get("redirect_urls", [request.url])[0]
    return urlsplit(first).netloc
