"""Gather the tables of a run's report over its sources: failures by kind, slowest hosts, fields, what is usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hanoi_press.failures import FailureKind
from hanoi_press.report.heat import heat_level
from hanoi_press.report.plain_words import short_day
from hanoi_press.report.reported_run import ReportedRun
from hanoi_press.report.reported_source import FailedPage, FieldShare, Host, ReportedSource, ordered_fields

_HOSTS = 12
_ENOUGH = 7  # nights from which the growth of the disk is told
_FIELDS = 14  # columns of the table of fields
_MEANINGS = {str(kind): kind.meaning.replace("`", "") for kind in FailureKind} | {
    "blocked": "the site refused us: a challenge page, a refusal in words, or the same status again and again",
    "invalid": "the article breaks the schema",
}
_ORDER = {"drifted": 1, "failed": 0, "blocked": 0, "unknown": 2}  # sources in trouble come first


class FailureGroup(NamedTuple):
    """The failures of one kind: attempts that failed, pages and lists that gave nothing, known addresses."""

    kind: str
    meaning: str
    attempts: int
    pages: int
    addresses: list[tuple[str, FailedPage]]


class FieldCell(NamedTuple):
    """One field of one source tonight; `level` is that of the heat map, `usual` a share in % or None."""

    coverage: FieldShare | None
    level: int | None
    usual: int | None


class NightMark(NamedTuple):
    """One night of one source in the strip of nights."""

    status: str
    title: str


def ordered_sources(run: ReportedRun) -> list[ReportedSource]:
    """Return the sources of a run, those in trouble first, then those with the most articles."""
    return sorted(run.sources.values(), key=lambda one: (_ORDER.get(one.status, 3), -one.number("new"), one.name))


def failure_groups(sources: Iterable[ReportedSource]) -> list[FailureGroup]:
    """Return the failures by kind, blocks first, then by the number of pages."""
    attempts: dict[str, int] = {}
    pages: dict[str, int] = {}
    addresses: dict[str, list[tuple[str, FailedPage]]] = {}
    for source in sources:
        for kind, number in source.counts("failures").items():
            attempts[kind] = attempts.get(kind, 0) + number
        for page in source.failed:
            addresses.setdefault(page.kind, []).append((source.name, page))
        named = Counter(page.kind for page in source.failed)
        lost = source.counts("unreadable_kinds") | {key: source.number(key) for key in ("blocked", "invalid")}
        for kind in lost.keys() | named.keys():
            pages[kind] = pages.get(kind, 0) + max(lost.get(kind, 0), named[kind])
    kinds = {kind for found in (attempts, pages) for kind, number in found.items() if number} | set(addresses)
    groups = [
        FailureGroup(kind, _MEANINGS.get(kind, ""), attempts.get(kind, 0), pages.get(kind, 0), addresses.get(kind, []))
        for kind in kinds
    ]
    return sorted(groups, key=lambda one: (one.kind != "blocked", -one.pages, -one.attempts, one.kind))


def slowest_hosts(sources: Iterable[ReportedSource]) -> list[tuple[str, Host]]:
    """Return source and host of the slowest answers of the run."""
    found = [(source.name, host) for source in sources for host in source.hosts if host.requests]
    return sorted(found, key=lambda one: (-(one[1].slowest or 0), one[1].name))[:_HOSTS]


def field_columns(sources: Iterable[ReportedSource]) -> list[str]:
    """Return the fields that any source has, in the order of an article's fields."""
    return ordered_fields({field for source in sources for field in source.coverage})[:_FIELDS]


def field_row(source: ReportedSource, columns: Sequence[str], earlier: Sequence[ReportedRun]) -> list[FieldCell]:
    """Return a source's cells of the table of fields. `earlier` are the runs before."""
    known = [run.sources[source.name] for run in earlier if source.name in run.sources]
    nights = [one.coverage for one in known if not one.night.rang]  # the alarm does not count the others as usual
    cells = []
    for field in columns:
        found = source.coverage.get(field)
        if found is None and source.coverage:
            found = FieldShare(0, max(one.pages for one in source.coverage.values()))
        before = [one.get(field, FieldShare(0, max(each.pages for each in one.values()))) for one in nights if one]
        pages = sum(one.pages for one in before)
        usual = sum(one.found for one in before) * 100 // pages if pages else None
        cells.append(FieldCell(found, heat_level(found.percent) if found else None, usual))
    return cells


def night_marks(name: str, runs: Sequence[ReportedRun]) -> list[NightMark]:
    """Return how each night ended for a source; a night without it is `absent`."""
    marks = []
    for run in runs:
        source = run.sources.get(name)
        status = source.status if source else "absent"
        said = f"{status}, {source.number('new'):,} new" if source else "not in this run"
        marks.append(NightMark(status, f"{short_day(run.started)}: {said}"))
    return marks


def marks_in_words(marks: Sequence[NightMark]) -> str:
    """Return the strip of nights in words: `28 ok, 2 failed`."""
    found: dict[str, int] = {}
    for mark in marks:
        found[mark.status] = found.get(mark.status, 0) + 1
    return ", ".join(f"{number} {status}" for status, number in found.items())


def disk_forecast(runs: Sequence[ReportedRun]) -> tuple[float | None, int | None]:
    """Return how many bytes the data folder grows a night, and for how many nights there is room.

    Both are None if fewer than `_ENOUGH` runs state it, or nothing grows.
    """
    sizes = [sum(size for part, size in run.disk.items() if part != "free") for run in runs if run.disk]
    free = runs[-1].disk.get("free") if runs else None
    a_night = (sizes[-1] - sizes[0]) / (len(sizes) - 1) if len(sizes) >= _ENOUGH else 0.0
    if a_night <= 0:
        return None, None
    return a_night, None if free is None else int(free / a_night)
