"""Find the segments that the ledger knows and that are gone, without opening the data folder for a run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.segments import Fault

_KNOWN = """
SELECT path FROM segment WHERE missing = 1
UNION SELECT path FROM segment WHERE size IS NOT NULL AND id IN (SELECT segment FROM page WHERE state = 'article')
ORDER BY path
"""


def missing_segments(data: Path) -> list[Fault]:
    """Return a fault for each finished segment of the ledger that is not on disk; [] without a readable ledger.

    The ledger is only read, so that this works beside a harvest.
    """
    ledger = data / LEDGER
    if not ledger.exists():
        return []
    try:
        with closing(sqlite3.connect(f"file:{quote(str(ledger.resolve()))}?mode=ro", uri=True)) as db:
            names = [str(row[0]) for row in db.execute(_KNOWN)]
    except (sqlite3.Error, ValueError):
        return []
    return [
        Fault(data / name, 0, "the segment is gone")
        for name in names
        if not (data / name).exists() and not _other_ending(data / name).exists()
    ]


def _other_ending(segment: Path) -> Path:
    name = segment.name.removesuffix(".zst")
    return segment.with_name(name if name != segment.name else f"{name}.zst")
