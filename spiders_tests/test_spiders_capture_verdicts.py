"""`spiders/capture_verdicts.py`: how each verdict on a capture is counted, recorded and settled."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock, call

import pytest

from hanoi_press.crawl.capture_verdict import BadCapture, CaptureFault
from hanoi_press.crawl.read_answer import Blocked, Outcome, Skipped, Unchanged, Unreadable
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.failures import FailureKind
from hanoi_press.spiders.capture_verdicts import record_capture
from hanoi_press.store.capture_table import ArchivedAnswer

ID, URL = "hanoimoi/7", "https://hanoimoi.vn/bai-7.html"
PLACE = ArchivedAnswer("archive/a.warc.gz", 7, "2015-02-03T04:05:06Z")
FAILED = [call.mark_failed(ID, "parse: empty", of_host=False, answer=PLACE)]


@pytest.mark.parametrize(
    ("outcome", "recorded", "how"),
    [
        (Unreadable(FailureKind.PARSE, "empty"), FAILED, "unread"),
        (
            Unreadable(FailureKind.TIMEOUT, "60 s"),
            [call.mark_failed(ID, "timeout: 60 s", of_host=True, answer=None)],
            "failed",
        ),
        (
            Unreadable(FailureKind.HTTP, "HTTP 418"),
            [call.mark_failed(ID, "http: HTTP 418", of_host=False, answer=None)],
            "failed",
        ),
        (Unreadable(FailureKind.FAILING, "…"), [], "unasked"),
        (BadCapture(CaptureFault.CUT_SHORT, "…"), [call.mark_skipped(ID, "cut-short", answer=PLACE)], "cut-short"),
        (Skipped("sponsored", "…"), [call.mark_skipped(ID, "sponsored", answer=PLACE)], "sponsored"),
        (Blocked("a challenge", by_challenge=True), [call.mark_skipped(ID, "block-page", answer=PLACE)], "block-page"),
        (Unchanged(), [call.mark_skipped(ID, "status", answer=PLACE)], "status"),
    ],
)
def test_the_verdicts(outcome: Outcome, recorded: list[Any], how: str) -> None:
    capture = IndexedCapture("wayback", URL, "20150203040506")
    spider = SimpleNamespace(
        logger=logging.getLogger("a"),
        history=Mock(),
        balance=Mock(captures={ID: capture}),
        outcome=RunOutcome("hanoimoi"),
    )
    record_capture(spider, outcome, ID, URL, PLACE)
    assert spider.history.mock_calls == recorded
    spider.balance.settle.assert_called_once_with(ID, how)
    counts = spider.outcome.counts
    assert not [kind for kind in counts if kind.startswith(("blocked", "skipped", "unreadable", "pages"))]
    named = spider.outcome.details.failed
    assert [one["what"] for one in named] == (
        [f"capture of 20150203040506: {outcome.reason}"] if isinstance(outcome, Unreadable) and recorded else []
    )


def test_one_that_scrapy_drops_is_a_fault_of_the_run() -> None:
    spider = SimpleNamespace(
        logger=logging.getLogger("a"),
        history=Mock(),
        balance=Mock(captures={ID: IndexedCapture("wayback", URL, "20150203040506")}),
        outcome=RunOutcome("hanoimoi"),
    )
    record_capture(spider, Unreadable(FailureKind.DROPPED, "…"), ID, URL, None)
    assert spider.outcome.faults == ["1 request dropped by a part of Scrapy, see the log"]
