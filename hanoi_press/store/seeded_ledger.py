"""Find damage of the main ledger in the rows with which a part was seeded."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.ledger_tables import LEDGER, NAMES

_SMALL = ("cycle", "coverage", "stated")  # tables with few rows for a source, all of which a run needs


def check_seeded(part: Path) -> None:
    """Check the rows that a run reads first: all of the small tables, one of the others.

    A part that is opened with a damaged ledger would rebuild it from its own articles, of which it has none. Raises
    `LedgerError`, `sqlite3.Error`.
    """
    ledger = LedgerConnection(part / LEDGER)
    try:
        for table in NAMES:
            ledger.execute(f"SELECT * FROM {table}" + ("" if table in _SMALL else " LIMIT 1"))
    finally:
        ledger.close()


def has_set_ledger_aside(part: Path) -> bool:
    """Return True if a run met damage in a part's ledger."""
    return (part / f"{LEDGER}.damaged").exists()
