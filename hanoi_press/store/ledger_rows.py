"""Read, replace and compare single rows of the ledger, and know which rows a part changed.

A part is a data folder for one source, seeded from a main one (`part_seed`). Its ledger logs in the table `touched`
which rows were changed or deleted since then, and what was in them before, so that a merge takes those rows only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.ledger_tables import CaptureRow, Coverage, Page

_AT_ONCE = 1_000  # rows that are read at a time
Row = tuple[Any, ...]


class RowKind(NamedTuple):
    """A table of the ledger that belongs to pages or lists. `key` and `columns` are all of its columns.

    `large` are columns of bytes, which are not compared.
    """

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    large: tuple[str, ...] = ()

    @property
    def all_columns(self) -> str:
        """The columns in the order of a row, for SQL: first the key, last the large ones."""
        return ", ".join((*self.key, *self.columns, *self.large))

    @property
    def where(self) -> str:
        """The SQL condition for one row."""
        return " AND ".join(f"{name} = ?" for name in self.key)

    def compared(self, row: Row) -> Row:
        """Return what is compared of a row."""
        return row[: len(row) - len(self.large)] if self.large else row


# The segment of a page is a number of its own ledger, so it is NULL in a part and never compared.
PAGE = RowKind("page", ("id",), tuple(name for name in Page._fields if name not in ("id", "segment")))
KINDS = {
    kind.table: kind
    for kind in (
        PAGE,
        RowKind("listing", ("url",), ("stamp", "settled")),
        RowKind("cycle", ("source",), ("number", "started")),
        RowKind("coverage", ("source", "scope"), Coverage._fields),
        RowKind("stated", ("source",), ("vain", "lists")),
        RowKind("listed", ("id",), ("statement", "asked")),
        RowKind("capture", ("id",), CaptureRow._fields[1:]),
        RowKind("answer", ("url",), ("source", "address", "etag", "changed", "asked"), ("body",)),
        RowKind("wording", ("id",), ("words", "noted")),
    )
}


def _triggers(kind: RowKind) -> Iterator[str]:
    values = ", ".join((*kind.key, *kind.columns))
    for event, which in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        key = f"json_array({', '.join(f'{which}.{name}' for name in kind.key)})"
        same = " AND ".join(f"{name} = {which}.{name}" for name in kind.key)
        yield (
            f"CREATE TRIGGER touch_{kind.table}_{event.lower()} BEFORE {event} ON {kind.table} BEGIN"
            f" INSERT INTO touched SELECT '{kind.table}', {key},"
            f" (SELECT json_array({values}) FROM {kind.table} WHERE {same})"
            f" WHERE NOT EXISTS (SELECT 1 FROM touched WHERE name = '{kind.table}' AND key = {key}); END;"
        )


# What a seeded ledger has beside its tables.
TOUCHED = "\n".join(
    (
        "CREATE TABLE touched(name TEXT, key TEXT, base TEXT, PRIMARY KEY(name, key)) WITHOUT ROWID;",
        *(trigger for kind in KINDS.values() for trigger in _triggers(kind)),
    )
)


class Touched(NamedTuple):
    """A row that a part changed. `base`: what is compared of it, as it was seeded; None if there was none."""

    kind: RowKind
    key: Row
    base: Row | None


class RowTable:
    """The part of the ledger with access to single rows. Methods raise as those of `Ledger`."""

    _db: LedgerConnection

    @property
    def has_log(self) -> bool:
        """True for the ledger of a part, unless it was rebuilt from the part's articles."""
        return self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'touched'").fetchone() is not None

    def touched(self) -> Iterator[Touched]:
        """Yield the rows of a part that were changed since it was seeded, by table and key."""
        last: tuple[str, str] = ("", "")
        while True:
            rows = self._db.execute(
                "SELECT name, key, base FROM touched WHERE (name, key) > (?, ?) ORDER BY name, key LIMIT ?",
                (*last, _AT_ONCE),
            ).fetchall()
            for name, key, base in rows:
                if name in KINDS:
                    yield Touched(KINDS[name], tuple(json.loads(key)), tuple(json.loads(base)) if base else None)
            if not rows:
                return
            last = rows[-1][:2]

    def touched_page(self, id: str) -> Page | None:
        """Return a page of a part as it was seeded; None if it is new, or was not changed."""
        row = self._db.execute("SELECT base FROM touched WHERE name = 'page' AND key = json_array(?)", (id,)).fetchone()
        return page_of_row(tuple(json.loads(row[0]))) if row and row[0] else None

    def row(self, kind: RowKind, key: Sequence[Any]) -> Row | None:
        """Return a row; None if there is none."""
        found = self._db.execute(f"SELECT {kind.all_columns} FROM {kind.table} WHERE {kind.where}", key).fetchone()
        return tuple(found) if found else None

    def put_row(self, kind: RowKind, row: Row) -> None:
        """Add or replace a row."""
        marks = ", ".join("?" * len(row))
        self._db.execute(f"INSERT OR REPLACE INTO {kind.table}({kind.all_columns}) VALUES ({marks})", row)

    def put_born(self, id: str, born: int) -> None:
        """Set the cycle in which a page was first known, which `Ledger.put` leaves as it is."""
        self._db.execute("UPDATE page SET born = ? WHERE id = ?", (born, id))

    def drop_row(self, kind: RowKind, key: Sequence[Any]) -> None:
        """Remove a row if it is there."""
        self._db.execute(f"DELETE FROM {kind.table} WHERE {kind.where}", key)

    @contextmanager
    def synced(self) -> Iterator[None]:
        """Let transactions in a `with` block reach the disk before they end."""
        self._db.execute("PRAGMA synchronous = FULL")
        try:
            yield
        finally:
            self._db.execute("PRAGMA synchronous = NORMAL")


def page_of_row(row: Row) -> Page:
    """Return the page of a row of `PAGE`; its segment is None."""
    return Page(**dict(zip((*PAGE.key, *PAGE.columns), row, strict=True)))
