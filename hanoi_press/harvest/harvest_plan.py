"""Plan a harvest: which units of work there are, a source or a year of one each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hanoi_press.discovery.routes import DailySitemaps
from hanoi_press.engine.unit import Unit
from hanoi_press.sources import Source, sources

_FIRST_DAY = "1991"  # an earlier first day bounds nothing (`spiders.arguments`)
WORK = "hanoi_press.harvest.source_work:work"


@dataclass(frozen=True, slots=True)
class HarvestPlan:
    """What a harvest wants: the sources by name and the arguments of their spiders, the same for all.

    `settings`: those of the command, as `shipped_settings` writes them. `is_drawn`: the progress is drawn in a
    terminal. `ends`: the time (seconds since 1970) at which the run ends; None for none.
    """

    sources: tuple[str, ...]
    arguments: Mapping[str, str]
    settings: Mapping[str, Any] = field(default_factory=dict)
    is_drawn: bool = False
    ends: float | None = None

    def units(self) -> list[Unit]:
        """Return the units, those of one source together; its years, the newest first, if it is read year by year."""
        return [unit for name in self.sources for unit in self._units_of(sources()[name])]

    def _units_of(self, source: Source) -> Iterable[Unit]:
        since, until = self.arguments.get("since", ""), self.arguments.get("until", "")
        is_bounded = until and since >= _FIRST_DAY and "limit" not in self.arguments
        if not (is_bounded and begins_at_any_day(source)):
            return [self._unit(source, source.name, self.arguments)]
        return [
            self._unit(
                source, f"{source.name}-{first.year}", {**self.arguments, "since": f"{first}", "until": f"{last}"}
            )
            for first, last in years(date.fromisoformat(since), date.fromisoformat(until))
        ]

    def _unit(self, source: Source, name: str, arguments: Mapping[str, str]) -> Unit:
        inputs = {
            "source": source.name,
            "arguments": dict(arguments),
            "settings": dict(self.settings),
            "is_drawn": self.is_drawn,
            "ends": self.ends,
        }
        return Unit(name, WORK, inputs, frozenset(source.hosts))


def begins_at_any_day(source: Source) -> bool:
    """Return True if the source's first route finds the articles of a past year without reading the newer ones.

    That is a sitemap index whose sitemaps have their days in their names. Lists are paged through from the newest on.
    """
    route = source.routes.get(source.route_order[0]) if source.route_order else None
    return isinstance(route, DailySitemaps) and re.compile(route.child).groups >= 2


def years(since: date, until: date) -> list[tuple[date, date]]:
    """Return first and last day of each calendar year from `since` to `until`, both included, the newest first."""
    return [
        (max(since, date(year, 1, 1)), min(until, date(year, 12, 31))) for year in range(until.year, since.year - 1, -1)
    ]
