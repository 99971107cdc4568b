"""Give a part what the figures of a run and the drift alarm ask of the source's earlier runs: `earlier.json`.

The main folder has it in `runs/` and, if these say too little, in the lines of the newest articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

_NAME = "earlier.json"
_RUNS = 40  # of a source; the drift alarm compares 30 nights
ENOUGH_PAGES = 10  # if earlier runs read fewer, the drift alarm asks the corpus, too
# Of the figures what is long and says nothing of later runs.
_LONG = frozenset(
    {"waiting", "given_up", "given_up_now", "failed", "revised", "boilerplate_new", "own_faults", "hosts", "failures"}
)
Earlier = Iterator[tuple[str, dict[str, Any]]]


def write_earlier(part: Path, runs: Earlier, readings: Earlier) -> None:
    """Write the figures of a source's earlier runs, the latest first, and those of its newest articles if needed.

    `readings` is not read if the runs say enough. Raises `OSError`.
    """
    kept = [
        (run, {key: value for key, value in figures.items() if key not in _LONG})
        for run, figures in islice((one for one in runs if is_night(one[1])), _RUNS)
    ]
    found = {"runs": kept, "readings": [] if _pages_of(kept) >= ENOUGH_PAGES else list(islice(readings, _RUNS))}
    (part / _NAME).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _pages_of(runs: list[tuple[str, dict[str, Any]]]) -> int:
    """Return how many pages the runs read at least."""
    found = 0
    for _, figures in runs:
        extraction = figures.get("extraction")
        pages = extraction.get("pages") if isinstance(extraction, dict) else None
        found += sum(one for one in pages.values() if type(one) is int) if isinstance(pages, dict) else 0
    return found


def is_night(figures: dict[str, Any]) -> bool:
    """Return True for the figures of a crawl of the site; not of a replay, nor of a run that read web archives only."""
    return "asked" in figures and bool(figures["asked"] or not figures.get("via"))


def has_earlier(data: Path) -> bool:
    """Return True for a part: what it has besides is of an attempt of the same run, which is no earlier night."""
    return (data / _NAME).is_file()


def seeded_runs(data: Path) -> Earlier:
    """Yield name and figures of the runs with which a part was seeded, the latest first; none for a main folder."""
    yield from _seeded(data, "runs")


def seeded_readings(data: Path) -> Earlier:
    """Yield day and figures of the articles with which a part was seeded, the latest first."""
    yield from _seeded(data, "readings")


def _seeded(data: Path, key: str) -> Earlier:
    try:
        found = json.loads((data / _NAME).read_bytes())[key]
        yield from [(str(name), figures) for name, figures in found if isinstance(figures, dict)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return
