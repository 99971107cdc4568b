"""Decompress answers as a whole or not at all."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from hanoi_press.crawl.bounded import TooCostly, time_limit
from hanoi_press.crawl.decode_body import decode_body, is_packed
from hanoi_press.crawl.fetch import fetch_of
from hanoi_press.failures import FailureKind
from hanoi_press.warc.bodies import ENCODINGS, BodyError

_ACCEPT = ", ".join(ENCODINGS).encode()


class DecodeMiddleware:
    """A replacement for Scrapy's `HttpCompressionMiddleware`, which passes on the readable part of a cut body.

    A body that cannot be decompressed is left unchanged, with the reason in `Fetch.failure`. `Fetch.wire` keeps the
    answer as received, for the archive.
    """

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DecodeMiddleware:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"), crawler.settings.getfloat("PAGE_SECONDS"))

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", _ACCEPT)
        fetch_of(request).forget_answer()  # a retry shares the record of its request

    def process_response(self, request: Request, response: Response) -> Response:
        fetch = fetch_of(request)
        fetch.wire = response
        encodings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        if not encodings and not is_packed(response.body):
            return response
        try:
            with time_limit(self.seconds):
                body = decode_body(response.body, encodings, request.meta.get("download_maxsize", self.limit))
        except BodyError as error:
            fetch.failure = error.kind
            return response
        except (TooCostly, MemoryError):
            fetch.failure = FailureKind.TOO_COSTLY
            return response
        headers = response.headers.copy()
        headers.pop("Content-Encoding", None)
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return response.replace(cls=kind, headers=headers, body=body)
