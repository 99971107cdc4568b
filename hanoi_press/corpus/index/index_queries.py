"""Ask the index: which articles have some words, how they are spread, and the counts of the corpus.

`words` are words and phrases as in `SearchTerms`; without any, the filter alone decides. Each function raises
`ValueError` for what cannot be asked (no word in what was typed, an invalid day, an unknown source), and
`FileNotFoundError` if copies are to be left out and are not known.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal

from hanoi_press.corpus.index.excerpts import excerpt, marked
from hanoi_press.corpus.index.found import ArticleFilter, Hit, Order, SearchResult
from hanoi_press.corpus.index.found_rows import SelectedRows
from hanoi_press.corpus.index.search_terms import SearchTerms
from hanoi_press.corpus.statistics import OPTIONAL_FIELDS, STATED_PRUNED, UNKNOWN, Counts, Statistics
from hanoi_press.items import Article
from hanoi_press.store.pruned_archives import PrunedArchives

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex

FacetKind = Literal["source", "section", "tag", "author", "month"]
_EVERYTHING = ArticleFilter()
_FEW = 20  # if less than one article in so many is found, their labels are looked up one article after another
_SEEN_NAMES = 500  # labels of one name whose spellings are compared


def search(
    index: CorpusIndex,
    words: Sequence[str] = (),
    wanted: ArticleFilter = _EVERYTHING,
    *,
    order: Order = "best",
    limit: int = 20,
    offset: int = 0,
    any_accent: bool = False,
) -> SearchResult:
    """Return `limit` of the articles that have all words, from `offset` on, and how many there are.

    `order`: "best" weighs a word by how rare it is, how often the article has it and how short the article is, ten
    times in a title (BM25); without words it is "newest". `any_accent`: no accent counts.
    """
    if limit < 0 or offset < 0:
        raise ValueError(f"invalid limit={limit}, offset={offset}; use numbers from 0 on")
    terms = SearchTerms(words, any_accent=any_accent)
    with _one_state(index):
        found = SelectedRows(index, terms, wanted)
        total = found.count()
        others = 0
        if not total and terms.has_accents:
            others = SelectedRows(index, SearchTerms(words, any_accent=True), wanted).count()
        numbers = found.numbers(order, limit if offset < total else 0, offset)
        return SearchResult(total, [_hit(index.article(number), terms) for number in numbers], others)


@contextmanager
def _one_state(index: CorpusIndex) -> Iterator[None]:
    """Let all questions of a block see one state of the index, also if another process brings it up to date."""
    index.db.execute("SAVEPOINT question")  # may be nested, and opened by several threads
    try:
        yield
    finally:
        with suppress(sqlite3.OperationalError):  # an error of the disk has ended it already
            index.db.execute("RELEASE question")


def _hit(article: Article, terms: SearchTerms) -> Hit:
    body = f"{article.summary}\n\n{article.text}" if article.summary else article.text
    return Hit(
        article.id,
        article.source,
        article.url,
        article.title,
        article.published_at,
        tuple(article.section),
        excerpt(body, terms),
        marked(article.title, terms),
    )


def found_articles(
    index: CorpusIndex,
    words: Sequence[str] = (),
    wanted: ArticleFilter = _EVERYTHING,
    order: Order | Literal["stored"] = "best",
    *,
    any_accent: bool = False,
) -> Iterator[Article]:
    """Return all articles that have all words, one after another; "stored": in the order of `load`."""
    found = SelectedRows(index, SearchTerms(words, any_accent=any_accent), wanted)
    return map(index.article, found.numbers(order))


def facets(
    index: CorpusIndex,
    words: Sequence[str] = (),
    wanted: ArticleFilter = _EVERYTHING,
    kind: FacetKind = "source",
    most: int = 20,
    *,
    any_accent: bool = False,
) -> list[tuple[str, int]]:
    """Return the sources, sections (of all levels), tags, authors or months of the articles found, with their numbers.

    The most frequent come first. A name that is spelled in several ways counts once. Articles without a date are in no
    month.
    """
    terms = SearchTerms(words, any_accent=any_accent)
    with _one_state(index):
        return _counted(index, SelectedRows(index, terms, wanted), kind, most)


def _counted(index: CorpusIndex, found: SelectedRows, kind: FacetKind, most: int) -> list[tuple[str, int]]:
    """Return the names of a kind with their numbers of articles."""
    if kind in ("source", "month"):
        column = "article.source" if kind == "source" else "substr(article.day, 1, 7)"
        rows = found.select(f"{column} AS name, count(*) AS number", "GROUP BY 1 HAVING name IS NOT NULL")
        return sorted(((name, number) for name, number in rows), key=lambda one: (-one[1], one[0]))[:most]
    if kind not in ("section", "tag", "author"):
        raise ValueError(f"invalid kind={kind!r}; use source, section, tag, author or month")
    within = f" AND article IN ({found.selected_numbers()})" if found.has_condition else ""
    kind_is = "+kind" if within and _is_few(index, found) else "kind"  # `+`: not by the index of all labels of the kind
    counted = index.db.execute(
        f"SELECT plain, count(*) FROM (SELECT DISTINCT plain, article FROM label WHERE {kind_is} = ?{within})"
        " GROUP BY plain ORDER BY 2 DESC, 1 LIMIT ?",
        (kind, *(found.parameters if within else ()), most),
    )
    return [(_spelling(index, kind, plain), number) for plain, number in counted.fetchall()]


def _is_few(index: CorpusIndex, found: SelectedRows) -> bool:
    """Return True if so few articles are found that their labels are read one article after another."""
    everything = index.db.execute("SELECT max(number) FROM article").fetchone()[0] or 0
    return found.count() * _FEW < int(everything)


def _spelling(index: CorpusIndex, kind: str, plain: str) -> str:
    """Return the most frequent spelling of a label, of the first few articles that have it."""
    found = index.db.execute(
        "SELECT name FROM (SELECT name FROM label WHERE kind = ? AND plain = ? LIMIT ?)"
        " GROUP BY name ORDER BY count(*) DESC, name LIMIT 1",
        (kind, plain, _SEEN_NAMES),
    )
    return str(found.fetchone()[0])


def months(
    index: CorpusIndex,
    words: Sequence[str] = (),
    wanted: ArticleFilter = _EVERYTHING,
    *,
    any_accent: bool = False,
) -> list[tuple[str, int]]:
    """Return the number of articles found of each month (`2026-11`) that has some, the earliest first."""
    found = SelectedRows(index, SearchTerms(words, any_accent=any_accent), wanted)
    rows = found.select(
        "substr(article.day, 1, 7) AS month, count(*)", "GROUP BY 1 HAVING month IS NOT NULL ORDER BY 1"
    )
    return [(month, number) for month, number in rows]


def index_statistics(index: CorpusIndex, wanted: ArticleFilter = _EVERYTHING) -> Statistics:
    """Return what `statistics` returns of the articles that `load` loads."""
    found = SelectedRows(index, SearchTerms(()), wanted)
    pruned = json.dumps(_pruned_files(index))
    rows = index.db.execute(
        found.statement(
            "source, substr(day, 1, 7), section, filled, count(*), sum(syllables), min(day), max(day),"
            f" sum(filled & {STATED_PRUNED} OR ifnull(archive IN (SELECT value FROM json_each(?)), 0))"
        )
        + " GROUP BY 1, 2, 3, 4",
        (pruned, *found.parameters),
    )
    result = Statistics()
    for source, month, section, *counted in rows:
        groups = (
            (result.source, source),
            (result.month, month or UNKNOWN),
            (result.section, UNKNOWN if section is None else section),
        )
        for counts in (result.total, *(group.setdefault(key, Counts()) for group, key in groups)):
            _add(counts, *counted)
    return result


def _add(
    counts: Counts, filled: int, articles: int, syllables: int, first: str | None, last: str | None, pruned: int
) -> None:
    """Add articles that fill the same fields."""
    counts.articles += articles
    counts.words += syllables
    if first and last:
        counts.first = min(counts.first or first, first)
        counts.last = max(counts.last or last, last)
    for bit, name in enumerate(OPTIONAL_FIELDS):
        if filled >> bit & 1:
            counts.filled[name] += articles
    counts.filled["archive"] -= pruned
    counts.pruned += pruned


def _pruned_files(index: CorpusIndex) -> list[str]:
    """Return the archive files that were deleted on purpose."""
    if index.data is None:
        return []
    pruned = PrunedArchives(index.data)
    lists = sorted((index.data / "archive").glob("*/pruned.jsonl"))
    return [one.file for path in lists for one in pruned.files(path.parent.name)]
