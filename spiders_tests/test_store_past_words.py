"""The words of captures in the order of time: late captures, words that come back, the live page."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK
from hanoi_press.store.folder import DataFolder, KeepResult, rebuild
from hanoi_press.store.history import SourceHistory
from spiders_tests.corpus_lines import opened
from spiders_tests.history_runs import run as live_run
from spiders_tests.history_runs import store as store_live
from spiders_tests.past.capture_runs import (
    answered,
    ask,
    capture,
    gives,
    listed,
    past_run,
    place,
    row,
    seconds,
    waiting,
)


def revisions(folder: DataFolder, number: int = 1) -> list[tuple[int, str, str]]:
    """Return number, day and words of the lines of an article that count."""
    lines = folder.lines_of("hanoimoi", f"hanoimoi/{number}")
    return [(one.revision, one.record["fetched_at"][:10], one.record["text"]) for one in lines]


def read(history: SourceHistory, day: str, words: str, digest: str = "") -> KeepResult | None:
    one = capture(1, day.replace("-", ""), digest or words + day)
    listed(history, [one], day)
    return answered(history, one, words)


def test_a_capture_that_comes_late_is_the_earlier_revision(folder: DataFolder) -> None:
    run = past_run(folder)
    read(run, "2024-03-01", "Ba.")
    assert read(run, "2024-01-01", "Một.") is KeepResult.CHANGED
    assert read(run, "2024-02-01", "Hai.") is KeepResult.CHANGED
    assert read(run, "2024-02-15", "Hai.") is KeepResult.UNCHANGED
    assert revisions(folder) == [(1, "2024-01-01", "Một."), (2, "2024-02-01", "Hai."), (3, "2024-03-01", "Ba.")]
    found = folder.ledger.find("hanoimoi/1")
    assert found is not None and (found.revision, found.asked) == (3, seconds("2024-03-01T00:00:00Z"))


def test_the_words_of_the_live_site_stay_the_current_ones(folder: DataFolder) -> None:
    store_live(live_run(folder), 1, words="Nay.")
    before = folder.ledger.find("hanoimoi/1")
    run = past_run(folder)
    read(run, "2019-01-01", "Xưa.")
    assert read(run, "2020-01-01", "Nay.") is KeepResult.UNCHANGED
    assert revisions(folder) == [(1, "2019-01-01", "Xưa."), (2, "2026-11-24", "Nay.")]
    after = folder.ledger.find("hanoimoi/1")
    assert before is not None and after is not None
    assert (after.revision, after.hash, after.etag, after.asked) == (2, before.hash, before.etag, before.asked)
    assert live_run(folder).skip_reason("hanoimoi/1", None) == "known"


def test_words_that_come_back_are_a_further_revision(folder: DataFolder) -> None:
    """A, B, A: the third capture has the digest of the first one, and is not requested."""
    captures = [capture(1, "20240101", "A"), capture(1, "20240201", "B"), capture(1, "20240301", "A")]
    run = past_run(folder)
    listed(run, captures)
    stream = run.captures.waiting(WAYBACK)
    for words in ("Một.", "Hai."):
        answered(run, next(stream), words)
    assert next(stream) == captures[2]
    assert run.captures.skip_reason("hanoimoi/1", captures[2]) == "known"
    assert run.captures.note_same("hanoimoi/1", captures[2]) is True
    assert revisions(folder) == [(1, "2024-01-01", "Một."), (2, "2024-02-01", "Hai."), (3, "2024-03-01", "Một.")]
    assert run.captures.note_same("hanoimoi/1", captures[2]) is False
    found = folder.ledger.find("hanoimoi/1")
    assert found is not None and (found.revision, found.asked) == (3, seconds("2024-03-01T00:00:00Z"))
    assert waiting(past_run(folder)) == []
    (third,) = [one.record for one in folder.lines_of("hanoimoi", "hanoimoi/1") if one.revision == 3]
    assert third["extraction"]["via"] == WAYBACK and third["archive"] is None


def test_words_of_a_later_capture_that_were_there_before_others(folder: DataFolder) -> None:
    """B is read in 2024, and an older capture in the other archive has the same digest."""
    run = past_run(folder)
    read(run, "2024-02-01", "Một.")
    read(run, "2024-03-01", "Hai.", "B")
    old = capture(1, "20240101", "B", COMMONCRAWL)
    listed(run, [old])
    assert waiting(run, COMMONCRAWL) == ["1 20240101"] and run.captures.note_same("hanoimoi/1", old) is True
    assert [words for _, _, words in revisions(folder)] == ["Hai.", "Một.", "Hai."]


def test_a_late_capture_parts_what_was_one_revision(folder: DataFolder) -> None:
    captures = [capture(1, "20240101", "A"), capture(1, "20240301", "A")]
    run = past_run(folder)
    listed(run, captures)
    answered(run, captures[0], "Một.")
    assert waiting(run) == []  # the second one is the same
    read(run, "2024-02-01", "Hai.")
    assert revisions(folder) == [(1, "2024-01-01", "Một."), (2, "2024-02-01", "Hai."), (3, "2024-03-01", "Một.")]


def test_late_lines_are_on_the_disk_before_the_ledger_knows_them(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, str | None]] = []
    late, same = capture(1, "20240101", "A"), capture(1, "20240401", "A")

    def sync(source: str) -> None:
        synced.append((row(folder, late).state, row(folder, same).hash))

    monkeypatch.setattr(folder, "sync_source", sync)
    run = past_run(folder)
    listed(run, [late, same])
    read(run, "2024-03-01", "Ba.")
    assert synced == []  # the loss of the last line of an article is noticed
    answered(run, late, "Một.")
    assert synced == [("waiting", None)]
    assert run.captures.note_same("hanoimoi/1", same) is True
    assert synced == [("waiting", None), ("read", None)]


def test_words_that_were_read_late_part_others_too(folder: DataFolder) -> None:
    """The second of two equal captures was settled while the first could not be read."""
    first, middle, last = capture(1, "20240101", "A"), capture(1, "20240201", "B"), capture(1, "20240301", "A")
    run = past_run(folder)
    listed(run, [first, middle, last])
    run.mark_failed(ask(run, first), "lost: by us", answer=place(first))
    answered(run, middle, "Hai.")
    assert waiting(run) == []
    run = past_run(folder)
    (again,) = run.rereads()
    gives(run, again.id, first, "Một.")
    run = past_run(folder)
    assert waiting(run) == ["1 20240301"] and run.captures.note_same("hanoimoi/1", last) is True
    assert [words for _, _, words in revisions(folder)] == ["Một.", "Hai.", "Một."]


def test_both_archives_have_the_same_answer(folder: DataFolder) -> None:
    one = capture(1, "20240101", "A")
    other = capture(1, "20240101", "A", COMMONCRAWL)
    run = past_run(folder)
    listed(run, [one, other])
    answered(run, one, "Một.")
    assert waiting(run, COMMONCRAWL) == [] and len(revisions(folder)) == 1


def test_a_ledger_that_was_rebuilt_keeps_order_and_asks_nothing_twice(tmp_path: Path) -> None:
    captures = [capture(1, f"2024030{day}", f"{day}") for day in (1, 2, 4)]
    with opened(tmp_path) as folder:
        run = past_run(folder)
        listed(run, captures)
        for number in (0, 2):
            answered(run, captures[number], f"Lần {number}.")
    rebuild(tmp_path, "a test")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        assert not run.captures.is_read("wayback hanoimoi.vn 2024")
        listed(run, [*captures, capture(1, "20240305", "1")])
        assert waiting(run) == ["1 20240302", "1 20240305"]  # the latter comes back to the first words
        assert answered(run, captures[1], "Lần 1.") is KeepResult.CHANGED
        assert run.captures.note_same("hanoimoi/1", capture(1, "20240305", "1")) is True
        assert [words for _, _, words in revisions(folder)] == ["Lần 0.", "Lần 1.", "Lần 2.", "Lần 0."]
        found = folder.ledger.find("hanoimoi/1")
        assert found is not None and found.asked == seconds("2024-03-05T00:00:00Z")


def test_lines_that_are_lost_come_back_from_our_archive(tmp_path: Path) -> None:
    captures = [capture(1, f"2024030{day}", words) for day, words in ((1, "A"), (2, "B"), (3, "A"))]
    with opened(tmp_path) as folder:
        run = past_run(folder)
        listed(run, captures)
        answered(run, captures[0], "Một.")
        folder.close_source("hanoimoi")
        answered(run, captures[1], "Hai.")
        assert run.captures.note_same("hanoimoi/1", captures[2]) is True
    second = sorted((tmp_path / "articles").rglob("*.jsonl"))[-1]
    second.unlink()
    with opened(tmp_path) as folder:
        assert folder.reconciled.lost == 1
        run = live_run(folder)
        stream = run.rereads()
        for one, words in ((captures[0], "Một."), (captures[1], "Hai.")):
            due = next(stream)
            assert due.answer == place(one)
            gives(run, due.id, one, words)
        assert list(stream) == [] and waiting(past_run(folder)) == []
        assert revisions(folder) == [(1, "2024-03-01", "Một."), (2, "2024-03-02", "Hai."), (3, "2024-03-03", "Một.")]
        assert list(live_run(folder).due()) == []


@pytest.mark.parametrize("lost", ["all", "the site's"])
def test_a_lost_line_of_the_site_is_requested_from_it(tmp_path: Path, lost: str) -> None:
    first, second = capture(1, "20240301", "A"), capture(1, "20240302", "B")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        listed(run, [first, second])
        answered(run, first, "Một.")
        answered(run, second, "Hai.")
        if lost != "all":
            folder.close_source("hanoimoi")
        store_live(live_run(folder), 1, words="Nay.")
    sorted((tmp_path / "articles").rglob("*.jsonl"))[-1].unlink()
    with opened(tmp_path) as folder:
        run = live_run(folder)
        stream = run.rereads()
        for one, words in ((first, "Một."), (second, "Hai.")):
            gives(run, next(stream).id, one, words)
        assert [one.id for one in run.due()] == ["hanoimoi/1"]
        assert store_live(run, 1, words="Nay.") is KeepResult.NEW
        assert [words for _, _, words in revisions(folder)] == ["Một.", "Hai.", "Nay."]
        assert revisions(folder)[-1][0] == 3 and waiting(past_run(folder)) == []


def test_a_lost_line_that_was_only_moved(tmp_path: Path) -> None:
    """The line of the site got another number when an earlier capture came; the segment with both is lost."""
    one = capture(1, "20240301", "A")
    with opened(tmp_path) as folder:
        store_live(live_run(folder), 1, words="Nay.")
        folder.close_source("hanoimoi")
        run = past_run(folder)
        listed(run, [one])
        answered(run, one, "Một.")
    sorted((tmp_path / "articles").rglob("*.jsonl"))[-1].unlink()
    with opened(tmp_path) as folder:
        run = live_run(folder)
        (due,) = run.rereads()
        gives(run, due.id, one, "Một.")
        assert [(number, words) for number, _, words in revisions(folder)] == [(1, "Một."), (2, "Nay.")]
        assert list(run.due()) == []


@pytest.mark.parametrize(("state", "why"), [("left", "gone"), ("alias", "hanoimoi/2")])
def test_an_article_whose_page_is_no_more_keeps_its_lines(folder: DataFolder, state: str, why: str) -> None:
    store_live(live_run(folder), 1, words="Nay.")
    known = folder.ledger.find("hanoimoi/1")
    assert known is not None
    folder.ledger.put(known._replace(state=state, why=why))
    read(past_run(folder), "2024-03-01", "Một.")
    assert [(number, words) for number, _, words in revisions(folder)] == [(1, "Một."), (2, "Nay.")]
    known = folder.ledger.find("hanoimoi/1")
    assert known is not None and (known.state, known.why, known.revision) == ("article", None, 2)


def test_all_lines_of_captures_are_lost(tmp_path: Path) -> None:
    first, second = capture(1, "20240301", "A"), capture(1, "20240302", "B")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        listed(run, [first, second])
        answered(run, first, "Một.")
        answered(run, second, "Hai.")
    for path in (tmp_path / "articles").rglob("*.jsonl"):
        path.unlink()
    with opened(tmp_path) as folder:
        run = past_run(folder)
        stream = run.rereads()
        for one, words in ((first, "Một."), (second, "Hai.")):
            gives(run, next(stream).id, one, words)
        assert revisions(folder) == [(1, "2024-03-01", "Một."), (2, "2024-03-02", "Hai.")]


def test_lost_lines_whose_pages_are_not_in_our_archive(tmp_path: Path) -> None:
    """They are requested again; a line that is there is not."""
    first, second = capture(1, "20240301", "A"), capture(1, "20240302", "B")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        listed(run, [first, second])
        answered(run, first, "Một.")
        folder.close_source("hanoimoi")
        answered(run, second, "Hai.")
    sorted((tmp_path / "articles").rglob("*.jsonl"))[-1].unlink()
    with opened(tmp_path) as folder:
        run = past_run(folder)
        for due in run.rereads():
            run.mark_answer_missing(due.id)
        run = past_run(folder)
        assert waiting(run) == ["1 20240302"]
        answered(run, second, "Hai.")
        assert revisions(folder) == [(1, "2024-03-01", "Một."), (2, "2024-03-02", "Hai.")]
