"""Define what is asked of the index, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Order = Literal["best", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are wanted, besides by their words; an empty filter wants all.

    Of several names of one kind one must fit. `sections` (of any level), `tags` and `authors` are compared without
    accents and case. `since`, `until`: days of publication in Hanoi (`2026-11-01`), both included; an article without a
    date is then left out. `without_copies`: see `load`.
    """

    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    without_copies: bool = False


class Hit(NamedTuple):
    """An article that was found.

    `excerpt`: the part of summary and text that has most of the words, `marked_title` the title, the matches in »…«.
    """

    id: str
    source: str
    url: str
    title: str
    published_at: str | None
    section: tuple[str, ...]
    excerpt: str
    marked_title: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Some of the articles found; `total` counts all of them.

    `other_accents`: if none has the accents that were typed, how many articles have the words with other accents.
    """

    total: int
    hits: list[Hit] = field(default_factory=list)
    other_accents: int = 0
