"""`corpus/splits.py`: by day, each text in one split only, the same each time."""

from __future__ import annotations

import tracemalloc
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.corpus.duplicate_links import Cluster, Copy, write_clusters
from hanoi_press.corpus.split_days import SplitDays, checked_shares, days_by_share, stated_days
from hanoi_press.corpus.splits import Splits, parted_by, same_words_key, split_articles
from hanoi_press.items import Article
from hanoi_press.store.segments import FaultError
from spiders_tests.corpora import article
from spiders_tests.cost_growth import growth

NAMES = ("train", "validation", "test")


def on(day: int | None, id: int, **fields: Any) -> Article:
    """An article of a day of November, with words of its own."""
    stated = None if day is None else f"2026-11-{day:02}T08:00:00+07:00"
    return article(f"hanoimoi/{id}", **({"published_at": stated, "text": f"Bài số {id}."} | fields))


def split(articles: list[Article], *arguments: Any, clusters: Any = (), **options: Any) -> Splits:
    return split_articles(lambda: iter(articles), clusters, *arguments, **options)


def ids(splits: Splits) -> dict[str, list[int]]:
    return {one.name: [int(article.id.partition("/")[2]) for article in one] for one in splits}


def copies(original: int, *others: int) -> Cluster:
    return Cluster(f"hanoimoi/{original}", [Copy(f"hanoimoi/{other}", "near", 0.7) for other in others])


TEN = [on(day, day) for day in range(1, 11)]


def test_by_share_the_older_days_are_for_training() -> None:
    found = split(TEN[::-1])
    assert ids(found) == {"train": [8, 7, 6, 5, 4, 3, 2, 1], "validation": [9], "test": [10]}
    assert [(len(one), one.first, one.last) for one in found] == [
        (8, "2026-11-01", "2026-11-08"),
        (1, "2026-11-09", "2026-11-09"),
        (1, "2026-11-10", "2026-11-10"),
    ]
    assert (found.copies, found.undated, found.has_near_copies) == (0, 0, True)
    assert [found.name_of(TEN[n]) for n in (0, 8, 9)] == list(NAMES)
    assert found.name_of(on(3, 99)) is None  # that was not there


def test_a_day_is_never_parted() -> None:
    assert ids(split([on(1, n) for n in range(8)] + [on(2, 8), on(3, 9)])) == {
        "train": list(range(8)),
        "validation": [8],
        "test": [9],
    }
    night = [on(1, 1, published_at="2026-11-01T23:00:00+07:00"), on(1, 2, published_at="2026-11-01T17:30:00+00:00")]
    assert ids(split([*night, on(3, 3)], (0.5, 0.25, 0.25))) == {"train": [1], "validation": [2], "test": [3]}


def test_stated_days() -> None:
    assert ids(split(TEN, validation_from="2026-11-04", test_from="2026-11-09")) == {
        "train": [1, 2, 3],
        "validation": [4, 5, 6, 7, 8],
        "test": [9, 10],
    }
    assert ids(split(TEN, test_from="2026-11-10")) == {"train": list(range(1, 10)), "validation": [], "test": [10]}
    assert ids(split(TEN, validation_from="2026-11-10")) == {
        "train": list(range(1, 10)),
        "validation": [10],
        "test": [],
    }


def test_a_share_may_be_nothing() -> None:
    assert ids(split(TEN, (0.9, 0.0, 0.1))) == {"train": list(range(1, 10)), "validation": [], "test": [10]}
    assert ids(split(TEN, (0.5, 0.5, 0))) == {"train": [1, 2, 3, 4, 5], "validation": [6, 7, 8, 9, 10], "test": []}


def test_undated_articles() -> None:
    articles = [*TEN, on(None, 11), on(None, 12, published_at="2026-13-40")]
    found = split(articles)
    assert ids(found)["train"] == [1, 2, 3, 4, 5, 6, 7, 8, 11, 12] and found.undated == 2
    found = split(articles, undated="leave_out")
    assert ids(found)["train"] == [1, 2, 3, 4, 5, 6, 7, 8] and found.undated == 2
    assert (found.train.first, found.train.last) == ("2026-11-01", "2026-11-08")


def test_copies_stay_in_the_earliest_split() -> None:
    """Whichever of them is called the original; within a split they stay."""
    found = split([*TEN, on(9, 20), on(10, 21)], clusters=[copies(20, 2), copies(10, 21)])
    assert ids(found) == {"train": [1, 2, 3, 4, 5, 6, 7, 8], "validation": [9], "test": [10, 21]}
    assert found.copies == 1 and found.name_of(on(9, 20)) is None


def test_copies_of_copies_too() -> None:
    """20 (test) is a copy of 21 (validation), which has the words of 22 (train), that is in no cluster."""
    chain = [on(10, 20), on(9, 21, text="Một  bài."), on(1, 22, text="MỘT BÀI.", title="Khác")]
    found = split([*TEN, *chain], clusters=[copies(21, 20)])
    assert ids(found) == {"train": [1, 2, 3, 4, 5, 6, 7, 8, 22], "validation": [9], "test": [10]}
    assert found.copies == 2


def test_a_cluster_that_lost_an_article_still_joins_the_others() -> None:
    """The original was taken down, or is not among the articles."""
    found = split([*TEN, on(9, 20), on(10, 21)], clusters=[copies(99, 20, 21)])
    assert ids(found)["validation"] == [9, 20] and ids(found)["test"] == [10]


def test_undated_articles_that_are_left_out_hide_no_copy() -> None:
    chain = [on(None, 20, text="Một bài."), on(10, 21, text="Một bài.")]
    assert ids(split([*TEN, *chain], undated="leave_out"))["test"] == [10, 21]
    assert ids(split([*TEN, *chain]))["test"] == [10]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"text": "Thuỷ  Lợi."}, {"text": "thủy lợi.", "title": "Khác", "summary": None}, True),
        ({"text": unicodedata.normalize("NFD", "Hà Nội")}, {"text": "Hà\nNội"}, True),
        ({"text": "Hà Nội"}, {"text": "Ha Noi"}, False),
        ({"text": "1.500 đồng"}, {"text": "1.600 đồng"}, False),
        ({"text": "", "title": "Thông báo"}, {"text": "", "title": "thông báo"}, True),
        ({"text": "", "title": "Thông báo"}, {"text": "", "title": "Công văn"}, False),
        ({"text": "", "title": "Thông báo"}, {"text": " \n", "title": "Thông báo", "summary": "Số 2"}, False),
    ],
)
def test_the_same_words(one: dict[str, Any], other: dict[str, Any], is_same: bool) -> None:
    first, second = (article(**fields) for fields in (one, other))
    assert (same_words_key(first) == same_words_key(second)) is is_same


def test_the_copies_of_the_corpus_are_taken(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with pytest.warns(UserWarning, match=r"near copies are not known.*duplicates --write") as said:
        found = parted_by(lambda: iter([*TEN, on(9, 20, text=TEN[0].text)]), tmp_path)
    assert ids(found)["validation"] == [9] and not found.has_near_copies
    assert len(said) == 1
    write_clusters(tmp_path, [copies(9, 20)])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = parted_by(lambda: iter([*TEN, on(10, 20)]), tmp_path)
    assert ids(found)["test"] == [10] and found.has_near_copies and found.copies == 1
    with pytest.raises(FaultError):
        (tmp_path / "corpus/duplicates.jsonl").write_text("{}")
        parted_by(lambda: iter(TEN), tmp_path)


def test_described() -> None:
    found = split([*TEN, on(None, 11), on(9, 20)], clusters=[copies(20, 2)])
    assert found.described().splitlines() == [
        "- `train`: 9 articles, published 2026-11-01 to 2026-11-08",
        "- `validation`: 1 articles, published 2026-11-09 to 2026-11-09",
        "- `test`: 1 articles, published 2026-11-10 to 2026-11-10",
        "- By day of publication in Hanoi, the oldest for training; no day is in two splits, nor are equal texts and "
        "near copies. 1 articles that repeat one of an earlier split are in none.",
        "- 1 articles without a date of publication are in `train`.",
    ]
    found = split([*TEN, on(None, 11)], (0.9, 0, 0.1), undated="leave_out")
    assert found.described().splitlines()[1::2] == [
        "- `test`: 1 articles, published 2026-11-10 to 2026-11-10",
        "- 1 articles without a date of publication are in none.",
    ]


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((0.8, 0.1, 0.2), {}, r"invalid train=0.8, validation=0.1, test=0.2; use shares from 0 to 1 that sum to 1"),
        ((1.2, -0.1, -0.1), {}, "sum to 1"),
        ((float("nan"), 0, 1), {}, "sum to 1"),
        (None, {"test_from": "2026-11-31"}, "invalid test_from='2026-11-31'; use a day like 2026-11-01"),
        (None, {"validation_from": "2026-11-09", "test_from": "2026-11-09"}, "use an earlier day for validation"),
        ((0.9, 0.0, 0.1), {"test_from": "2026-11-09"}, "use either shares or days"),
        (None, {"undated": "test"}, "invalid undated='test'; use 'train' or 'leave_out'"),
        (None, {"test_from": "2026-12-01"}, "no article is left for test .*; use other shares or days"),
        (None, {"test_from": "2026-11-01"}, "no article is left for train"),
    ],
)
def test_invalid_arguments(arguments: Any, options: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        split(TEN, *([arguments] if arguments else []), **options)


def test_too_few_days() -> None:
    with pytest.raises(ValueError, match="published on 2 days, and 3 splits by day are asked for"):
        split([on(1, 1), on(2, 2), on(None, 3)])
    with pytest.raises(ValueError, match="published on 0 days"):
        split([])


def test_a_split_of_copies_only_is_said() -> None:
    with pytest.raises(
        ValueError, match=r"no article is left for test \(<<train: 8 articles, 2026-11-01 to 2026-11-08"
    ):
        split([*TEN[:9], on(10, 20, text=TEN[0].text)])


def test_days_by_share() -> None:
    days = [(f"2026-11-{day:02}", number) for day, number in enumerate([50, 10, 1, 1, 30, 8], 1)]
    assert days_by_share(days, (0.8, 0.1, 0.1)) == SplitDays("2026-11-05", "2026-11-06")  # 62, 92
    assert days_by_share(days, (0.5, 0.4, 0.1)) == SplitDays("2026-11-02", "2026-11-06")  # 50, 92
    assert days_by_share(days, (0.0, 0.5, 0.5)) == SplitDays("2026-11-01", "2026-11-02")
    assert days_by_share(days[:3], (0.98, 0.01, 0.01)) == SplitDays("2026-11-02", "2026-11-03")
    assert stated_days("2026-11-02", None).split_of("2026-11-30") == 1
    assert checked_shares((0.7, 0.2, 0.1)) == (0.7, 0.2, 0.1)  # whose sum is 0.9999999999999999


@given(
    st.lists(st.tuples(st.integers(1, 9) | st.none(), st.sampled_from("abcdefgh")), min_size=8, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_no_text_is_in_two_splits(texts: list[tuple[int | None, str]], links: list[tuple[int, int]]) -> None:
    articles = [on(day, n, text=text) for n, (day, text) in enumerate(texts)]
    articles += [on(day, 100 + day, text=f"riêng {day}") for day in (1, 5, 9)]  # so that none is empty
    clusters = [copies(one, other) for one, other in links]
    days: Any = {"validation_from": "2026-11-04", "test_from": "2026-11-07"}
    found = split(articles, clusters=clusters, **days)
    name_of = {one.id: part.name for part in found for one in part}
    for part in found:
        bounds = {"train": (1, 3), "validation": (4, 6), "test": (7, 9)}[part.name]
        for one in part:
            day = int(one.published_at[8:10]) if one.published_at else 1
            assert bounds[0] <= day <= bounds[1]
    for text in "abcdefgh":
        assert len({name_of[one.id] for one in articles if one.text == text and one.id in name_of}) <= 1
    for one, other in links:
        assert len({name_of[i] for i in (f"hanoimoi/{one}", f"hanoimoi/{other}") if i in name_of}) <= 1
    assert len(name_of) + found.copies == len(articles)
    assert ids(split(articles[::-1], clusters=clusters[::-1], **days)) == {n: i[::-1] for n, i in ids(found).items()}


def test_they_stay_as_they_were_made() -> None:
    """An article that came later is in none, nor is one whose words changed, which may now be those of another."""
    articles = list(TEN)
    found = split_articles(lambda: iter(articles), ())
    articles[0] = on(1, 1, text="Bài số 10.")
    articles.append(on(10, 11))
    assert ids(found) == {"train": [2, 3, 4, 5, 6, 7, 8], "validation": [9], "test": [10]}


def test_a_long_chain_of_copies_costs_no_more_than_its_length() -> None:
    def chained(size: int) -> None:
        found = split(TEN, clusters=[copies(number, number + 1) for number in range(1000, 1000 + size)])
        assert len(found.train) == 8

    assert growth(chained, 2_000) < 7  # 4 is linear, 16 quadratic


def test_articles_stream() -> None:
    def many() -> Iterator[Article]:
        for number in range(1000):
            yield on(number % 30 + 1, number, text=f"{number} {'a' * 30_000}")

    tracemalloc.start()
    found = split_articles(many, ())
    assert sum(1 for one in found.test) == len(found.test) > 60
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000  # of 30 MB


def test_a_split_is_read_again_each_time() -> None:
    found = split(TEN)
    assert [one.id for one in found.test] == [one.id for one in found.test] == ["hanoimoi/10"]
    assert repr(found.test) == "<test: 1 articles, 2026-11-10 to 2026-11-10>"
    assert [name for name, _ in found.articles()] == ["train"] * 8 + ["validation", "test"]
