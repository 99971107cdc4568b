"""Write records of runs by hand, as `docs/store.md` describes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hanoi_press.report.run_records import StoredRun

WELL: dict[str, Any] = {
    "status": "ok",
    "asked": 2,
    "pages": {"stored": 2},
    "new": 2,
    "scope": "all",
    "wanted": "since=1990-01-01",
    "faults": [],
    "drift": [],
    "own_faults": [],
    "given_up_now": [],
    "reason_line": "",
    "nights_in_a_row": 0,
}
FAILED = WELL | {
    "status": "failed",
    "asked": 0,
    "pages": {},
    "new": 0,
    "scope": "",
    "faults": ["no discovery route answered"],
    "reason_line": "no list of articles could be read: the host refuses the connection (refused, 6 times)",
    "nights_in_a_row": 1,
}
BLOCKED = FAILED | {"status": "blocked", "blocked": 1, "reason_line": "the site refuses us (HTTP 403)"}
DRIFTED = WELL | {
    "status": "drifted",
    "drift": ["read by heuristic instead of vhv-page on 3 of 3 pages", "summary on 0 of 3 pages, usually 98 %"],
    "reason_line": "read by heuristic instead of vhv-page on 3 of 3 pages, and summary on 0 of 3 pages, usually 98 %",
}
NEW_KEYS = ("own_faults", "given_up_now", "reason_line", "nights_in_a_row", "wanted")


def run_name(day: int, hour: int = 18) -> str:
    """Return the name of a run of November 2026; at 18 h (UTC) it is the next day in Hanoi."""
    return f"202611{day:02}T{hour:02}0000Z-1"


def old(figures: dict[str, Any]) -> dict[str, Any]:
    """Return figures as versions before these keys wrote them."""
    return {key: value for key, value in figures.items() if key not in NEW_KEYS}


def record(run: str, sources: dict[str, dict[str, Any]], **more: Any) -> StoredRun:
    """Return the record of a harvest that ended after 42 minutes."""
    started = f"{run[:4]}-{run[4:6]}-{run[6:8]}T{run[9:11]}:00:00Z"
    ended = {"finished": f"{started[:14]}42:00Z", "exit_code": 0, "attention": []}
    content = {"run": run, "command": "scrapy harvest", "started": started, "sources": sources}
    return StoredRun(run, content | ended | more)


def write(data: Path, *records: StoredRun) -> None:
    """Write records to a data folder."""
    (data / "runs").mkdir(parents=True, exist_ok=True)
    for one in records:
        (data / "runs" / f"{one.run}.json").write_text(json.dumps(one.content, ensure_ascii=False), "utf-8")
