"""Compressed answers, unpacked whole or not at all."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from hanoi_press.store.wire import ENCODINGS, WireError, unpack

_ACCEPT = ", ".join(ENCODINGS).encode()


class DecodeMiddleware:
    """In the place of Scrapy's `HttpCompressionMiddleware`, which hands on the part of a cut body that it could unpack.

    What cannot be unpacked stays as it came, its kind in `meta["broken"]`; `meta["wire"]` is the answer as it came, for
    the archive.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DecodeMiddleware:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", _ACCEPT)
        request.meta.pop("broken", None)  # a retry is a copy of its request

    def process_response(self, request: Request, response: Response) -> Response:
        request.meta["wire"] = response
        encodings = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        if not encodings:
            return response
        try:
            body = unpack(response.body, encodings, request.meta.get("download_maxsize", self.limit))
        except WireError as error:
            request.meta["broken"] = error.kind
            return response
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return response.replace(cls=kind, headers=headers, body=body)
