"""`data/runs/<run>.json`: what a run did, source by source. There from its start, so that a killed run shows, too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hanoi_press.store.manifest import replace_file


class RunRecord:
    """The record of one run; written anew with each source that ends. Raises `OSError`."""

    def __init__(self, data: Path, run: str, command: str) -> None:
        self.path = data / "runs" / f"{run}.json"
        self.content: dict[str, Any] = {
            "run": run,
            "command": command,
            "started": _now(),
            "finished": None,
            "exit_code": None,
            "sources": {},
        }

    def write(self) -> None:
        """Writes the record as it is now."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self.path, json.dumps(self.content, ensure_ascii=False, indent=1).encode() + b"\n")

    def add(self, source: str, figures: dict[str, Any]) -> None:
        """Adds what one source came to."""
        self.content["sources"][source] = figures
        self.write()

    def end(self, exit_code: int) -> None:
        """The run's own end."""
        self.content |= {"finished": _now(), "exit_code": exit_code}
        self.write()


def earlier_figures(data: Path, source: str, before: str) -> Iterator[dict[str, Any]]:
    """What the runs before `before` wrote of a source, the latest first; unreadable records are passed over."""
    for path in sorted((data / "runs").glob("*.json"), reverse=True):
        if path.stem >= before:
            continue
        try:
            found = json.loads(path.read_bytes())["sources"].get(source)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        if isinstance(found, dict):
            yield found


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
