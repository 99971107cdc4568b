"""What users type is read as words and phrases, and found in a text exactly where the full-text index finds it."""

from __future__ import annotations

import sqlite3
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanoi_press.corpus.index.index_tables import TABLES
from hanoi_press.corpus.index.search_terms import SearchTerms, split_query
from hanoi_press.text.syllables import index_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('giao thông "vành đai 3"', ("giao", "thông", "vành đai 3")),
        ('"vành đai', ("vành đai",)),
        ("“Hà Nội” x", ("Hà Nội", "x")),
        ('COVID-19 12,5% a@b.vn 5"x', ("COVID-19", "12,5%", "a@b.vn", "5", "x")),
        ('NEAR( * ^ - : AND ""', ("NEAR(", "AND")),
        ("\x00 \udc80 😀 …", ()),
        ("", ()),
    ],
)
def test_a_line_is_split_into_words_and_quoted_phrases(typed: str, words: tuple[str, ...]) -> None:
    assert split_query(typed) == words


def fts_finds(text: str, *typed: str, any_accent: bool = False) -> bool:
    """Return True if the index finds the article with this text (and the title "-") by these words."""
    with sqlite3.connect(":memory:") as db:
        db.executescript(TABLES)
        db.execute(
            "INSERT INTO words (rowid, plain_title, plain_text, exact_title, exact_text) VALUES (1, '-', ?, '-', ?)",
            index_words(text)[:2],
        )
        expression = SearchTerms(typed, any_accent=any_accent).expression
        return bool(db.execute("SELECT 1 FROM words WHERE words MATCH ?", (expression,)).fetchone())


def places(text: str, *typed: str, any_accent: bool = False) -> list[str]:
    """Return the pieces of a text that match."""
    return [text[one.start : one.end] for one in SearchTerms(typed, any_accent=any_accent).matches(text)]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("ha noi", "Ở Hà Nội, HÀ NỘI và Hạ\nnơi: ha nói", ["Hà Nội", "HÀ NỘI", "Hạ\nnơi", "ha nói"]),
        ("hà nội", "Ở Hà Nội, hạ nội và ha noi", ["Hà Nội"]),
        ("hà noi", "Hà Nội", []),  # one accent was typed, so all count
        ("thuỷ", "đường thủy, thuỷ lợi, thuy, Thủỷ", ["thủy", "thuỷ"]),
        ("hòan", "hoàn, hoãn", ["hoàn"]),
        ("Nguyễn".replace("ễ", "ê\u0303"), "Nguyễn NGUYỄN nguyên", ["Nguyễn", "NGUYỄN"]),
        ("nguyễn", unicodedata.normalize("NFD", "Nguyễn Nguyên"), [unicodedata.normalize("NFD", "Nguyễn")]),
        ("di", "đi dì DI", ["đi", "dì", "DI"]),
        ("đi", "đi di Đi Ði", ["đi", "Đi"]),
        ("đh", "ĐH, đh, DH", ["ĐH", "đh"]),
        ("12.500", "12.500 đồng, 12,500 và 12500", ["12.500", "12,500"]),
        ("covid-19", "COVID-19, covid 19, covid19", ["COVID-19", "covid 19"]),
        ("5g", "mạng 5G, 5 G, 5gb", ["5G"]),
        ("an@hanoimoi.vn", "thư: an@hanoimoi.vn.", ["an@hanoimoi.vn"]),
        ("giao", "giaothông giao_thông ngoaigiao", ["giao"]),
        ("a a b", "a a a b a a b", ["a a b", "a a b"]),
        ("a a", "a a a", ["a a"]),
        ("vành đai 3", "vành đai «3», vành “đai” 3; vành đai 30", ["vành đai «3", "vành “đai” 3"]),
    ],
)
def test_whole_words_as_people_type_them(typed: str, text: str, found: list[str]) -> None:
    assert places(text, typed) == found
    assert fts_finds(text, typed) is bool(found)


def test_any_accent() -> None:
    assert places("Hà Nội hạ nơi", "hả nội", any_accent=True) == ["Hà Nội", "hạ nơi"]
    assert fts_finds("ha noi", "hả nội", any_accent=True) and not fts_finds("ha noi", "hả nội")
    assert SearchTerms(["hả", "noi"]).has_accents and not SearchTerms(["hả"], any_accent=True).has_accents


def test_several_terms_are_told_apart() -> None:
    terms = SearchTerms(["giao thông", "thong", "thông", "GIAO THÔNG"])
    assert sorted(terms.matches("giao thông thống")) == [(0, 10, 0), (5, 10, 1), (5, 10, 2), (11, 16, 1)]
    assert len(terms.terms) == 3


def test_nothing_that_is_typed_is_an_operator() -> None:
    for typed in ('"', "NEAR(a b)", "a*", "^a", "-a", "plain_title:a", "a AND b", "a OR", "{a}", "a + b", "NOT", "a'b"):
        try:
            SearchTerms([typed])
        except ValueError:
            assert typed == '"'
        else:
            fts_finds("a b", typed)
    assert not fts_finds("near a", "NEAR(a b)") and fts_finds("x near, a b", "NEAR(a b)")
    assert not fts_finds("ab", "a*") and not fts_finds("b", "-a")


def test_without_a_word_there_is_nothing_to_search_for() -> None:
    assert not SearchTerms([]) and SearchTerms([]).expression == ""
    for typed in ([""], [" ", "…"], ["\x00"], ["😀"], ["\ud800"]):
        with pytest.raises(ValueError, match="no word to search for; use one word or more"):
            SearchTerms(typed)
    assert len(SearchTerms(["hà", "…"]).terms) == 1


def test_too_many_words() -> None:
    assert fts_finds("w1 " * 5 + " ".join(f"w{n}" for n in range(1000)), *(f"w{n}" for n in range(1000)))
    with pytest.raises(ValueError, match="invalid query: 10,000 words; use at most 1,000"):
        SearchTerms([" ".join(f"w{n}" for n in range(10_000))])


WORDS = st.sampled_from("hà ha HÀ Hạ nội noi nôi nơi thuỷ thủy đi di 12 12.5 5g a@b e\u0301 İ ß ﬁ ½ ② 한국 ก่า".split())
GLUE = st.sampled_from([" ", "\n\n", ", ", "-", "", "_", "\u200b", "…", "\x00", "😀", "\u0301", "\u0305", "\ue000"])


@given(st.lists(st.tuples(WORDS, GLUE), min_size=1, max_size=8), st.lists(WORDS, min_size=1, max_size=3), st.booleans())
@example([("İ", "\u0301"), ("ha", "\u0305")], ["ha"], False)
def test_a_text_has_a_match_if_the_index_finds_it(
    pieces: list[tuple[str, str]], typed: list[str], any_accent: bool
) -> None:
    text, phrase = "".join(word + glue for word, glue in pieces), " ".join(typed)
    assert bool(places(text, phrase, any_accent=any_accent)) is fts_finds(text, phrase, any_accent=any_accent)


@settings(max_examples=30)
@given(st.text(), st.text(min_size=1))
def test_whatever_is_typed_is_a_query_or_none(text: str, typed: str) -> None:
    words = split_query(typed)
    if words:
        clean = text.encode("utf-8", "replace").decode()
        places(clean, *words)
        fts_finds(clean, *words)


def test_a_phrase_that_begins_again_and_again_costs_no_more_than_the_text_is_long() -> None:
    terms = SearchTerms(["a " * 400 + "b", *("a " * number + "c" for number in range(1, 20))])

    def cost(words: int) -> float:
        text = "a " * words
        start = time.process_time()
        assert not list(terms.matches(text))
        return time.process_time() - start

    cost(1000)
    assert cost(16_000) < 16 * max(cost(2_000), 0.005)
