"""Gather what a search page shows: the articles found, counts to narrow by, a chart of the months."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from hanoi_press.corpus.browse.browse_labels import Labels
from hanoi_press.corpus.browse.facet_columns import FacetColumns
from hanoi_press.corpus.browse.live_index import TooSlowError, time_limit
from hanoi_press.corpus.browse.month_chart import month_chart
from hanoi_press.corpus.browse.search_form import KINDS, FormError, SearchForm
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.index.found import ArticleFilter, SearchResult
from hanoi_press.corpus.index.found_rows import SelectedRows
from hanoi_press.corpus.index.index_queries import FacetKind, facets, months, search
from hanoi_press.corpus.index.search_terms import SearchTerms, split_query
from hanoi_press.items import Article
from hanoi_press.text.syllables import without_accents

ON_A_PAGE = 20
SHOWN, FOLDED = 8, 60  # names of a kind that are shown, and behind "more"
_COUNTED: tuple[FacetKind, ...] = ("source", "section", "author")
_SECONDS = 0.25  # CPU time of all counts of a page
_MOST_MONTHS = 12 * 10_000
_REMEMBERED = 200  # counts
_MARKED = re.compile("»([^»«]*)«")
_ID_OR_ADDRESS = re.compile(r"https?://\S+|[a-z0-9_.-]+/[A-Za-z0-9_.-]+", re.I)
Counts = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A name to narrow by. `address`: of the page with it chosen, or no longer chosen."""

    name: str
    label: str
    count: int | None
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetList:
    """The names of a kind; `shown` at once, `folded` behind "more". `is_counted` is False if there are too many."""

    kind: str
    shown: list[FacetChoice]
    folded: list[FacetChoice]
    is_counted: bool = True


class FoundPages:
    """Search pages of one index. Counts are remembered until its data changes."""

    def __init__(self) -> None:
        self._counts: OrderedDict[Any, Counts | None] = OrderedDict()
        self._state = 0

    def values(
        self, index: CorpusIndex, form: SearchForm, labels: Labels, state: int, columns: FacetColumns | None
    ) -> dict[str, Any]:
        """Return what the template shows. `state`, `columns`: of the index. Raises `FormError`, `sqlite3.Error`."""
        if state != self._state:
            self._counts.clear()
            self._state = state
        words = typed_words(form)
        offset = (form.page - 1) * ON_A_PAGE
        with refusals(form):
            result = search(index, words, form.wanted(), order=form.used_order, limit=ON_A_PAGE, offset=offset)
        counting = _Counting(index, words, columns)
        lists = []
        for kind in _COUNTED:
            counts = self._counted(counting, form, kind)
            lists.append(facet_list(kind, counts, form.chosen(kind), str, partial(form.toggled, kind)))
        by_month = self._counted(counting, form, "month")
        return {
            "form": form,
            "result": result,
            "pages": -(-result.total // ON_A_PAGE),
            "facets": [*lists, month_facet(by_month, form, labels)],
            "chart": month_chart(by_month or (), form, labels),
            "chips": _chips(form, labels),
            "plain_words": _plain_words(form, result),
            "named": _named(index, form.words),
        }

    def _counted(self, counting: _Counting, form: SearchForm, kind: FacetKind) -> Counts | None:
        """Return how many of the articles found have each name of a kind; None if counting takes too long."""
        key = (counting.words, form.wanted(without=kind), kind)
        if key not in self._counts:
            self._counts[key] = counting.counts(key[1], kind)
            if len(self._counts) > _REMEMBERED:
                self._counts.popitem(last=False)
        self._counts.move_to_end(key)
        return self._counts[key]


class _Counting:
    """Counts for one page: from columns in memory, else by the index, which may take `_SECONDS` of CPU time in all."""

    def __init__(self, index: CorpusIndex, words: tuple[str, ...], columns: FacetColumns | None) -> None:
        self.words = words
        self._index = index
        self._columns = columns
        self._masks: dict[ArticleFilter, Any] = {}
        self._with_words: Any = None
        self._left = _SECONDS

    def counts(self, wanted: ArticleFilter, kind: FacetKind) -> Counts | None:
        """Return how many articles have each name of a kind; None if that takes too long."""
        started = time.thread_time()
        try:
            with time_limit(self._index, self._left):
                return self._columns_counts(wanted, kind) if self._columns else self._index_counts(wanted, kind)
        except TooSlowError:
            return None
        finally:
            self._left -= time.thread_time() - started

    def _columns_counts(self, wanted: ArticleFilter, kind: FacetKind) -> Counts:
        assert self._columns
        if self._with_words is None and self.words:
            expression = SearchTerms(self.words).expression
            having = self._index.db.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
            self._with_words = self._columns.mask(having)
        if wanted not in self._masks:
            rows = SelectedRows(self._index, SearchTerms(()), wanted).select("article.number")
            mask = self._columns.mask(rows)
            self._masks[wanted] = mask & self._with_words if self.words else mask
        return self._columns.counts(kind, self._masks[wanted], _MOST_MONTHS if kind == "month" else SHOWN + FOLDED)

    def _index_counts(self, wanted: ArticleFilter, kind: FacetKind) -> Counts:
        if kind == "month":
            return months(self._index, self.words, wanted)
        return facets(self._index, self.words, wanted, kind, SHOWN + FOLDED)


def typed_words(form: SearchForm) -> tuple[str, ...]:
    """Return the words and phrases that were typed. Raises `FormError` if something was typed, but no word."""
    if not form.words:
        return ()
    try:
        words = tuple(split_query(form.words))
    except ValueError:
        words = ()
    if not words:
        raise FormError("no_word")
    return words


@contextmanager
def refusals(form: SearchForm) -> Iterator[None]:
    """Raise what the index refuses to look for as a `FormError`."""
    try:
        yield
    except ValueError as error:
        raise FormError("cannot_ask", reason=str(error)[:500]) from None
    except FileNotFoundError:
        if not form.without_copies:
            raise
        raise FormError("copies_unknown") from None


def marked_parts(excerpt: str) -> list[tuple[bool, str]]:
    """Return an excerpt in pieces; True for a word that was searched for.

    >>> marked_parts("qua »cầu« mới")
    [(False, 'qua '), (True, 'cầu'), (False, ' mới')]
    """
    pieces = _MARKED.split(excerpt)
    return [(number % 2 == 1, piece) for number, piece in enumerate(pieces) if piece]


def facet_list(
    kind: str,
    counts: Counts | None,
    chosen: tuple[str, ...],
    label: Callable[[str], str],
    address: Callable[[str], str],
) -> FacetList:
    """Return the names of a kind; those that are chosen always stand among the shown ones."""
    plain = {without_accents(name): name for name in chosen}
    choices = [
        FacetChoice(name, label(name), count, address(plain.pop(key, name)), key in {*map(without_accents, chosen)})
        for name, count, key in ((name, count, without_accents(name)) for name, count in counts or [])
    ]
    missing = [FacetChoice(name, label(name), None, address(name), True) for name in plain.values()]
    shown = missing + [one for number, one in enumerate(choices) if number < SHOWN or one.is_chosen]
    folded = [one for number, one in enumerate(choices) if number >= SHOWN and not one.is_chosen]
    return FacetList(kind, shown, folded, is_counted=counts is not None)


def month_facet(counts: Counts | None, form: SearchForm, labels: Labels) -> FacetList:
    """Return the months, newest first."""
    newest = sorted(counts, reverse=True) if counts is not None else None
    chosen = tuple(month for month, _ in newest or () if form.is_period(month))
    return facet_list("month", newest, chosen, labels.month, form.toggled_period)


def _named(index: CorpusIndex, words: str) -> Article | None:
    """Return the article if what was typed is an id or an address."""
    if not _ID_OR_ADDRESS.fullmatch(words):
        return None
    with suppress(TooSlowError), time_limit(index, _SECONDS):
        return index.get(words)
    return None


def _chips(form: SearchForm, labels: Labels) -> list[tuple[str, str, str]]:
    """Return the chosen filters: the label of their kind, their name, the address without them."""
    found = [(labels(kind), name, form.toggled(kind, name)) for kind in KINDS for name in form.chosen(kind)]
    if form.since or form.until:
        days = " – ".join(labels.short_day(day) if day else "…" for day in (form.since, form.until))
        found.append((labels("published"), days, form.address(since=None, until=None)))
    if form.without_copies:
        found.append(("", labels("without_copies"), form.address(without_copies=False)))
    return found


def _plain_words(form: SearchForm, result: SearchResult) -> str | None:
    """Return the words without accents, if that finds something that the typed ones do not."""
    return without_accents(form.words) if result.other_accents and not result.total else None
