"""Gather what the page of one article shows: its revisions, its copies and originals, where its fields came from."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.revisions import differences
from hanoi_press.items import Article

_COMPARED = 5  # newest revisions that are compared unless all are asked for
_MOST_COMPARED = 200
_SECONDS = 0.5  # CPU time of comparing; what is left is not shown
_MOST_TIED = 200  # copies that are listed
_BRACKETS = re.compile(r"(\[-|-\]|\{\+|\+\})")
_FIELD, _KEPT = re.compile(r"(\w+):\s?"), re.compile(r"  \((\d+) paragraphs? unchanged\)")
_KINDS = {"[-": ("del", "-]"), "{+": ("ins", "+}")}


class TiedArticle(NamedTuple):
    """A copy or an original. `title` is None if the corpus does not have it (any more)."""

    id: str
    title: str | None
    source: str
    published_at: str | None
    kind: str
    share: float


class ShownChange(NamedTuple):
    """A line of what changed: the field that begins here, how many paragraphs were kept, or pieces with their kind."""

    field: str | None
    kept: int
    pieces: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """A revision, and what it changed; None for the first one."""

    number: int
    fetched_at: str
    changes: list[ShownChange] | None
    is_whole: bool = True  # False if comparing took too long


def article_values(index: CorpusIndex, id_: str, *, all_revisions: bool) -> dict[str, Any] | None:
    """Return what the template shows, or None if the corpus has no such article. Raises `sqlite3.Error`."""
    article = index.get(id_)
    if article is None:
        return None
    known = index.revisions(article.id)
    return {
        "article": article,
        "paragraphs": [one for one in article.text.split("\n\n") if one.strip()],
        "revisions": list(shown_revisions(known, _MOST_COMPARED if all_revisions else _COMPARED)),
        "revision_count": len(known),
        "originals": tied(index, article.id, "id", "original"),
        "copies": tied(index, article.id, "original", "id"),
        "raw": [(name, getattr(article.raw, field)) for name, field in _RAW if getattr(article.raw, field)],
    }


_RAW = (
    ("field_published_at", "published"),
    ("field_modified_at", "modified"),
    ("field_authors", "authors"),
    ("field_attribution", "attribution"),
)


def tied(index: CorpusIndex, id_: str, this: str, other: str) -> list[TiedArticle]:
    """Return the originals of an article (`this` is `id`) or its copies (`this` is `original`)."""
    rows = index.db.execute(
        f"SELECT copy.{other}, article.title, article.published_at, copy.kind, copy.share FROM copy"
        f" LEFT JOIN article ON article.id = copy.{other} WHERE copy.{this} = ?"
        " ORDER BY article.moment IS NULL, article.moment, 1 LIMIT ?",
        (id_, _MOST_TIED),
    )
    return [
        TiedArticle(tied_id, title, tied_id.partition("/")[0], day, kind, share)
        for tied_id, title, day, kind, share in rows
    ]


def shown_revisions(known: list[Article], compared: int) -> Iterator[ShownRevision]:
    """Yield revisions, newest first, with what each changed; the first one changed nothing (None)."""
    pairs = list(pairwise(known))[-compared:]
    end = time.thread_time() + _SECONDS
    for old, new in reversed(pairs):
        changes = list(takewhile(lambda _: time.thread_time() < end, map(shown_change, differences(old, new))))
        is_whole = time.thread_time() < end
        yield ShownRevision(new.revision, new.fetched_at, changes, is_whole)
    if known and len(pairs) == len(known) - 1:
        yield ShownRevision(known[0].revision, known[0].fetched_at, None)


def shown_change(line: str) -> ShownChange:
    """Return a line of `differences` in its parts."""
    if kept := _KEPT.fullmatch(line):
        return ShownChange(None, int(kept[1]), [])
    if field := _FIELD.match(line):
        return ShownChange(field[1], 0, pieces(line[field.end() :]))
    return ShownChange(None, 0, pieces(line))


def pieces(line: str) -> list[tuple[str, str]]:
    """Return a line of `differences` in pieces.

    >>> pieces("  ~ giá [-12.000-] {+13.000+} đồng")
    [('same', 'giá '), ('del', '12.000'), ('same', ' '), ('ins', '13.000'), ('same', ' đồng')]
    """
    if line.startswith("  - "):
        return [("del", line[4:])]
    if line.startswith("  + "):
        return [("ins", line[4:])]
    found: list[tuple[str, str]] = []
    kind, closing, held = "same", "", ""
    for piece in _BRACKETS.split(line.removeprefix("  ~ ")):
        if kind == "same" and piece in _KINDS:
            found.append((kind, held))
            (kind, closing), held = _KINDS[piece], ""
        elif kind != "same" and piece == closing:
            found.append((kind, held))
            kind, held = "same", ""
        else:
            held += piece
    return [one for one in (*found, (kind, held)) if one[1]]
