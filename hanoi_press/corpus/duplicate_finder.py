"""Find articles with the same text, across sources and years, in this process (`duplicate_search`: in several)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np

from hanoi_press.corpus.array_file import ArrayFile, Arrays
from hanoi_press.corpus.clustering import Clustering, Match
from hanoi_press.corpus.duplicate_links import Cluster
from hanoi_press.corpus.overlap import overlap
from hanoi_press.corpus.shingles import runs
from hanoi_press.corpus.sketches import (
    BANDS,
    band_keys,
    common_runs,
    first_and_second,
    pairs_to_compare,
    texts_to_compare,
)
from hanoi_press.corpus.text_columns import TextColumns
from hanoi_press.items import Article

_BLOCK = 10_000  # pairs compared at a time


class DuplicateFinder:
    """A finder of clusters among the added articles. Memory: about 200 bytes an article; texts are on disk."""

    def __init__(self) -> None:
        self._texts = TextColumns()
        self._runs = ArrayFile()

    def add(self, article: Article) -> None:
        """Add an article."""
        self._texts.add(article)
        self._runs.add(runs_of(article))

    def clusters(self) -> Iterator[Cluster]:
        """Yield originals with their copies, in the order of the originals' dates."""
        with tempfile.TemporaryFile() as keys:
            sizes = []
            for block in band_keys(self._runs, common_runs(self._runs)):
                keys.write(np.ascontiguousarray(block).tobytes())
                sizes.append(block.shape[1])
            bands = (_band(keys, sizes, band) for band in range(BANDS))
            order = texts_to_compare(self._texts.times, self._runs.lengths(0, len(self._runs)))
            pairs = pairs_to_compare(order, chain([self._texts.hashes], bands))
        found = matches(pairs, self._runs, are_equal(pairs, self._texts.hashes))
        yield from Clustering(self._texts, self._runs, found).clusters()


def clusters(articles: Iterable[Article]) -> Iterator[Cluster]:
    """Return the clusters of a corpus; `articles` has one revision of each article."""
    finder = DuplicateFinder()
    for article in articles:
        finder.add(article)
    return finder.clusters()


def runs_of(article: Article) -> Any:
    """Return the runs of an article's summary and text."""
    return runs(text_of(article))


def text_of(article: Article) -> str:
    """Return what of an article is compared."""
    return f"{article.summary or ''}\n{article.text}"


def are_equal(pairs: Any, values: Any) -> Any:
    """Return which pairs of texts have equal values."""
    one, two = first_and_second(pairs)
    values = np.asarray(values)
    return values[one] == values[two]


def matches(pairs: Any, all_runs: Arrays, are_exact: Any) -> Iterator[Match]:
    """Compare pairs of texts; yield those that are the same, and all that have the same content hash."""
    for first in range(0, len(pairs), _BLOCK):
        block = slice(first, first + _BLOCK)
        yield from matches_of(pairs[block], shares_of(pairs[block], all_runs, are_exact[block]))


def shares_of(pairs: Any, all_runs: Arrays, are_exact: Any) -> Any:
    """Return two rows: the part of the first text of each pair that is in the second, and the reverse.

    Both are NaN for texts that are not the same. `are_exact`: which pairs have the same content hash, and so are.
    """
    shares = np.full((2, len(pairs)), np.nan)
    kept, kept_runs = -1, runs("")
    ones, twos = (side.tolist() for side in first_and_second(pairs))
    for place, (one, two, exact) in enumerate(zip(ones, twos, are_exact.tolist(), strict=True)):
        if one != kept:
            kept, kept_runs = one, all_runs.read(one, one + 1)
        found = overlap(kept_runs, all_runs.read(two, two + 1))
        if exact or found.same:
            shares[:, place] = found.of_first, found.of_second
    return shares


def matches_of(pairs: Any, shares: Any) -> Iterator[Match]:
    """Yield the pairs that are the same, by what `shares_of` returned."""
    same = ~np.isnan(shares[0])
    columns = (*first_and_second(pairs[same]), *shares[:, same])
    yield from map(Match, *(column.tolist() for column in columns))


def _band(keys: Any, sizes: list[int], band: int) -> Any:
    """Return the keys of a band from a file of blocks, each sorted by band."""
    parts = [np.empty(0, dtype=np.uint64)]
    start = 0
    for size in sizes:
        keys.seek((start * BANDS + band * size) * 8)
        parts.append(np.frombuffer(keys.read(size * 8), dtype=np.uint64))
        start += size
    return np.concatenate(parts)
