"""Draw the charts of one report. If matplotlib fails, the report has none, and says so: its figures stand in tables."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

from markupsafe import Markup

from hanoi_press.report.night_words import verdict_of
from hanoi_press.report.plain_words import several, short_day
from hanoi_press.report.reported_run import DISK_PARTS, ReportedRun
from hanoi_press.report.reported_source import ordered_fields

_WIDE, _NARROW = 960, 380  # coordinates of the charts that fill the page, on a desktop and on a phone
_FIELD = re.compile(r"[a-z_]{1,20}")  # names that are drawn; others stand in the tables only
_MOST_FIELDS = 16

logger = logging.getLogger(__name__)


class PageCharts:
    """The charts of one run and the runs before it, the oldest first. An empty text stands for a chart that failed."""

    def __init__(self, runs: list[ReportedRun]) -> None:
        self.runs = runs
        self.days = [short_day(run.started) for run in runs]
        self.has_failed = False

    def totals(self) -> Markup:
        """Return the new and changed articles of all nights, for a desktop and for a phone."""
        nights = [_night(run, day) for run, day in zip(self.runs, self.days, strict=True)]
        label = f"New and changed articles in {several(len(nights), 'night')}, up to {self.days[-1]}"
        return self._both(lambda width: _charts().totals_chart(nights, width, label))

    def small_bars(self, name: str) -> Markup:
        """Return the new articles of one source, night by night."""
        values = [run.sources[name].number("new") if name in run.sources else None for run in self.runs]
        most = max((value or 0 for value in values), default=0)
        label = f"New articles a night, {most:,} at most, {values[-1] or 0:,} tonight"
        return self._drawn(lambda: _charts().small_bars(values, label))

    def coverage(self, name: str) -> Markup:
        """Return the heat map of one source's fields over the nights; an empty text if none was ever read."""
        nights = [run.sources[name].coverage if name in run.sources else {} for run in self.runs]
        known = [
            field for field in ordered_fields({field for one in nights for field in one}) if _FIELD.fullmatch(field)
        ]
        fields = {
            field: [one[field].percent if field in one else 0 if one else None for one in nights]
            for field in known[:_MOST_FIELDS]
        }
        if not fields:
            return Markup("")
        label = f"Pages with each field, in {several(len(nights), 'night')}: {', '.join(fields)}"
        return self._drawn(lambda: _charts().coverage_chart(fields, self.days, label))

    def disk(self) -> Markup:
        """Return the size of the data folder over the nights that stated it; an empty text if fewer than two did."""
        known = [(run.disk, day) for run, day in zip(self.runs, self.days, strict=True) if "articles" in run.disk]
        if len(known) < 2:
            return Markup("")
        sizes = {part: [disk.get(part, 0.0) for disk, _ in known] for part in DISK_PARTS}
        days = [day for _, day in known]
        label = f"Size of the data folder from {days[0]} to {days[-1]}"
        return self._both(lambda width: _charts().disk_chart(sizes, days, width, label))

    def _both(self, draw: Callable[[int], str]) -> Markup:
        """Return a chart in two widths, of which the page shows the one that fits."""
        return Markup('<div class="wide-only">{}</div><div class="narrow-only">{}</div>').format(
            self._drawn(lambda: draw(_WIDE)), self._drawn(lambda: draw(_NARROW))
        )

    def _drawn(self, draw: Callable[[], str]) -> Markup:
        if self.has_failed:
            return Markup("")
        try:
            return Markup(draw())
        except Exception as error:  # a broken library or font must not take the report away
            logger.warning("the report has no charts: matplotlib failed (%s: %s)", type(error).__name__, error)
            self.has_failed = True
            return Markup("")


def _charts() -> ModuleType:
    """Return the module that draws; matplotlib takes half a second to load, so only a report does that."""
    from hanoi_press.report import charts

    return charts


def _night(run: ReportedRun, day: str) -> dict[str, Any]:
    """Return what the chart of all nights shows of one."""
    new, changed, verdict = run.total("new"), run.total("changed"), verdict_of(run)
    title = f"{day}: {new:,} new, {changed:,} changed. {verdict.headline}"
    return {"new": new, "changed": changed, "tone": verdict.tone, "day": day, "title": title}
