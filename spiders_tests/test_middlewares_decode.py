"""`middlewares/decode.py`: a body that takes too long to unpack is a failure, and kept as it came."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from hanoi_press.crawl.fetch import Fetch, fetch_of
from hanoi_press.failures import FailureKind
from hanoi_press.middlewares import decode
from hanoi_press.middlewares.decode import DecodeMiddleware

BODY = gzip.compress(b"<html>")


def decoded(seconds: float) -> tuple[HtmlResponse, Fetch]:
    request = Request("https://bao.example/", meta={"fetch": Fetch()})
    response = HtmlResponse(request.url, headers={"Content-Encoding": "gzip"}, body=BODY)
    return DecodeMiddleware(1000, seconds).process_response(request, response), fetch_of(request)  # type: ignore[return-value]


def endless(*arguments: Any) -> bytes:
    while True:
        pass


def hungry(*arguments: Any) -> bytes:
    raise MemoryError


def test_in_time() -> None:
    response, fetch = decoded(10)
    assert (response.body, fetch.failure, fetch.wire.body) == (b"<html>", None, BODY)  # type: ignore[union-attr]


@pytest.mark.parametrize("unpack", [endless, hungry])
def test_too_costly(monkeypatch: pytest.MonkeyPatch, unpack: Any) -> None:
    monkeypatch.setattr(decode, "decode_body", unpack)
    response, fetch = decoded(0.05)
    assert (response.body, fetch.failure, fetch.wire) == (BODY, FailureKind.TOO_COSTLY, response)


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "UTF-8"}])
def test_gzip_that_no_header_names(headers: dict[str, str]) -> None:
    request = Request("https://bao.example/robots.txt", meta={"fetch": Fetch()})
    answer = DecodeMiddleware(1000, 10).process_response(request, Response(request.url, headers=headers, body=BODY))
    assert (answer.body, fetch_of(request).failure) == (b"<html>", None)
    assert "Content-Encoding" not in answer.headers
