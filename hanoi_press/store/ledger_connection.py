"""Connect to the ledger's SQLite file so that damage raises one error, `LedgerError`, wherever it is met.

SQLite reads a damaged file as far as it can and hands out what it finds: text that is no UTF-8, text in a column of
numbers, NULL where there is none, numbers of 60 bits. So each row is checked before it is used.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hanoi_press.store.ledger_errors import LedgerError, is_damage
from hanoi_press.store.ledger_tables import NAMES

STATES = {"article", "alias", "left", "failed", "kept", "given-up", "lost"}
STATES |= {"waiting", "read", "same", "skipped", "outside", "unread", "removed"}  # of captures (`past_tables`)
_TEXTS = {"source", "url", "state", "why", "hash", "metadata", "etag", "changed", "ask", "path", "scope", "file"}
_TEXTS |= {"fetched", "reading", "statement", "address"}
_TEXTS |= {"captured", "archive", "digest", "mime", "truncated", "place", "query", "resume"}
_NUMBERS = {
    *("revision", "segment", "published", "stamp", "asked", "tries", "born", "seen"),
    *(
        "size",
        "moment",
        "checked",
        "missing",
        "settled",
        "number",
        "started",
        "since",
        "newest",
        "cycle",
        "vain",
        "lists",
        "start",
        "of_line",
        "tried",
        "begun",
    ),
    *("status", "length", "place_start", "ended", "final"),
}
_NEVER_NULL = {
    *("id", "source", "url", "state", "revision", "tries", "born", "seen"),
    *("path", "missing", "settled", "number", "since", "cycle", "scope", "vain", "lists", "statement"),
    *("reading", "of_line", "tried", "address", "body", "captured", "archive", "digest", "ended", "final"),
}
_LARGEST = 2**62  # of a number; file times in nanoseconds are the largest ones


class Rows:
    """The rows of a statement, all read and checked."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def fetchone(self) -> Any:
        """Return the first row; None if there is none."""
        return self._rows[0] if self._rows else None

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        return self._rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)


class LedgerConnection:
    """A connection without implicit transactions. After damage every further statement raises the same error.

    Each method raises `LedgerError` for damage, and `sqlite3.Error` if the disk is full, read-only or failing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damage: str | None = None
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
        except sqlite3.Error as error:
            raise self._translated(error) from error

    @property
    def in_transaction(self) -> bool:
        """True between BEGIN and COMMIT, unless SQLite has rolled back by itself."""
        return self._db.in_transaction

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Rows:
        """Run a statement and return its rows."""
        self._refuse_damaged()
        try:
            cursor = self._db.execute(sql, parameters)
            rows = cursor.fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._translated(error) from error
        if rows:
            self._check(cursor, rows)
        return Rows(rows)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each of the parameters."""
        self._refuse_damaged()
        try:
            self._db.executemany(sql, parameters)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._translated(error) from error

    def executescript(self, sql: str) -> None:
        """Run several statements."""
        self._refuse_damaged()
        try:
            self._db.executescript(sql)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._translated(error) from error

    def verify(self) -> None:
        """Read and check the whole file: 5 s for a million pages."""
        if (found := self.execute("PRAGMA integrity_check(1)").fetchone()) != ("ok",):
            raise self._damaged(str(found[0]) if found else "no answer to integrity_check")
        for table in NAMES:
            try:
                cursor = self._db.execute(f"SELECT * FROM {table}")
                while rows := cursor.fetchmany(1000):
                    self._check(cursor, rows)
            except (sqlite3.Error, UnicodeDecodeError) as error:
                raise self._translated(error) from error

    def close(self) -> None:
        """Write the journal into the file and close it. An error is no reason to stop: the journal then stays."""
        try:
            if self.damage is None:
                self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:  # damage is noted in `damage`; a full disk leaves the journal to the next run
            pass
        finally:
            self._db.close()

    def _check(self, cursor: sqlite3.Cursor, rows: Iterable[Sequence[Any]]) -> None:
        names = [column[0] for column in cursor.description]
        for row in rows:
            for name, value in zip(names, row, strict=True):
                if not _is_sound(name, value):
                    raise self._damaged(f"{name} is {str(value)[:60]!r}")

    def _refuse_damaged(self) -> None:
        if self.damage is not None:
            raise LedgerError(self.damage, rebuild=True)

    def _translated(self, error: Exception) -> Exception:
        return self._damaged(str(error)) if is_damage(error, self.path) else error

    def _damaged(self, reason: str) -> LedgerError:
        self.damage = f"{self.path} is damaged: {reason.replace(chr(10), ' ')}"
        return LedgerError(self.damage, rebuild=True)


def _is_sound(name: str, value: Any) -> bool:
    """Return True if a column of this name can have the value."""
    if value is None:
        return name not in _NEVER_NULL
    if name in _NUMBERS:
        return type(value) is int and -_LARGEST < value < _LARGEST
    if name == "state":
        return value in STATES
    if name == "body":
        return isinstance(value, bytes)
    if name == "ask":
        return isinstance(value, str) and _is_request(value)
    return isinstance(value, str) if name in _TEXTS else isinstance(value, (str, int))


def _is_request(ask: str) -> bool:
    try:
        stated = json.loads(ask)
    except (ValueError, RecursionError):
        return False
    return isinstance(stated, list) and len(stated) == 2 and isinstance(stated[0], str)
