"""The last answers of lists, which a 304 stands for."""

from __future__ import annotations

import time

import pytest

from hanoi_press.store import discovery_history, list_answers
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.list_answers import ListAnswer
from hanoi_press.store.scope import RunScope
from spiders_tests.history_runs import run

URL = "https://hanoimoi.vn/sitemap.xml"
ANSWER = ListAnswer("https://hanoimoi.vn/maps/index.xml", '"e1"', None, "Báo".encode() * 500)


def test_an_answer_is_known_to_the_next_run(folder: DataFolder) -> None:
    run(folder).keep_list_answer(URL, ANSWER)
    assert run(folder).list_answer(URL) == ANSWER
    assert run(folder, RunScope(always=True)).list_answer(URL) is None  # an archive has the whole
    assert run(folder).list_answer(URL + "?2") is None


def test_only_answers_with_a_validator_are_kept(folder: DataFolder) -> None:
    run(folder).keep_list_answer(URL, ANSWER._replace(etag=None))
    assert run(folder).list_answer(URL) is None


def test_a_later_attempt_of_a_run_asks_for_no_list_again(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the list states a validator or not; at the end of the run those without one are forgotten."""
    plain = ANSWER._replace(etag=None)
    first = run(folder)
    first.attempt = 1
    first.keep_list_answer(URL, ANSWER)
    first.keep_list_answer(URL + "?2", plain)
    assert first.list_answer(URL) == ANSWER, "an earlier run may have had it"
    second = run(folder)
    second.attempt = 2
    assert second.list_answer(URL) == ANSWER._replace(is_fresh=True)
    assert second.list_answer(URL + "?2") == plain._replace(is_fresh=True)
    monkeypatch.setattr(discovery_history, "_FRESH", -1)
    assert second.list_answer(URL) == ANSWER, "it is too old"
    second.finish(walked=True)
    assert folder.ledger.find_answer(URL) == ANSWER
    assert folder.ledger.find_answer(URL + "?2") is None


def test_lists_that_failed_are_requested_whole(folder: DataFolder) -> None:
    for url in (URL, URL + "?2"):
        run(folder).keep_list_answer(url, ANSWER)
    history = run(folder)
    history.list_answer(URL)
    history.forget_list_answers()
    assert run(folder).list_answer(URL) is None and run(folder).list_answer(URL + "?2") == ANSWER


def test_answers_are_bounded(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_answers, "_MOST", 3)
    monkeypatch.setattr(list_answers, "_LARGEST", 2_000)
    ledger, now = folder.ledger, int(time.time())
    for number in range(6):
        ledger.put_answer("hanoimoi", f"{URL}?{number}", ANSWER, now - number)
    ledger.put_answer("mst", "https://mst.gov.vn/sitemap.xml", ANSWER, now - 99)
    ledger.put_answer("hanoimoi", f"{URL}?0", ANSWER._replace(body=b"x" * 2_001), now)
    ledger.put_answer("hanoimoi", f"{URL}?old", ANSWER, now - 31 * 86_400)
    ledger.note_same_answer(f"{URL}?5", now)
    run(folder).finish(walked=True)
    kept = [number for number in range(6) if ledger.find_answer(f"{URL}?{number}")]
    assert kept == [1, 2, 5] and ledger.find_answer(f"{URL}?old") is None
    assert ledger.find_answer("https://mst.gov.vn/sitemap.xml") == ANSWER


def test_a_body_that_cannot_be_unpacked_is_no_answer(folder: DataFolder) -> None:
    folder.ledger.put_answer("hanoimoi", URL, ANSWER, 1)
    folder.ledger._db.execute("UPDATE answer SET body = x'00'")
    assert run(folder).list_answer(URL) is None
