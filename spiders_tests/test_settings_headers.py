"""The headers that each request gets."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.defaultheaders import DefaultHeadersMiddleware

from hanoi_press import settings


def test_vietnamese_is_asked_for_first() -> None:
    request = Request("https://vidu.example/")
    DefaultHeadersMiddleware(settings.DEFAULT_REQUEST_HEADERS.items()).process_request(request)
    assert request.headers["Accept-Language"] == b"vi,en;q=0.5"
    assert (request.headers["Accept"] or b"").startswith(b"text/html,")
