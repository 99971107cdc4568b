"""The table of all sources: what `scrapy sources` prints and `docs/sources.md` holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hanoi_press.sources import Merger, Source, sources

COLUMNS = ("source", "outlet", "hosts", "family", "routes", "status", "merged")


class SourceRow(NamedTuple):
    """One source of the table."""

    source: str
    outlet: str
    hosts: tuple[str, ...]
    family: str
    routes: tuple[str, ...]
    status: str
    remark: str
    merged_into: Merger | None
    merged_from: tuple[Merger, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON types."""
        found: dict[str, Any] = self._asdict()
        found["merged_into"] = self.merged_into and self.merged_into._asdict()
        found["merged_from"] = [one._asdict() for one in self.merged_from]
        return found

    def cells(self) -> tuple[str, ...]:
        """The row's columns as words, in the order of `COLUMNS`."""
        merged = [f"from {one.source} ({one.on})" for one in self.merged_from]
        if self.merged_into:
            merged.append(f"into {self.merged_into.source} ({self.merged_into.on})")
        lists = (", ".join(words) for words in (self.hosts, self.routes, merged))
        hosts, routes, mergers = lists
        return self.source, self.outlet, hosts, self.family, routes or "none", self.status, mergers


def rows() -> list[SourceRow]:
    """All sources by name."""
    found = sources()
    return [_row(source, found.values()) for source in found.values()]


def _row(source: Source, everyone: Any) -> SourceRow:
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
        source.remark,
        source.merged_into,
        tuple(sorted(taken)),
    )


def markdown(table: Sequence[SourceRow]) -> str:
    """The table for the docs, with what each status rests on."""
    lines = ["| " + " | ".join((*COLUMNS, "rests on")) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for row in table:
        name, *others = row.cells()
        cells = [f"`{name}`", *others, row.remark]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def text(table: Sequence[SourceRow]) -> str:
    """The table for a terminal, in columns."""
    lines = [COLUMNS, *(row.cells() for row in table)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def card(source: Source) -> str:
    """One source in full."""
    row = _row(source, sources().values())
    parts = dict(zip(COLUMNS, row.cells(), strict=True))
    parts["rests on"] = row.remark
    parts["order"] = ", then ".join(source.route_order) or "none"
    parts["sections"] = ", ".join(source.sections) or (
        f"found on the site; names of the form {source.section_pattern.pattern}" if source.section_pattern else "none"
    )
    lines = [f"{name:10}{words}" for name, words in parts.items() if words]
    for kind in source.addresses:
        lines += [f"{'address':10}{kind.pattern.pattern}", f"{'':10}→ {kind.url}"]
    return "\n".join(lines)
