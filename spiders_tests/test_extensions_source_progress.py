"""`extensions/source_progress.py`: share done, oldest day and time left of one source."""

from __future__ import annotations

from datetime import date

import pytest

from hanoi_press.extensions.source_progress import SourceProgress, duration

TODAY = date(2026, 11, 26)


def progress(**more: object) -> SourceProgress:
    return SourceProgress("moj", 100.0, TODAY, **more)  # type: ignore[arg-type]


def test_nothing_bounds_it() -> None:
    one = progress(articles=5)
    one.reach("2026-11-01T08:00:00+07:00")
    assert (one.share, one.seconds_left(200.0), one.done) == (None, None, "5")
    assert one.line(200.0) == "5 new articles, 0 pages, back to 2026-11-01"


def test_a_limit_counts_the_known_articles() -> None:
    one = progress(limit=40, counted=10, articles=4, pages=12)
    assert (one.share, one.done, one.seconds_left(160.0)) == (0.25, "10/40", 180.0)
    assert one.line(160.0) == "4 new articles, 10/40 with the known ones, 12 pages, 25%, about 3 min left"


def test_days_are_counted_from_today_back() -> None:
    one = progress(since=date(2026, 11, 17))  # ten days
    assert one.share == 0
    one.reach("2026-11-26")
    assert one.share == 0
    one.reach("2026-11-21")
    one.reach("2026-11-24")
    assert (one.oldest, one.share) == (date(2026, 11, 21), 0.5)
    one.reach("2026-09-01")  # an older one that a list names as well
    assert one.share == 0.9


def test_what_comes_first_of_limit_and_days_ends_it() -> None:
    one = progress(since=date(2026, 11, 17), limit=10, counted=8, oldest=date(2026, 11, 21))
    assert one.share == 0.8
    one.counted = 12
    assert one.share == 1.0


def test_no_guess_without_a_ground() -> None:
    assert progress(limit=100, counted=1).seconds_left(200.0) is None  # too little is done
    assert progress(limit=100, counted=50).seconds_left(101.0) is None  # too short a time


def test_the_end() -> None:
    one = progress(limit=100, counted=3, articles=3, ended=145.0)
    assert (one.share, one.seconds_left(900.0), one.seconds(900.0)) == (1.0, None, 45.0)
    assert one.line(900.0) == "3 new articles, 0 pages, ended after 45 s"


@pytest.mark.parametrize("stated", [None, "", "hôm nay", "2026-13-40", "2026"])
def test_no_day(stated: str | None) -> None:
    one = progress()
    one.reach(stated)
    assert one.oldest is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "0 s"), (99, "99 s"), (100, "2 min"), (3600, "60 min"), (7500, "2 h 05 min"), (36000, "10 h 00 min")],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_archive_files_are_done_as_far_as_they_were_read() -> None:
    one = SourceProgress("hanoimoi", 100.0, date(2026, 11, 25), part=0.25)
    assert (one.share, one.seconds_left(160.0)) == (0.25, 180.0)
    one.limit, one.counted = 10, 5
    assert one.share == 0.5
