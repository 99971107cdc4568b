"""Damage of the ledger and faults of the disk are told apart."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from hanoi_press.store.ledger_errors import LedgerError, is_damage


def sqlite_error(code: int, words: str = "words") -> sqlite3.Error:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (LedgerError("x", rebuild=True), True),
        (LedgerError("x", rebuild=False), False),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), True),
        (sqlite_error(sqlite3.SQLITE_CORRUPT_INDEX), True),
        (sqlite_error(sqlite3.SQLITE_NOTADB), True),
        (sqlite_error(sqlite3.SQLITE_TOOBIG), True),
        (sqlite_error(sqlite3.SQLITE_CONSTRAINT_UNIQUE), True),
        (sqlite_error(sqlite3.SQLITE_IOERR_SHORT_READ), True),
        (sqlite_error(sqlite3.SQLITE_IOERR_READ), True),
        (sqlite_error(sqlite3.SQLITE_ERROR, "no such table: page"), True),
        (sqlite_error(sqlite3.SQLITE_ERROR, "cannot rollback - no transaction is active"), False),
        (sqlite_error(sqlite3.SQLITE_FULL), False),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), False),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), False),
        (sqlite_error(sqlite3.SQLITE_READONLY), False),
        (sqlite_error(sqlite3.SQLITE_CANTOPEN), False),
        (sqlite3.OperationalError("Could not decode to UTF-8 column 'url' with text '\x80'"), True),
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), False),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), True),
        (OSError(28, "No space left on device"), False),
    ],
)
def test_is_damage(error: Exception, expected: bool) -> None:
    assert is_damage(error) is expected


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_WRITE])
@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_a_folder_in_the_place_of_a_file_is_damage(tmp_path: Path, code: int, ending: str) -> None:
    path = tmp_path / "ledger.sqlite"
    if ending:
        path.touch()
    (tmp_path / f"ledger.sqlite{ending}").mkdir()
    assert is_damage(sqlite_error(code), path)


def test_a_header_that_forbids_writing_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    assert not is_damage(sqlite_error(sqlite3.SQLITE_READONLY), path)
    path.touch()
    assert is_damage(sqlite_error(sqlite3.SQLITE_READONLY), path)
