"""What the ledger keeps of captures: nothing of removed articles, and what the lines of the corpus say."""

from __future__ import annotations

import pytest

from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.past_tables import seconds_of
from spiders_tests.corpus_lines import article
from spiders_tests.past.capture_runs import answered, ask, capture, listed, past_run, row, waiting


def test_a_removed_article_is_neither_listed_nor_requested(folder: DataFolder) -> None:
    (folder.path / "corpus").mkdir()
    run = past_run(folder)
    listed(run, [capture(1, "20240301"), capture(2, "20240301")])
    (folder.path / "corpus" / "take-down.txt").write_text("hanoimoi/1\nhttps://hanoimoi.vn/bai-3.html\n")
    listed(run, [capture(1, "20240302"), capture(3, "20240302")], "another")
    assert waiting(run) == ["2 20240301"]
    assert run.captures.skip_reason("hanoimoi/1", capture(1, "20240301")) == "removed"
    assert folder.ledger.past.of_article("hanoimoi", "hanoimoi/3") == []


def test_an_address_that_leads_to_a_removed_article_is_forgotten(folder: DataFolder) -> None:
    (folder.path / "corpus").mkdir()
    (folder.path / "corpus" / "take-down.txt").write_text("hanoimoi/1\n")
    first, second = capture(7, "20240301", "A"), capture(7, "20240401", "B")
    run = past_run(folder)
    listed(run, [first, second])
    assert answered(run, first, "Một.", stated=1) is KeepResult.REMOVED
    assert {
        (one.state, one.url, one.digest, one.why) for one in folder.ledger.past.of_article("hanoimoi", "hanoimoi/7")
    } == {("removed", "", "", "hanoimoi/1")}
    listed(run, [first, second, capture(7, "20240501")], "another")
    assert waiting(run) == [] and len(folder.ledger.past.of_article("hanoimoi", "hanoimoi/7")) == 2
    assert folder.ledger.find("hanoimoi/1") is None and folder.ledger.find("hanoimoi/7") is None


def test_the_spider_may_find_that_an_article_was_removed(folder: DataFolder) -> None:
    one = capture(7, "20240301", "A")
    run = past_run(folder)
    listed(run, [one])
    run.mark_removed(ask(run, one), "hanoimoi/1")
    assert (row(folder, one, 7).state, row(folder, one, 7).url) == ("removed", "")
    assert folder.ledger.find("hanoimoi/7") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"extraction": None},
        {"extraction": {}},
        {"extraction": {"via": "elsewhere"}},
        {"extraction": {"via": "wayback"}, "fetched_at": 7},
    ],
)
def test_a_line_that_no_capture_gave(folder: DataFolder, changes: dict[str, object]) -> None:
    record = article(1).to_dict() | {"fetched_at": "2024-03-01T00:00:00Z"}
    folder.ledger.past.note_line(record | {"extraction": {"via": "wayback"}})
    assert len(folder.ledger.past.of_article("hanoimoi", "hanoimoi/1")) == 1
    folder.ledger.past.note_line(record | {"id": "hanoimoi/2"} | changes)
    assert folder.ledger.past.of_article("hanoimoi", "hanoimoi/2") == []


def test_a_time_that_is_none() -> None:
    assert (seconds_of("20150203040506"), seconds_of("20150230040506"), seconds_of("")) == (1422936306, 0, 0)
