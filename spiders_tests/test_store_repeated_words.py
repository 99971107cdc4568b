"""`store/repeated_words.py`: the one page that a site sends at every address is no article."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.items import Article
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.history import SourceHistory
from hanoi_press.store.repeated_words import RepeatedWords
from hanoi_press.store.scope import RunScope
from spiders_tests.corpus_lines import article, corpus
from spiders_tests.nights import corpus as stored
from spiders_tests.nights import night
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import serve


def undated(number: int, words: str) -> Article:
    """Return an article without a date; its words are those of its title, too."""
    one = article(number, words)
    one.published_at, one.title, one.content_hash = None, "Báo", words
    return one


def test_without_a_ledger() -> None:
    words = RepeatedWords()
    assert [words.refuse(undated(number, "a")) for number in (1, 1, 2, 3)] == [
        "",
        "",
        "",
        "no date, and the same words as hanoimoi/1",
    ]
    assert words.refuse(undated(4, "b")) == ""
    assert not any(words.refuse(article(number, "c")) for number in (5, 6, 7))  # with a date, as pages of articles have


def test_the_first_ones_are_due_again_and_their_next_words_are_revisions(tmp_path: Path) -> None:
    with DataFolder.open(tmp_path, "a test") as folder:
        history, words = SourceHistory(folder, "hanoimoi", RunScope()), RepeatedWords(folder.ledger)
        for number in (1, 2):
            assert words.refuse(undated(number, "notice")) == ""
            history.keep(undated(number, "notice"))
        assert words.refuse(undated(3, "notice")) and words.refuse(undated(4, "notice"))
        for _ in range(3):  # nights with the notice
            folder.ledger.end_cycle("hanoimoi")
            history, words = SourceHistory(folder, "hanoimoi", RunScope()), RepeatedWords(folder.ledger)
            assert [page.id for page in history.due()] == ["hanoimoi/1", "hanoimoi/2"]
            assert words.refuse(undated(1, "notice")) == "no date, and the same words as other addresses"
            assert words.refuse(undated(2, "notice")) == "no date, and the same words as hanoimoi/1"
            assert words.refuse(undated(9, "notice")) == "no date, and the same words as hanoimoi/1"
        assert words.refuse(undated(1, "words")) == ""
        history.keep(undated(1, "words"))
    assert corpus(tmp_path) == [
        ("hanoimoi/1", 1, "notice"),
        ("hanoimoi/1", 2, "words"),
        ("hanoimoi/2", 1, "notice"),
    ]


@pytest.mark.slow
def test_five_nights_of_a_notice_at_every_address(tmp_path: Path) -> None:
    paper = Paper()
    for number in range(101, 107):
        paper.publish(number, at(f"2023-03-0{number - 100} 08:15"))
    notice = "<p>Trang tin tạm ngừng hoạt động để nâng cấp. Xin quý độc giả thông cảm.</p>"
    notice = f"<html><head><title>Thông báo nâng cấp hệ thống</title></head><body><div>{notice}</div></body></html>"
    with serve(paper.pages()) as served:
        served.faults = lambda url: Page.of(notice) if "/bai-viet-" in url else None
        for turn in range(5):
            done = night(tmp_path, served)
            assert (done.code, len(done.articles)) == (1, 6)
            assert done.record["sources"]["hanoimoi"]["new"] == (2 if turn == 0 else 0)
        served.faults = None
        mended = night(tmp_path, served)
        assert mended.code == 0, mended.out
        assert night(tmp_path, served).articles == []
    last = {one["id"]: one["text"] for one in stored(tmp_path)}
    assert last == {piece.id: piece.words for piece in paper.pieces.values()}
    assert len(stored(tmp_path)) == 8
