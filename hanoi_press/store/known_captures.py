"""Read the captures that the ledger knows of web archives, without opening the data folder for a run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.store.ledger_tables import LEDGER

_OF_YEAR = """
SELECT archive, url, captured, digest, mime, status, file, start, length, truncated FROM past_capture
WHERE source = ? AND archive = ? AND captured >= ? AND captured < ? AND state <> 'removed' AND digest <> ''
ORDER BY captured, url
"""


def known_captures(data: Path, source: str, archive: str, year: int) -> list[IndexedCapture]:
    """Return the captures of a source's articles in a year, oldest first; [] without a readable ledger.

    The ledger is only read, so that this works beside a crawl.
    """
    ledger = data / LEDGER
    if not ledger.exists():
        return []
    # Without a run there is no -wal file, and SQLite would make one and leave it.
    options = "mode=ro" if ledger.with_name(f"{LEDGER}-wal").exists() else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"file:{quote(str(ledger.resolve()))}?{options}", uri=True)) as db:
            rows = db.execute(_OF_YEAR, (source, archive, f"{year}", f"{year + 1}")).fetchall()
    except (sqlite3.Error, ValueError):
        return []
    return [IndexedCapture(*row) for row in rows]
