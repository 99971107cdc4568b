"""Name the runs: `20261124T010000Z-4711` is the second in which a run started (UTC), and its process."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SECOND = "%Y%m%dT%H%M%SZ"


def after_other_runs(data: Path, now: datetime) -> datetime:
    """Return `now`, or a later second if a segment has a name of this second, or of one in the next hour.

    Of two lines of one revision that in the later segment counts, so that the names have to sort in the runs' order.
    """
    found = (path.name[:16] for path in (data / "articles").glob(f"*/{now:%Y-%m}/*.jsonl*"))
    last = max((name for name in found if name < f"{now + timedelta(hours=1):{_SECOND}}"), default="")
    with suppress(ValueError):  # a merged segment is the last
        return max(now, datetime.strptime(last, _SECOND).replace(tzinfo=UTC) + timedelta(seconds=1))
    return now


def run_name(data: Path, now: datetime) -> str:
    """Return a name for a run: its second (UTC) and process id, with a number appended if the folder has that name.

    That happens if the clock was set back and process ids repeat.
    """
    name = base = f"{now:{_SECOND}}-{os.getpid()}"
    number = 1
    while any((data / "articles").glob(f"*/*/{name}.jsonl*")) or (data / "runs" / f"{name}.json").exists():
        number += 1
        name = f"{base}-{number}"
    return name
