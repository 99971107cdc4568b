"""What an errback's failure means for its article."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from hanoi_press.crawl.failed_request import failure_verdict
from hanoi_press.crawl.read_answer import Unchanged, Unreadable
from hanoi_press.failures import FailureKind

URL = "https://hanoimoi.vn/bai-1-1309901.html"


def verdict(status: int, **headers: str) -> object:
    request = Request(URL, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return failure_verdict(HttpError(Response(URL, status=status, request=request)), 5.0)


def test_a_304_answers_a_condition_only() -> None:
    assert isinstance(verdict(304, If_None_Match='"e"'), Unchanged)
    assert isinstance(verdict(304, If_Modified_Since="Mon, 02 Mar 2026 00:00:00 GMT"), Unchanged)
    found = verdict(304)
    assert isinstance(found, Unreadable) and found.kind is FailureKind.HTTP and "condition" in found.reason


@pytest.mark.parametrize("status", [206, 412, 416])
def test_answers_to_conditions_and_ranges_are_no_pages(status: int) -> None:
    found = verdict(status)
    assert isinstance(found, Unreadable) and found.kind is FailureKind.HTTP
