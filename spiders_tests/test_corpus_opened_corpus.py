"""`hanoi_press.corpus.open`: one object to ask, over the index and `load`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hanoi_press.corpus
from hanoi_press.corpus import SegmentedArticle, load
from hanoi_press.corpus.statistics import statistics
from hanoi_press.store.takedown import take_down
from spiders_tests.corpora import line, put
from spiders_tests.questioned_corpus import ids, put_questioned_corpus


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    put_questioned_corpus(tmp_path / "data")
    return tmp_path / "data"


def test_search(data: Path) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        found = corpus.search("giao thông")
        assert found.total == len(found) == 3 and sorted(ids(found)) == ["hanoimoi/1", "hanoimoi/3", "mst/1"]
        assert found[0].id == "hanoimoi/1"  # the words are in its title
        assert found[0].section == ("Đô thị",) and found[0].url == "https://hanoimoi.vn/bai-1.html"
        assert ids(corpus.search('"hà nội" vành "đai 4"')) == ["hanoimoi/1"]
        assert ids(corpus.search(["vành đai 4"])) == ["hanoimoi/1"]
        assert ids(corpus.search("giao thong", order="oldest", limit=1, offset=1)) == ["mst/1"]
        assert (corpus.search("vành đai 3").total, corpus.search("giáo thông").other_accents) == (0, 3)
        assert ids(corpus.search(sources=["mst", "hanoimoi"], since=date(2026, 11, 11))) == ["hanoimoi/2"]
        assert ids(corpus.search(sections="xa hoi", until="2026-11-30")) == ["hanoimoi/2"]
        assert ids(corpus.search("giao thông", authors="Đỗ Bé")) == ["mst/1"]
        assert ids(corpus.search(tags="giao thông")) == []  # the newest revision has none
        assert ids(corpus.search("giao thông", without_copies=True, since="2026-11-01")) == ["hanoimoi/1"]
        assert ids(found.articles()) == ids(found) and found[1:] == list(found)[1:]
        assert repr(corpus.search("giao thông", limit=1)) == "<1 of 3 articles found>"


def test_single_articles(data: Path) -> None:
    corpus = hanoi_press.corpus.open(data)
    [first] = [one for one in load(data) if one.id == "hanoimoi/1"]
    assert corpus.get("hanoimoi/1") == first and first.revision == 2
    assert corpus.get("hanoimoi/99") is None and corpus.get("http://nowhere.example/a") is None
    assert [one.revision for one in corpus.revisions("hanoimoi/1")] == [1, 2]
    assert corpus.revisions("hanoimoi/99") == []
    corpus.close()


FILTERS: list[dict[str, Any]] = [
    {},
    {"sources": "mst"},
    {"sources": ["hanoimoi"], "since": "2026-11-11"},
    {"until": date(2026, 11, 10)},
    {"without_copies": True},
]


@pytest.mark.parametrize("filters", FILTERS)
def test_without_a_query_the_articles_are_those_of_load(data: Path, filters: dict[str, Any]) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        wanted = list(load(data, **filters))
        assert list(corpus.articles(**filters)) == wanted != []
        assert not (data / "corpus/index.sqlite").exists()  # they need none
        newest = sorted(ids(wanted))
        assert sorted(ids(corpus.articles(order="newest", **filters))) == newest
        assert {one.id: one for one in corpus.articles(order="oldest", **filters)} == {one.id: one for one in wanted}


def test_articles_that_are_found(data: Path) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        assert ids(corpus.articles("giao thông"))[0] == "hanoimoi/1"
        assert ids(corpus.articles("giao thông", order="newest")) == ["mst/1", "hanoimoi/1", "hanoimoi/3"]
        assert ids(corpus.articles(sections=["Đô thị", "Xã hội"])) == ids(load(data))
        assert ids(corpus.articles(sections=["Đô thị", "Xã hội"], order="newest")) == [
            "hanoimoi/2",
            "mst/1",
            "hanoimoi/1",
            "hanoimoi/3",
        ]
        assert list(corpus.articles(authors="đỗ bé")) == [one for one in load(data) if one.id == "mst/1"]


def test_the_order_is_that_of_load(data: Path) -> None:
    """Whatever came first, and however the names of sources and segments are sorted."""
    with hanoi_press.corpus.open(data) as corpus:
        corpus.search()  # makes the index
    for name in ("mst-b/2026-11/a", "hanoimoi/2026-10/c", "mst/2026-11/A", "mst_c/2026-11/a"):
        put(
            data,
            f"{name}.jsonl",
            *(line(f"{name.partition('/')[0]}/{name[-1]}{n}", text=f"{name} {n}") for n in (2, 1)),
        )
    with hanoi_press.corpus.open(data) as corpus:
        wanted = [one for one in ids(load(data)) if one != "hanoimoi/2"]
        assert ids(corpus.articles(sections="Đô thị")) == wanted and len(wanted) == 11


@pytest.mark.parametrize("query", [None, "hà nội"])
def test_articles_with_words(data: Path, query: str | None) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        found = list(corpus.articles(query, words="pyvi", since="2026-11-12"))
        assert [(one.id, one.text, one.text_words) for one in found] == [
            ("hanoimoi/2", "Mưa ở Hà Nội.", "Mưa ở Hà_Nội .")
        ]
        assert isinstance(found[0], SegmentedArticle)


def test_counts(data: Path) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        assert corpus.facets("source") == [("hanoimoi", 3), ("mst", 1)]
        assert corpus.facets("month", "giao thông") == [("2026-11", 2)]
        assert corpus.facets("section", sources="hanoimoi", most=1) == [("Đô thị", 2)]
        assert corpus.statistics().to_dict() == statistics(load(data)).to_dict()
        assert corpus.statistics(sources="mst").total.articles == 1


def test_dataframes(data: Path) -> None:
    with hanoi_press.corpus.open(data) as corpus:
        found = corpus.search("giao thông", order="newest")
        assert list(found.to_pandas().id) == found.to_polars()["id"].to_list() == ["mst/1", "hanoimoi/1", "hanoimoi/3"]
        assert found.to_arrow().to_pylist()[2]["published_at"] is None
        assert found.to_polars()["section"].to_list()[0] == ["Đô thị"]
        nothing = corpus.search("không có gì")
        assert (
            nothing.to_arrow().schema == found.to_arrow().schema
            and nothing.to_polars().schema == found.to_polars().schema
        )
        assert list(nothing.to_pandas().columns) == list(found.to_pandas().columns)
        assert corpus.to_arrow("mưa", words="pyvi").column("text_words").to_pylist() == ["Mưa ở Hà_Nội ."]
        assert corpus.to_polars(sources="mst")["id"].to_list() == ["mst/1"]
        assert list(corpus.to_pandas(since="2026-11-12", words="underthesea").title_words) == ["Mưa lớn"]
        assert "text_words" in corpus.to_arrow(since="2026-12-01", words="pyvi").column_names


def test_splits(data: Path) -> None:
    put(data, "vpcp/2026-11/a.jsonl", line("vpcp/1", text="Cũ.", published_at="2026-11-01"))
    with hanoi_press.corpus.open(data) as corpus:
        found = corpus.splits(validation_from="2026-11-10", test_from="2026-11-12")
        assert [ids(one) for one in found] == [["hanoimoi/3", "vpcp/1"], ["hanoimoi/1", "mst/1"], ["hanoimoi/2"]]
        assert ids(corpus.splits(0.5, 0.0, 0.5, sources=iter(["hanoimoi"])).train) == ["hanoimoi/3", "hanoimoi/1"]
        by_words = corpus.splits(1.0, 0, 0, query="giao thông")
        assert sorted(ids(by_words.train)) == ["hanoimoi/1", "hanoimoi/3", "mst/1"] == sorted(ids(by_words.train))
        (data / "corpus/duplicates.jsonl").unlink()
        with pytest.warns(UserWarning, match="near copies are not known") as said:
            corpus.splits(validation_from="2026-11-10", test_from="2026-11-12")
        assert said[0].filename == __file__


PATHS: dict[str, Callable[[Path], Any]] = {
    "a folder": lambda data: str(data),
    "its articles": lambda data: data / "articles",
    "a source": lambda data: data / "articles/hanoimoi",
    "a segment": lambda data: data / "articles/hanoimoi/2026-11/a.jsonl",
    "a compressed one": lambda data: data / "articles/hanoimoi/2026-11/b.jsonl.zst",
    "a glob": lambda data: str(data / "articles/*/2026-11/a.jsonl"),
}


@pytest.mark.parametrize("kind", PATHS)
def test_every_path_that_load_takes(data: Path, kind: str) -> None:
    path = PATHS[kind](data)
    with hanoi_press.corpus.open(path) as corpus:
        wanted = {one.id: one for one in load(path)}
        assert {one.id: one for one in corpus.articles()} == wanted
        assert {hit.id for hit in corpus.search()} == set(wanted)
        assert corpus.get("hanoimoi/1") == wanted["hanoimoi/1"]


def test_what_was_taken_down_is_not_there(data: Path) -> None:
    take_down(data, ["hanoimoi/1"])
    with hanoi_press.corpus.open(data) as corpus:
        assert corpus.get("hanoimoi/1") is None and corpus.search("vành đai").total == 0


def test_a_corpus_that_is_opened_later_sees_what_came(data: Path) -> None:
    corpus = hanoi_press.corpus.open(data)
    assert corpus.get("mst/2") is None
    put(data, "mst/2026-11/b.jsonl", line("mst/2"))
    assert hanoi_press.corpus.open(data).get("mst/2") is not None
    corpus.close()
    assert corpus.get("mst/2") is not None  # a question opens it again
    corpus.close()
    corpus.close()


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (lambda one: one.search("a", sources="hanoimi"), ValueError, "'hanoimi'; did you mean 'hanoimoi'"),
        (lambda one: one.articles(sources="hanoimi"), ValueError, "'hanoimi'; did you mean 'hanoimoi'"),
        (lambda one: one.articles("a", sources=["hanoimi"]), ValueError, "'hanoimi'; did you mean 'hanoimoi'"),
        (lambda one: one.facets("source", sources="x"), ValueError, "contains articles of hanoimoi, mst"),
        (lambda one: one.search("a", since="2026-11-31"), ValueError, "invalid since='2026-11-31'; use a day"),
        (lambda one: one.articles(until="hôm nay"), ValueError, "invalid until='hôm nay'"),
        (lambda one: one.splits(since="2026-11-31"), ValueError, "invalid since='2026-11-31'"),
        (lambda one: one.search(since="2026-12-01", until="2026-11-01"), ValueError, "since is after until"),
        (lambda one: one.search("a", source="mst"), TypeError, "unknown argument 'source'; did you mean 'sources'"),
        (lambda one: one.articles(language="vi"), TypeError, "unknown argument 'language'; use authors, sections"),
        (lambda one: one.search(""), ValueError, "no word to search for"),
        (lambda one: one.search([]), ValueError, "no word to search for"),
        (lambda one: one.articles('" " !'), ValueError, "no word to search for"),
        (lambda one: one.search("a", tags=[]), ValueError, "invalid tags: no name in it"),
        (lambda one: one.search("a", order="first"), ValueError, "invalid order='first'; use 'best' or 'newest'"),
        (lambda one: one.articles(order="first"), ValueError, "invalid order='first'"),
        (lambda one: one.search("a", limit=-1), ValueError, "invalid limit=-1"),
        (lambda one: one.facets("day"), ValueError, "invalid kind='day'"),
        (lambda one: one.articles(words="vncorenlp"), ValueError, "use 'underthesea' or 'pyvi'"),
        (lambda one: one.articles(on_error="ignore"), ValueError, "invalid on_error='ignore'"),
        (lambda one: one.articles("a", on_error="ignore"), ValueError, "invalid on_error='ignore'"),
    ],
)
def test_what_cannot_be_asked_is_said_at_once(data: Path, ask: Any, error: type[Exception], message: str) -> None:
    with hanoi_press.corpus.open(data) as corpus, pytest.raises(error, match=message):
        ask(corpus)


def test_no_corpus(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", tmp_path):
        with pytest.raises(FileNotFoundError):
            hanoi_press.corpus.open(path)
    with pytest.raises(ValueError, match="is no segment"):
        hanoi_press.corpus.open(__file__)
