"""The history of a source: which pages a run requests, and how far discovery has come."""

from __future__ import annotations

import time

import pytest

from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article
from spiders_tests.history_runs import STAMP, run, store


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
        for module in ("unread_pages", "due_pages"):
            later = now + (turn + 1) * 13 * 3600
            monkeypatch.setattr(f"hanoi_press.store.{module}.time", lambda later=later: later)
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
        store(history, 2)
        history.settle_failures()
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
        history.settle_failures()
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
