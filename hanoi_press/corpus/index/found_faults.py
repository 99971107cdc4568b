"""Name the lines that `load` would report for the articles that a filter wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hanoi_press.corpus.index.found import ArticleFilter
from hanoi_press.corpus.index.index_place import path_of
from hanoi_press.store.segments import Fault, source_of_segment

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex


def found_faults(index: CorpusIndex, wanted: ArticleFilter) -> list[Fault]:
    """Return the faults of the segments of the sources that are wanted, by file and line.

    If days are wanted, an article with a date that does not exist is one.
    """
    faults = list(index.faults)
    if wanted.since or wanted.until:
        faults += _invalid_dates(index)
    if wanted.sources:
        faults = [one for one in faults if source_of_segment(one.path) in wanted.sources]
    return sorted(faults, key=lambda one: (one.path, one.number))


def _invalid_dates(index: CorpusIndex) -> list[Fault]:
    """Return the articles that state a date but have no day."""
    rows = index.db.execute(
        "SELECT segment.name, line.in_segment, article.published_at FROM article JOIN line USING (number)"
        " JOIN segment ON segment.number = line.segment"
        " WHERE article.day IS NULL AND article.published_at IS NOT NULL"
    )
    return [Fault(path_of(index.path, name), number, f"published_at is {stated!r}") for name, number, stated in rows]
