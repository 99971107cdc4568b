"""`middlewares/robots.py`: robots.txt as the ministries' servers answer it. The bodies are our own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.middlewares.robots import HtmlAwareRobotParser

CHALLENGE = b"""<html><head><script>function go(){document.cookie="D1N=8a1f;path=/";window.location.reload(true);}
go();</script></head><body></body></html>"""
SHELL = b'<!DOCTYPE html><html><head><title>BTC</title></head><body><div id="app"></div><script src="/a.js"></script>'


def parsed(body: bytes) -> tuple[HtmlAwareRobotParser, dict[str, int]]:
    """Return the parser of a robots.txt, and what the run counted."""
    outcome = RunOutcome("mof")
    crawler: Any = SimpleNamespace(spider=SimpleNamespace(outcome=outcome))
    return HtmlAwareRobotParser.from_crawler(crawler, body), outcome.counts


def test_rules_are_obeyed() -> None:
    parser, counts = parsed(b"User-agent: *\nDisallow: /data/\nCrawl-delay: 3")
    assert not parser.allowed("https://moit.gov.vn/data/a", "hanoi_press")
    assert parser.allowed("https://moit.gov.vn/tin-tuc/a.html", "hanoi_press")
    assert parser.crawl_delay("hanoi_press") == 3 and counts == {}


def test_html_counts_as_no_robots_txt(caplog: pytest.LogCaptureFixture) -> None:
    parser, counts = parsed(SHELL + b"\nUser-agent: *\nDisallow: /")
    assert parser.allowed("https://mof.gov.vn/a", "hanoi_press")
    assert counts == {"robots_html": 1} and "treated as absent" in caplog.text


def test_a_challenge_page_forbids_everything() -> None:
    parser, counts = parsed(CHALLENGE)
    assert not parser.allowed("https://mod.gov.vn/a", "hanoi_press")
    assert counts == {"blocked": 1}


def test_a_robots_txt_too_long_to_be_evaluated_forbids_everything(caplog: pytest.LogCaptureFixture) -> None:
    robots = b"".join(b"User-agent: robot-%d\n" % n for n in range(1_000))
    rules = b"".join(b"Disallow: /%d\n" % n for n in range(1_000))
    parser, counts = parsed(robots + rules)
    assert not parser.allowed("https://moit.gov.vn/tin", "hanoi_press")
    assert counts == {"blocked": 1} and "more groups or rules than are evaluated" in caplog.text


def test_a_long_robots_txt_with_few_robots_is_obeyed() -> None:
    parser, counts = parsed(b"User-agent: *\n" + b"".join(b"Disallow: /%d/\n" % n for n in range(20_000)))
    assert not parser.allowed("https://moit.gov.vn/19999/a", "hanoi_press")
    assert parser.allowed("https://moit.gov.vn/tin", "hanoi_press") and counts == {}
