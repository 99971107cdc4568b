"""Open the file of an index; make it if it is missing, damaged, old, or of another version."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from hanoi_press.corpus.index.index_place import Stamps, index_path, stamp_of
from hanoi_press.corpus.index.index_tables import TABLES, VERSION
from hanoi_press.corpus.index.index_update import make
from hanoi_press.corpus.duplicate_links import NAME as DUPLICATES
from hanoi_press.store.atomic import whole_file
from hanoi_press.store.takedown import NAME as TAKE_DOWN


def current_index(
    path: Path, data: Path | None, found: dict[str, Stamps], progress: Callable[[str], None]
) -> sqlite3.Connection:
    """Return a read-only connection to an index that is up to date."""
    file = index_path(path)
    wanted = repr([(name, one.stamp, one.manifest) for name, one in found.items()]) + repr(
        [stamp_of(data / name) for name in (TAKE_DOWN, DUPLICATES)] if data else ""
    )
    try:
        db = opened(file)
        if db.execute("SELECT value FROM state WHERE name = 'of'").fetchone() == (wanted,):
            return db
        db.close()
    except sqlite3.Error:
        pass
    progress("the index is being made")
    with whole_file(file) as part:
        part.unlink(missing_ok=True)
        new = sqlite3.connect(part, isolation_level=None)
        new.execute("PRAGMA journal_mode=OFF")
        new.executescript(TABLES)
        new.execute(f"PRAGMA user_version={VERSION}")
        new.execute("BEGIN")
        make(new, data, found)
        new.execute("INSERT INTO state VALUES ('of', ?)", (wanted,))
        new.execute("COMMIT")
        new.close()
    return opened(file)


def opened(file: Path) -> sqlite3.Connection:
    """Return a read-only connection. Raises `sqlite3.Error`."""
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    if db.execute("PRAGMA user_version").fetchone() != (VERSION,):
        raise sqlite3.DatabaseError("another version")
    return db
