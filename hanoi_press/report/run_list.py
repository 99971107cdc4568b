"""Lay out the last runs: a run a row, and the newest one source by source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hanoi_press.report.night_rows import (
    HEADS,
    NightRow,
    duration,
    night_table,
    reason_lines,
    rows_as_text,
    source_row,
    total_line,
)
from hanoi_press.report.run_records import StoredRun
from hanoi_press.report.running import is_running

_HEADS = (*HEADS[:4], "of", "time")


def runs_as_text(data: Path, records: Sequence[StoredRun]) -> str:
    """Return the runs, the newest first, a row each, and below them the sources of the newest one."""
    rows = [_run_row(data, record) for record in records]
    return "\n".join([rows_as_text("run (Hanoi)", rows, _HEADS), "", newest_as_text(data, records[0])])


def newest_as_text(data: Path, record: StoredRun) -> str:
    """Return a run source by source, as a harvest prints it at its end."""
    parts = [heading(record)]
    if state := state_of(data, record):
        parts.append(f"! {state}")
    if not record.fault:
        parts += [night_table(record), *reason_lines(record)]
        if record.is_ended:
            parts.append(total_line(record))
    return "\n".join(part for part in parts if part)


def heading(record: StoredRun) -> str:
    """Return the name of a run in words: `harvest of 2026-11-24 01:00, run 20261123T180000Z-4711`."""
    return f"{record.command or record.kind} of {when(record)}, run {record.run}"


def when(record: StoredRun) -> str:
    """Return when a run started, in Hanoi's time."""
    return f"{record.started:%Y-%m-%d %H:%M}" if record.started else record.run[:16]


def source_runs_as_text(records: Sequence[StoredRun], source: str) -> str:
    """Return the runs of one source, the newest first, a row each, and why the newest failures were."""
    kinds = {"harvest": ""}
    rows = [
        source_row(record.sources[source], f"{when(record)} {kinds.get(record.kind, record.kind)}".rstrip())
        for record in records
    ]
    found = [(when(record), record.sources[source].reason_line) for record in records]
    reasons = [f"  {moment}: {reason}" for moment, reason in found if reason]
    return "\n".join([rows_as_text(source, rows), *reasons])


def runs_as_json(data: Path, records: Sequence[StoredRun], source: str | None = None) -> list[dict[str, Any]]:
    """Return the runs as plain JSON types; `source`: only what they state of this one."""
    return [_as_json(data, record, source) for record in records]


def _as_json(data: Path, record: StoredRun, source: str | None) -> dict[str, Any]:
    if record.fault:
        return {"run": record.run, "fault": record.fault}
    return {
        "run": record.run,
        "kind": record.kind,
        "command": record.command,
        "started": record.started.isoformat() if record.started else None,
        "finished": record.finished.isoformat() if record.finished else None,
        "state": "ended" if record.is_ended else "running" if is_running(data, record.run) else "killed",
        "exit_code": record.exit_code,
        "attention": record.attention,
        "sources": {
            name: {
                "status": one.status,
                "new": one.number("new"),
                "changed": one.number("changed"),
                "failed": one.failures,
                "blocked": one.number("blocked"),
                "read_by": one.layer,
                "seconds": one.seconds,
                "nights_in_a_row": one.number("nights_in_a_row"),
                "reason": one.reason_line,
            }
            for name, one in record.sources.items()
            if source in (None, name)
        },
    }


def _run_row(data: Path, record: StoredRun) -> NightRow:
    """Return the row of a whole run: its sums, and what became of it."""
    sources = list(record.sources.values())
    sums = (
        sum(one.number("new") for one in sources),
        sum(one.number("changed") for one in sources),
        sum(one.failures for one in sources),
        sum(one.number("blocked") for one in sources),
    )
    if record.fault:
        return NightRow(when(record), ("-", "-", "-", "-", "-", "-"), "unreadable", "unreadable")
    what = f"{record.kind} {sources[0].name if len(sources) == 1 else f'of {len(sources)}'}"
    return NightRow(when(record), (*map(str, sums), what, duration(record.seconds)), *_remark_of(data, record))


def _remark_of(data: Path, record: StoredRun) -> tuple[str, str]:
    """Return how a run ended, in a remark of a row, long and short."""
    if not record.is_ended:
        return ("running", "running") if is_running(data, record.run) else ("killed", "killed")
    if record.exit_code:
        return ("needs a person", "exit 1") if record.kind == "harvest" else ("failed", "failed")
    if bad := sum(source.is_bad for source in record.sources.values()):
        return (f"{bad} stumbled",) * 2
    stopped = sum(source.status == "stopped" for source in record.sources.values())
    return (f"{stopped} stopped early", f"{stopped} stopped") if stopped else ("all well", "well")


def state_of(data: Path, record: StoredRun) -> str:
    """Return why a run has no end, in words; "" for one that has."""
    if record.fault:
        return f"its record cannot be read: {record.fault}"
    if record.is_ended:
        return ""
    if is_running(data, record.run):
        return "it is running; these are the sources that have ended"
    return "it did not end (killed, no power or a full disk); what it stored is kept"
