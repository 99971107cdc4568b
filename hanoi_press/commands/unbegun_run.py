"""Keep a record of a harvest that could not open its data folder, so that metrics and notices tell of it, too."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from hanoi_press import __version__
from hanoi_press.report.run_records import StoredRun, hold
from hanoi_press.store.atomic import write_whole
from hanoi_press.store.run_names import run_name


def unbegun_run(data: Path, command: str, why: str) -> StoredRun:
    """Return the record of a run that ends with 1 because of `why`; write it as well, if that can be done."""
    now = datetime.now(UTC)
    run, moment = run_name(data, now), now.strftime("%Y-%m-%dT%H:%M:%SZ")
    content = {
        "run": run,
        "command": command,
        "started": moment,
        "finished": moment,
        "exit_code": 1,
        "version": __version__,
        "sources": {},
        "attention": [why],
    }
    path, found = data / "runs" / f"{run}.json", StoredRun(run, content)
    hold(path, found)
    if path.parent.is_dir():  # nothing is made where no data folder is, as on a disk that is not mounted
        with suppress(OSError):
            write_whole(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    return found
