"""Captures whose page states another id than its address has."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.items import Identity
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.stated_ids import SHARED
from spiders_tests.corpus_lines import opened
from spiders_tests.history_runs import run as live_run
from spiders_tests.history_runs import store as store_live
from spiders_tests.past.capture_runs import answered, ask, capture, gives, listed, page, page_of, past_run, row


def test_a_page_that_states_another_id_is_stored_under_it_and_makes_no_alias(folder: DataFolder) -> None:
    first, second = capture(7, "20240301", "A"), capture(7, "20240401", "B")
    run = past_run(folder)
    listed(run, [first, second])
    assert answered(run, first, "Một.", stated=1) is KeepResult.NEW
    assert folder.ledger.find("hanoimoi/7") is None and page(folder, 1).revision == 1
    assert row(folder, first, 7).why == "hanoimoi/1"
    assert answered(run, second, "Hai.", stated=1) is KeepResult.CHANGED  # the address led there before
    assert page(folder, 1).revision == 2 and folder.ledger.find("hanoimoi/7") is None
    assert live_run(folder).skip_reason("hanoimoi/7", None) == ""


def test_the_lost_line_of_a_page_that_states_another_id(tmp_path: Path) -> None:
    one = capture(7, "20240301", "A")
    with opened(tmp_path) as folder:
        run = past_run(folder)
        listed(run, [one])
        answered(run, one, "Một.", stated=1)
    for path in (tmp_path / "articles").rglob("*.jsonl"):
        path.unlink()
    with opened(tmp_path) as folder:
        run = past_run(folder)
        (due,) = run.rereads()
        assert due.id == "hanoimoi/7"
        gives(run, due.id, one, "Một.", stated=1)
        assert (page(folder, 1).state, page(folder, 1).revision, row(folder, one, 7).why) == (
            "article",
            1,
            "hanoimoi/1",
        )


def test_one_id_on_all_pages_costs_no_article(folder: DataFolder) -> None:
    captures = [capture(number, f"2024030{number}") for number in (1, 2, 3)]
    run = past_run(folder)
    listed(run, captures)
    for number, one in enumerate(captures, 1):
        assert answered(run, one, f"Bài {number}.", stated=9) is KeepResult.NEW
    assert [(page(folder, number).state, page(folder, number).revision) for number in (9, 2, 3)] == [("article", 1)] * 3
    assert folder.ledger.find("hanoimoi/1") is None and page(folder, 9).why is None


def test_a_stored_article_keeps_its_id(folder: DataFolder) -> None:
    store_live(live_run(folder), 7, words="Cũ.")
    one = capture(7, "20991231", "A")
    run = past_run(folder)
    listed(run, [one])
    assert answered(run, one, "Mới.", stated=1) is KeepResult.CHANGED
    assert page(folder, 7).revision == 2 and folder.ledger.find("hanoimoi/1") is None


def test_an_id_that_many_pages_stated_to_the_live_site_is_not_believed(folder: DataFolder) -> None:
    store_live(live_run(folder), 9, words="Chín.")
    folder.ledger.put(page(folder, 9)._replace(why=SHARED))
    one = capture(1, "20991231", "A")
    run = past_run(folder)
    listed(run, [one])
    assert answered(run, one, "Chín.", stated=9) is KeepResult.NEW
    assert page(folder, 1).revision == page(folder, 9).revision == 1


def test_addresses_without_an_id_of_their_own_are_believed_as_one_only(folder: DataFolder) -> None:
    """The address `/?id=…` of an article has new words; but a second such address names the same article."""
    captures = [capture(number, f"2024030{number}") for number in (1, 2, 3)]
    run = past_run(folder)
    listed(run, captures)
    answered(run, captures[0], "Bài 1.")
    for number, one, words in ((2, captures[1], "Bài 1, đã sửa."), (3, captures[2], "Bài 3.")):
        found = page_of(1, one, words)
        own = Identity(ask(run, one), "hanoimoi", "Hànộimới", one.url, True)
        run.mark_arrived(own.id, found.id, None, None, own)
        run.keep(found)
        assert found.id == ("hanoimoi/1" if number == 2 else "hanoimoi/3")


def test_an_alias_of_the_live_site_leads_captures_too(folder: DataFolder) -> None:
    live = live_run(folder)
    store_live(live, 1, words="Một.")
    live.mark_requested("hanoimoi/7", "https://hanoimoi.vn/bai-7.html", None)
    live.mark_skipped("hanoimoi/7", "seen")
    folder.ledger.put(page(folder, 7)._replace(why="hanoimoi/1"))
    one = capture(7, "20991231", "A")
    run = past_run(folder)
    listed(run, [one])
    assert answered(run, one, "Hai.", stated=1) is KeepResult.CHANGED
    assert page(folder, 1).revision == 2 and page(folder, 7).state == "alias"
