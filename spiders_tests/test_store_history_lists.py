"""The history of a source: how far discovery has come, and which lists count as read."""

from __future__ import annotations

import time

import pytest

from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article
from spiders_tests.history_runs import STAMP, run, store

DAY = 86_400


def walk(folder: DataFolder, since: int, *stamps: int, walked: bool = True) -> SourceHistory:
    """Run to the end, storing an article for each moment."""
    history = run(folder, RunScope(since=since))
    for stamp in stamps:
        if history.skip_reason(f"hanoimoi/{stamp}", stamp) == "":
            store(history, stamp, stamp)
    history.finish(walked=walked)
    return history


def test_coverage_has_no_gap(folder: DataFolder) -> None:
    walk(folder, 10 * DAY, 12 * DAY, 13 * DAY)
    assert run(folder, RunScope(since=10 * DAY)).is_covered(f"hanoimoi/{12 * DAY}")
    assert run(folder, RunScope(since=11 * DAY)).is_covered(f"hanoimoi/{12 * DAY}")
    assert not run(folder, RunScope(since=9 * DAY)).is_covered(f"hanoimoi/{12 * DAY}")  # older days were not covered
    assert not run(folder, RunScope("section", since=10 * DAY)).is_covered(f"hanoimoi/{12 * DAY}")
    walk(folder, 13 * DAY, 14 * DAY)  # begins where the last run ended
    assert run(folder, RunScope(since=10 * DAY)).is_covered(f"hanoimoi/{14 * DAY}")
    walk(folder, 16 * DAY, 17 * DAY)  # leaves a gap
    assert not run(folder, RunScope(since=10 * DAY)).is_covered(f"hanoimoi/{17 * DAY}")
    assert run(folder, RunScope(since=16 * DAY)).is_covered(f"hanoimoi/{17 * DAY}")


def test_an_incomplete_run_covers_nothing(folder: DataFolder) -> None:
    walk(folder, 0, 5 * DAY, walked=False)
    assert not run(folder).is_covered(f"hanoimoi/{5 * DAY}")
    history = run(folder)
    history.mark_requested("hanoimoi/9", "u", None)  # is never answered
    history.finish(walked=True)
    assert not run(folder).is_covered(f"hanoimoi/{5 * DAY}")


def test_a_list_counts_as_read_when_its_pages_are_settled(folder: DataFolder) -> None:
    history = run(folder)
    history.skip_reason("hanoimoi/0", 9 * DAY)  # the newest that is listed
    history.mark_requested("hanoimoi/1", "u", None)
    history.mark_requested("hanoimoi/2", "u", None)
    history.mark_list_read("map", 3 * DAY, 4 * DAY)
    assert not history.may_skip_list("map", 3 * DAY, False)
    history.mark_skipped("hanoimoi/1", "empty")
    assert not history.may_skip_list("map", 3 * DAY, False)
    history.mark_failed("hanoimoi/2", "timeout")
    assert history.may_skip_list("map", 3 * DAY, False)  # settled: its day ended long ago
    assert not history.may_skip_list("map", 3 * DAY + 1, True)  # the index states a change
    history.mark_list_read("today", 9 * DAY, 9 * DAY)
    assert not history.may_skip_list("today", 9 * DAY, False) and history.may_skip_list("today", 9 * DAY, True)
    assert history.may_skip_list("never read", None, True) and not history.may_skip_list("never read", None, False)


def test_an_index_that_states_a_change_of_every_list(folder: DataFolder) -> None:
    history = run(folder)
    history.skip_reason("hanoimoi/0", 99 * DAY)
    for number in range(60):
        history.mark_list_read(f"map {number}", number * DAY, number * DAY)
    read = [number for number in range(60) if not history.may_skip_list(f"map {number}", 100 * DAY, True)]
    assert read == list(range(31))


def test_a_page_that_arrives_has_all_its_tries_again(folder: DataFolder) -> None:
    store(run(folder), 1)
    for turn in range(3):
        history = run(folder)
        history.mark_failed("hanoimoi/1", f"parse {turn}")
        store(history, 2)
        history.settle_failures()
    page = folder.ledger.find("hanoimoi/1")
    assert page is not None and page.tries == 3
    store(run(folder), 1, STAMP + 500)
    page = folder.ledger.find("hanoimoi/1")
    assert page is not None and (page.tries, page.state) == (0, "article")


def test_a_date_in_the_future_covers_nothing(folder: DataFolder) -> None:
    now, ahead = int(time.time()), int(time.time()) + 3650 * DAY
    history = run(folder)
    history.skip_reason("hanoimoi/1", now - 9 * DAY)
    history.skip_reason("hanoimoi/2", ahead)
    assert history.newest == now - 9 * DAY
    history.mark_list_read("map", None, now - 10 * DAY)
    assert not history.may_skip_list("map", None, False)  # the newest that is listed is not two days later


def test_a_list_whose_change_lies_in_the_future_is_read_again(folder: DataFolder) -> None:
    now, ahead = int(time.time()), int(time.time()) + 3650 * DAY
    history = run(folder)
    history.skip_reason("hanoimoi/0", now)
    for number in range(40):
        history.mark_list_read(f"map {number}", ahead, number * DAY)
    history.mark_list_read("sound", 3 * DAY, 4 * DAY)
    history = run(folder)
    read = [number for number in range(40) if not history.may_skip_list(f"map {number}", ahead, True)]
    assert read == list(range(31))
    assert history.may_skip_list("map 39", now, True) and not history.may_skip_list("sound", 4 * DAY, True)
    history = run(folder)
    assert not history.may_skip_list("map 0", now, True)  # the typo is mended, or another article was changed
    assert history.may_skip_list("map 1", None, True)


def test_a_misdated_article_is_due_by_the_time_of_its_first_fetch(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = 1_795_482_000  # of `article`
    one = article(1, published="2036-01-01T00:00:00Z")
    run(folder).keep(one)
    monkeypatch.setattr("hanoi_press.store.history.time", lambda: fetched + 3600)
    assert [page.id for page in run(folder).due()] == ["hanoimoi/1"]
    again = article(1, "Một câu khác.", published="2036-01-01T00:00:00Z")
    again.fetched_at = "2026-11-25T01:00:00Z"
    run(folder).keep(again)
    page = folder.ledger.find("hanoimoi/1")
    assert page is not None and (page.revision, page.published) == (2, fetched)
    monkeypatch.setattr("hanoi_press.store.history.time", lambda: fetched + 3 * DAY)
    assert list(run(folder).due()) == []


def test_a_gap_between_two_runs(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lists of a run begin at a time; what was published since the run before is known only up to its start."""
    begun = int(time.time())
    assert not run(folder).has_coverage and not run(folder).continues(0)
    walk(folder, begun - 7 * DAY, begun - 3 * DAY)  # nothing was published in the last three days
    history = run(folder, RunScope(since=begun - 6 * DAY))
    assert history.has_coverage and history.continues(begun - DAY) and not history.continues(begun + DAY)
    assert not run(folder, RunScope("via=feed", since=begun - 6 * DAY)).has_coverage
    assert not run(folder, RunScope(always=True)).has_coverage
    walk(folder, begun - 6 * DAY, begun - 2 * DAY, walked=False)  # tells nothing
    monkeypatch.setattr("hanoi_press.store.discovery_history.time", lambda: begun + 9 * DAY)
    history = run(folder, RunScope(since=begun + 2 * DAY))
    assert history.continues(begun) and not history.continues(begun + DAY)
    history.finish(walked=True, beginning=begun + 6 * DAY)
    covered = folder.ledger.coverage("hanoimoi", "")
    assert covered is not None and (covered.since, covered.begun) == (begun + 6 * DAY, begun + 9 * DAY)
    assert run(folder, RunScope(since=begun + 3 * DAY)).continues(begun + 8 * DAY)
