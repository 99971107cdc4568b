"""Tables over a run's sources: failures by kind, slow hosts, what is usual, the growth of the disk."""

from __future__ import annotations

from typing import Any

from hanoi_press.report.night_tables import (
    disk_forecast,
    failure_groups,
    field_row,
    night_marks,
    ordered_sources,
    slowest_hosts,
)
from hanoi_press.report.reported_run import ReportedRun
from hanoi_press.report.run_records import StoredRun
from spiders_tests import night_records as nights


def reported(record: dict[str, Any]) -> ReportedRun:
    return ReportedRun(StoredRun(record["run"], record))


def test_failures_by_kind() -> None:
    found = {one.kind: one for one in failure_groups(reported(nights.dead_host()).sources.values())}
    assert {kind: (one.pages, one.attempts, len(one.addresses)) for kind, one in found.items()} == {
        "dns": (2, 8, 2),
        "timeout": (1, 11, 1),  # 4 of sbv, one of each of 7 others: moh has none but its own
        "truncated": (1, 1, 1),
    }
    assert found["dns"].meaning == "the host's name does not resolve"


def test_blocks_come_first() -> None:
    record = nights.block()
    record["sources"]["sbv"]["unreadable_kinds"] = {"parse": 90}
    found = failure_groups(reported(record).sources.values())
    assert [(one.kind, one.pages) for one in found] == [("blocked", 3), ("parse", 90), ("timeout", 0)]


def test_trouble_comes_first() -> None:
    names = [source.name for source in ordered_sources(reported(nights.redesign()))]
    assert names[:3] == ["hanoimoi", "baochinhphu", "xaydungchinhsach"]
    assert ordered_sources(reported(nights.block()))[0].name == "moj"


def test_slow_hosts() -> None:
    found = slowest_hosts(reported(nights.dead_host()).sources.values())
    assert [(source, host.name, host.slowest) for source, host in found[:2]] == [
        ("sbv", "sbv.gov.vn", 59.8),
        ("hanoimoi", "hanoimoi.vn", 7.4),
    ]
    assert found[0][1].mean is not None and round(found[0][1].mean, 2) == 11.98


def test_what_is_usual_leaves_out_nights_that_rang() -> None:
    tonight = reported(nights.redesign())
    earlier = [reported(nights.redesign(2)), reported(nights.record(1))]
    title, summary = field_row(tonight.sources["hanoimoi"], ["title", "summary"], earlier)
    assert (title.coverage, title.level, title.usual) == ((155, 155, False), 5, 100)
    assert (summary.coverage, summary.level, summary.usual) == ((0, 155, True), 0, 95)


def test_the_strip_of_nights() -> None:
    runs = [reported(nights.killed(2)), reported(nights.block(1)), reported(nights.record())]
    assert [mark.status for mark in night_marks("moj", runs)] == ["absent", "blocked", "ok"]
    assert night_marks("moj", runs)[2].title == "26 Nov: ok, 6 new"


def test_the_growth_of_the_disk() -> None:
    runs = [reported(nights.record(night)) for night in range(9, -1, -1)]
    assert disk_forecast(runs) == (34_500_000, 4_811)
    assert disk_forecast(runs[-3:]) == (None, None)
    assert disk_forecast([reported(nights.record())] * 9) == (None, None)
