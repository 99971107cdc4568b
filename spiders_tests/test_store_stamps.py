"""What a list states about the last change of a known page."""

from __future__ import annotations

import time

import pytest

from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.stamps import has_changed, is_future_header

NOW = int(time.time()) // 60 * 60 + 7
YEARS = 10 * 365 * 86_400


@pytest.mark.parametrize(
    ("known", "stated", "changed"),  # seconds after NOW
    [
        (0, 0, False),
        (0, 1, True),
        (0, YEARS, True),
        (3600, 0, False),  # the clocks differ
        (YEARS, YEARS, False),
        (YEARS, 0, True),  # the editor mended the typo, or changed the article
        (YEARS, YEARS + 1, True),  # the whole site's clock is wrong
        (YEARS, YEARS - 1, True),
        (YEARS, None, False),
        (None, 0, False),
    ],
)
def test_a_change(known: int | None, stated: int | None, changed: bool) -> None:
    known, stated = (None if one is None else NOW + one for one in (known, stated))
    page = Page("hanoimoi/1", "hanoimoi", "u", "article", stamp=known, asked=NOW, seen=3)
    assert has_changed(page, stated, 4) is changed
    assert has_changed(page._replace(asked=None), stated, 4) is changed


def test_a_time_in_the_future_stays_one_when_it_has_come() -> None:
    page = Page("hanoimoi/1", "hanoimoi", "u", "article", stamp=NOW - 3600, asked=NOW - 90 * 86_400, seen=3)
    assert has_changed(page, NOW - 7200, 4)


def test_two_lists_that_differ_cost_one_request_in_a_run() -> None:
    page = Page("hanoimoi/1", "hanoimoi", "u", "article", stamp=NOW + YEARS, asked=NOW, seen=4)
    assert not has_changed(page, NOW, 4)


@pytest.mark.parametrize(
    ("stated", "is_future"),
    [
        ("Mon, 02 Mar 2026 00:00:00 GMT", False),
        ("Fri, 01 Mar 2086 00:00:00 GMT", True),
        ("Fri, 01 Mar 2086 00:00:00 -0000", True),
        ("Fri, 31 Dec 9999 23:59:59 -1200", True),
        ("Mon, 01 Jan 0001 00:00:00 +0000", False),
        ("Mon, 99 Mar 2086 00:00:00 GMT", False),
        ("yesterday", False),
        ("", False),
        (None, False),
    ],
)
def test_a_header_of_the_future(stated: str | None, is_future: bool) -> None:
    assert is_future_header(stated) is is_future


DAY, HOUR = 86_400, 3600
MIDNIGHT = 1_795_366_800  # 2026-11-23 00:00 in Hanoi


@pytest.mark.parametrize(
    ("known", "asked", "stated", "changed"),  # seconds after a day's midnight
    [
        (0, 10 * HOUR, 0, True),  # requested on the stated day: it may have changed again on that day
        (0, 24 * HOUR, 0, False),  # requested when the day was over
        (22 * HOUR, 10 * HOUR, 0, True),  # the page's own time of change has an hour
        (30 * HOUR, 31 * HOUR, 0, False),
        (8 * HOUR, 10 * HOUR, 8 * HOUR, False),  # with an hour
        (8 * HOUR, 10 * HOUR, DAY, True),  # a later day
        (20 * HOUR, 10 * HOUR, 15 * HOUR, True),  # after the last request, whatever the page stated
        (15 * HOUR, 10 * HOUR, 15 * HOUR, False),  # the site's clock is ahead of ours
        (None, 10 * HOUR, 15 * HOUR, True),
        (None, 10 * HOUR, 8 * HOUR, False),
    ],
)
def test_what_we_may_have_missed_since_the_last_request(
    known: int | None, asked: int, stated: int, changed: bool
) -> None:
    stamp = None if known is None else MIDNIGHT + known
    page = Page("hanoimoi/1", "hanoimoi", "u", "article", stamp=stamp, asked=MIDNIGHT + asked, seen=3)
    assert has_changed(page, MIDNIGHT + stated, 4) is changed
    assert not has_changed(page._replace(seen=4), MIDNIGHT, 4)  # once in a run
    left = page._replace(state="left", stamp=MIDNIGHT)
    assert not has_changed(left, MIDNIGHT, 4)  # what is no article waits for another day
