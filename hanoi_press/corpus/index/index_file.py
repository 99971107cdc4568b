"""Open the file of an index, make a new one, and bring one up to date: whole or not at all."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import copyfile

from hanoi_press.corpus.index.index_segments import LineWorkers
from hanoi_press.corpus.index.index_tables import INDEXES, SETTINGS, SETTINGS_ONCE_MADE, TABLES, VERSION
from hanoi_press.corpus.index.index_update import TAKEN, CorpusFiles, UpdateCounts, update
from hanoi_press.corpus.index.indexed_lines import IndexDamaged
from hanoi_press.store.atomic import whole_file
from hanoi_press.store.takedown import TakeDown

Progress = Callable[[str], None]
_WAIT = 10.0  # seconds for which a statement waits for another process
_CACHE = 64 * 1024  # KB of pages of the file that are kept while it is written
# Result codes: no rights, busy, locked, out of memory, read-only, interrupted, I/O error, full, cannot open.
_OF_THE_MACHINE = (3, 5, 6, 7, 8, 9, 10, 13, 14)
_ERROR, _CORRUPT, _NO_DATABASE, _SHORT_READ = 1, 11, 26, 522
_NO_SCHEMA = re.compile(
    r"no such (table|column)|malformed|constructor failed|invalid fts5|has no column|not decode", re.I
)
_BESIDE = ("-journal", "-wal", "-shm")  # files of SQLite that belong to an older file of the name


class OtherVersion(sqlite3.DatabaseError):
    """Raised for an index of another version, which is made again."""


class ChangedMeanwhileError(FileNotFoundError):
    """Raised if an index may hold what was taken down, or removed, while it was made; it has to be made once more."""


def is_damage(error: Exception) -> bool:
    """Return True if an error of a question to the index means that its file has to be made again."""
    if isinstance(error, (IndexDamaged, OtherVersion, sqlite3.IntegrityError)):
        return True
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    code = getattr(error, "sqlite_errorcode", _ERROR)  # an error of Python's, for text that is no UTF-8, has none
    if code == _ERROR:
        return _NO_SCHEMA.search(str(error)) is not None
    return code & 0xFF in (_CORRUPT, _NO_DATABASE) or code == _SHORT_READ


def is_of_the_machine(error: Exception) -> bool:
    """Return True if an error says nothing against the file: a full disk, another process, a folder without rights."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", _ERROR) & 0xFF in _OF_THE_MACHINE and not is_damage(error)
    return isinstance(error, (OSError, MemoryError))


def open_index(file: Path) -> sqlite3.Connection:
    """Return a connection that can only read. Raises `FileNotFoundError`, `sqlite3.Error`."""
    if not file.exists():
        raise FileNotFoundError(f"{file}: no index")
    if file.is_dir():
        raise IndexDamaged(f"{file} is a folder")
    _roll_back(file)
    db = _connected(file, "ro")
    try:
        _check(db)
    except BaseException:
        db.close()
        raise
    return db


def _connected(file: Path, mode: str) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)


def _check(db: sqlite3.Connection) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise OtherVersion(f"it is of version {version}, this hanoi_press uses {VERSION}")


def _roll_back(file: Path) -> None:
    """Undo what a killed process left half done, which a connection that only reads cannot."""
    if file.with_name(f"{file.name}-journal").exists():
        with suppress(sqlite3.OperationalError), closing(_connected(file, "rw")) as db:
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def make_index(
    file: Path, files: CorpusFiles, removed: TakeDown, workers: LineWorkers, progress: Progress
) -> UpdateCounts:
    """Make a new index and put it in the place of an older one. Raises `sqlite3.Error`, `OSError`."""
    if file.is_dir():
        _move_away(file, progress)
    with _replacing(file, files) as part, closing(_connected(part, "rwc")) as db:
        db.execute("PRAGMA page_size=8192")
        _prepare_new(db)
        db.executescript(TABLES)
        db.execute("BEGIN")
        _set(db, SETTINGS)
        db.execute(f"PRAGMA user_version={VERSION}")
        done = update(db, files, removed, workers, progress)
        _set(db, SETTINGS_ONCE_MADE)
        db.execute("COMMIT")
        db.executescript(INDEXES)
    return done


def update_copy(
    file: Path, files: CorpusFiles, removed: TakeDown, workers: LineWorkers, progress: Progress
) -> UpdateCounts:
    """Bring a copy of an index up to date and put it in its place, so that no reader has to wait.

    Raises `sqlite3.Error`, `OSError`.
    """
    with _replacing(file, files) as part:
        copyfile(file, part)
        with closing(_connected(part, "rw")) as db:
            _check(db)
            _prepare_new(db)
            db.execute("BEGIN")
            done = update(db, files, removed, workers, progress)
            db.execute("COMMIT")
    return done


@contextmanager
def _replacing(file: Path, files: CorpusFiles) -> Iterator[Path]:
    """Yield the name of a new file, which takes the place of an index when the block ends."""
    with whole_file(file) as part:
        part.unlink(missing_ok=True)
        yield part
        if CorpusFiles.of(files.path).lists[TAKEN] != files.lists[TAKEN]:
            raise ChangedMeanwhileError(f"{files.path}: the take-down list has changed while the index was made")
        remove_beside(file)


def _prepare_new(db: sqlite3.Connection) -> None:
    """Prepare a file that nobody else knows: if it is not finished, it is thrown away."""
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
        db.execute(f"PRAGMA {pragma}")
    _prepare(db)


def update_index(
    file: Path, files: CorpusFiles, removed: TakeDown, workers: LineWorkers, progress: Progress
) -> UpdateCounts:
    """Bring an index up to date in one transaction. Raises `sqlite3.Error`, `OSError`."""
    with closing(_connected(file, "rw")) as db:
        _check(db)
        _prepare(db)
        db.execute("BEGIN IMMEDIATE")
        try:
            done = update(db, files, removed, workers, progress)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
            raise
    return done


def _set(db: sqlite3.Connection, settings: Mapping[str, int]) -> None:
    """Set what FTS5 keeps with the table of words."""
    for name, value in settings.items():
        db.execute("INSERT INTO words (words, rank) VALUES (?, ?)", (name, value))


def _prepare(db: sqlite3.Connection) -> None:
    db.execute(f"PRAGMA cache_size=-{_CACHE}")
    db.execute("PRAGMA cell_size_check=ON")


def _move_away(folder: Path, progress: Progress) -> None:
    number = 1
    while (other := folder.with_name(f"{folder.name}.moved-{number}")).exists():
        number += 1
    folder.rename(other)
    progress(f"{folder} is a folder; it is now {other.name}")


def remove_beside(file: Path) -> None:
    """Delete the journals of an index, which SQLite would take for those of a new file of the name."""
    for ending in _BESIDE:
        file.with_name(file.name + ending).unlink(missing_ok=True)
