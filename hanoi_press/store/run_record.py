"""Write the record of a run, `data/runs/<run>.json`, from its start on, so that a killed run is visible."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from hanoi_press import __version__
from hanoi_press.store.atomic import write_whole
from hanoi_press.store.seeded_figures import has_earlier, seeded_runs
from hanoi_press.text.moments import utc_now


class RunRecord:
    """The record of one run; it is rewritten whenever a source ends."""

    def __init__(self, data: Path, run: str, command: str) -> None:
        self.path = data / "runs" / f"{run}.json"
        self.is_closed = False  # True: nothing more is written, because the folder is no longer this run's
        self.content: dict[str, Any] = {
            "run": run,
            "command": command,
            "started": utc_now(),
            "finished": None,
            "exit_code": None,
            "version": __version__,
            "sources": {},
        }

    def write(self) -> None:
        """Write the record in its present state. Raises `OSError`."""
        if not self.is_closed:
            write_whole(self.path, json.dumps(self.content, ensure_ascii=False, indent=1) + "\n")

    def add(self, source: str, figures: dict[str, Any]) -> None:
        """Add the figures of one source and write the record. Raises `OSError`."""
        self.content["sources"][source] = figures
        self.write()

    def end(self, exit_code: int, **more: Any) -> None:
        """Add the end of the run, with more keys of `docs/store.md`, and write the record. Raises `OSError`."""
        self.content |= {"finished": utc_now(), "exit_code": exit_code} | more
        self.write()


def earlier_figures(data: Path, source: str, before: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield name and figures of a source's runs before `before`, the latest first, without unreadable records.

    In a part they are the main folder's (`seeded_figures`), without those of earlier attempts of the same run.
    """
    for run, found in seeded_runs(data) if has_earlier(data) else _recorded(data, source):
        if run < before:
            yield run, found


def figures_of_runs(data: Path, source: str) -> Iterator[dict[str, Any]]:
    """Yield the figures of a source's runs in this folder, the latest first, without unreadable records."""
    for _, found in _recorded(data, source):
        yield found


def _recorded(data: Path, source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((data / "runs").glob("*.json"), reverse=True):
        with suppress(OSError):
            found = _sources_of(path, path.stat().st_mtime_ns).get(source)
            if isinstance(found, dict):
                yield path.stem, found


@lru_cache(maxsize=64)  # because a harvest asks for each of its sources
def _sources_of(path: Path, changed: int) -> dict[str, Any]:
    """Return the figures of a record by source; {} if it cannot be read. `changed`: when the file was written."""
    try:
        found = json.loads(path.read_bytes())["sources"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
