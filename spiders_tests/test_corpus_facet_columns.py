"""Counts from columns in memory are those of the index, and are given up with its state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.corpus.browse import facet_columns, live_index
from hanoi_press.corpus.browse.browse_labels import Labels
from hanoi_press.corpus.browse.facet_columns import FacetColumns
from hanoi_press.corpus.browse.found_page import FoundPages
from hanoi_press.corpus.browse.search_form import SearchForm
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from spiders_tests.browsed_corpus import browsed, put_corpus_to_browse
from spiders_tests.corpora import line, put


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CorpusIndex]:
    """Return an index with names that are spelled in several ways, and one that an article has twice."""
    monkeypatch.setattr(facet_columns, "LEAST", 1)
    put_corpus_to_browse(tmp_path)
    odd = [
        line("sbv/1", section=["Kinh Tế", "kinh tế", "KINH TẾ"], authors=["LE AN", "Lê An"], published_at="2026-01-02"),
        line("sbv/2", section=["Kinh Tế"], authors=[], published_at="9999-12-31"),
        line("sbv/3", section=[], authors=["Lê An"], published_at=None),
    ]
    put(tmp_path, "sbv/2026-01/a.jsonl", *odd)
    with CorpusIndex.open(tmp_path) as found:
        yield found


FORMS = [
    SearchForm(),
    SearchForm(words="cho hoa"),
    SearchForm(words='"chợ hoa" số'),
    SearchForm(words="khongcogi"),
    SearchForm(sources=("mst", "sbv"), sections=("kinh tế",)),
    SearchForm(words="cau", authors=("Lê An",), since="2026-01-01", until="2026-11-30"),
    SearchForm(tags=("giao thông",), without_copies=True),
    SearchForm(since="2026-11-01", until="2026-11-30"),
]


@pytest.mark.parametrize("form", FORMS)
def test_both_ways_of_counting_agree(index: CorpusIndex, form: SearchForm) -> None:
    columns = FacetColumns.read(index.db)
    assert columns is not None
    fast, slow = (FoundPages().values(index, form, Labels("vi"), 1, one) for one in (columns, None))
    assert fast["facets"] == slow["facets"] and fast["chart"] == slow["chart"]
    assert all(one.is_counted for one in fast["facets"])


def test_a_name_counts_an_article_once(index: CorpusIndex) -> None:
    columns = FacetColumns.read(index.db)
    assert columns is not None
    everything = columns.mask(index.db.execute("SELECT number FROM article"))
    assert columns.counts("section", everything, 1) == [("Kinh tế", 40)]
    assert columns.counts("source", everything, 9) == [("hanoimoi", 59), ("sbv", 3), ("moit", 1), ("mst", 1)]


def test_a_small_corpus_needs_none(index: CorpusIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facet_columns, "LEAST", 65)
    assert FacetColumns.read(index.db) is None


def test_they_follow_the_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facet_columns, "LEAST", 1)
    monkeypatch.setattr(live_index, "_EVERY", 0.0)
    monkeypatch.setattr(live_index, "_PATIENCE", 20.0)
    read = []
    of_an_index = FacetColumns.read.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(
        FacetColumns, "read", classmethod(lambda cls, db: read.append(of_an_index(cls, db)) or read[-1])
    )
    put_corpus_to_browse(tmp_path)
    with browsed(tmp_path) as site:
        site.get("/")
        for number in (62, 63):
            put(tmp_path, f"sbv/2026-01/{number}.jsonl", line(f"sbv/{number}", section=["Mới"]))
            for _ in range(2):  # the second page waits for the columns, which are read behind the update
                text = site.get("/?lang=en").text
                assert f'data-total="{number}"' in text
                assert f'>sbv</bdi> <span class="count">{number - 61}<' in text
    assert len(read) >= 3 and None not in read
