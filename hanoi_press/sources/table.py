"""Make the table of all sources for `scrapy sources` and `docs/sources.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from hanoi_press.discovery.captures import HostYears
from hanoi_press.sources import Merger, Source, sources
from hanoi_press.sources.source import YearSpan
from hanoi_press.text import tabular

COLUMNS = ("source", "outlet", "hosts", "family", "routes", "status", "merged")


class SourceRow(NamedTuple):
    """A source as a row of the table."""

    source: str
    outlet: str
    hosts: tuple[str, ...]
    family: str
    routes: tuple[str, ...]
    status: str
    status_words: str  # with the years that are verified
    verified_years: tuple[YearSpan, ...]
    remark: str
    merged_into: Merger | None
    merged_from: tuple[Merger, ...]
    host_years: tuple[HostYears, ...]  # of all hosts of articles, former ones too

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain JSON types."""
        found: dict[str, Any] = self._asdict()
        found["merged_into"] = self.merged_into and self.merged_into._asdict()
        found["merged_from"] = [one._asdict() for one in self.merged_from]
        del found["status_words"]
        found["verified_years"] = [one._asdict() for one in self.verified_years]
        found["host_years"] = [one._asdict() for one in self.host_years]
        return found

    def cells(self) -> tuple[str, ...]:
        """Return the row's columns as words, in the order of `COLUMNS`."""
        mergers = [f"from {one.source} ({one.on})" for one in self.merged_from]
        if self.merged_into:
            mergers.append(f"into {self.merged_into.source} ({self.merged_into.on})")
        hosts, routes = ", ".join(self.hosts), ", ".join(self.routes) or "none"
        return self.source, self.outlet, hosts, self.family, routes, self.status_words, ", ".join(mergers)


def rows() -> list[SourceRow]:
    """Return all sources by name."""
    found = sources()
    return [_row(source, found.values()) for source in found.values()]


def _row(source: Source, everyone: Iterable[Source]) -> SourceRow:
    taken = (
        Merger(one.name, one.merged_into.on)
        for one in everyone
        if one.merged_into and one.merged_into.source == source.name
    )
    return SourceRow(
        source.name,
        source.publisher,
        source.hosts,
        source.family.name,
        tuple(source.routes),
        source.status,
        source.status_words,
        source.verified_years,
        source.remark,
        source.merged_into,
        tuple(sorted(taken)),
        source.archived_hosts,
    )


def markdown(table: Sequence[SourceRow]) -> str:
    """Return the table for the docs, with the years of hosts, former ones too, and the evidence for each status."""
    cells = [
        (f"`{row.source}`", row.outlet, ", ".join(map(_host_with_years, row.host_years)), *row.cells()[3:], row.remark)
        for row in table
    ]
    return tabular.markdown((*COLUMNS, "rests on"), cells)


def text(table: Sequence[SourceRow]) -> str:
    """Return the table for a terminal, in columns."""
    return tabular.columns(COLUMNS, [row.cells() for row in table])


def _host_with_years(one: HostYears) -> str:
    """Return a host with the years in which it served the source's articles, as far as they are known, in words."""
    if one.first and one.last:
        return f"{one.host} ({one.first}–{one.last})" if one.first < one.last else f"{one.host} ({one.first})"
    if one.first:
        return f"{one.host} (since {one.first})"
    return f"{one.host} (until {one.last})" if one.last else one.host


def card(source: Source) -> str:
    """Return one source in full."""
    row = _row(source, sources().values())
    parts = dict(zip(COLUMNS, row.cells(), strict=True))
    parts["archived"] = ", ".join(map(_host_with_years, row.host_years))
    parts["rests on"] = row.remark
    parts["order"] = ", then ".join(source.route_order) or "none"
    parts["sections"] = ", ".join(source.sections) or (
        f"found on the site; names of the form {source.section_pattern.pattern}" if source.section_pattern else "none"
    )
    lines = [f"{name:10}{words}" for name, words in parts.items() if words]
    for kind in source.addresses:
        lines += [f"{'address':10}{kind.pattern.pattern}", f"{'':10}→ {kind.url}"]
    return "\n".join(lines)
