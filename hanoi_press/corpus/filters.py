"""Read the arguments by which a caller selects articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TypedDict

from hanoi_press.corpus.days import Days
from hanoi_press.corpus.index.found import ArticleFilter


class Filters(TypedDict, total=False):
    """Which articles are wanted. Of several names of one kind one must fit.

    `sources`: one name or several. `sections` (of any level), `tags`, `authors`: compared without accents and case.
    `since`, `until`: days of publication in Hanoi (`"2026-11-01"` or a `date`), both included; an article without a
    date is then left out. `without_copies`: leave out the copies that `hanoi-press corpus duplicates --write` found.
    """

    sources: str | Iterable[str] | None
    sections: str | Iterable[str] | None
    tags: str | Iterable[str] | None
    authors: str | Iterable[str] | None
    since: str | date | None
    until: str | date | None
    without_copies: bool


def article_filter(filters: Filters) -> ArticleFilter:
    """Return the filter that a caller asks for. Raises `TypeError` for an unknown argument, `ValueError` for a day
    that is none and for an empty list of names.
    """
    known = Filters.__optional_keys__
    for name in filters:
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"use {', '.join(sorted(known))}"
            raise TypeError(f"unknown argument {name!r}; {hint}")
    days = Days.of(filters.get("since"), filters.get("until"))
    return ArticleFilter(
        sources=_names("sources", filters.get("sources")),
        sections=_names("sections", filters.get("sections")),
        tags=_names("tags", filters.get("tags")),
        authors=_names("authors", filters.get("authors")),
        since=days.first,
        until=days.last,
        without_copies=bool(filters.get("without_copies")),
    )


def one_of(name: str, value: str, allowed: Sequence[str]) -> None:
    """Raise `ValueError`, naming the argument, unless a value is one of those allowed."""
    if value not in allowed:
        raise ValueError(f"invalid {name}={value!r}; use {' or '.join(map(repr, allowed))}")


def _names(kind: str, stated: str | Iterable[str] | None) -> tuple[str, ...]:
    if stated is None:
        return ()
    names = (stated,) if isinstance(stated, str) else tuple(stated)
    if not names:
        raise ValueError(f"invalid {kind}: no name in it; use a name or more, or None for all")
    return names
