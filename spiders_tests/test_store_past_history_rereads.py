"""`store/past_history.py`: which captures are read from our archive, and what comes of it."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import opened
from spiders_tests.history_runs import run as live_run
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
from spiders_tests.reread_answers import change_template

MARCH, APRIL, MAY = "2024-03-01T00:00:00Z", "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z"


def due(history: SourceHistory) -> list[tuple[str, str]]:
    """Return id and time of the answers in our archive that a run reads again, all open at once."""
    return [(one.id, one.answer.fetched) for one in history.rereads() if one.answer]


def test_one_that_could_not_be_read_is_read_again_from_our_archive(tmp_path: Path) -> None:
    one, other = capture(1, "20240301", "A"), capture(1, "20240302", "A")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        listed(run, [one, other])
        run.mark_failed(ask(run, one), "parse: no text", answer=place(one))
        assert row(folder, one).why == "parse: no text"
        assert waiting(run) == [] and row(folder, other).state == "same"  # it has the same body
        assert due(past_run(folder)) == []  # by the same reading
    change_template(tmp_path, "a", "hanoimoi@2024")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        assert due(run) == [("hanoimoi/1", MARCH)]
        run.mark_failed("hanoimoi/1", "parse: no text")
        assert due(past_run(folder)) == []
    change_template(tmp_path, "b", "hanoimoi@2024")
    with opened(tmp_path) as folder:
        run = live_run(folder)
        assert due(run) == [("hanoimoi/1", MARCH)]
        assert gives(run, "hanoimoi/1", one, "Một.") is KeepResult.NEW
        assert row(folder, one).state == "read" and page(folder).asked == seconds(MARCH)
        assert due(past_run(folder)) == []
        run = past_run(folder)
        assert waiting(run) == [] and row(folder, other).hash == page(folder).hash
        assert page(folder).asked == seconds("2024-03-02T00:00:00Z")


def test_one_that_was_judged_no_article_is_judged_again(tmp_path: Path) -> None:
    one, two = capture(1, "20240301"), capture(2, "20240301")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        listed(run, [one, two])
        run.mark_skipped(ask(run, one), "list", answer=place(one))
        run.mark_skipped(ask(run, two), "cut-short")
        assert due(past_run(folder)) == []
    change_template(tmp_path, "a", "hanoimoi@2024")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        assert due(run) == [("hanoimoi/1", MARCH)]
        run.mark_failed("hanoimoi/1", "list: still one")
        assert row(folder, one).state == "skipped" and waiting(past_run(folder)) == []


def test_an_error_of_ours_lets_the_next_run_read_it_again(folder: DataFolder) -> None:
    one = capture(1, "20240301")
    run = past_run(folder)
    listed(run, [one])
    run.mark_failed(ask(run, one), "lost: KeyError: 'x'", answer=place(one))
    run = past_run(folder)
    assert due(run) == [("hanoimoi/1", MARCH)]
    run.mark_failed("hanoimoi/1", "lost: KeyError: 'x'")
    run = past_run(folder)
    assert due(run) == [("hanoimoi/1", MARCH)] and gives(run, "hanoimoi/1", one, "Một.") is KeepResult.NEW


def test_captures_of_one_article_are_read_again_one_after_another(folder: DataFolder) -> None:
    captures = [capture(1, f"2024030{day}") for day in (1, 2, 3)]
    run = past_run(folder)
    listed(run, [*captures, capture(2, "20240301")])
    for one in captures:
        run.mark_failed(ask(run, one), "lost: by us", answer=place(one))
    run = past_run(folder)
    stream = run.rereads()
    times = []
    for number, due_page in enumerate(stream):
        assert due_page.id == "hanoimoi/1" and due_page.answer is not None
        times.append(due_page.answer.fetched[:10])
        gives(run, due_page.id, captures[number], f"Lần {number}.")
    assert times == ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert page(folder).revision == 3


def test_only_one_capture_of_an_article_is_open(folder: DataFolder) -> None:
    captures = [capture(1, "20240301"), capture(1, "20240302"), capture(2, "20240303")]
    run = past_run(folder)
    listed(run, captures)
    for one in captures:
        run.mark_failed(ask(run, one), "lost: by us", answer=place(one))
    assert due(past_run(folder, RunScope(always=True))) == []
    busy = past_run(folder)
    busy.mark_requested("hanoimoi/1", captures[0].url, None)
    assert due(busy) == [("hanoimoi/2", "2024-03-03T00:00:00Z")]
    run = past_run(folder)
    assert [id for id, _ in due(run)] == ["hanoimoi/1", "hanoimoi/2"]
    gives(run, "hanoimoi/1", captures[0], "Một.")
    run = past_run(folder)
    assert due(run) == [("hanoimoi/1", "2024-03-02T00:00:00Z"), ("hanoimoi/2", "2024-03-03T00:00:00Z")]


def test_an_article_of_other_days_is_read_from_our_archive_by_a_run_that_wants_it(folder: DataFolder) -> None:
    one = capture(1, "20240301", "A")
    run = past_run(folder, RunScope(since=seconds("2023-01-01T00:00:00Z")))
    listed(run, [one])
    run.mark_skipped(ask(run, one), "outside", seconds("2022-01-01T00:00:00Z"), place(one))
    assert waiting(past_run(folder, RunScope(since=seconds("2022-06-01T00:00:00Z")))) == []
    run = past_run(folder)
    assert waiting(run) == ["1 20240301"] and run.captures.answer("hanoimoi/1", one) == place(one)
    assert answered(run, one, "Một.", published="2022-01-01T07:00:00+07:00") is KeepResult.NEW
    assert waiting(past_run(folder)) == [] and due(past_run(folder)) == []


def test_one_that_is_not_in_our_archive_any_more_is_requested_again(folder: DataFolder) -> None:
    captures = [capture(number, "20240301") for number in (1, 2, 3)]
    run = past_run(folder, RunScope(since=seconds("2023-01-01T00:00:00Z")))
    listed(run, captures)
    run.mark_failed(ask(run, captures[0]), "lost: by us", answer=place(captures[0]))
    run.mark_skipped(ask(run, captures[1]), "outside", seconds("2022-01-01T00:00:00Z"), place(captures[1]))
    run.mark_skipped(ask(run, captures[2]), "list", answer=place(captures[2]))
    folder.ledger.past.put(row(folder, captures[2], 3)._replace(reading="of yesterday"))
    run = past_run(folder)
    assert waiting(run) == ["2 20240301"] and len(due(run)) == 2
    for number in (1, 3):
        run.mark_answer_missing(f"hanoimoi/{number}")
    run = past_run(folder)
    assert run.captures.answer("hanoimoi/2", captures[1]) is not None
    run.mark_answer_missing(ask(run, captures[1]))
    assert run.captures.answer("hanoimoi/2", captures[1]) is None
    assert waiting(past_run(folder)) == ["1 20240301", "2 20240301"] and due(past_run(folder)) == []
