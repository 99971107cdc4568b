"""What is remembered of the indexes of web archives, and which captures a run is given."""

from __future__ import annotations

from dataclasses import replace
from time import time

import pytest

from hanoi_press.discovery.captures import COMMONCRAWL, FILE, WAYBACK, IndexedCapture
from hanoi_press.store import past_tables
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article
from spiders_tests.past.capture_runs import QUERY, answered, ask, capture, listed, past_run, place, seconds, waiting

DAY = 86_400


def test_a_query_is_resumed_and_read_once(folder: DataFolder) -> None:
    captures = past_run(folder).captures
    assert not captures.is_read(QUERY) and captures.resume_at(QUERY) is None
    captures.note_page(QUERY, [capture(1, "20240301")], resume="k1")
    assert not captures.is_read(QUERY) and captures.resume_at(QUERY) == "k1"
    later = past_run(folder).captures
    assert later.resume_at(QUERY) == "k1"
    later.note_page(QUERY, [], resume=None)
    assert later.is_read(QUERY) and past_run(folder).captures.is_read(QUERY)
    assert not past_run(folder).captures.is_read("wayback hanoimoi.vn 2025")


def test_a_query_that_grows_is_read_again_a_day_later(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    captures = past_run(folder).captures
    captures.note_page(QUERY, [], resume=None, final=False)
    assert captures.is_read(QUERY)
    later = time() + DAY + 1
    monkeypatch.setattr("hanoi_press.store.past_history.time", lambda: later)
    assert not captures.is_read(QUERY) and captures.resume_at(QUERY) is None
    monkeypatch.setattr("hanoi_press.store.past_history.time", lambda: later - 3 * DAY)  # the clock was set back
    assert not captures.is_read(QUERY)


def test_a_text_is_kept_for_all_sources_and_a_time(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    past_run(folder).captures.keep_text("commoncrawl collinfo", '[{"id": "CC-MAIN-2024-10"}]')
    captures = past_run(folder).captures
    assert captures.text("commoncrawl collinfo", DAY) == '[{"id": "CC-MAIN-2024-10"}]'
    assert captures.text("other", DAY) is None
    later = time() + DAY + 1
    monkeypatch.setattr("hanoi_press.store.past_history.time", lambda: later)
    assert captures.text("commoncrawl collinfo", DAY) is None
    assert captures.text("commoncrawl collinfo", 3 * DAY) is not None


def test_captures_come_by_time_whatever_run_listed_them(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past_tables, "_AT_ONCE", 2)
    listed(past_run(folder), [capture(number, f"202403{number:02}") for number in (4, 1, 3, 5, 2)])
    run = past_run(folder)
    assert waiting(run) == ["1 20240301", "2 20240302", "3 20240303", "4 20240304", "5 20240305"]
    listed(run, [capture(8, "20240102"), capture(7, "20240101")], "another")
    assert waiting(run) == ["7 20240101", "8 20240102"]  # what was yielded before is not again
    assert waiting(run) == [] and len(waiting(past_run(folder))) == 7


def test_a_capture_that_two_queries_list_is_one(folder: DataFolder) -> None:
    one = capture(1, "20240301", "A")
    run = past_run(folder)
    listed(run, [one, one])
    listed(run, [one, replace(one, archive=COMMONCRAWL, file="f.warc.gz", offset=7, length=9)], "another")
    assert waiting(run) == ["1 20240301"] and waiting(run, COMMONCRAWL) == ["1 20240301"]
    (found,) = past_run(folder).captures.waiting(COMMONCRAWL)
    assert (found.file, found.offset, found.length, found.digest, found.mime, found.status) == (
        *("f.warc.gz", 7, 9, one.digest, "text/html", 200),
    )


def test_other_pages_are_no_captures_of_articles(folder: DataFolder) -> None:
    run = past_run(folder)
    listed(
        run,
        [
            replace(capture(1, "20240301"), url="https://hanoimoi.vn/"),
            replace(capture(1, "20240301"), url="https://dantri.com.vn/bai-20240301000000123.htm"),
            replace(capture(1, "20240301"), captured="2024"),
            replace(capture(1, "20240301"), url="http://["),
        ],
    )
    assert waiting(run) == [] and run.captures.is_read(QUERY)


def test_what_was_read_or_judged_is_never_given_again(folder: DataFolder) -> None:
    run = past_run(folder)
    captures = [capture(number, f"202403{number:02}") for number in range(1, 6)]
    listed(run, captures)
    assert answered(run, captures[0], "Một.") is KeepResult.NEW
    run.mark_skipped(ask(run, captures[1]), "soft-404")
    run.mark_skipped(ask(run, captures[2]), "outside", seconds("2019-01-01T00:00:00Z"), place(captures[2]))
    run.mark_failed(ask(run, captures[3]), "parse: no text", answer=place(captures[3]))
    listed(run, captures, "another")
    assert waiting(run) == ["5 20240305"]
    assert waiting(past_run(folder, RunScope(since=seconds("2024-01-01T00:00:00Z")))) == ["5 20240305"]
    assert run.captures.skip_reason("hanoimoi/1", captures[0]) == "known"


def test_captures_before_the_first_day_wait(folder: DataFolder) -> None:
    listed(past_run(folder), [capture(1, "20240301"), capture(2, "20240302")])
    later = RunScope(since=seconds("2024-03-02T00:00:00Z"))
    assert waiting(past_run(folder, later)) == ["2 20240302"]
    run = past_run(folder, later)
    listed(run, [capture(3, "20240228"), capture(4, "20240303")], "another")
    assert waiting(run) == ["2 20240302", "4 20240303"]
    assert len(waiting(past_run(folder))) == 4


def test_one_capture_of_other_days_answers_for_all_of_its_article(folder: DataFolder) -> None:
    first, second = capture(1, "20240301", "A"), capture(1, "20240401", "B")
    late = RunScope(since=seconds("2023-06-01T00:00:00Z"))
    run = past_run(folder, late)
    listed(run, [first, second, capture(2, "20240302")])
    stream = run.captures.waiting(WAYBACK)
    assert next(stream) == first
    run.mark_skipped(ask(run, first), "outside", seconds("2022-01-01T00:00:00Z"))
    assert [one.url for one in stream] == [capture(2, "").url]
    assert run.captures.skip_reason("hanoimoi/1", second) == "outside"
    assert waiting(past_run(folder, late)) == ["2 20240302"]
    assert waiting(past_run(folder, RunScope(until=seconds("2022-02-01T00:00:00Z")))) == [
        *("1 20240301", "2 20240302", "1 20240401"),
    ]


def test_a_stored_article_of_other_days_is_not_asked_for(folder: DataFolder) -> None:
    run = past_run(folder)
    listed(run, [capture(1, "20240301", "A"), capture(1, "20240401", "B")])
    answered(run, capture(1, "20240301", "A"), "Một.", published="2022-01-01T00:00:00+07:00")
    assert waiting(past_run(folder, RunScope(since=seconds("2023-01-01T00:00:00Z")))) == []
    assert waiting(past_run(folder, RunScope(since=seconds("2021-01-01T00:00:00Z")))) == ["1 20240401"]


def test_only_what_the_corpus_lacks(folder: DataFolder) -> None:
    """An article that captures gave is read to its newest one: a run may have ended after the first, which is old."""
    folder.keep(article(1))
    run = past_run(folder)
    listed(run, [capture(1, "20240401", "B"), *(capture(2, f"2024040{day}", f"{day}") for day in (1, 2, 3))])
    answered(run, capture(2, "20240401", "1"), "Hai.")
    auto = past_run(folder)
    auto.captures.only_missing = True
    assert auto.captures.skip_reason("hanoimoi/1", capture(1, "20240401", "B")) == "stored"
    assert waiting(auto) == ["2 20240402", "2 20240403"]
    assert list(auto.captures.begun()) == [("hanoimoi/2", "https://hanoimoi.vn/bai-2.html")]
    assert waiting(past_run(folder)) == ["1 20240401", "2 20240402", "2 20240403"]


def test_some_are_left_waiting_on_demand(folder: DataFolder) -> None:
    def wants(one: IndexedCapture) -> bool:
        return one.url.endswith("-2.html")

    run = past_run(folder)
    listed(run, [capture(1, "20240301"), capture(2, "20240302")])
    assert [one.url for one in run.captures.waiting(WAYBACK, wants)] == ["https://hanoimoi.vn/bai-2.html"]
    assert waiting(run) == ["1 20240301", "2 20240302"]


def test_captures_with_one_digest_are_requested_once(folder: DataFolder) -> None:
    first, *others = [capture(1, f"2024030{day}", "A") for day in (1, 2, 3)]
    run = past_run(folder)
    listed(run, [first, *others, capture(2, "20240304", "A")])
    answered(run, first, "Một.")
    assert waiting(run) == ["2 20240304"]
    row = folder.ledger.past.find("hanoimoi", "hanoimoi/1", others[0].captured, WAYBACK)
    assert row is not None and row.state == "same" and row.hash == folder.ledger.find("hanoimoi/1").hash  # type: ignore[union-attr]
    assert run.captures.note_same("hanoimoi/1", others[1]) is False


def test_a_digest_that_gave_no_article_gives_none_again(folder: DataFolder) -> None:
    first, second = capture(1, "20240301", "A"), capture(1, "20240302", "A")
    run = past_run(folder)
    listed(run, [first, second])
    run.mark_skipped(ask(run, first), "login-page")
    assert run.captures.skip_reason("hanoimoi/1", second) == "known"
    assert waiting(run) == []
    row = folder.ledger.past.find("hanoimoi", "hanoimoi/1", second.captured, WAYBACK)
    assert row is not None and (row.state, row.why) == ("skipped", "login-page")


def test_captures_and_articles_by_year(folder: DataFolder) -> None:
    run = past_run(folder)
    listed(run, [capture(1, "20240301"), capture(1, "20240401"), capture(2, "20240401"), capture(2, "20250401")])
    listed(run, [capture(1, "20230301", archive=COMMONCRAWL)], "another")
    assert folder.ledger.past.years("hanoimoi") == [
        (COMMONCRAWL, "2023", 1, 1),
        (WAYBACK, "2024", 3, 2),
        (WAYBACK, "2025", 1, 1),
    ]
    assert folder.ledger.past.years("dantri") == []


def test_many_captures_of_a_page_are_looked_up_again(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.store.past_history._FRESH", 2)
    run = past_run(folder)
    assert waiting(run) == []
    listed(run, [capture(number, f"202403{number:02}") for number in (1, 2, 3)])
    assert waiting(run) == ["1 20240301", "2 20240302", "3 20240303"]


@pytest.mark.parametrize("verdict", ["skipped", "outside", "failed"])
def test_a_record_of_a_given_file_is_read_until_it_gave_an_article(folder: DataFolder, verdict: str) -> None:
    """Whoever gives the file again wants it read again, and nothing of it is in our archive."""
    one = capture(1, "20240301", "A", FILE)
    for _ in range(6):  # more runs than another capture is asked for
        run = past_run(folder)
        id = ask(run, one)
        if verdict == "failed":
            run.mark_failed(id, "parse: none", answer=None)
        else:
            run.mark_skipped(id, verdict, seconds("2024-01-05T00:00:00Z"))
        run.settle_failures()
        assert past_run(folder).captures.answer(id, one) is None
    assert answered(past_run(folder), one, "A") is KeepResult.NEW
    assert past_run(folder).captures.skip_reason("hanoimoi/1", one) == "known"
    again = replace(one, captured="20240401000000")
    assert past_run(folder).captures.skip_reason("hanoimoi/1", again) == "known"  # the same body


def test_a_rebuilt_ledger_knows_the_records_that_gave_lines(folder: DataFolder) -> None:
    one = capture(1, "20240301", "A", FILE)
    answered(past_run(folder), one, "A")
    (line,) = folder.lines_of("hanoimoi", "hanoimoi/1")
    folder.ledger.past.put(
        folder.ledger.past.find("hanoimoi", "hanoimoi/1", one.captured, FILE)._replace(state="waiting")
    )  # type: ignore[union-attr]
    folder.ledger.past.note_line(line.record)
    assert past_run(folder).captures.skip_reason("hanoimoi/1", one) == "known"
