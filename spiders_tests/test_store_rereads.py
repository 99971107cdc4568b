"""`store/rereads.py`: which archived answers a run reads again, and what becomes of their pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.validation import Validation
from hanoi_press.store.folder import KeepResult, rebuild
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article, corpus, opened
from spiders_tests.history_runs import run
from spiders_tests.reread_answers import change_template, due, place, read_as, reread


def test_an_article_of_low_confidence_is_read_again_as_the_same_revision(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        history = run(folder)
        assert due(history) == []
        for number, confidence in ((1, "low"), (2, "high"), (3, None)):
            history.mark_requested(f"hanoimoi/{number}", "u", 5)
            history.mark_arrived(f"hanoimoi/{number}", f"hanoimoi/{number}", '"e"', None)
            history.keep(read_as(number, "Một câu.", confidence))
        before = folder.ledger.find("hanoimoi/1")
    change_template(tmp_path, "a")
    with opened(tmp_path) as folder:
        folder.run = "29990101T010000Z-7"
        history = run(folder)
        assert due(history) == ["hanoimoi/1"]
        assert reread(history, read_as(1, "Một câu. Và một câu.", "high")) is KeepResult.CHANGED
        page = folder.ledger.find("hanoimoi/1")
        assert before is not None and page is not None
        assert (page.revision, page.etag, page.stamp, page.seen) == (1, '"e"', 5, before.seen)
        assert page.hash != before.hash
    assert corpus(tmp_path)[:2] == [("hanoimoi/1", 1, "Một câu."), ("hanoimoi/1", 1, "Một câu. Và một câu.")]
    for which in ("latest", "all"):
        loaded = {one.id: one.text for one in load(tmp_path, revisions=which)}  # type: ignore[call-overload]
        assert loaded == {"hanoimoi/1": "Một câu. Và một câu.", "hanoimoi/2": "Một câu.", "hanoimoi/3": "Một câu."}
    assert list(Validation(tmp_path)) == []
    rebuild(tmp_path, "a test")
    with opened(tmp_path) as folder:
        assert folder.ledger.find("hanoimoi/1").hash == page.hash  # type: ignore[union-attr]
        assert due(run(folder)) == []


def test_a_rebuilt_ledger_knows_which_last_lines_are_of_low_confidence(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        for number in (1, 2):
            folder.keep(read_as(number, "Một câu."))
        folder.keep(replace(read_as(2, "Sửa.", "high"), fetched_at="2026-11-25T01:00:00Z"))
        assert folder.ledger.captures.find("hanoimoi/2") is None
    rebuild(tmp_path, "a test")
    with opened(tmp_path) as folder:
        history = run(folder)
        assert due(history) == ["hanoimoi/1"]
        folder.ledger.mark_lost(["hanoimoi/1"])
        assert reread(history, read_as(1, "Một câu khác.")) is KeepResult.NEW
        page = folder.ledger.find("hanoimoi/1")
        assert page is not None and (page.state, page.revision) == ("article", 1)


def test_a_line_of_low_confidence_waits_for_the_next_change_if_nothing_else_comes(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(read_as(1, "Một câu."))
    for turn in ("a", "b"):
        change_template(tmp_path, turn)
        with opened(tmp_path) as folder:
            history = run(folder)
            assert due(history) == ["hanoimoi/1"]
            assert reread(history, read_as(1, "Một câu.")) is KeepResult.UNCHANGED
            assert due(run(folder)) == []
    change_template(tmp_path, "c")
    with opened(tmp_path) as folder:
        history = run(folder)
        assert due(history) == ["hanoimoi/1"]
        history.mark_failed("hanoimoi/1", "parse: no text")
        page = folder.ledger.find("hanoimoi/1")
        assert page is not None and (page.state, page.tries) == ("article", 0)
        assert due(run(folder)) == []


def test_an_answer_of_the_site_with_other_words_is_a_revision(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(read_as(1, "Một câu."))
        later = replace(read_as(2, "Sửa.", "high"), id="hanoimoi/1", fetched_at="2026-11-25T01:00:00Z")
        assert reread(run(folder), later) is KeepResult.CHANGED and later.revision == 2
        assert folder.ledger.captures.find("hanoimoi/1") is None


def test_a_failed_page_is_tried_on_the_network_and_then_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        for turn in range(4):
            history = run(folder)
            assert [one.id for one in history.due()] == (["hanoimoi/7"] if turn else [])
            history.mark_requested("hanoimoi/7", "u7", 100 + turn)
            history.mark_failed("hanoimoi/7", "parse: no text", answer=place(turn))
            reread(history, article(50 + turn))
            history.settle_failures()
        page = folder.ledger.find("hanoimoi/7")
        assert page is not None and (page.state, page.tries) == ("kept", 4)
        history = run(folder)
        assert (list(history.due()), list(history.rereads())) == ([], [])
        assert history.skip_reason("hanoimoi/7", 103) == "left"
        assert history.skip_reason("hanoimoi/7", 104) == ""  # a later change of the page
    change_template(tmp_path, "a")
    with opened(tmp_path) as folder:
        history = run(folder)
        (one,) = history.rereads()
        assert (one.id, one.url, one.stamp, one.answer) == ("hanoimoi/7", "u7", 103, place(3))
        history.mark_requested("hanoimoi/7", "u7", one.stamp)
        assert history.skip_reason("hanoimoi/7", 103) == "seen"
        history.mark_arrived("hanoimoi/7", "hanoimoi/7", '"e"', None)
        assert history.keep(read_as(7, "Một câu.", "high")) is KeepResult.NEW
        assert (history.skip_reason("hanoimoi/7", 103), history.skip_reason("hanoimoi/7", 104)) == ("known", "")
        assert folder.ledger.captures.find("hanoimoi/7") is None
        page = folder.ledger.find("hanoimoi/7")
        assert page is not None and (page.state, page.tries, page.etag) == ("article", 0, '"e"')


@pytest.mark.parametrize("state", ["failed", "kept"])
def test_an_answer_that_still_cannot_be_read_changes_nothing_else(tmp_path: Path, state: str) -> None:
    with opened(tmp_path) as folder:
        history = run(folder)
        history.mark_requested("hanoimoi/7", "u7", 100)
        history.mark_failed("hanoimoi/7", "parse: no text", answer=place(7))
        page = folder.ledger.find("hanoimoi/7")
        assert page is not None
        folder.ledger.put(before := page._replace(state=state, tries=3))
    change_template(tmp_path, "a")
    with opened(tmp_path) as folder:
        history = run(folder)
        assert due(history) == ["hanoimoi/7"]
        history.mark_failed("hanoimoi/7", "parse: still no text")
        history.settle_failures()
        assert folder.ledger.find("hanoimoi/7") == before
        assert [one.id for one in history.due()] == ["hanoimoi/7"] * (state == "failed")  # in the same run
        assert due(run(folder)) == []


def test_after_an_error_of_ours_the_next_run_reads_it_again(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        run(folder).mark_failed("hanoimoi/7", "parse: no text", answer=place(7))
    change_template(tmp_path, "a")
    with opened(tmp_path) as folder:
        history = run(folder)
        assert due(history) == ["hanoimoi/7"]
        history.mark_failed("hanoimoi/7", "lost: KeyError: x")
        assert due(run(folder)) == ["hanoimoi/7"]


def test_without_an_archive_a_change_of_the_reading_requests_the_page_once(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        history = run(folder)
        history.mark_failed("hanoimoi/7", "parse: no text")
        history.mark_failed("hanoimoi/8", "timeout: nothing came", of_host=True)
        for number, state in ((7, "kept"), (8, "given-up")):
            page = folder.ledger.find(f"hanoimoi/{number}")
            assert page is not None and history._rereads.last_state(page.id) == state
            folder.ledger.put(page._replace(state=state, tries=4))
    change_template(tmp_path, "a")
    with opened(tmp_path) as folder:
        history = run(folder)
        assert due(history) == []
        assert [one.id for one in history.due()] == ["hanoimoi/7"]
        history.mark_failed("hanoimoi/7", "parse: no text")
        reread(history, article(50))
        history.settle_failures()
        history = run(folder)
        assert (due(history), list(history.due())) == ([], [])


def test_a_verdict_on_the_words_is_doubted_too_and_a_run_of_single_pages_reads_nothing_again(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        history = run(folder)
        history.mark_skipped("hanoimoi/7", "not-found", answer=place(7))
        history.mark_skipped("hanoimoi/8", "sponsored")
    change_template(tmp_path, "a")
    with opened(tmp_path) as folder:
        assert due(run(folder, RunScope(always=True))) == []
        history = run(folder)
        assert due(history) == ["hanoimoi/7"]
        history.mark_skipped("hanoimoi/7", "not-found")
        assert due(run(folder)) == []
        page = folder.ledger.find("hanoimoi/7")
        assert page is not None and (page.state, page.why, page.tries) == ("left", "not-found", 1)


def test_a_lost_line_that_replaced_another_is_written_with_the_next_number(tmp_path: Path) -> None:
    """The line that it replaced is still there, and other words of another answer would contradict it."""
    with opened(tmp_path) as folder:
        for number in (1, 2):
            folder.keep(read_as(number, "Một câu."))
    change_template(tmp_path, "a")
    with opened(tmp_path) as folder:
        history = run(folder)
        assert due(history) == ["hanoimoi/1", "hanoimoi/2"]
        reread(history, read_as(1, "Một câu. Và một câu.", "high"))
        better = read_as(2, "Một câu.", "high")
        better.authors = ["Mai Hoa"]  # the words are the same
        assert reread(history, better) is KeepResult.CHANGED
    assert [one.authors for one in load(tmp_path)] == [[], ["Mai Hoa"]]
    last = max(tmp_path.glob("articles/hanoimoi/*/*.jsonl"))
    last.write_bytes(b"")
    with opened(tmp_path) as folder:
        assert {page.id: page.revision for page in folder.ledger.lost_pages("hanoimoi")} == {
            "hanoimoi/1": 2,
            "hanoimoi/2": 2,
        }
        later = replace(article(1, "Lời khác."), fetched_at="2026-11-25T01:00:00Z")
        assert reread(run(folder), later) is KeepResult.NEW
    assert [(one.id, one.revision, one.text) for one in load(tmp_path, on_error="skip")] == [
        ("hanoimoi/2", 1, "Một câu."),
        ("hanoimoi/1", 2, "Lời khác."),
    ]
