"""`spiders/balance.py`: which requests it settles, and when it gives up waiting."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse
from scrapy.signalmanager import SignalManager
from twisted.python.failure import Failure

from hanoi_press.crawl.counted_drop import CountedDrop
from hanoi_press.crawl.fetch import Fetch
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.spiders.balance import Balance
from spiders_tests.corpus_lines import article


class FakeEngine:
    """An engine whose state the test sets."""

    def __init__(self) -> None:
        self.paused = self.reads = self.pending = False
        self.spider: object = "open"
        self.downloader = SimpleNamespace(active=set())
        self.scraper = SimpleNamespace(slot=SimpleNamespace(is_idle=lambda: not self.reads))
        self._slot = SimpleNamespace(closing=None, scheduler=SimpleNamespace(has_pending_requests=lambda: self.pending))


class FakeSpider:
    """What a balance needs of a spider."""

    def __init__(self) -> None:
        self.outcome = RunOutcome("x")
        self.answers: list[int] = []
        self.frontier = SimpleNamespace(answered=lambda: self.answers.append(1))
        self.history = SimpleNamespace(
            mark_failed=lambda id, why, answer=None: self.marked.append((id, why)),
            mark_skipped=lambda id, why: self.marked.append((id, why)),
        )
        self.marked: list[tuple[str, str]] = []
        self.closed: list[str] = []
        self.close_later = self.closed.append
        self.logger = logging.getLogger("hanoi_press.test")

    def record(self, outcome: Any, id: str, url: str, answer: Any = None) -> None:
        self.marked.append((id, str(outcome.kind)))
        self.balance.settle(id, "unreadable")


@pytest.fixture
def balance() -> Balance:
    spider: Any = FakeSpider()
    crawler: Any = SimpleNamespace(signals=SignalManager(), engine=FakeEngine())
    spider.balance = Balance(spider, crawler)
    for number in (1, 2):
        spider.balance.begin(f"hanoimoi/{number}", f"u{number}")
    found: Balance = spider.balance
    return found


def pages(balance: Balance) -> dict[str, int]:
    found: dict[str, int] = balance.spider.outcome.group("pages")
    return found


def test_what_nothing_works_on_is_dropped_after_two_checks(balance: Balance) -> None:
    balance.check()
    assert pages(balance) == {}
    balance.check()
    assert pages(balance) == {"unreadable": 2}
    assert balance.spider.marked == [("hanoimoi/1", "dropped"), ("hanoimoi/2", "dropped")]
    assert balance.open == {}


def test_after_the_end_nothing_is_settled(balance: Balance) -> None:
    balance.close("time")
    assert balance.open == {}
    balance.begin("hanoimoi/3", "u3")
    balance.crawler.engine.spider = None  # type: ignore[union-attr]
    for _ in range(5):
        balance.check()
    assert pages(balance) == {"unasked": 2}


@pytest.mark.parametrize("busy", ["paused", "reads", "active", "closing"])
def test_while_something_works_nothing_is_dropped(balance: Balance, busy: str) -> None:
    engine: Any = balance.crawler.engine
    for _ in range(3):
        balance.check()
        if busy == "active":
            engine.downloader.active.add(1)
        elif busy == "closing":
            engine._slot.closing = "a future"
        else:
            setattr(engine, busy, True)
        for _ in range(50):
            balance.check()
        engine.paused = engine.reads = False
        engine._slot.closing = None
        engine.downloader.active.clear()
    assert pages(balance) == {} and balance.spider.closed == []
    balance.check()
    balance.settle("hanoimoi/1", "stored")  # something moves
    balance.check()
    assert pages(balance) == {"stored": 1}


def test_requests_that_are_never_sent_end_the_run(balance: Balance) -> None:
    balance.crawler.engine.pending = True  # type: ignore[union-attr]
    for _ in range(30):
        balance.check()
    assert balance.spider.closed == ["stuck"]  # once
    balance.close("stuck")
    assert pages(balance) == {"unasked": 2}


def test_each_request_is_settled_once(balance: Balance) -> None:
    balance.begin("hanoimoi/1", "api")  # the content of a shell, in place of its page
    balance.settle("hanoimoi/1", "stored")
    balance.settle("hanoimoi/1", "unreadable")
    balance.settle("hanoimoi/9", "stored")  # never asked for
    balance.close("finished")
    assert pages(balance) == {"stored": 1, "unaccounted": 1}
    assert len(balance.spider.answers) == 1  # the end of the run frees no place for a further request
    assert balance.spider.outcome.counts["asked"] == 2


def test_how_pipelines_settle(balance: Balance) -> None:
    request = Request("https://x/1", meta={"fetch": Fetch(article_id="hanoimoi/1")})
    response = HtmlResponse("https://x/1", request=request)
    other = article(7)  # the page of hanoimoi/1 has the article of another id
    for exception, how, marks in (
        (CountedDrop("again", "seen"), "seen", []),
        (CountedDrop("checking it took long", "too-costly"), "unreadable", [("hanoimoi/1", "too-costly")]),
        (DropItem("not for us"), "left_out", [("hanoimoi/1", "dropped")]),
    ):
        balance.begin("hanoimoi/1", "u1")
        balance.spider.marked.clear()
        balance.item_dropped(other, response, exception)
        assert pages(balance).pop(how) == 1 and balance.spider.marked == marks
    balance.begin("hanoimoi/1", "u1")
    balance.item_error(other, response, Failure(ValueError("no")))
    assert balance.spider.marked[-1] == ("hanoimoi/1", "lost: ValueError: no")
    balance.item_scraped(article(2), None)
    assert pages(balance) == {"seen": 1, "unreadable": 1, "left_out": 1, "lost": 1, "stored": 1}


def test_what_is_wanted_after_the_end_is_neither_asked_for_nor_missing(balance: Balance) -> None:
    balance.close("time")
    balance.begin("hanoimoi/3", "u3")
    counts = balance.spider.outcome.counts
    assert (counts["asked"], counts["pages/unasked"], balance.open) == (2, 2, {})
    assert balance.spider.outcome.unaccounted == 0


def test_captures_are_no_pages(balance: Balance) -> None:
    """They are counted by web archive, and those that are open at the end of a run that was stopped are unasked."""
    outcome = balance.spider.outcome
    asked = outcome.counts["asked"]
    for number in (3, 4, 5):
        capture = IndexedCapture("wayback", f"u{number}", "20150203040506")
        balance.begin(f"x/{number}", f"u{number}", capture=capture)
    balance.settle("x/3", "stored")
    balance.lost("x/4", "OSError: no space")
    assert balance.spider.marked == [("x/4", "lost: OSError: no space")]
    assert (outcome.counts["asked"], len(balance.spider.answers)) == (asked, 2)
    balance.close("shutdown")
    assert outcome.past.figures()["wayback"]["captures"] == {"lost": 1, "stored": 1, "unasked": 1}
    assert (outcome.past.figures()["wayback"]["asked"], outcome.group("pages")) == (3, {"unasked": 2})


def test_a_capture_that_nobody_settled(balance: Balance) -> None:
    balance.begin("x/3", "u3", capture=IndexedCapture("wayback", "u3", "20150203040506"))
    balance.close("finished")
    assert balance.spider.outcome.past.unaccounted == 1
    assert balance.spider.outcome.group("pages") == {"unaccounted": 2}
