"""Leave the files of a killed run as a power failure may leave them.

`kill -9` does not show what a power failure does, because the kernel still writes what a process has handed over. Here
the run logs each `fsync`; after it was killed, its files are cut at any byte since their last one, or filled with zeros
from there on.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

LOG = "HANOI_PRESS_TEST_SYNC_LOG"  # environment variable: the file to which a process logs its syncs


def log_syncs(log: str) -> None:
    """Log the path and size of each file that this process syncs to the disk from now on."""
    fsync = os.fsync

    def logged(descriptor: int) -> None:
        fsync(descriptor)
        path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(json.dumps([path, os.fstat(descriptor).st_size]) + "\n")

    os.fsync = logged


def cut_power(data: Path, log: Path, chosen: random.Random) -> None:
    """Cut or zero what a killed run had not synced of its segments, archives and the ledger's journal."""
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    synced: dict[str, int] = dict(map(json.loads, lines))
    for path in (*data.glob("articles/**/*.part"), *data.glob("archive/**/*.warc.gz"), *data.glob("ledger.sqlite-wal")):
        least, size = min(synced.get(str(path.resolve()), 0), path.stat().st_size), path.stat().st_size
        end = chosen.randint(least, size)
        os.truncate(path, end)
        if chosen.random() < 0.3 and not path.name.endswith("-wal"):
            os.truncate(path, size)  # the size was on disk, the content was not
    for shared in data.glob("ledger.sqlite-shm"):
        shared.unlink()
