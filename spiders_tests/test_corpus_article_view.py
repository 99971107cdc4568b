"""What the page of an article gathers: revisions in pieces, however many there are, however odd their words."""

from __future__ import annotations

import time

import pytest

from hanoi_press.corpus.browse import article_view
from hanoi_press.corpus.browse.article_view import pieces, shown_change, shown_revisions
from spiders_tests.corpora import article


@pytest.mark.parametrize(
    ("line", "field", "kept", "shown"),
    [
        ("title:", "title", 0, []),
        ("authors: Lê An → Trần Bình", "authors", 0, [("same", "Lê An → Trần Bình")]),
        ("  (12 paragraphs unchanged)", None, 12, []),
        ("  (1 paragraph unchanged)", None, 1, []),
        ("  - Một đoạn.", None, 0, [("del", "Một đoạn.")]),
        ("  + title: x", None, 0, [("ins", "title: x")]),
        ("  ~ a [-b-] {+c+}", None, 0, [("same", "a "), ("del", "b"), ("same", " "), ("ins", "c")]),
    ],
)
def test_a_line_of_what_changed(line: str, field: str | None, kept: int, shown: list[tuple[str, str]]) -> None:
    assert shown_change(line) == (field, kept, shown)


@pytest.mark.parametrize("text", ["[-", "-]", "{+ [- +} -]", "[-[-a-]", "a+}b", "[]-{}+"])
def test_marks_in_the_text_itself_lose_nothing(text: str) -> None:
    shown = "".join(piece for _, piece in pieces(f"  ~ {text}"))
    assert [char for char in shown if char not in "[]{}+-"] == [char for char in text if char not in "[]{}+-"]


def test_pieces_cost_no_more_than_their_length() -> None:
    spent = []
    for length in (20_000, 80_000):
        start = time.process_time()
        pieces("  ~ " + "[-" * length)
        spent.append(time.process_time() - start)
    assert spent[1] < 16 * max(spent[0], 0.002)


def changed(words: str) -> list[list[tuple[str, str]]]:
    known = [article("hanoimoi/1", text=f"{words}{end}", revision=number) for number, end in ((1, ""), (2, " tăng"))]
    [newest, _] = shown_revisions(known, 5)
    return [one.pieces for one in newest.changes or () if one.pieces]


def test_words_that_repeat_are_not_compared_one_by_one() -> None:
    few, many = " ".join(["giá"] * 300), " ".join(["giá"] * 2_900)  # 90,000 and 8,410,000 pairs of equal words
    assert changed(few) == [[("same", f"{few} "), ("ins", "tăng")]]
    assert changed(many) == [[("del", many), ("same", " "), ("ins", f"{many} tăng")]]


def test_paragraphs_that_repeat_are_not_compared_one_by_one() -> None:
    shown = changed("\n\n".join(["giá"] * 1_000))
    assert len(shown) == 2_000 and shown[0] == [("del", "giá")] and shown[-1] == [("ins", "giá tăng")]


def test_what_was_not_compared_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_view, "_SECONDS", -1.0)
    known = [article("hanoimoi/1", title=f"Bản {number}", revision=number) for number in (1, 2)]
    [newest, _] = shown_revisions(known, 5)
    assert not newest.is_whole and not newest.changes


def test_the_newest_revisions_are_compared_first() -> None:
    known = [article("hanoimoi/1", title=f"Bản {number}", revision=number) for number in range(1, 9)]
    some = list(shown_revisions(known, 5))
    assert [one.number for one in some] == [8, 7, 6, 5, 4] and all(one.changes for one in some)
    every = list(shown_revisions(known, 200))
    assert [one.number for one in every] == [8, 7, 6, 5, 4, 3, 2, 1] and every[-1].changes is None
    assert [one.changes for one in shown_revisions(known[:1], 5)] == [None]
