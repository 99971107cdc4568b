"""Keep one short row a run for the index page, so that three years of nights cost no more than the last one.

The rows stand in `reports/rows.json`, with size and time of the record that each was made from. A missing or broken
file, or one of another version, is made again from all records.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hanoi_press.report.night_words import verdict_of
from hanoi_press.report.record_values import amount, group, line, number
from hanoi_press.report.reported_run import ReportedRun, read_run, record_files
from hanoi_press.store.atomic import write_whole

_FORMAT = 1  # of the rows; another one is read as none
_NAME = "rows.json"
Row = dict[str, Any]


def index_rows(data: Path, known_run: ReportedRun | None = None) -> list[Row]:
    """Return a row for each record of a data folder, the oldest first, and keep them for the next time.

    Only records that are new or were changed are read; `known_run` is one that was read already. Raises `OSError`.
    """
    path = data / "reports" / _NAME
    kept = _kept_rows(path)
    rows: dict[str, Row] = {}
    for file in record_files(data):
        try:
            stamp = [file.stat().st_size, file.stat().st_mtime_ns]
        except OSError:  # deleted in this moment
            continue
        known = kept.get(file.stem)
        if known is not None and known.get("stamp") == stamp:
            rows[file.stem] = known
        else:
            run = known_run if known_run is not None and known_run.run == file.stem else read_run(file)
            rows[file.stem] = row_of(run) | {"stamp": stamp}
    if rows != kept:
        write_whole(path, json.dumps({"format": _FORMAT, "rows": rows}, ensure_ascii=False) + "\n")
    return [{"run": run} | row for run, row in rows.items()]


def row_of(run: ReportedRun) -> Row:
    """Return what the index page says of a run."""
    verdict = verdict_of(run)
    return {
        "day": run.started.date().isoformat() if run.started else "",
        "is_harvest": run.is_harvest,
        "is_replay": any(source.is_replay for source in run.sources.values()),
        "command": run.command,
        "tone": verdict.tone,
        "headline": verdict.headline,
        "first": (verdict.attention or [""])[0],
        "new": run.total("new"),
        "changed": run.total("changed"),
        "failed": run.failures,
        "troubled": [source.name for source in run.troubled][:20],
        "sources": len(run.sources),
        "seconds": run.seconds,
    }


def _kept_rows(path: Path) -> Mapping[str, Row]:
    """Return the kept rows by run; {} if there are none that can be used."""
    try:
        found = json.loads(path.read_bytes())
        if found["format"] != _FORMAT:
            return {}
        return {run: _checked(row) for run, row in found["rows"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _checked(found: object) -> Row:
    """Return a kept row with the right types. Raises `KeyError` or `TypeError` for one that misses something."""
    row = group(found)
    return {
        "day": line(row["day"]),
        "is_harvest": row["is_harvest"] is True,
        "is_replay": row["is_replay"] is True,
        "command": line(row["command"]),
        "tone": line(row["tone"]),
        "headline": line(row["headline"]),
        "first": line(row["first"]),
        "new": number(row["new"]),
        "changed": number(row["changed"]),
        "failed": number(row["failed"]),
        "troubled": [line(name) for name in row["troubled"]],
        "sources": number(row["sources"]),
        "seconds": amount(row["seconds"]),
        "stamp": row["stamp"],
    }
