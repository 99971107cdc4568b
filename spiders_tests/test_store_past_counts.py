"""How many captures the indexes of web archives list, by year and host."""

from __future__ import annotations

from dataclasses import replace

from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK
from hanoi_press.store.folder import DataFolder
from spiders_tests.past.capture_runs import ask, capture, listed, past_run

OLD = "http://www.hanoimoi.com.vn/tin-tuc/Kinh-te/700001/bai"


def test_captures_are_counted_by_year_and_host(folder: DataFolder) -> None:
    run, past = past_run(folder), folder.ledger.past
    old = [replace(capture(1, at), url=OLD) for at in ("20140301", "20160301", "20160302")]
    listed(run, [capture(1, "20240301"), capture(2, "20240302"), capture(2, "20260101"), *old])
    listed(run, [capture(1, "20240301", archive=COMMONCRAWL)], "another")
    assert past.years("hanoimoi") == [
        (COMMONCRAWL, "2024", 1, 1),
        (WAYBACK, "2014", 1, 1),
        (WAYBACK, "2016", 2, 1),
        (WAYBACK, "2024", 2, 2),
        (WAYBACK, "2026", 1, 1),
    ]
    assert past.hosts("hanoimoi", WAYBACK) == [
        ("hanoimoi.vn", 3, 2024, 2026),
        ("www.hanoimoi.com.vn", 3, 2014, 2016),
    ]
    assert past.articles("hanoimoi", WAYBACK) == 3
    assert past.articles("hanoimoi", COMMONCRAWL) == 1
    assert past.years("mst") == past.hosts("mst", WAYBACK) == [] and past.articles("mst", WAYBACK) == 0


def test_captures_of_removed_articles_are_not(folder: DataFolder) -> None:
    run, past = past_run(folder), folder.ledger.past
    listed(run, [capture(1, "20240301"), capture(2, "20250301")])
    run.mark_removed(ask(run, capture(1, "20240301")), "hanoimoi/1")
    assert past.years("hanoimoi") == [(WAYBACK, "2025", 1, 1)] and past.articles("hanoimoi", WAYBACK) == 1
    assert past.hosts("hanoimoi", WAYBACK) == [("hanoimoi.vn", 1, 2025, 2025)]
