"""Open a corpus and ask it: search, single articles, streams, counts, splits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, Unpack, get_args, overload

from hanoi_press.corpus.dataframes import to_arrow, to_pandas, to_polars
from hanoi_press.corpus.filters import Filters, article_filter, one_of
from hanoi_press.corpus.held_index import HeldIndex
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.found import ArticleFilter, Order
from hanoi_press.corpus.index.found_faults import found_faults
from hanoi_press.corpus.index.index_queries import FacetKind, facets, found_articles, index_statistics, search
from hanoi_press.corpus.index.search_terms import split_query
from hanoi_press.corpus.loading import load
from hanoi_press.corpus.search_hits import SearchHits
from hanoi_press.corpus.segmented_words import SegmentedArticle, Segmenter, segmented
from hanoi_press.corpus.selection import find
from hanoi_press.corpus.split_days import DEFAULT_SHARES
from hanoi_press.corpus.splits import Splits, Undated, parted_by
from hanoi_press.corpus.statistics import Statistics
from hanoi_press.items import Article
from hanoi_press.store.segments import Fault, refuse

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Query = str | Sequence[str]
OnError = Literal["raise", "skip"]


def open(path: str | Path = "data") -> Corpus:
    """Return the corpus of a path that `load` takes: a data folder, a folder of segments, one segment, a glob.

    Raises `FileNotFoundError` if there is no corpus.
    """
    return Corpus(path)


class Corpus:
    """A corpus and its index, which is made or brought up to date when it is first asked for.

    A query is a line as typed (`giao thông "vành đai 3"`), or a sequence of words and phrases; an article must have all
    of them, as whole words, in its title, summary or text. What is written without accents matches any accents. The
    filters are those of `Filters`.

    To be closed, or used with `with`; what came later is seen by a corpus that is opened later. It may be used by
    several threads at once, though an iterator only by one at a time. It can be pickled, and used after a fork: then it
    opens the index anew.
    """

    def __init__(self, path: str | Path = "data") -> None:
        self.path = Path(path)
        self._held = HeldIndex(self.path)
        find(self.path, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Corpus], tuple[Path]]:
        return Corpus, (self.path,)

    def __repr__(self) -> str:
        return f"hanoi_press.corpus.open({str(self.path)!r})"

    def close(self) -> None:
        """Close the index; the next question opens it again, up to date."""
        self._held.close()

    @property
    def index(self) -> CorpusIndex:
        """Return the index. Raises `IndexFailure` if there is none and none can be made."""
        return self._held.index

    @property
    def faults(self) -> list[Fault]:
        """Return the lines that cannot be loaded."""
        return self._held.ask(lambda index: index.faults)

    @property
    def stale(self) -> str | None:
        """Return why the index could not be brought up to date (a full disk, a read-only folder); None if it is."""
        return self.index.stale

    def search(
        self,
        query: Query | None = None,
        *,
        order: Order = "best",
        limit: int = 20,
        offset: int = 0,
        **filters: Unpack[Filters],
    ) -> SearchHits:
        """Return the articles that have the words and pass the filters, `limit` of them from number `offset` on.

        Without a query the filters alone decide. Raises `ValueError` for a query without a word, an unknown source and
        a day that is none.
        """
        one_of("order", order, get_args(Order))
        wanted = article_filter(filters)
        words = _words(query)
        return SearchHits(
            self._held.ask(lambda index: search(index, words, wanted, order=order, limit=limit, offset=offset)),
            self.get,
        )

    def get(self, id_or_url: str) -> Article | None:
        """Return an article by its id or its address, in any spelling; None if it is not in the corpus."""
        return self._held.ask(lambda index: index.get(id_or_url))

    def revisions(self, id_or_url: str) -> list[Article]:
        """Return all revisions of an article, the oldest first; [] if it is not in the corpus."""
        return self._held.ask(lambda index: index.revisions(id_or_url))

    @overload
    def articles(
        self,
        query: Query | None = None,
        *,
        order: Order | None = None,
        on_error: OnError = "raise",
        words: None = None,
        **filters: Unpack[Filters],
    ) -> Iterator[Article]: ...

    @overload
    def articles(
        self,
        query: Query | None = None,
        *,
        order: Order | None = None,
        on_error: OnError = "raise",
        words: Segmenter,
        **filters: Unpack[Filters],
    ) -> Iterator[SegmentedArticle]: ...

    def articles(
        self,
        query: Query | None = None,
        *,
        order: Order | None = None,
        on_error: OnError = "raise",
        words: Segmenter | None = None,
        **filters: Unpack[Filters],
    ) -> Iterator[Article] | Iterator[SegmentedArticle]:
        """Stream whole articles, as `load` yields them, also if there are many.

        Without a query, sections, tags, authors and `order` this is `load`. Else they come from the index: those of a
        query the best first, others in the order of `load`. `words`: also segment title, summary and text, by
        "underthesea" or "pyvi". Raises the errors of `load`; with `on_error="skip"` broken lines are left out, and
        `faults` names them.
        """
        found = self._stream(query, order, on_error, article_filter(filters))
        return found if words is None else segmented(found, words)

    def facets(
        self, kind: FacetKind, query: Query | None = None, *, most: int = 20, **filters: Unpack[Filters]
    ) -> list[tuple[str, int]]:
        """Return how many of the articles found have which source, section, tag, author or month, the most first."""
        words, wanted = _words(query), article_filter(filters)
        return self._held.ask(lambda index: facets(index, words, wanted, kind, most))

    def statistics(self, **filters: Unpack[Filters]) -> Statistics:
        """Return counts of articles and words by source, month and section, and of filled fields."""
        wanted = article_filter(filters)
        return self._held.ask(lambda index: index_statistics(index, wanted))

    def splits(
        self,
        train: float = DEFAULT_SHARES[0],
        validation: float = DEFAULT_SHARES[1],
        test: float = DEFAULT_SHARES[2],
        *,
        validation_from: str | date | None = None,
        test_from: str | date | None = None,
        undated: Undated = "train",
        query: Query | None = None,
        on_error: OnError = "raise",
        **filters: Unpack[Filters],
    ) -> Splits:
        """Part the articles by day of publication into train (the oldest), validation and test (the newest).

        By shares of the articles, or from stated days on. A day is in one split. Of articles with the same text and of
        copies of each other (`hanoi-press corpus duplicates --write`) those in the earliest split stay there, and those
        in later ones are left out, so that no text of the test articles was seen before. If copies are not known yet, a
        `UserWarning` says so, and only equal texts are kept apart. `undated`: where articles without a date go.

        Raises `ValueError` for invalid arguments, and if a split would have no article.
        """
        wanted = article_filter(filters)
        return parted_by(
            lambda: self._stream(query, None, on_error, wanted),
            self.path,
            (train, validation, test),
            validation_from=validation_from,
            test_from=test_from,
            undated=undated,
        )

    def to_pandas(
        self, query: Query | None = None, *, words: Segmenter | None = None, **filters: Unpack[Filters]
    ) -> pandas.DataFrame:
        """Return the articles that `articles` yields as a dataframe. Raises `ImportError` without pandas."""
        return to_pandas(self.articles(query, **filters), words=words)

    def to_polars(
        self, query: Query | None = None, *, words: Segmenter | None = None, **filters: Unpack[Filters]
    ) -> polars.DataFrame:
        """Return the same for polars."""
        return to_polars(self.articles(query, **filters), words=words)

    def to_arrow(
        self, query: Query | None = None, *, words: Segmenter | None = None, **filters: Unpack[Filters]
    ) -> pyarrow.Table:
        """Return the same as an Arrow table."""
        return to_arrow(self.articles(query, **filters), words=words)

    def _stream(
        self, query: Query | None, order: Order | None, on_error: OnError, wanted: ArticleFilter
    ) -> Iterator[Article]:
        if query is None and order is None and not (wanted.sections or wanted.tags or wanted.authors):
            return load(
                self.path,
                sources=wanted.sources or None,
                since=wanted.since,
                until=wanted.until,
                without_copies=wanted.without_copies,
                on_error=on_error,
            )
        one_of("on_error", on_error, get_args(OnError))
        terms = _words(query)
        if order is not None:
            one_of("order", order, get_args(Order))
        by = order or ("best" if terms else "stored")
        found = self._held.ask(lambda index: found_articles(index, terms, wanted, by))
        if on_error == "raise":
            for fault in self._held.ask(lambda index: found_faults(index, wanted)):
                refuse(fault)
        return self._held.watched(found)


def _words(query: Query | None) -> Sequence[str]:
    """Return the words and phrases of a query. Raises `ValueError` if it has none."""
    if query is None:
        return ()
    words = split_query(query) if isinstance(query, str) else tuple(query)
    if not words:
        raise ValueError("invalid query: no word to search for; use one word or more, or None for all articles")
    return words
