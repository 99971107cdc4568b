"""`corpus duplicates --explain ID ID`: what it says of two articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spiders_tests.corpora import CorpusCommand, line, put
from spiders_tests.notices import REPORT, notice


@pytest.fixture
def data(tmp_path: Path) -> Path:
    texts = {
        "a/1": notice(),
        "a/2": notice(when="ngày 12/11", hour="9 giờ"),
        "a/3": f"(TTXVN) - {notice()}",
        "a/4": REPORT,
        "a/5": REPORT.replace("215 hộ", "251 hộ"),
        "a/6": "…",
    }
    put(tmp_path, "a/2026-11/a.jsonl", *(line(id, text=text, summary=None) for id, text in texts.items()))
    return tmp_path


@pytest.mark.usefixtures("data")
def test_it_names_the_facts_that_differ(corpus: CorpusCommand) -> None:
    code, out, _ = corpus("duplicates", "--explain", "a/1", "a/2")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith("a/1  2026-11-10  ") and lines[1].startswith("a/2  2026-11-10  ")
    assert lines[2] == "no copies: the same words, but other facts"
    assert lines[5:7] == [
        "    … cao tuổi vào ngày [5/11,] bắt đầu từ [7] giờ, tại nhà văn …",
        "    … cao tuổi vào ngày [12/11,] bắt đầu từ [9] giờ, tại nhà văn …",
    ]
    assert "3 facts differ, and in a copy of this length 0 may" in out
    assert lines[-1].endswith(" of 64 bands in common")


@pytest.mark.usefixtures("data")
def test_copies_and_corrections(corpus: CorpusCommand) -> None:
    assert "\ncopies: the same words and facts\n" in corpus("duplicates", "--explain", "a/3", "a/1")[1]
    assert "\ncopies: the same content hash\n" in corpus("duplicates", "--explain", "a/4", "a/4")[1]
    found = json.loads(corpus("duplicates", "--explain", "a/5", "a/4", "--json")[1])
    assert found["copies"] and not found["exact"] and found["compared"] and found["changed"] == 1 <= found["allowed"]
    assert [(one["first"], one["second"]) for one in found["differing"]] == [
        ("… Theo ông Chín Dũng, [251] hộ ở Mỹ Lương …", "… Theo ông Chín Dũng, [215] hộ ở Mỹ Lương …")
    ]
    assert (found["first"], found["second"]) == ("a/5", "a/4")


@pytest.mark.usefixtures("data")
def test_texts_that_the_search_would_not_compare(corpus: CorpusCommand) -> None:
    out = corpus("duplicates", "--explain", "a/1", "a/4")[1]
    assert "\nno copies: too little is the same\n" in out
    assert out.endswith("no band in common: `corpus duplicates` would not have compared them\n")
    assert "\nno copies: a text without words is nobody's copy\n" in corpus("duplicates", "--explain", "a/1", "a/6")[1]


@pytest.mark.usefixtures("data")
def test_ids_that_are_not_in_the_corpus(corpus: CorpusCommand) -> None:
    code, out, err = corpus("duplicates", "--explain", "a/1", "a/99")
    assert (code, out) == (1, "") and "a/99: no such article in " in err and "a/1:" not in err
    code, _, err = corpus("duplicates", "--explain", "a/1", "a/2", "--write")
    assert code == 2 and "--explain compares two articles" in err
