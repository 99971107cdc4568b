"""What becomes of a capture that a run reads, and what the ledger knows of its page then."""

from __future__ import annotations

import sqlite3

import pytest

from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.past_tables import PastCapture
from spiders_tests.corpus_lines import corpus, opened
from spiders_tests.history_runs import run as live_run
from spiders_tests.history_runs import store as store_live
from spiders_tests.past.capture_runs import (
    answered,
    ask,
    capture,
    gives,
    listed,
    page,
    past_run,
    place,
    row,
    seconds,
    waiting,
)

MARCH, APRIL, MAY = "2024-03-01T00:00:00Z", "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z"


def test_an_article_and_its_revisions(folder: DataFolder) -> None:
    captures = [capture(1, "20240301", "A"), capture(1, "20240401", "B"), capture(1, "20240501", "C")]
    run = past_run(folder)
    listed(run, captures)
    assert answered(run, captures[0], "Một.") is KeepResult.NEW
    assert answered(run, captures[1], "Hai.") is KeepResult.CHANGED
    assert answered(run, captures[2], "Hai.") is KeepResult.UNCHANGED
    assert corpus(folder.path) == []  # the segment is open
    folder.close_source("hanoimoi")
    assert corpus(folder.path) == [("hanoimoi/1", 1, "Một."), ("hanoimoi/1", 2, "Hai.")]
    found = page(folder)
    assert (found.state, found.asked, found.etag, found.changed) == ("article", seconds(MAY), None, None)
    assert (found.revision, found.seen, found.born, found.tries) == (2, run.cycle, run.cycle, 0)
    assert [row(folder, one).state for one in captures] == ["read"] * 3
    settled = row(folder, captures[1])
    assert (settled.hash, settled.why, settled.published) == (page(folder).hash, None, found.published)
    assert settled.answer == place(captures[1])


def test_the_same_words_in_another_template_are_no_revision(folder: DataFolder) -> None:
    first, second = capture(1, "20240301", "A"), capture(1, "20240401", "B")
    run = past_run(folder)
    listed(run, [first, second])
    answered(run, first, "Một.", published="2024-01-05T08:00:00+07:00")
    assert answered(run, second, "Một.", published="2024-01-05T09:30:00+07:00") is KeepResult.UNCHANGED
    assert page(folder).revision == 1 and page(folder).asked == seconds(APRIL)


def test_a_live_run_treats_the_article_of_a_capture_as_any_other(folder: DataFolder) -> None:
    one = capture(1, "20240301", "A")
    run = past_run(folder)
    listed(run, [one])
    answered(run, one, "Một.")
    live = live_run(folder)
    assert live.is_stored("hanoimoi/1") and live.validators("hanoimoi/1") == {}
    assert live.skip_reason("hanoimoi/1", None) == "known"
    assert live.skip_reason("hanoimoi/1", seconds("2024-01-05T01:00:00Z")) == "known"  # as the page states it
    assert live.skip_reason("hanoimoi/1", seconds("2024-06-07T08:09:10Z")) == ""
    assert list(live.due()) == []
    assert store_live(live, 1, words="Hai.") is KeepResult.CHANGED


def test_what_the_live_site_said_of_a_page_stays(folder: DataFolder) -> None:
    live = live_run(folder)
    for number, why in ((1, "gone"), (2, "gone"), (3, "gone")):
        live.mark_requested(f"hanoimoi/{number}", f"https://hanoimoi.vn/bai-{number}.html", None)
        live.mark_skipped(f"hanoimoi/{number}", why)
    before = [page(folder, number) for number in (1, 2)]
    captures = [capture(number, "20240301") for number in (1, 2, 3)]
    run = past_run(folder)
    listed(run, captures)
    run.mark_skipped(ask(run, captures[0]), "soft-404", answer=place(captures[0]))
    run.mark_failed(ask(run, captures[1]), "parse: no text", answer=place(captures[1]))
    assert [page(folder, number) for number in (1, 2)] == before
    assert folder.ledger.captures.find("hanoimoi/1") is None and folder.ledger.captures.find("hanoimoi/2") is None
    assert answered(run, captures[2], "Ba.") is KeepResult.NEW
    found = page(folder, 3)
    assert (found.state, found.why, found.tries, found.asked) == ("article", None, 0, seconds(MARCH))
    assert folder.ledger.find("hanoimoi/4") is None


def test_a_capture_of_an_unknown_page_makes_none_unless_it_is_an_article(folder: DataFolder) -> None:
    captures = [capture(number, "20240301") for number in (1, 2, 3, 4)]
    run = past_run(folder)
    listed(run, captures)
    run.mark_skipped(ask(run, captures[0]), "list")
    run.mark_skipped(ask(run, captures[1]), "outside", seconds("2019-01-01T00:00:00Z"))
    run.mark_failed(ask(run, captures[2]), "timeout: nothing came", of_host=True)
    run.mark_invalid(ask(run, captures[3]), "no title")
    run.settle_failures()
    assert [folder.ledger.find(f"hanoimoi/{number}") for number in (1, 2, 3, 4)] == [None] * 4


def test_a_newer_live_page_keeps_its_validators_for_the_words_it_has(folder: DataFolder) -> None:
    store_live(live_run(folder), 1, words="Một.")
    before = page(folder)
    late = capture(1, "20991231", "A")  # of the same words, after the live page
    run = past_run(folder)
    listed(run, [late])
    assert answered(run, late, "Một.") is KeepResult.UNCHANGED
    assert page(folder).etag == before.etag and page(folder).asked == seconds("2099-12-31T00:00:00Z")


def test_the_last_failure_gives_a_capture_up(folder: DataFolder) -> None:
    bad, good = capture(1, "20240301"), [capture(2, f"2024040{day}") for day in range(1, 6)]
    listed(past_run(folder), [bad, *good])
    for turn in range(4):
        assert "1 20240301" in waiting(past_run(folder))
        run = past_run(folder)
        run.mark_failed(ask(run, bad), "truncated: the answer ended early")
        assert "1 20240301" not in waiting(run)  # once a run
        answered(run, good[turn], f"Lần {turn}.")
        run.settle_failures()
        assert row(folder, bad).tries == turn + 1
        assert [one.url for one in run.captures.given_up] == [bad.url] * (turn == 3)
    assert (row(folder, bad).state, row(folder, bad).why) == ("given-up", "truncated: the answer ended early")
    assert waiting(past_run(folder)) == ["2 20240405"]
    assert past_run(folder).captures.skip_reason("hanoimoi/1", bad) == "known"


def test_a_web_archive_that_fails_is_no_fault_of_the_captures(folder: DataFolder) -> None:
    captures = [capture(number, "20240301") for number in range(1, 6)]
    listed(past_run(folder), captures)
    run = past_run(folder)
    for one in captures:
        run.mark_failed(ask(run, one), "busy: HTTP 503", of_host=True)
    run.settle_failures()
    assert [row(folder, one, number).tries for number, one in enumerate(captures, 1)] == [0] * 5
    assert len(waiting(past_run(folder))) == 5


def test_one_that_was_not_sent_stays_waiting(folder: DataFolder) -> None:
    """A run that ends leaves its open capture; the next verdict on the article is not taken for that of the capture."""
    first, second = capture(1, "20240301"), capture(2, "20240302")
    run = past_run(folder)
    listed(run, [first, second])
    ask(run, first)
    ask(run, second)
    assert not run.captures.is_open("hanoimoi/1") and run.captures.is_open("hanoimoi/2")
    run.settle_failures()
    assert waiting(past_run(folder)) == ["1 20240301", "2 20240302"]


def test_a_full_disk_leaves_capture_and_article_as_they_were(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = capture(1, "20240301")
    run = past_run(folder)
    listed(run, [one])
    id = ask(run, one)

    def full(row: PastCapture) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(folder.ledger.past, "put", full)
        with pytest.raises(sqlite3.OperationalError):
            gives(run, id, one, "Một.")
    assert row(folder, one).state == "waiting" and folder.ledger.find("hanoimoi/1") is None
    folder.close()
    with opened(folder.path) as again:  # the line was written
        assert row(again, one).state == "read" and page(again).revision == 1
        assert waiting(past_run(again)) == []
