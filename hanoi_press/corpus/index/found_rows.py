"""Select rows of the index by words and by a filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hanoi_press.corpus.days import Days
from hanoi_press.corpus.index.found import ArticleFilter, Order
from hanoi_press.corpus.index.index_tables import AUTHOR, SECTION, TAG
from hanoi_press.corpus.index.search_terms import SearchTerms
from hanoi_press.store.segments import source_of_segment
from hanoi_press.text.syllables import without_accents

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex

# A word in the title weighs as much as ten in the text; by the columns of `words`.
_SCORE = "bm25(words, 10.0, 1.0, 10.0, 1.0)"
_MATCH = "words MATCH ?"
_BY_WORDS = f"words WHERE {_MATCH}"
_AS_SORTED = "replace(segment.name, '/', char(1))"  # paths are sorted folder by folder
_OF_LINE = "(SELECT {} FROM line JOIN segment ON segment.number = line.segment WHERE line.number = article.number)"
_ORDERS = {
    "best": f"{_SCORE}, article.number DESC",
    "newest": "article.moment DESC, article.number DESC",  # SQLite sorts NULL, of articles without a date, last
    "stored": f"{_OF_LINE.format(_AS_SORTED)}, {_OF_LINE.format('line.in_segment')}",  # the order of `load`
    "oldest": "article.moment IS NULL, article.moment, article.number",
}


class SelectedRows:
    """The rows of `article` that have all terms and that a filter wants."""

    def __init__(self, index: CorpusIndex, terms: SearchTerms, wanted: ArticleFilter) -> None:
        """Raises `ValueError` and `FileNotFoundError`, as `index_queries` says."""
        self._index = index
        self._has_terms = bool(terms)
        self._conditions: list[str] = []
        self.parameters: list[Any] = []
        if terms:
            self._add(_MATCH, terms.expression)
        self._filter(wanted)

    @property
    def has_condition(self) -> bool:
        """Return True unless all articles are found."""
        return bool(self._conditions)

    def count(self) -> int:
        """Return how many there are."""
        query = f"SELECT count(*) FROM ({self.selected_numbers()})"
        return int(self._index.db.execute(query, self.parameters).fetchone()[0])

    def numbers(self, order: Order | Literal["stored"], limit: int = -1, offset: int = 0) -> Iterator[int]:
        """Yield the numbers of the articles in this order; `limit` of them, or all if it is negative."""
        if order not in _ORDERS:
            raise ValueError(f"invalid order={order!r}; use best, newest or oldest")
        by = _ORDERS["newest" if order == "best" and not self._has_terms else order]
        rows: Iterator[tuple[int]]
        if self._is_by_words_only and order == "best":
            statement = f"SELECT rowid FROM {_BY_WORDS} ORDER BY {_SCORE}, rowid DESC LIMIT ? OFFSET ?"
            rows = self._index.db.execute(statement, (*self.parameters, limit, offset))
        else:
            rows = self.select("article.number", f"ORDER BY {by} LIMIT ? OFFSET ?", limit, offset)
        return (number for (number,) in rows)

    def selected_numbers(self) -> str:
        """Return the query for the numbers of the articles, in any order, which takes `parameters`."""
        return f"SELECT rowid FROM {_BY_WORDS}" if self._is_by_words_only else self.statement("article.number")

    @property
    def _is_by_words_only(self) -> bool:
        """Return True if `article` need not be read: every row of `words` is an article."""
        return self._has_terms and len(self._conditions) == 1

    def select(self, columns: str, rest: str = "", *parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Return these columns of the rows; `rest` follows the conditions, with parameters of its own."""
        return self._index.db.execute(f"{self.statement(columns)} {rest}", (*self.parameters, *parameters))

    def statement(self, columns: str) -> str:
        """Return the query for these columns, which takes `parameters`."""
        # CROSS: the words are looked up once, not once for each article that the filter wants.
        tables = "words CROSS JOIN article ON article.number = words.rowid" if self._has_terms else "article"
        where = f" WHERE {' AND '.join(self._conditions)}" if self._conditions else ""
        return f"SELECT {columns} FROM {tables}{where}"

    def _add(self, condition: str, *parameters: Any) -> None:
        self._conditions.append(condition)
        self.parameters += parameters

    def _filter(self, wanted: ArticleFilter) -> None:
        days = Days.of(wanted.since, wanted.until)
        if wanted.sources:
            self._check_sources(wanted.sources)
            self._add(f"article.source IN ({_marks(wanted.sources)})", *wanted.sources)
        for kind, names in ((SECTION, wanted.sections), (TAG, wanted.tags), (AUTHOR, wanted.authors)):
            if names:
                plain = [_plain(name) for name in names]
                labelled = f"SELECT article FROM label WHERE kind = ? AND plain IN ({_marks(plain)})"
                if self._has_terms:  # one look-up for each article that has the words
                    self._add(f"EXISTS ({labelled} AND article = words.rowid)", kind, *plain)
                else:
                    self._add(f"article.number IN ({labelled})", kind, *plain)
        if days.first:
            self._add("article.day >= ?", days.first)
        if days.last:
            self._add("article.day <= ?", days.last)
        if wanted.without_copies:
            self._index.require_copies()
            self._add("article.id NOT IN (SELECT id FROM copy WHERE left_out)")

    def _check_sources(self, names: Iterable[str]) -> None:
        """Raise `ValueError` for a source of which the corpus has no segment."""
        db = self._index.db
        for name in names:
            if db.execute("SELECT 1 FROM article WHERE source = ? LIMIT 1", (_encodable(name),)).fetchone() is None:
                paths = (Path(path) for (path,) in db.execute("SELECT name FROM segment"))
                available = {source for path in paths if (source := source_of_segment(path))}
                available |= {source for (source,) in db.execute("SELECT DISTINCT source FROM article")}
                if name not in available:
                    from hanoi_press.sources.names import unknown_source

                    place = self._index.data or "the corpus"
                    raise ValueError(unknown_source(name, sorted(available), f"{place} contains articles of"))


def _marks(values: Iterable[str]) -> str:
    return ", ".join("?" for _ in values)


def _plain(name: str) -> str:
    """Return a label's name as the index compares it."""
    return without_accents(_encodable(name))


def _encodable(text: str) -> str:
    """Return a text that SQLite takes: a lone surrogate, as of a typed byte that is no UTF-8, becomes `?`."""
    return text.encode("utf-8", "replace").decode()
