"""Refuse requests to a host whose robots.txt cannot be fetched (RFC 9309: unreachable means complete disallow)."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.failed_request import request_error
from hanoi_press.crawl.fetch import NotSent, Purpose, fetch_of
from hanoi_press.failures import BrokenResponse, FailureKind, is_of_site, status_failure

logger = logging.getLogger(__name__)
_LARGEST = 1024 * 1024  # bytes of a robots.txt; RFC 9309 asks for 500 KiB to be read


class UnreachableRobotsMiddleware:
    """A middleware that refuses requests to each host whose robots.txt could not be fetched.

    A host counts as unreachable from the request for its robots.txt until a sound answer, because an error of another
    middleware (a redirect to an invalid address) reaches no middleware. Scrapy holds other requests until then.
    """

    def __init__(self) -> None:
        self.unreachable: set[str] = set()  # hosts with port

    def process_request(self, request: Request) -> None:
        if fetch_of(request).purpose is Purpose.ROBOTS:
            request.meta["download_maxsize"] = _LARGEST
            self.unreachable.add(_asked_host(request))
        elif urlsplit(request.url).netloc in self.unreachable:
            raise BrokenResponse(FailureKind.ROBOTS)

    def process_response(self, request: Request, response: Response) -> Response:
        fetch = fetch_of(request)
        if fetch.purpose is Purpose.ROBOTS:
            is_redirect = 300 <= response.status < 400  # that was not followed, or leads nowhere
            if not (is_redirect or status_failure(response.status) or fetch.failure):
                self.unreachable.discard(_asked_host(request))
            else:
                logger.warning("%s: HTTP %d; nothing is fetched from this host", request.url, response.status)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if fetch_of(request).purpose is not Purpose.ROBOTS:
            return
        if is_of_site(exception):
            logger.warning("%s: %s; nothing is fetched from this host", request.url, request_error(exception))
        is_refused = isinstance(exception, IgnoreRequest) and "redirect_urls" not in request.meta
        if is_refused or isinstance(exception, NotSent):
            self.unreachable.discard(_asked_host(request))


def _asked_host(request: Request) -> str:
    """Return the host with port whose robots.txt was asked for, before any redirect; its rules are for this one."""
    first: str = request.meta.get("redirect_urls", [request.url])[0]
    return urlsplit(first).netloc
