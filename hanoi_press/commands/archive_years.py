"""Print what the indexes of web archives say of a source: captures of articles by year and archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hanoi_press.crawl.past_figures import TITLES
from hanoi_press.report.plain_words import duration
from hanoi_press.text import tabular
from hanoi_press.text.plurals import count_of


class YearCount(NamedTuple):
    """The captures of one year, and the articles of which they are."""

    captures: int = 0
    articles: int = 0


class HostCount(NamedTuple):
    """The captures of one host, and the years of the first and the last one."""

    host: str
    captures: int
    first: int
    last: int

    def __str__(self) -> str:
        years = f"{self.first}–{self.last}" if self.first < self.last else f"{self.first}"
        return f"{self.host} {self.captures} ({years})"


@dataclass(frozen=True, slots=True)
class ArchiveYears:
    """What the index of a web archive says of a source.

    `years`: those with captures. `articles`: in all years. `unread`: the years of which the index was not read to its
    end, None for all; `fault` says why. `hosts`: the most captures first.
    """

    archive: str
    years: dict[int, YearCount] = field(default_factory=dict)
    articles: int = 0
    unread: frozenset[int] | None = frozenset()
    fault: str = ""
    hosts: tuple[HostCount, ...] = ()

    @property
    def captures(self) -> int:
        """Return the number of captures in all years."""
        return sum(one.captures for one in self.years.values())

    def is_read(self, year: int) -> bool:
        """Return True if all of the index of a year was read."""
        return self.unread is not None and year not in self.unread

    def cells(self, year: int) -> tuple[str, str]:
        """Return the numbers of a year as words: with "+" for at least so many, "?" for no knowledge."""
        found = self.years.get(year, YearCount())
        if self.is_read(year):
            return str(found.captures), str(found.articles)
        return (f"{found.captures}+", f"{found.articles}+") if found.captures else ("?", "?")

    def to_dict(self) -> dict[str, Any]:
        """Return the same as plain JSON types; `complete` is True if the index was read to its end."""
        return {
            "archive": self.archive,
            "captures": self.captures,
            "articles": self.articles,
            "complete": self.unread is not None and not self.unread and not self.fault,
            "fault": self.fault,
            "years": [
                {"year": year, "captures": one.captures, "articles": one.articles, "complete": self.is_read(year)}
                for year, one in sorted(self.years.items())
            ],
            "hosts": [one._asdict() for one in self.hosts],
        }


def years_of(archives: Sequence[ArchiveYears], this_year: int) -> range:
    """Return the years that the table shows: from the first one with a capture in any archive to this one."""
    first = min((year for one in archives for year in one.years), default=this_year + 1)
    return range(first, this_year + 1)


def years_table(archives: Sequence[ArchiveYears], hosts: Sequence[str], this_year: int, pause: float) -> str:
    """Return the table for a terminal. `pause`: seconds from one request to a web archive to the next."""
    lines = [f"captures of articles on {', '.join(hosts)}, as far as the indexes themselves say"]
    if shown := years_of(archives, this_year):
        head = ["year", *(cell for one in archives for cell in (one.archive, "articles"))]
        rows = [[str(year), *(cell for one in archives for cell in one.cells(year))] for year in shown]
        ends = [f"{total}{'' if one.unread == frozenset() else '+'}" for one in archives for total in _totals(one)]
        lines += ["", tabular.columns(head, [*rows, ["all", *ends]], numbers=True), ""]
    for one in archives:
        if one.captures:
            takes = duration(one.captures * pause)
            lines.append(
                f"{TITLES[one.archive]}: {count_of(one.captures, 'capture')}, at most {takes} with via={one.archive}"
            )
            lines.append(f"  {', '.join(map(str, one.hosts))}")
        elif one.unread == frozenset():
            lines.append(f"{TITLES[one.archive]}: no capture of an article")
    if any(one.unread != frozenset() for one in archives):
        lines.append('"+": at least so many, "?": not known, because the index was not read to its end')
    return "\n".join(lines)


def _totals(one: ArchiveYears) -> tuple[int, int]:
    return one.captures, one.articles
