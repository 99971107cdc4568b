"""The headers that each request gets."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.defaultheaders import DefaultHeadersMiddleware
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from hanoi_press import settings


def test_vietnamese_is_asked_for_first() -> None:
    own = Settings({name: value for name, value in vars(settings).items() if name.isupper()})
    request = Request("https://vidu.example/")
    DefaultHeadersMiddleware.from_crawler(get_crawler(settings_dict=own)).process_request(request)
    assert request.headers["Accept-Language"] == b"vi,en;q=0.5"
    assert request.headers["Accept"].startswith(b"text/html,")
