"""The index answers what `load` and a reading of every article would answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.corpus import load
from hanoi_press.corpus.duplicate_links import NAME, Cluster, Copy, write_clusters
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.excerpts import excerpt, marked
from hanoi_press.corpus.index.found import ArticleFilter
from hanoi_press.corpus.index.found_faults import found_faults
from hanoi_press.corpus.index.index_queries import facets, found_articles, index_statistics, months, search
from hanoi_press.corpus.index.search_terms import SearchTerms
from hanoi_press.corpus.statistics import statistics
from hanoi_press.items import ArchiveRef
from hanoi_press.store.pruned_archives import PrunedFile, write_list
from hanoi_press.store.takedown import take_down
from spiders_tests.corpora import article, line, put

PLACE = ArchiveRef("archive/mst/2026-11/mst-20261101.warc.gz", 0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    put(
        tmp_path,
        "hanoimoi/2026-11/a.jsonl",
        line(
            "hanoimoi/1",
            title="Giao thông Hà Nội",
            text="Cầu mở.",
            section=["Đô thị", "Giao thông"],
            tags=["cầu", "xe"],
        ),
        line("hanoimoi/2", title="Xe", text="giao thông " * 2 + "từ " * 30, published_at="2026-10-05", tags=["CẦU"]),
        line(
            "hanoimoi/3", title="Cũ", published_at="2026-11-01T00:30:00+09:00", section=[], authors=["Le An", "Bùi Tú"]
        ),
    )
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", line("hanoimoi/3", revision=2, title="Mới", summary=None, section=[]))
    put(
        tmp_path, "mst/2026-11/a.jsonl", line("mst/1", title="Số", published_at=None, section=["do thi"], archive=PLACE)
    )
    return tmp_path


@pytest.fixture
def index(data: Path) -> Iterator[CorpusIndex]:
    with CorpusIndex.open(data) as opened:
        yield opened


def ids(index: CorpusIndex, *words: str, order: Any = "newest", **wanted: Any) -> list[str]:
    found = search(index, words, ArticleFilter(**wanted), order=order)
    assert found.total == len(found.hits)
    assert [one.id for one in found_articles(index, words, ArticleFilter(**wanted), order)] == [
        one.id for one in found.hits
    ]
    return [one.id for one in found.hits]


def test_words_and_filters(index: CorpusIndex) -> None:
    assert ids(index) == ["hanoimoi/3", "hanoimoi/1", "hanoimoi/2", "mst/1"] or ids(index)[2:] == [
        "hanoimoi/2",
        "mst/1",
    ]
    assert ids(index, order="oldest")[0] == "hanoimoi/2" and ids(index, order="oldest")[-1] == "mst/1"
    assert ids(index, "giao thong") == ["hanoimoi/1", "hanoimoi/2"]
    assert ids(index, "giao thong", order="best") == ["hanoimoi/1", "hanoimoi/2"]  # a title weighs more
    assert ids(index, "mới") == ["hanoimoi/3"] and ids(index, "cũ") == []  # the newest revision
    assert ids(index, "giao thông", "cầu") == ["hanoimoi/1", "hanoimoi/2"]
    assert ids(index, "hà nội giao thông") == []
    assert ids(index, sources=("mst",)) == ["mst/1"]
    assert ids(index, sections=("ĐÔ THỊ",)) == ["hanoimoi/1", "hanoimoi/2", "mst/1"]
    assert ids(index, sections=("giao thong", "nosuch")) == ["hanoimoi/1"]
    assert ids(index, tags=("cau",)) == ["hanoimoi/1", "hanoimoi/2"]
    assert ids(index, tags=("cầu",), sections=("giao thông",), authors=("lê an",)) == ["hanoimoi/1"]
    assert ids(index, authors=("bui tu",)) == []  # of the revision before
    assert ids(index, since="2026-11-01") == ids(index, since="2026-11-10")
    assert ids(index, until="2026-10-05") == ["hanoimoi/2"]
    assert ids(index, "giao", until="2026-11-30", since="2026-11-01") == ["hanoimoi/1"]


def test_pages_of_hits(index: CorpusIndex) -> None:
    whole = [one.id for one in search(index, order="oldest").hits]
    pieces = [search(index, order="oldest", limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [one.total for one in pieces] == [4, 4, 4]
    assert [hit.id for one in pieces for hit in one.hits] == whole
    for arguments in ({"limit": -1}, {"offset": -1}):
        with pytest.raises(ValueError, match="use numbers from 0 on"):
            search(index, **arguments)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="invalid order='worst'; use best, newest or oldest"):
        search(index, order="worst")  # type: ignore[arg-type]


def test_other_accents(index: CorpusIndex) -> None:
    assert (search(index, ["giáo thông"]).total, search(index, ["giáo thông"]).other_accents) == (0, 2)
    assert search(index, ["giáo thông"], ArticleFilter(until="2026-10-31")).other_accents == 1
    assert search(index, ["giáo thông"], any_accent=True).total == 2
    assert search(index, ["giao thông"]).other_accents == search(index, ["nosuch"]).other_accents == 0


def test_a_hit(index: CorpusIndex) -> None:
    hit = search(index, ["giao thông", "cầu"]).hits[0]
    assert hit == (
        "hanoimoi/1",
        "hanoimoi",
        "https://hanoimoi.vn/bai-1.html",
        "Giao thông Hà Nội",
        "2026-11-10T08:00:00+07:00",
        ("Đô thị", "Giao thông"),
        "Sau ba tháng sửa chữa, cây »cầu« đón những chuyến xe đầu tiên. »Cầu« mở.",
        "»Giao thông« Hà Nội",
    )


def test_facets_count_what_the_same_filter_finds(index: CorpusIndex) -> None:
    assert facets(index) == [("hanoimoi", 3), ("mst", 1)]
    assert facets(index, kind="month") == [("2026-11", 2), ("2026-10", 1)]
    assert months(index) == [("2026-10", 1), ("2026-11", 2)]
    assert months(index, ["xe"], ArticleFilter(tags=("xe",))) == [("2026-11", 1)]
    assert facets(index, kind="section")[1:] == [("Giao thông", 1)]
    assert facets(index, kind="section")[0] in [("Đô thị", 3), ("do thi", 3)]  # spelled in two ways
    assert facets(index, kind="tag", most=1) in ([("cầu", 2)], [("CẦU", 2)])
    assert facets(index, ["giao thông"], ArticleFilter(sources=("hanoimoi",)), "author") == [("Lê An", 2)]
    assert facets(index, ["nosuch"], kind="tag") == facets(index, ["nosuch"], kind="source") == []
    for kind in ("source", "section", "tag", "author"):
        for name, number in facets(index, ["cầu"], kind=kind):  # type: ignore[arg-type]
            assert len(ids(index, "cầu", **{f"{kind}s": (name,)})) == number
    with pytest.raises(ValueError, match="invalid kind='words'"):
        facets(index, kind="words")  # type: ignore[arg-type]


def test_few_articles_of_many_are_counted_alike(tmp_path: Path) -> None:
    lines = [line(f"mst/{n}", text="chung" if n else "riêng", tags=["a", f"b{n % 2}"]) for n in range(60)]
    put(tmp_path, "mst/2026-11/a.jsonl", *lines)
    with CorpusIndex.open(tmp_path) as index:
        assert facets(index, ["riêng"], kind="tag") == [("a", 1), ("b0", 1)]
        assert facets(index, ["chung"], kind="tag") == [("a", 59), ("b1", 30), ("b0", 29)]


def test_several_threads_may_ask(index: CorpusIndex) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(
            threads.map(lambda _: (search(index, ["cầu"]).total, len(facets(index, kind="tag"))), range(200))
        )
    assert set(answers) == {(4, 2)} and not index.db.in_transaction


def test_copies_are_left_out(data: Path) -> None:
    with CorpusIndex.open(data) as index, pytest.raises(FileNotFoundError, match="copies are not known yet"):
        ids(index, without_copies=True)
    write_clusters(data, [Cluster("hanoimoi/1", [Copy("hanoimoi/2", "near", 0.9), Copy("mst/1", "near", 0.5)])])
    with CorpusIndex.open(data) as index:
        found = sorted(ids(index, without_copies=True))
        assert (
            found == sorted(one.id for one in load(data, without_copies=True)) == ["hanoimoi/1", "hanoimoi/3", "mst/1"]
        )
        assert index_statistics(index, ArticleFilter(without_copies=True)).total.articles == 3
    with (data / NAME).open("a") as file:
        file.write("{}\n")
    with CorpusIndex.open(data) as index:
        assert len(ids(index)) == 4 and not found_faults(index, ArticleFilter())
        with pytest.raises(ValueError, match=r"duplicates.jsonl:2: not a cluster"):
            ids(index, without_copies=True)


def test_what_cannot_be_asked(index: CorpusIndex) -> None:
    for wanted, said in (
        (ArticleFilter(sources=("hanoimi",)), "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"),
        (ArticleFilter(since="2026-12-01", until="2026-11-01"), "since is after until"),
    ):
        for ask in (search, facets, months, found_articles):
            with pytest.raises(ValueError, match=said):
                ask(index, (), wanted)  # type: ignore[operator]
        with pytest.raises(ValueError, match=said):
            index_statistics(index, wanted)


def test_a_source_without_articles_is_none_that_is_unknown(data: Path) -> None:
    take_down(data, ["mst/1"])
    with CorpusIndex.open(data) as index:
        assert ids(index, sources=("mst",)) == [one.id for one in load(data, sources="mst")] == []


@pytest.mark.parametrize("wanted", [{}, {"sources": ("mst",)}, {"since": "2026-11-01"}, {"until": "2026-10-31"}])
def test_statistics_are_those_of_all_articles(data: Path, wanted: dict[str, Any]) -> None:
    write_list(data, "mst", [PrunedFile(PLACE.file, 10, "2026-12-01")])
    with CorpusIndex.open(data) as index:
        found = index_statistics(index, ArticleFilter(**wanted))
        assert found == statistics(load(data, **wanted))
        assert found.total.pruned == (1 if wanted in ({}, {"sources": ("mst",)}) else 0)


def test_an_archive_that_the_line_itself_calls_pruned(tmp_path: Path) -> None:
    """As an export has it that was made from a corpus with pruned archives."""
    gone = ArchiveRef(PLACE.file, 0, "2026-12-01")
    put(tmp_path, "mst/2026-11/a.jsonl", line("mst/1", archive=gone), line("mst/2", archive=PLACE))
    with CorpusIndex.open(tmp_path) as index:
        assert index_statistics(index) == statistics(load(tmp_path))


DATES = st.sampled_from(
    [None, "2026-11-10", "2026-11-10T23:30:00-05:00", "2026-13-45T08:00:00+07:00", "9999-12-31T23:59:59-23:59"]
)
NAMES = st.lists(st.sampled_from(["Đô thị", "do thi", "", " Y  tế ", "Y tế"]), max_size=3)
ARTICLES = st.builds(
    lambda source, number, revision, **fields: article(f"{source}/{number}", revision=revision, **fields),
    st.sampled_from(["mst", "hanoimoi"]),
    st.integers(1, 4),
    st.integers(1, 2),
    published_at=DATES,
    modified_at=DATES,
    section=NAMES,
    tags=NAMES,
    authors=NAMES,
    summary=st.sampled_from([None, "", "Sa pô"]),
    text=st.sampled_from(["", "Một", "Một\xa0hai\n\nba", "\u2028 x"]),
    archive=st.sampled_from([None, PLACE, ArchiveRef(PLACE.file, 0, "2026-12-01")]),
)


@settings(max_examples=25)
@given(
    st.lists(ARTICLES, min_size=1, max_size=8), st.sampled_from([{}, {"sources": ("mst",)}, {"since": "2026-11-10"}])
)
def test_any_corpus_has_the_statistics_of_its_articles(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Any], wanted: dict[str, Any]
) -> None:
    from hanoi_press.store.segment_writer import to_line

    data = tmp_path_factory.mktemp("corpus")
    put(data, "mst/2026-11/a.jsonl", line("mst/9"))
    for source in ("mst", "hanoimoi"):
        if lines := [to_line(one.to_dict()) for one in articles if one.source == source]:
            put(data, f"{source}/2026-11/b.jsonl", *lines)
    write_list(data, "mst", [PrunedFile(PLACE.file, 10, "2026-12-01")])
    loaded = load(data, on_error="skip", **wanted)
    with CorpusIndex.open(data) as index:
        assert index_statistics(index, ArticleFilter(**wanted)) == statistics(loaded)
        assert found_faults(index, ArticleFilter(**wanted)) == sorted(loaded.faults, key=lambda one: one[:2])


def test_an_excerpt_shows_most_of_the_terms() -> None:
    terms = SearchTerms(["cầu", "xe buýt"])
    far = "đi " * 100
    assert excerpt(f"Cầu {far}có cầu và xe buýt mới {far}", terms) == (
        "…" + "đi " * 19 + "có »cầu« và »xe buýt« mới" + " đi" * 18 + "…"
    )
    assert excerpt("Không có", terms) == "Không có" and excerpt("", terms) == ""
    assert excerpt("x" * 400, terms) == "x" * 180 + "…"
    assert excerpt("x" * 100 + " cầu\n\n" + "y" * 100, terms) == "…»cầu«…"
    assert marked("cầu xe buýt", terms) == "»cầu« »xe buýt«"
    assert marked("xe buýt xe", SearchTerms(["xe buýt", "buýt xe"])) == "»xe buýt xe«"
