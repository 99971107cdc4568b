"""The raw answers to the archive, and the last gate before the spider: what is broken does not pass."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.middlewares.robots import is_robots
from hanoi_press.trouble import Broken, kind_of_status


class RecordMiddleware:
    """Outside the retries: each answer comes by once, when nothing more is asked for it.

    A host whose robots.txt cannot be had (RFC 9309: unreachable is a complete disallow) is not asked anything else.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.shut: set[str] = set()  # hosts without a robots.txt

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RecordMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if urlsplit(request.url).netloc in self.shut and not is_robots(request):
            raise Broken("robots")

    def process_response(self, request: Request, response: Response) -> Response:
        request.meta.pop("wire", None)
        if is_robots(request):
            if kind_of_status(response.status):
                self.shut.add(urlsplit(request.url).netloc)
            return response
        if kind := request.meta.get("broken"):
            raise Broken(kind)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if is_robots(request) and not isinstance(exception, IgnoreRequest):
            self.shut.add(urlsplit(request.url).netloc)
