"""`extensions/retry_after.py`: the seconds that a `Retry-After` header asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Response

from hanoi_press.crawl.capture_request import web_archive_meta
from hanoi_press.discovery.captures import WAYBACK
from hanoi_press.extensions.retry_after import RetryAfterExtension, retry_seconds
from spiders_tests.past.asked_captures import SETTINGS, crawler

_DATE = r"[A-Z][a-z]{2}, [-+]?\d{1,30} (Nov|Feb) \d{1,30} \d{1,30}:\d\d:\d\d [-+A-Z\d]{1,30}"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


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
        ("9999999999999999", 999999),
        ("0000000120", 120),
        ("9" * 400, 999999),
        ("1e9", 0),
        ("1.5", 0),
        ("٣٠", 0),
        ("5, 10", 0),
        ("+0000", 0),
        ("Tue, 24 Nov 99999999999999999999 03:01:30 GMT", 0),
        ("Tue, 99999999999999999999 Nov 2026 03:01:30 GMT", 0),
        ("Tue, 24 Nov 2026 03:01:30 +99999999999999999999", 0),
        ("Tue, 24 Nov 2026 03:01:30 -2359", 86430),
        (
            "Fri, 31 Dec 9999 23:59:59 -2300",
            (datetime(9999, 12, 31, 22, 59, 59, tzinfo=UTC) - NOW).total_seconds() + 86400,
        ),
    ],
)
def test_retry_after(header: str, wanted: float) -> None:
    assert retry_seconds(header, NOW) == wanted


@given(
    st.one_of(
        st.text(),
        st.from_regex(_DATE, fullmatch=True),
    )
)
def test_any_header_gives_a_number_from_0_up(header: str) -> None:
    assert retry_seconds(header, NOW) >= 0


def paused(response: Response, *, lastseen: float = 0.0) -> float:
    """Return the seconds for which a web archive's slot is paused after its answer."""
    run = crawler()
    slot = run.engine.downloader.slots.get(WAYBACK)
    slot.lastseen = monotonic() + lastseen
    url = "https://web.archive.org/web/20150203040506id_/http://hanoimoi.com.vn/1"
    RetryAfterExtension(run).response_downloaded(response, Request(url, meta=web_archive_meta(url, SETTINGS)))
    return float(slot.lastseen - monotonic())


def test_a_web_archive_is_paused_as_long_as_it_asks_up_to_a_maximum() -> None:
    def answer(wait: int, **more: str) -> Response:
        return Response("https://web.archive.org/a", 503, {"Retry-After": str(wait), **more})

    assert paused(answer(700)) == pytest.approx(700, abs=2)
    assert paused(answer(5000)) == pytest.approx(900, abs=2)
    assert paused(answer(10), lastseen=120) == pytest.approx(120, abs=2)  # never less than the pause after failures
    captured = answer(700, **{"Memento-Datetime": "Tue, 03 Feb 2015 04:05:06 GMT"})
    assert paused(captured) <= 0.0
