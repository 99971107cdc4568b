"""Tell a damaged ledger, which can be rebuilt from the articles, from a disk that is full, read-only or failing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

JOURNALS = ("-wal", "-shm", "-journal")  # endings of the files that SQLite keeps with a database

# SQLite's primary result codes that say nothing about the content of the file
_ENVIRONMENT = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_ABORT,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_MISUSE,
}
# of the I/O errors: the file ends before its last page, or a block of it cannot be read
_UNREADABLE = {sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_READ}
_MAY_BE_THE_FILE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
_SCHEMA_FAULTS = ("no such", "no column", "malformed", "unsupported file format", "ON CONFLICT clause")
_DECODING = "Could not decode to UTF-8"  # the sqlite3 module's own error, which has no result code


class LedgerError(sqlite3.DatabaseError):
    """Raised if the ledger cannot be used; `rebuild` is True if it can be rebuilt from the JSONL."""

    def __init__(self, message: str, *, rebuild: bool) -> None:
        super().__init__(message)
        self.rebuild = rebuild


def is_damage(error: Exception, path: Path | None = None) -> bool:
    """Return True if an error means that the ledger file is damaged; False if the disk is full, read-only or failing.

    `path`: the ledger's, which tells an unusable file from an unusable disk.
    """
    if isinstance(error, LedgerError):
        return error.rebuild
    if isinstance(error, UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, sqlite3.Error) or code is None:
        return str(error).startswith(_DECODING)
    primary = code & 0xFF
    if primary in _MAY_BE_THE_FILE and path is not None and _is_file_at_fault(path, primary):
        return True
    if primary == sqlite3.SQLITE_ERROR:
        return any(words in str(error) for words in _SCHEMA_FAULTS)
    return code in _UNREADABLE or primary not in _ENVIRONMENT


def _is_file_at_fault(path: Path, code: int) -> bool:
    """Return True if SQLite cannot open or write the file although the disk and the folder can be written."""
    if not os.access(path.parent, os.R_OK | os.W_OK | os.X_OK):
        return False
    files = [path.with_name(path.name + ending) for ending in ("", *JOURNALS)]
    if any(os.path.lexists(file) and not is_usable(file) for file in files):
        return True
    return code == sqlite3.SQLITE_READONLY and path.exists()  # the header asks for a format of the future


def is_usable(file: Path) -> bool:
    """Return True if a path is a file that this process may read and write."""
    return file.is_file() and os.access(file, os.R_OK | os.W_OK)
