"""Articles whose pages state another id than their addresses have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.items import Article, Identity
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.scope import RunScope
from hanoi_press.store.stated_ids import StatedIds
from spiders_tests.corpus_lines import article, corpus

STATED = "hanoimoi/99"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataFolder]:
    with DataFolder.open(tmp_path, "a test") as data:
        yield data


def run(folder: DataFolder) -> SourceHistory:
    folder.ledger.end_cycle("hanoimoi")
    return SourceHistory(folder, "hanoimoi", RunScope())


def with_words(number: int, words: str) -> Article:
    """Return an article whose words, also those of its title, are the given ones."""
    one = article(number, words)
    one.title = "Một bài"
    one.content_hash = words
    return one


def arrives(history: SourceHistory, number: int, words: str, *, hashed: bool = False) -> str:
    """Read a page at the address of an article that states another one; return the id under which it is stored.

    `hashed`: the address has no id of the site's own.
    """
    own = article(number)
    history.mark_requested(own.id, own.url, None)
    one = with_words(99, words)
    history.mark_arrived(own.id, one.id, None, None, Identity(own.id, "hanoimoi", "Hànộimới", own.url, hashed))
    history.keep(one)
    return one.id


def arrives_itself(history: SourceHistory, number: int, words: str) -> None:
    one = with_words(number, words)
    history.mark_requested(one.id, one.url, None)
    history.mark_arrived(one.id, one.id, None, None)
    history.keep(one)


def stored(folder: DataFolder) -> list[tuple[str, int, str]]:
    return corpus(folder.path)


def close(folder: DataFolder) -> None:
    folder.close_source("hanoimoi")


def due(history: SourceHistory) -> list[str]:
    return [page.id for page in history.due()]


def test_one_article_at_every_address_is_stored_once(folder: DataFolder) -> None:
    history = run(folder)
    assert [arrives(history, number, "A") for number in (1, 2, 3)] == [STATED] * 3
    arrives_itself(history, 99, "A")
    close(folder)
    assert stored(folder) == [(STATED, 1, "A")]
    history = run(folder)
    assert {history.skip_reason(f"hanoimoi/{number}", None) for number in (1, 2, 3, 99)} == {"known"}
    assert arrives(history, 4, "A") == STATED
    assert len(stored(folder)) == 1


def test_a_constant_name_on_all_pages_merges_no_articles(folder: DataFolder) -> None:
    history = run(folder)
    assert [arrives(history, 1, "A"), arrives(history, 2, "B"), arrives(history, 3, "A")] == [
        STATED,
        "hanoimoi/2",
        "hanoimoi/3",
    ]
    assert due(history) == ["hanoimoi/1"]  # stored by its page's word, which is refuted now
    assert arrives(history, 1, "A") == "hanoimoi/1"
    assert arrives(run(folder), 4, "D") == "hanoimoi/4"  # in a later night, too
    close(folder)
    assert [id for id, _, _ in stored(folder)] == ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3", "hanoimoi/4", STATED]


def test_the_named_article_itself_has_other_words(folder: DataFolder) -> None:
    history = run(folder)
    assert arrives(history, 1, "A") == STATED
    arrives_itself(history, 99, "Z")
    assert due(history) == ["hanoimoi/1"] and arrives(history, 1, "A") == "hanoimoi/1"
    close(folder)
    assert stored(folder) == [("hanoimoi/1", 1, "A"), (STATED, 1, "A"), (STATED, 2, "Z")]

    history = run(folder)
    arrives_itself(history, 98, "Y")
    assert arrives(history, 2, "B") == "hanoimoi/2"  # the named article is known with other words


def test_a_change_of_an_article_at_its_other_address_is_a_revision(folder: DataFolder) -> None:
    arrives(run(folder), 1, "A")
    assert arrives(run(folder), 1, "A changed") == STATED
    close(folder)
    assert stored(folder) == [(STATED, 1, "A"), (STATED, 2, "A changed")]


def test_the_id_of_a_stored_article_stays(folder: DataFolder) -> None:
    arrives_itself(run(folder), 1, "A")
    assert arrives(run(folder), 1, "A") == "hanoimoi/1"
    page = folder.ledger.find("hanoimoi/1")
    assert page is not None
    folder.ledger.put(page._replace(state="lost"))  # by damage on the disk
    assert arrives(run(folder), 1, "A") == "hanoimoi/1"


def test_new_words_at_a_new_address_without_an_id_are_a_revision(folder: DataFolder) -> None:
    arrives(run(folder), 1, "A", hashed=True)
    assert arrives(run(folder), 2, "A changed", hashed=True) == STATED
    assert arrives(run(folder), 3, "A changed", hashed=True) == STATED
    assert arrives(run(folder), 4, "A changed again") == "hanoimoi/4"  # an id of its own


def test_a_refuted_name_stays_refuted(folder: DataFolder) -> None:
    history = run(folder)
    arrives(history, 1, "A", hashed=True)
    assert arrives(history, 2, "B", hashed=True) == "hanoimoi/2"
    history = run(folder)
    assert arrives(history, 3, "C", hashed=True) == "hanoimoi/3"
    arrives_itself(history, 99, "Z")
    assert arrives(run(folder), 4, "D", hashed=True) == "hanoimoi/4"


def test_of_what_one_run_reads_nothing_is_a_change(folder: DataFolder) -> None:
    history = run(folder)
    arrives_itself(history, 99, "Z")
    assert arrives(history, 1, "A", hashed=True) == "hanoimoi/1"


def test_a_replay_that_finds_the_stored_words_merges_no_others(folder: DataFolder) -> None:
    """It writes no line for the first page, and so has read the article only by that page's word."""
    arrives_itself(run(folder), 99, "A")
    stated = StatedIds(folder.ledger, lambda page: False)
    ids = []
    for number, words in ((1, "A"), (2, "B")):
        one = with_words(99, words)
        stated.settle(one, Identity(f"hanoimoi/{number}", "hanoimoi", "Hànộimới", article(number).url, True))
        ids.append((one.id, one.url))
    assert ids == [(STATED, article(99).url), ("hanoimoi/2", article(2).url)]
