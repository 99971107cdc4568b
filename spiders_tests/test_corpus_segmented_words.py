"""`corpus/segmented_words.py`: texts as words of underthesea or pyvi, with all characters of the text and no others."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from itertools import islice
from pathlib import Path
from typing import Any, cast, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hanoi_press.corpus import FaultError, load, to_arrow, to_pandas, to_polars
from hanoi_press.corpus.segmented_words import Segment, SegmentedArticle, Segmenter, segmented, segmenter
from hanoi_press.items import Article
from spiders_tests.corpora import article, line, put
from spiders_tests.cost_growth import growth
from spiders_tests.loopback import ROOT

BOTH = pytest.mark.parametrize("words", get_args(Segmenter))
JOINT = re.compile(r"(?<=\S)_(?=\S)")
SYLLABLES = (
    "thành phố Hà Nội qui định nghành TP.HCM Covid-19 3/2026 70% (a) “hoà bình”, ... http:a!!! a_b _ ❤️ Ð".split()
)
TEXTS = st.one_of(
    st.lists(st.sampled_from([*SYLLABLES, "\n\n", "\xa0", " "]), max_size=30).map(" ".join),
    st.text(st.characters(), max_size=80),
    st.text(st.sampled_from("aăậA1.,-/:@&'!?()_\n \u0301\ufe0f\u200d\0😀Ððх"), max_size=80),
)


def without_spaces(text: str) -> str:
    return "".join(text.split())


def check(segment: Segment, text: str) -> None:
    """The words hold the characters of the text, in its order and lines, and a joint only where it has a space."""
    written = segment(text)
    assert written.count("\n") == text.count("\n")
    for own, words in zip(text.split("\n"), written.split("\n"), strict=True):
        assert words == " ".join(words.split())
        parts = iter(re.split(r"( )|(?<=\S)(_)(?=\S)", words)[::3])
        signs = iter(re.findall(r" |(?<=\S)_(?=\S)", words))
        for string in own.split():
            taken = next(parts)
            while len(taken) < len(unicodedata.normalize("NFC", string)):
                assert next(signs) == " "  # no joint within a string
                taken += next(parts)
            assert taken == string or unicodedata.normalize("NFC", taken) == unicodedata.normalize("NFC", string)
            next(signs, None)
        assert not own.split() or list(parts) == []


@BOTH
def test_compound_words_are_joined(words: Segmenter) -> None:
    segment = segmenter(words)
    assert segment("Bộ Giáo dục nghiên cứu giao thông.") == "Bộ Giáo_dục nghiên_cứu giao_thông ."
    assert segment("thành phố  Hà\xa0Nội, “thủ đô”") == "thành_phố Hà_Nội , “ thủ_đô ”"
    assert segment("Giao thông\n\nHà Nội\nmưa") == "Giao_thông\n\nHà_Nội\nmưa"
    assert segment("") == "" and segment("\n") == "\n"


@BOTH
def test_letters_that_a_library_changes_stay(words: Segmenter) -> None:
    """underthesea reads `quy định`, `ngành` and `Đ`."""
    assert segmenter(words)("qui định nghành giao thông, giao thông Ð").replace("nghành_", "nghành ") == (
        "qui_định nghành giao_thông , giao_thông Ð"
    )


@BOTH
def test_what_is_no_word_stays_whole(words: Segmenter) -> None:
    segment = segmenter(words)
    assert segment("xem https://a.vn/b?c=1&d=2 ở Hà Nội") == "xem https://a.vn/b?c=1&d=2 ở Hà_Nội"
    assert segment("❤️ Hà Nội 👨‍👩‍👧") == "❤️ Hà_Nội 👨‍👩‍👧"
    assert segment("một\0hai Hà Nội") == "một\0hai Hà_Nội"
    assert segment(f"{'a' * 41} Hà Nội") == f"{'a' * 41} Hà_Nội"


@BOTH
def test_an_underscore_of_the_text_is_no_joint(words: Segmenter) -> None:
    assert segmenter(words)("a_b và __ Hà Nội") == "a _ b và _ _ Hà_Nội"


@BOTH
def test_decomposed_letters_are_composed(words: Segmenter) -> None:
    assert segmenter(words)(unicodedata.normalize("NFD", "Thủ đô Hà Nội, hôm nay")) == "Thủ_đô Hà_Nội , hôm_nay"


@BOTH
@given(text=TEXTS)
@settings(max_examples=80, deadline=None)
@example(text="\ud800 Hà Nội")
@example(text="Hà Nội " * 700)  # more than one piece
@example(text="a" * 100_000)
@example(text="a\u0323\u0301" * 25)
@example(text="a" + "\u0301" * 50)
def test_no_character_is_added_or_lost(words: Segmenter, text: str) -> None:
    check(segmenter(words), text)


HOSTILE = {
    "letters": "a",
    "names": "a.",
    "numbers": "1.",
    "marks": "a\u0301\u0323",
    "signs": "!",
    "pictures": "😀",
    "addresses": "http:a!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!! ",
    "hosts": "a.vn/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!! ",
    "syllables": "thành phố ",
    "lines": "a\n",
}


@BOTH
@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_costs_more_than_its_length(words: Segmenter, kind: str) -> None:
    segment = segmenter(words)
    unit = HOSTILE[kind]
    segment(unit)
    assert growth(lambda size: segment((unit * size)[:size]), 3_000) < 7  # 4 is linear, 16 quadratic


@BOTH
def test_an_article_keeps_its_fields(words: Segmenter) -> None:
    one = article(title="Giao thông Hà Nội", summary=None, text="Giao thông.\n\nHà Nội.", tags=["Hà Nội"])
    [found] = segmented([one], words)
    assert isinstance(found, SegmentedArticle)
    assert found.to_dict() == one.to_dict() | {
        "title_words": "Giao_thông Hà_Nội",
        "summary_words": None,
        "text_words": "Giao_thông .\n\nHà_Nội .",
    }
    assert list(found.to_dict())[-3:] == ["title_words", "summary_words", "text_words"]


@BOTH
def test_english_is_not_joined(words: Segmenter) -> None:
    one = article(language="en", title="Ha Noi  traffic", summary="Ha Noi.", text="The city\n\na_b Viet Nam")
    [found] = segmented([one], words)
    assert (found.title_words, found.summary_words) == ("Ha Noi traffic", "Ha Noi.")
    assert found.text_words == "The city\n\na _ b Viet Nam"


def test_load_with_words(tmp_path: Path) -> None:
    one = line("hanoimoi/1", title="Giao thông")
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", one, b"{}\n", line("hanoimoi/2", title="Hà Nội", language="en"))
    articles = load(tmp_path, words="pyvi", on_error="skip")
    assert [found.title_words for found in articles] == ["Giao_thông", "Hà Nội"]
    assert articles.skipped == 1 and articles.faults[0].number == 2
    with pytest.raises(FaultError):
        list(load(tmp_path, words="pyvi"))
    with pytest.raises(ValueError, match="invalid words='vn'"):
        load(tmp_path, words=cast("Segmenter", "vn"))


@pytest.mark.parametrize("make", [to_arrow, to_polars, to_pandas])
def test_dataframes_have_the_words_in_columns(make: Any) -> None:
    """Asked for, of articles that have them, and of a stream of such without any article."""
    names = ["title_words", "summary_words", "text_words"]
    for table in (
        make([article(title="Hà Nội")], words="pyvi"),
        make(segmented(iter([article(title="Hà Nội")]), "pyvi")),
        make([], words="pyvi"),
    ):
        columns = getattr(table, "column_names", None) or list(table.columns)
        assert columns[-3:] == names
        assert [str(one) for one in table["title_words"]] == ["Hà_Nội"][: len(table)]


def test_articles_stream() -> None:
    def endless() -> Any:
        while True:
            yield article()

    assert len(list(islice(segmented(endless(), "pyvi"), 3))) == 3


def test_the_logs_of_the_program_stay_as_they_are() -> None:
    """underthesea configures all of them when it is imported, to the standard output; that closes every handler."""
    code = """
import io, logging
from hanoi_press.corpus.segmented_words import segmenter
class Handler(logging.StreamHandler):
    def close(self):
        self.stream.write("closed")
handler = Handler(io.StringIO())
logging.getLogger().addHandler(handler)
segmenter("underthesea")("Hà Nội")
print(logging.getLogger("underthesea").handlers, repr(handler.stream.getvalue()))
handler.close = lambda: None
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[] ''\n"


def test_what_cannot_be_done_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing: list[Article] = []
    with pytest.raises(ValueError, match="invalid words='vncorenlp'; use 'underthesea' or 'pyvi'"):
        segmented(nothing, cast("Segmenter", "vncorenlp"))
    for name, module in (("underthesea", "underthesea"), ("pyvi", "pyvi.ViTokenizer")):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ImportError, match=rf"^{name} is not installed: pip install 'hanoi-press\[words\]'$"):
            segmented(nothing, cast("Segmenter", name))
