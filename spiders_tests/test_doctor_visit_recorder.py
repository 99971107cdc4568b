"""What an answer to the request for robots.txt means, in words."""

from __future__ import annotations

import pytest
from scrapy.http import Response

from hanoi_press.doctor.visit_recorder import robots_words

URL = "https://vidu.vn/robots.txt"


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (200, b"User-agent: *\nDisallow: /tim-kiem\n", "allows all that was asked for"),
        (200, b"<!DOCTYPE html><html><body>app</body></html>", "a page in its place: treated as absent"),
        (404, b"", "none (HTTP 404): everything is allowed"),
        (403, b"", "none (HTTP 403): everything is allowed"),
        (503, b"", "could not be fetched (HTTP 503): nothing may be fetched"),
        (429, b"", "could not be fetched (HTTP 429): nothing may be fetched"),
        (301, b"", "could not be fetched (HTTP 301): nothing may be fetched"),
        (
            403,
            b"<html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script></html>",
            "a challenge page in its place: nothing may be fetched",
        ),
    ],
)
def test_robots_in_words(status: int, body: bytes, words: str) -> None:
    assert robots_words(Response(URL, status=status, body=body)) == words


def test_an_archive_without_robots() -> None:
    assert robots_words(Response(URL, status=404), is_missing=True) == "not in the archive"
