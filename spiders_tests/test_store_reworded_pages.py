"""`store/reworded_pages.py`: a list that words a known page otherwise makes it due, once, as soon as it was read."""

from __future__ import annotations

from functools import partial

import pytest

from hanoi_press.items import Listed
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from spiders_tests.corpus_lines import article
from spiders_tests.history_runs import run, store

ID = article(1, "").id
OLD, NEW, OTHER = Listed("Tên cũ"), Listed("Tên mới"), Listed("Tên ở trang khác")
next_run = partial(run, ended=True)


def night(folder: DataFolder, *stated: Listed, words: str = "") -> tuple[list[bool], list[str]]:
    """Run a night whose lists state this; with `words` the pages that are due are read. Return what was said of it."""
    history: SourceHistory = next_run(folder)
    said = [history.is_reworded(ID, one) for one in stated]
    due = [page.id for page in history.due()]
    if words and due:
        store(history, 1, None, words)
    history.finish(walked=True)
    return said, due


@pytest.fixture
def stored(folder: DataFolder) -> DataFolder:
    history = next_run(folder)
    assert not history.is_reworded(ID, OLD)
    store(history, 1)
    history.finish(walked=True)
    return folder


def test_new_words_cost_one_request(stored: DataFolder) -> None:
    assert night(stored, OLD) == ([False], [])
    assert night(stored, NEW, words="Câu mới.") == ([True], [ID])
    assert night(stored, NEW) == ([False], [])
    assert night(stored, OLD) == ([True], [ID]), "the title was set back"


def test_new_words_of_a_page_that_could_not_be_read_stay_a_change(stored: DataFolder) -> None:
    assert night(stored, NEW) == ([True], [ID])
    assert night(stored, NEW, words="Câu mới.") == ([True], [ID])
    assert night(stored, NEW) == ([False], [])


def test_lists_that_name_a_page_differently(stored: DataFolder) -> None:
    assert night(stored, OTHER, OLD, words="Một câu.") == ([True, False], [ID])  # the article is the same
    assert night(stored, OLD, OTHER, OLD) == ([False, False, False], [])
    assert night(stored, OTHER) == ([False], [])
    assert night(stored, OTHER, NEW, words="Câu mới.") == ([False, True], [ID])


def test_the_lists_of_the_first_night_may_differ(folder: DataFolder) -> None:
    history = next_run(folder)
    assert not history.is_reworded(ID, OLD)
    store(history, 1)
    assert not history.is_reworded(ID, OTHER)
    history.finish(walked=True)
    assert night(folder, OTHER, OLD) == ([False, False], [])


def test_a_page_whose_words_are_unknown_is_not_requested(stored: DataFolder) -> None:
    stored.ledger._db.execute("DELETE FROM wording")
    assert night(stored, NEW, OTHER) == ([False, False], [])
    assert night(stored, OTHER, NEW) == ([False, False], [])
    stored.ledger._db.execute("UPDATE wording SET words = '['")
    assert night(stored, OLD) == ([False], [])


def test_pages_that_no_list_names_are_forgotten(stored: DataFolder) -> None:
    stored.ledger._db.execute("UPDATE wording SET noted = noted - 86400 * 29")
    assert night(stored) == ([], [])
    assert night(stored, OLD) == ([False], [])  # recorded again
    stored.ledger._db.execute("UPDATE wording SET noted = noted - 86400 * 29")
    assert night(stored, NEW) == ([True], [ID])
    stored.ledger._db.execute("UPDATE wording SET noted = noted - 86400 * 2")
    assert night(stored) == ([], [])
    assert stored.ledger.find_wordings(ID) == ({}, 0)


def test_words_that_change_in_vain_are_doubted(folder: DataFolder) -> None:
    """A list that prints how often each article was read says nothing of its changes."""
    ids = {article(number, "").id: number for number in range(1, 15)}
    asked = []
    for turn in range(4):
        history = next_run(folder)
        for id, number in ids.items():
            stated = Listed(f"Bài {number} ({turn + 70} lượt)")
            assert history.is_reworded(id, stated) is (turn > 0)
            if turn == 0:
                store(history, number)
        due = [ids[page.id] for page in history.due()]
        for number in due:
            store(history, number, None)
        history.settle_failures()
        history.finish(walked=True)
        asked.append(len(due))
    assert asked == [0, 14, 14, 3]
