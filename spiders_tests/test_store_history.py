"""The history of a source: which pages a run requests, and how far discovery has come."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article

STAMP = 1_700_000_007


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataFolder]:
    with DataFolder.open(tmp_path, "a test") as data:
        yield data


def run(folder: DataFolder, scope: RunScope | None = None, *, ended: bool = True) -> SourceHistory:
    """Return the history for a new run; `ended`: the run before was complete."""
    if ended:
        folder.ledger.end_cycle("hanoimoi")
    return SourceHistory(folder, "hanoimoi", scope or RunScope())


def store(history: SourceHistory, number: int, stamp: int | None = STAMP, words: str = "Một câu.") -> KeepResult | None:
    one = article(number, words)
    history.mark_requested(one.id, one.url, stamp)
    history.mark_arrived(one.id, one.id, '"e"', "Mon, 02 Mar 2026 00:00:00 GMT")
    return history.keep(one)


@pytest.mark.parametrize(
    ("known", "stated", "why"),
    [
        (STAMP, STAMP, "known"),
        (STAMP, STAMP + 1, ""),
        (STAMP, STAMP - 5, "known"),
        (STAMP, None, "known"),
        (1_700_000_040, 1_700_000_099, "known"),  # known to the minute, stated to the second
        (1_700_000_040, 1_700_000_100, ""),
    ],
)
def test_a_known_article_is_requested_when_a_list_states_a_change(
    folder: DataFolder, known: int, stated: int | None, why: str
) -> None:
    store(run(folder), 1, known)
    assert run(folder).skip_reason("hanoimoi/1", stated) == why


def test_within_a_run_and_in_a_continued_one(folder: DataFolder) -> None:
    history = run(folder)
    history.mark_requested("hanoimoi/1", "u", None)
    assert history.skip_reason("hanoimoi/1", None) == "seen" and history.is_known("hanoimoi/1")
    store(history, 1)
    assert history.skip_reason("hanoimoi/1", STAMP) == "seen"
    assert (
        run(folder, ended=False).skip_reason("hanoimoi/1", STAMP) == "known"
    )  # known, so that it counts towards a limit
    assert run(folder).skip_reason("hanoimoi/1", STAMP) == "known"


def test_an_archive_is_read_again_and_each_page_once(folder: DataFolder) -> None:
    store(run(folder), 1)
    history = run(folder, RunScope(always=True))
    assert history.skip_reason("hanoimoi/1", STAMP) == ""
    assert store(history, 1) is KeepResult.UNCHANGED
    assert history.skip_reason("hanoimoi/1", STAMP) == "seen"


def test_validators_are_those_of_the_last_answer(folder: DataFolder) -> None:
    history = run(folder)
    assert history.validators("hanoimoi/1") == {}
    store(history, 1)
    headers = {"If-None-Match": '"e"', "If-Modified-Since": "Mon, 02 Mar 2026 00:00:00 GMT"}
    assert run(folder).validators("hanoimoi/1") == headers
    history.mark_unchanged("hanoimoi/1")
    assert history.validators("hanoimoi/1") == headers
    history.mark_arrived("hanoimoi/1", "hanoimoi/1", None, "Fri, 01 Mar 2086 00:00:00 GMT")
    history.keep(article(1))
    assert history.validators("hanoimoi/1") == {}  # a server that compares by time would never send a change


def test_outside_is_requested_when_the_window_holds_it(folder: DataFolder) -> None:
    history = run(folder, RunScope(since=2_000))
    history.mark_requested("hanoimoi/1", "u", None)
    history.mark_skipped("hanoimoi/1", "outside", 1_000)
    assert run(folder, RunScope(since=1_500)).skip_reason("hanoimoi/1", None) == "left"
    assert run(folder, RunScope(since=500)).skip_reason("hanoimoi/1", None) == ""
    assert run(folder, RunScope(since=500, until=1_000)).skip_reason("hanoimoi/1", None) == "left"


def test_gone_is_requested_again_after_half_a_day(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    for turn in range(3):
        history = run(folder)
        history.mark_requested("hanoimoi/1", "u", None)
        history.mark_skipped("hanoimoi/1", "gone")
        assert run(folder).skip_reason("hanoimoi/1", None) == "left"
        monkeypatch.setattr("hanoi_press.store.history.time", lambda turn=turn: now + (turn + 1) * 13 * 3600)
        assert run(folder).skip_reason("hanoimoi/1", None) == ("" if turn < 2 else "left")


def test_a_page_forbidden_by_robots_txt_is_tried_in_each_run(folder: DataFolder) -> None:
    history = run(folder)
    history.mark_skipped("hanoimoi/1", "forbidden")
    assert run(folder).skip_reason("hanoimoi/1", None) == ""


def test_a_stored_article_stays_one_whatever_its_page_answers(folder: DataFolder) -> None:
    store(run(folder), 1)
    history = run(folder)
    history.mark_requested("hanoimoi/1", "u", STAMP + 500)
    history.mark_skipped("hanoimoi/1", "gone")
    history = run(folder)
    assert history.is_stored("hanoimoi/1") and history.skip_reason("hanoimoi/1", STAMP + 500) == "known"
    for turn in range(4):
        history = run(folder)
        assert history.skip_reason("hanoimoi/1", STAMP + 900) == ""
        history.mark_requested("hanoimoi/1", "u", STAMP + 900)
        history.mark_failed("hanoimoi/1", f"parse {turn}")
    history = run(folder)  # a correction that cannot be read in four runs is given up
    assert history.is_stored("hanoimoi/1") and history.skip_reason("hanoimoi/1", STAMP + 900) == "known"
    assert folder.ledger.failed_pages("hanoimoi", ("failed", "given-up")) == []


def test_while_a_host_is_down_no_page_is_given_up(folder: DataFolder) -> None:
    for others_came in (False, False, False, False, False, True, True, True, True):
        history = run(folder)
        history.mark_requested("hanoimoi/7", "u", None)
        history.mark_failed("hanoimoi/7", "timeout: nothing came", of_host=True)
        if others_came:
            store(history, 1)
        history.settle_host_failures()
        page = folder.ledger.find("hanoimoi/7")
        assert page is not None and (page.tries > 0) == others_came
    assert (page.state, page.tries, page.url) == ("given-up", 4, "u")


def test_another_address_of_a_known_article(folder: DataFolder) -> None:
    history = run(folder)
    store(history, 1)
    one = article(1)
    history.mark_requested("hanoimoi/old-7", "http://old/7", None)
    history.mark_arrived("hanoimoi/old-7", one.id, None, None)
    assert history.keep(one) is None  # the run has stored it already
    assert run(folder).skip_reason("hanoimoi/old-7", None) == "known"


def test_what_is_due_again(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    history = run(folder)
    history.mark_requested("hanoimoi/7", "https://a/7", None, ("https://api/7", {"id": 7}))
    history.mark_failed("hanoimoi/7", "parse: no text")
    store(history, 1)
    assert list(history.due()) == []  # this run has requested both
    published = 1_795_137_332 - 86_400  # a day before the article's own 2026-11-20T08:15:32+07:00 …
    monkeypatch.setattr("hanoi_press.store.history.time", lambda: published + 86_400 + 3600)  # … and an hour after it
    due = list(run(folder).due())
    assert [(one.id, one.ask) for one in due] == [
        ("hanoimoi/7", ("https://api/7", {"id": 7})),
        ("hanoimoi/1", None),
    ]
    assert list(run(folder, RunScope(name="via=feed")).due()) == []
    assert list(run(folder, RunScope(always=True)).due()) == []
    monkeypatch.setattr("hanoi_press.store.history.time", lambda: published + 86_400 * 9)
    assert [one.id for one in run(folder).due()] == ["hanoimoi/7"]


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
        run(folder).mark_failed("hanoimoi/1", f"parse {turn}")
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
