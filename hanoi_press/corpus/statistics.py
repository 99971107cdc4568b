"""Count the articles and words of a corpus by source, month and section, and its filled fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from hanoi_press.corpus.days import known_day
from hanoi_press.items import Article
from hanoi_press.text.tabular import columns

UNKNOWN = "unknown"  # the month of an article without a date, the section of one without a breadcrumb
# Fields that may be empty. The others are filled in every article.
OPTIONAL_FIELDS = (
    *("summary", "authors", "dateline", "published_at", "modified_at", "section", "tags", "images"),
    *("attachments", "attribution", "archive"),
)
assert set(OPTIONAL_FIELDS) <= {one.name for one in fields(Article)}
STATED_PRUNED = 1 << len(OPTIONAL_FIELDS)  # a bit: the line itself says that its archived page was deleted


def filled_bits(article: Any) -> int:
    """Return a bit for each of `OPTIONAL_FIELDS` that is filled, and `STATED_PRUNED`."""
    bits = sum(1 << bit for bit, name in enumerate(OPTIONAL_FIELDS) if getattr(article, name))
    return bits | STATED_PRUNED if article.archive and article.archive.pruned else bits


@dataclass
class Counts:
    """The counts of a part of the corpus. `words` are strings between spaces in the text: syllables, in Vietnamese.

    `pruned`: articles whose archived page was deleted on purpose; their `archive` does not count as filled.
    """

    articles: int = 0
    words: int = 0
    first: str | None = None
    last: str | None = None
    filled: Counter[str] = field(default_factory=Counter)
    pruned: int = 0

    def count(self, day: str | None, words: int, filled: list[str], *, is_pruned: bool) -> None:
        """Add an article: its day, its words, the names of its filled fields, and whether its page was pruned."""
        self.articles += 1
        self.words += words
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)
        self.pruned += is_pruned
        for name in filled:
            self.filled[name] += 1

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types; `filled` as shares from 0 to 1."""
        shares = {name: round(self.filled[name] / self.articles, 4) for name in OPTIONAL_FIELDS if self.articles}
        return {
            "articles": self.articles,
            "words": self.words,
            "first": self.first,
            "last": self.last,
            "filled": shares,
            "pruned": self.pruned,
        }


@dataclass
class Statistics:
    """The counts of the whole, and by source, by month of publication (`2026-11`) and by outermost section."""

    total: Counts = field(default_factory=Counts)
    source: dict[str, Counts] = field(default_factory=dict)
    month: dict[str, Counts] = field(default_factory=dict)
    section: dict[str, Counts] = field(default_factory=dict)

    def count(self, article: Article) -> None:
        """Add an article."""
        day = known_day(article)
        outermost = article.section[0] if article.section else UNKNOWN
        keys = ((self.source, article.source), (self.month, day[:7] if day else UNKNOWN), (self.section, outermost))
        is_pruned = article.archive is not None and article.archive.pruned is not None
        filled = [name for name in OPTIONAL_FIELDS if getattr(article, name) and not (is_pruned and name == "archive")]
        words = len(article.text.split())
        for groups, key in keys:
            groups.setdefault(key, Counts()).count(day, words, filled, is_pruned=is_pruned)
        self.total.count(day, words, filled, is_pruned=is_pruned)

    def ordered(self) -> dict[str, dict[str, Counts]]:
        """Return the parts: sources and months in order, sections by size."""
        by_size = sorted(self.section.items(), key=lambda one: (-one[1].articles, one[0]))
        return {
            "source": dict(sorted(self.source.items())),
            "month": dict(sorted(self.month.items())),
            "section": dict(by_size),
        }

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {"total": self.total.to_dict()} | {
            name: {key: group.to_dict() for key, group in groups.items()} for name, groups in self.ordered().items()
        }


def statistics(articles: Iterable[Article]) -> Statistics:
    """Return the counts of all articles."""
    found = Statistics()
    for article in articles:
        found.count(article)
    return found


def table(statistics: Statistics, most: int = 20) -> str:
    """Return the tables for a terminal, with at most `most` sections."""
    ordered = statistics.ordered()
    blocks = [_parts("source", ordered["source"]), _parts("month", ordered["month"], spans=False)]
    section = dict(list(ordered["section"].items())[:most])
    blocks.append(_parts("section", section, spans=False, omitted=len(statistics.section) - len(section)))
    if statistics.total.articles:
        shares = statistics.total.to_dict()["filled"]
        rows = [[name, f"{share:.1%}"] for name, share in shares.items()]
        if statistics.total.pruned:
            rows.append(["archive pruned", f"{statistics.total.pruned / statistics.total.articles:.1%}"])
        blocks.append(columns(["field", "filled"], rows, numbers=True))
    total = statistics.total
    span = f", {total.first} to {total.last}" if total.first else ""
    blocks.append(f"{total.articles:,} articles, {total.words:,} words{span}")
    return "\n\n".join(blocks)


def _parts(name: str, parts: dict[str, Counts], *, spans: bool = True, omitted: int = 0) -> str:
    head = [name, "articles", "words", *(["first", "last"] if spans else [])]
    rows = [
        [key, f"{one.articles:,}", f"{one.words:,}", *([one.first or "-", one.last or "-"] if spans else [])]
        for key, one in parts.items()
    ]
    return columns(head, rows, numbers=True) + (f"\n… and {omitted} more" if omitted else "")
