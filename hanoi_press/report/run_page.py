"""Make the page of one run: gather what its template shows from the run's record and from those before it."""

from __future__ import annotations

from typing import Any

from hanoi_press.report.night_tables import (
    disk_forecast,
    failure_groups,
    field_columns,
    field_row,
    marks_in_words,
    night_marks,
    ordered_sources,
    slowest_hosts,
)
from hanoi_press.report.night_words import stumbles, verdict_of
from hanoi_press.report.page_charts import PageCharts
from hanoi_press.report.page_templates import filled
from hanoi_press.report.plain_words import duration, size
from hanoi_press.report.record_values import counts, group, texts
from hanoi_press.report.reported_run import DISK_PARTS, ReportedRun
from hanoi_press.report.reported_source import LAYERS, ReportedSource

_FACTS = (
    ("new", "New"),
    ("changed", "Changed"),
    ("unchanged", "Unchanged"),
    ("known", "Known, not requested"),
    ("asked", "Articles requested"),
    ("requests", "Requests"),
    ("leads", "Named by lists"),
    ("discovery_pages", "Lists and sitemaps read"),
    ("lists_skipped", "Lists that need not be read"),
    ("unreadable", "Could not be read"),
    ("invalid", "Broke the schema"),
    ("blocked", "Blocked"),
    ("unaccounted", "Unaccounted for"),
)
_REPLAY_FACTS = (
    ("read", "Archived answers"),
    ("earlier", "Earlier revisions"),
    ("older", "Older than the latest revision"),
)
_PARTS = {
    "sources": "Sources",
    "articles": "Articles",
    "fields": "Fields",
    "layers": "Layers",
    "failures": "Failures",
    "hosts": "Hosts",
    "changes": "Changes",
    "disk": "Disk",
    "each": "Each source",
}


def run_page(runs: list[ReportedRun], previous: str = "") -> str:
    """Return the page of the last of some runs, the oldest first; the others are its past.

    `previous` is the name of the run before that has a page, if any.
    """
    run, charts = runs[-1], PageCharts(runs)
    sources, verdict = ordered_sources(run), verdict_of(run)
    columns = field_columns(sources)
    rows = {source.name: _row(source, place, runs, columns, charts) for place, source in enumerate(sources, 1)}
    hosts = slowest_hosts(sources)
    grows, nights_left = disk_forecast(runs)
    return filled(
        "run.html",
        run=run,
        runs=runs,
        verdict=verdict,
        verdicts={one.run: verdict_of(one) for one in runs},
        tone=verdict.tone,
        stumbles=stumbles(run),
        previous=previous,
        key_figures=_key_figures(run),
        parts_of_page=_PARTS.items(),
        sources=sources,
        rows=rows,
        totals=charts.totals() if sources else "",
        columns=columns,
        layers=LAYERS,
        failures=failure_groups(sources),
        hosts=hosts,
        slowest=max((host.slowest or 0 for _, host in hosts), default=0) or 1,
        disk=charts.disk(),
        disk_parts=DISK_PARTS,
        grows=grows,
        nights_left=nights_left,
        charts_failed=charts.has_failed,
    )


def _row(
    source: ReportedSource, place: int, runs: list[ReportedRun], columns: list[str], charts: PageCharts
) -> dict[str, Any]:
    """Return what the page shows of a source beside its own figures."""
    marks = night_marks(source.name, runs)
    return {
        "anchor": f"source-{place}",
        "marks": marks,
        "marks_in_words": marks_in_words(marks),
        "bars": charts.small_bars(source.name),
        "coverage": charts.coverage(source.name),
        "fields": field_row(source, columns, runs[:-1]),
        "facts": _REPLAY_FACTS + _FACTS[:4] if source.is_replay else _FACTS,
        "confidence": counts(group(source.figures.get("extraction")).get("confidence")),
        "notes": texts(list(group(source.figures.get("notes")).values())),
    }


def _key_figures(run: ReportedRun) -> list[tuple[str, str, str]]:
    """Return the largest numbers of the page: key, label, value."""
    found = [(key, label, f"{run.total(key):,}") for key, label in (("new", "new articles"), ("changed", "changed"))]
    well = len(run.sources) - len(run.troubled)
    found += [
        ("sources", "sources ended well", f"{well} of {len(run.sources)}"),
        ("failures", "pages failed", f"{run.failures:,}"),
        ("blocked", "blocked", f"{run.total('blocked'):,}"),
        ("requests", "requests", f"{run.total('requests'):,}"),
        ("bytes", "received", size(run.total("bytes"))),
        ("seconds", "duration", duration(run.seconds)),
    ]
    return found if run.sources else []
