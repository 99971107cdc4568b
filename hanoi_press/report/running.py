"""Tell a run that goes on from one that was killed, without touching the lock of the data folder."""

from __future__ import annotations

import os
from pathlib import Path


def is_running(data: Path, run: str) -> bool:
    """Return True if the process that a run is named after is alive and holds the folder by its `.lock`.

    The lock itself is not tried, because a run that starts at that instant would find it taken. A process of another
    machine or container is not seen.
    """
    process = run.partition("-")[2].partition("-")[0]
    if not (process.isascii() and process.isdigit()):
        return False
    try:
        note = (data / ".lock").read_text("utf-8", errors="replace")[:500]
        os.kill(int(process), 0)
    except PermissionError:
        return f"process {process}," in note
    except (OSError, OverflowError):
        return False
    return f"process {process}," in note
