"""Scrapy's seams that need no crawl: the report's line, the validator, Retry-After."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy.core.downloader import Slot

from hanoi_press import extract
from hanoi_press.crawl.article_checks import problems
from hanoi_press.crawl.figures import drift
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.extensions.clean_log import OneLine
from hanoi_press.extensions.crawl_delay import CrawlDelayExtension
from hanoi_press.extensions.retry_after import retry_seconds
from spiders_tests.loopback import crawl
from spiders_tests.sites.page import XML, Page
from spiders_tests.sites.serve import serve

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ARTICLE = extract(
    b'<h1 class="c-detail-head__title">A</h1><div class="b-maincontent"><div class="entry"><p>B.</p></div></div>',
    "https://hanoimoi.vn/a-1.html",
)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("6", 6),
        (" 120 ", 120),
        ("Tue, 24 Nov 2026 03:01:30 GMT", 90),
        ("Tue, 24 Nov 2026 02:00:00 GMT", 0),
        ("mai", 0),
        ("", 0),
        ("-5", 0),
        ("9" * 40, 999999),
    ],
)
def test_retry_after(header: str, wanted: float) -> None:
    assert retry_seconds(header, NOW) == wanted


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"title": ""}, ["no title"]),
        ({"text": "", "url": ""}, ["no url", "no text"]),
        ({"published_at": "2026-11-24"}, []),
        ({"published_at": "24/11/2026"}, ["published_at is '24/11/2026'"]),
        ({"modified_at": "2026-11-24T03:00:00"}, ["modified_at is '2026-11-24T03:00:00'"]),
    ],
)
def test_problems(change: dict[str, str], found: list[str]) -> None:
    assert problems(replace(ARTICLE, **change)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "file", "reason", "line"),
    [
        ({}, None, "finished", "x: 0 articles; 0 pages could not be read"),
        (
            {"articles": 1, "unreadable": 1, "skipped/gone": 2},
            "data/a.jsonl",
            "finished",
            "x: 1 article in data/a.jsonl; 1 page could not be read; left out: 2 gone",
        ),
        (
            {"unreadable": 2, "unreadable/truncated": 2, "failures/busy": 1, "failures/reset": 3},
            None,
            "failing",
            "x: 0 articles; 2 pages could not be read (2 truncated); failed attempts: 1 busy, 3 reset; "
            "ended early: failing",
        ),
        (
            {"blocked": 3, "no_route": 1},
            None,
            "blocked",
            "x: 0 articles; 0 pages could not be read; blocked: 3; no discovery route answered; ended early: blocked",
        ),
    ],
)
def test_the_last_line(counts: dict[str, int], file: str | None, reason: str, line: str) -> None:
    outcome = RunOutcome("x")
    outcome.counts.update(counts)
    outcome.file, outcome.reason = Path(file) if file else None, reason
    assert outcome.summary() == line


def test_crawl_delay_is_a_least_and_not_a_mean() -> None:
    slot = Slot(1, 0.5, 0.5)
    throttle = SimpleNamespace(mindelay=0.5, maxdelay=1.0)
    crawler = SimpleNamespace(
        get_extension=lambda cls: throttle,
        settings={"USER_AGENT": "hanoi_press"},
        spider=SimpleNamespace(name="hanoimoi"),
        engine=SimpleNamespace(downloader=SimpleNamespace(slots={"hanoimoi": slot})),
    )
    robots = SimpleNamespace(crawl_delay=lambda agent: 2.0)
    CrawlDelayExtension(crawler).robots_parsed(robots, None)  # type: ignore[arg-type]
    assert [slot.download_delay() for _ in range(20)] == [2.0] * 20
    assert (throttle.mindelay, throttle.maxdelay) == (2.0, 2.0)


def test_crawl_delay_holds_also_where_the_host_was_slower_at_first() -> None:
    slot = Slot(1, 3.0, 0)
    throttle = SimpleNamespace(mindelay=0.5, maxdelay=30.0)
    crawler = SimpleNamespace(
        get_extension=lambda cls: throttle,
        settings={"USER_AGENT": "hanoi_press"},
        spider=SimpleNamespace(name="hanoimoi"),
        engine=SimpleNamespace(downloader=SimpleNamespace(slots={"hanoimoi": slot})),
    )
    CrawlDelayExtension(crawler).robots_parsed(SimpleNamespace(crawl_delay=lambda agent: 2.0), None)  # type: ignore[arg-type]
    assert (slot.delay, throttle.mindelay, throttle.maxdelay) == (3.0, 2.0, 30.0)


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({"title/css": 20, "tags/css": 9}, {"title/css": 6, "title/json-ld": 4}, []),  # 6 of 10, and tags never were
        ({"title/css": 20}, {"title/css": 4, "title/json-ld": 6}, ["title: 100 % by selector before, 40 % now"]),
        (
            {"title/css": 16, "text/css": 20},
            {},
            ["text: 100 % by selector before, 0 % now", "title: 80 % by selector before, 0 % now"],
        ),
        ({"title/json-ld": 20}, {"title/meta": 10}, []),
    ],
)
def test_drift(before: dict[str, int], now: dict[str, int], found: list[str]) -> None:
    assert drift({"pages": {"a": 20}, "fields": before}, {"pages": {"a": 10}, "fields": now}) == found
    assert drift({}, {"pages": {"a": 10}, "fields": now}) == []
    assert drift({"pages": {"a": 20}, "fields": before}, {"pages": {"a": 9}, "fields": {}}) == []  # too few to tell


def test_a_log_line_is_one_line() -> None:
    make = logging.getLogRecordFactory()
    logging.setLogRecordFactory(OneLine(make))
    try:
        text = logged()
    finally:
        logging.setLogRecordFactory(make)
    lines = text.split("\n")
    assert lines[0] == "could not be read: https://x.vn/\\x1b[2J\\r\\n2026-11-24 [fake] ERROR: \\u202eđảo"
    assert lines[1] == "hỏng" and lines[2].startswith("Traceback ")
    assert lines[-4] == "ValueError: dòng một\\x07\\x9b" and lines[-3:] == ["a list:", "- of lines", ""]


def logged() -> str:
    """What a few messages look like when they are written."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    ours, others = logging.getLogger("hanoi_press.test"), logging.getLogger("scrapy.test")
    for logger in (ours, others):
        logger.addHandler(handler)
        logger.propagate = False
    ours.warning("could not be read: %s", "https://x.vn/\x1b[2J\r\n2026-11-24 [fake] ERROR: \u202eđảo")
    try:
        raise ValueError("dòng một\x07\x9b")
    except ValueError:
        ours.exception("hỏng")
    others.warning("a list:\n%s", "- of lines")
    return text.getvalue()


def test_the_crawl_writes_through_it(tmp_path: Path) -> None:
    day = "https://hanoimoi.vn/sitemap-article-2026-11-20.xml?a=\u202e"
    index = f'<?xml version="1.0"?><sitemapindex><sitemap><loc>{day}</loc></sitemap></sitemapindex>'
    with serve({"https://hanoimoi.vn/sitemap.xml": Page.of(index, XML)}) as served:
        run = crawl(tmp_path, "hanoimoi", "-a", "via=sitemap", served=served)
    assert "route sitemap failed after 0 leads: " in run.err
    assert "sitemap-article-2026-11-20.xml" in run.err and "\u202e" not in run.err
