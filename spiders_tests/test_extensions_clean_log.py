"""`extensions/clean_log.py`: what a page holds cannot forge log lines or control a terminal."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest

from hanoi_press.extensions.clean_log import OneLine
from spiders_tests.loopback import crawl
from spiders_tests.sites.page import XML, Page
from spiders_tests.sites.serve import serve


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
    assert lines[-4] == "ValueError: dòng một\\x07\\x9b" and lines[-3:] == ["a list:", "- of lines\\x1b[2J", ""]


def logged() -> str:
    """Return the text that a few messages are written as."""
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
    others.warning("a list:\n%s", "- of lines\x1b[2J")
    return text.getvalue()


@pytest.mark.slow
def test_the_crawl_writes_through_it(tmp_path: Path) -> None:
    day = "https://hanoimoi.vn/sitemap-article-2026-11-20.xml?a=\u202e"
    index = f'<?xml version="1.0"?><sitemapindex><sitemap><loc>{day}</loc></sitemap></sitemapindex>'
    with serve({"https://hanoimoi.vn/sitemap.xml": Page.of(index, XML)}) as served:
        run = crawl(tmp_path, "hanoimoi", "-a", "via=sitemap", served=served)
    assert "route sitemap failed after 0 leads: " in run.err
    assert "sitemap-article-2026-11-20.xml" in run.err and "\u202e" not in run.err
