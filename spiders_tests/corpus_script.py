"""`python corpus_script.py DATA`: a user's script that calls all of `hanoi_press.corpus`, each with the type it gives.

`test_corpus_types.py` checks it with `mypy --strict`, and runs it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import assert_type

import hanoi_press.corpus
from hanoi_press.corpus import (
    Article,
    Articles,
    Corpus,
    Fault,
    Hit,
    SearchHits,
    SegmentedArticle,
    SegmentedArticles,
    Split,
    Splits,
    load,
    segmented,
    to_pandas,
)
from hanoi_press.corpus.statistics import Counts, Statistics


def search(corpus: Corpus) -> None:
    found = corpus.search('giao thông "Hà Nội"', sources=["hanoimoi"], since=date(2020, 1, 1), until="2026-11-30")
    assert_type(found, SearchHits)
    assert_type(found.total, int)
    assert_type(found.other_accents, int)
    assert_type(found[:2], list[Hit])
    for hit in found:
        assert_type(hit, Hit)
        assert_type(hit.title, str)
        assert_type(hit.published_at, str | None)
        assert_type(hit.section, tuple[str, ...])
    assert_type(found.articles(), Iterator[Article])
    assert_type(corpus.search(["giao thông"], sections="Đô thị", tags=("xe",), authors=None), SearchHits)
    assert_type(corpus.search(order="newest", limit=1, offset=1, without_copies=False), SearchHits)
    found.to_pandas(), found.to_polars(), found.to_arrow()


def articles(corpus: Corpus) -> None:
    article = corpus.get("hanoimoi/1304633")
    assert_type(article, Article | None)
    if article is not None:
        assert_type(article.text, str)
        assert_type(article.images[0].caption if article.images else None, str | None)
    assert_type(corpus.revisions("hanoimoi/1304633"), list[Article])
    assert_type(corpus.articles(), Iterator[Article])
    assert_type(corpus.articles("Hà Nội", order="oldest", on_error="skip", sources="hanoimoi"), Iterator[Article])
    for one in corpus.articles("Hà Nội", words="pyvi"):
        assert_type(one, SegmentedArticle)
        assert_type(one.text_words, str)
        assert_type(one.summary_words, str | None)
    assert_type(corpus.facets("section", "Hà Nội", most=3), list[tuple[str, int]])
    assert_type(corpus.statistics(until="2026-11-30"), Statistics)
    assert_type(corpus.statistics().total, Counts)
    assert_type(corpus.faults, list[Fault])
    assert_type(corpus.stale, str | None)
    assert_type(corpus.path, Path)
    corpus.to_pandas("Hà Nội", words="underthesea"), corpus.to_polars(sources="hanoimoi"), corpus.to_arrow()


def splits(corpus: Corpus) -> None:
    found = corpus.splits(0.6, 0.2, 0.2, undated="leave_out", query=None, on_error="skip", sources=None)
    assert_type(found, Splits)
    assert_type(found.train, Split)
    assert_type(list(found.test), list[Article])
    assert_type(len(found.test), int)
    assert_type(next(one.name for one in found) == "train", bool)
    assert_type(found.copies, int)
    to_pandas(found.test, words="pyvi")
    assert_type(corpus.splits(validation_from="2026-11-20", test_from=date(2026, 11, 21)), Splits)


def streams(path: str) -> None:
    assert_type(load(path), Articles)
    assert_type(load(path).skipped, int)
    assert_type(load(path, words="pyvi"), SegmentedArticles)
    assert_type(next(load(path, words="pyvi")), SegmentedArticle)
    assert_type(list(load(path, words="pyvi")), list[SegmentedArticle])
    assert_type(segmented(load(path), "underthesea"), Iterator[SegmentedArticle])


def main(path: str) -> None:
    with hanoi_press.corpus.open(path) as corpus:
        assert_type(corpus, Corpus)
        search(corpus)
        articles(corpus)
        splits(corpus)
    streams(path)


if __name__ == "__main__":
    main(sys.argv[1])
