"""Tell a container's health check how the nights go: `python -m hanoi_press.commands.container_health`.

It ends with 0 if the last harvest began within 26 hours and needs nobody, with 1 and one line if not.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hanoi_press.commands.output import say
from hanoi_press.report.run_records import run_records

_LONGEST = timedelta(hours=26)  # from the start of one night's harvest to the next one's, and some delay
_SEARCHED = 50  # records, the newest first


def health(data: Path, now: datetime) -> str:
    """Return what is wrong with the last harvest of a data folder, "" if nothing is. Raises `OSError`."""
    for record in run_records(data, limit=_SEARCHED):
        if record.fault or "harvest" not in record.command.split():
            continue
        if record.started is None or now - record.started > _LONGEST:
            return f"the last harvest began at {record.content.get('started')}, more than 26 hours ago"
        return f"harvest {record.run} needs a person" if record.content.get("exit_code") == 1 else ""
    return f"{data} has no record of a harvest"


def main() -> int:
    """Print what is wrong; return the exit code."""
    try:
        found = health(Path(os.environ.get("HANOI_PRESS_DATA", "data")), datetime.now(UTC))
    except OSError as error:
        found = str(error)
    if found:
        say(found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
