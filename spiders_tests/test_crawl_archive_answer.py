"""`crawl/archive_answer.py`: faults of an archive's servers, told from the answers of sites and from its verdicts."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import Response

from hanoi_press.crawl.archive_answer import archive_fault
from hanoi_press.crawl.capture_request import web_archive_meta
from spiders_tests.past.asked_captures import SETTINGS

CC, WB = "https://index.commoncrawl.org/CC-MAIN-2015-06-index?url=a", "https://web.archive.org/cdx/search/cdx?url=a"
EXCLUDED = b"org.archive.util.io.RuntimeIOException: AdministrativeAccessControlException: Blocked Site Error"


@pytest.mark.parametrize(
    ("url", "status", "body", "fault"),
    [
        (CC, 200, b'{"url": "a"}\n{"url": "b"}\n', None),
        (CC, 404, b'{"message": "No Captures found for: a"}', None),
        (CC, 400, b'{"message": "Page 9 invalid"}', None),
        (CC, 403, b"<html>403 Forbidden</html>", "busy"),
        (CC, 429, b"", "busy"),
        (CC, 503, b"<Error><Code>SlowDown</Code></Error>", "busy"),
        (CC, 500, b"<Error><Code>SlowDown</Code></Error>", "busy"),
        (CC, 504, b"<html>504</html>", "server-error"),
        (CC, 408, b"", "server-error"),
        (CC, 200, b"<!DOCTYPE html><html>We are down for maintenance.</html>", "garbage"),
        (CC, 200, b"\n", "empty"),
        (WB, 200, b"[]\n", None),
        (WB, 403, EXCLUDED, None),  # for good: nothing of this host is shown
        (WB, 403, b"", "busy"),
        (WB, 401, b"", "busy"),
        ("https://hanoimoi.vn/rss", 503, b"", "busy"),
        ("https://hanoimoi.vn/rss", 403, b"", None),
        ("https://hanoimoi.vn/rss", 200, b"<html></html>", None),
    ],
)
def test_faults_for_which_a_request_is_sent_again(url: str, status: int, body: bytes, fault: str | None) -> None:
    request = Request(url, meta=web_archive_meta(url, SETTINGS))
    assert archive_fault(request, Response(url, status=status, body=body)) == fault
