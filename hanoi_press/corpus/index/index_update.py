"""Bring the index up to date with the segments, the take-down list and the copies: all in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hanoi_press.corpus.duplicate_links import NAME as DUPLICATES
from hanoi_press.corpus.duplicate_links import copies_to_leave_out, read_clusters
from hanoi_press.corpus.index.index_decisions import decide, write_decisions
from hanoi_press.corpus.index.index_place import Stamps, order_of, path_of, stamp_of, stamped_segments
from hanoi_press.corpus.index.index_segments import LineWorkers, SegmentReader
from hanoi_press.corpus.index.indexed_lines import address_id_of, unpacked
from hanoi_press.store.segments import data_folder
from hanoi_press.store.takedown import NAME as TAKE_DOWN
from hanoi_press.store.takedown import TakeDown

# Tables of the transaction: lines whose segment is gone; ids to decide on; articles to delete, and to write.
_WORK_TABLES = """
CREATE TEMP TABLE orphan (number INTEGER PRIMARY KEY, digest BLOB NOT NULL, id TEXT NOT NULL);
CREATE INDEX temp.orphan_digest ON orphan (digest, number);
CREATE TEMP TABLE touched (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE gone (number INTEGER PRIMARY KEY);
CREATE TEMP TABLE addition (number INTEGER PRIMARY KEY);
"""

TAKEN, COPIES = "take-down", "duplicates"  # names in `state`
_NO_VALUE = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)  # it cannot be stored


class UpdateCounts(NamedTuple):
    """What an update did: segments read and gone, lines that are new, only moved, and gone."""

    segments: int
    gone: int
    new: int
    moved: int
    lost: int


class CorpusFiles(NamedTuple):
    """The files that the index is made of. `segments`: see `stamped_segments`; `lists`: stamps by names in `state`."""

    path: Path
    data: Path | None
    segments: dict[str, Stamps]
    lists: dict[str, str | None]

    @classmethod
    def of(cls, path: Path) -> CorpusFiles:
        """Return the files of a path that `load` accepts. Raises as `stamped_segments`."""
        data = data_folder(path)
        lists = {TAKEN: TAKE_DOWN, COPIES: DUPLICATES}
        stamps = {name: stamp_of(data / file) if data else None for name, file in lists.items()}
        return cls(path, data, stamped_segments(path), stamps)


def known_segments(db: sqlite3.Connection) -> dict[str, Stamps]:
    """Return the segments that the index was made of."""
    return {name: Stamps(*stamps) for name, *stamps in db.execute("SELECT name, stamp, manifest FROM segment")}


def lists_are_current(db: sqlite3.Connection, files: CorpusFiles, *names: str) -> bool:
    """Return True if the index knows the take-down list and the copies (or those of them that are named)."""
    state = dict(db.execute("SELECT name, value FROM state"))
    return all(name in state and state[name] == files.lists[name] for name in names or files.lists)


def update(
    db: sqlite3.Connection,
    files: CorpusFiles,
    removed: TakeDown,
    workers: LineWorkers,
    progress: Callable[[str], None],
) -> UpdateCounts:
    """Bring the tables up to date, within the transaction of the caller.

    `removed`: the take-down list, read after `files`. Raises `sqlite3.Error`, `OSError` (`FileNotFoundError` if a
    segment has vanished).
    """
    for statement in _WORK_TABLES.split(";"):
        db.execute(statement)
    stored = {name: (number, Stamps(*stamps)) for number, name, *stamps in db.execute("SELECT * FROM segment")}
    old = [number for name, (number, stamps) in stored.items() if files.segments.get(name) != stamps]
    new = [name for name, stamps in files.segments.items() if name not in stored or stored[name][1] != stamps]
    _let_go(db, old)
    _take_down(db, removed, is_new=not lists_are_current(db, files, TAKEN), progress=progress)
    reader = SegmentReader(db, workers, removed.ids, progress, with_address=_knows_addresses(db))
    for name in reversed(
        new
    ):  # the newest first, because of several lines the first one gets the rows of an article at once
        reader.read(path_of(files.path, name), _add_segment(db, name, files.segments[name]))
    reader.finish()
    lost = db.execute("DELETE FROM line WHERE number IN (SELECT number FROM orphan)").rowcount
    names = sorted(db.execute("SELECT name, number FROM segment"), key=lambda row: order_of(row[0]))
    decide(db, {number: rank for rank, (_, number) in enumerate(names)})
    write_decisions(db)
    db.execute("DELETE FROM content WHERE number IN (SELECT number FROM orphan)")
    if not lists_are_current(db, files):
        _take_copies(db, files.data)
    db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", files.lists.items())
    return UpdateCounts(len(new), len(old), reader.new, reader.moved, lost)


def _add_segment(db: sqlite3.Connection, name: str, stamps: Stamps) -> int:
    number = db.execute("INSERT INTO segment (name, stamp, manifest) VALUES (?, ?, ?)", (name, *stamps)).lastrowid
    assert number is not None
    return number


def _let_go(db: sqlite3.Connection, segments: list[int]) -> None:
    """Note the lines of segments that are gone or changed; they may be found again."""
    for number in segments:
        db.execute("INSERT INTO orphan SELECT number, digest, id FROM line WHERE segment = ?", (number,))
        db.execute("DELETE FROM fault WHERE segment = ?", (number,))
        db.execute("DELETE FROM segment WHERE number = ?", (number,))
    db.execute("INSERT OR IGNORE INTO touched SELECT id FROM orphan")  # of lines that only move the order may change


def _knows_addresses(db: sqlite3.Connection) -> bool:
    """Return True if `address_id` is known of all lines."""
    return db.execute("SELECT 1 FROM state WHERE name = 'addresses'").fetchone() is not None


def _take_down(db: sqlite3.Connection, removed: TakeDown, *, is_new: bool, progress: Callable[[str], None]) -> None:
    """Take up a changed take-down list; note the ids that it affects."""
    if not is_new:
        return
    if removed.has_addresses and not _knows_addresses(db):
        _learn_addresses(db, progress)
    before = {id for (id,) in db.execute("SELECT id FROM removed")}
    switched = ("1" if removed.has_addresses else "0",) != db.execute(
        "SELECT value FROM state WHERE name = 'addresses'"
    ).fetchone()
    changed = before | removed.ids if switched else before ^ removed.ids
    for id in changed:
        db.execute("INSERT OR IGNORE INTO touched SELECT id FROM line WHERE id = ? OR address_id = ?", (id, id))
    db.execute("DELETE FROM removed")
    db.executemany("INSERT INTO removed VALUES (?)", ((id,) for id in removed.ids))
    if _knows_addresses(db):
        db.execute("UPDATE state SET value = ? WHERE name = 'addresses'", ("1" if removed.has_addresses else "0",))


def _learn_addresses(db: sqlite3.Connection, progress: Callable[[str], None]) -> None:
    """Find out for all lines which ids their addresses lead to, because the take-down list has addresses."""
    progress("the addresses of all lines are compared with the take-down list, once")
    for number, id, data in db.execute("SELECT number, id, data FROM line JOIN content USING (number)"):
        if found := address_id_of(unpacked(data), id):
            db.execute("UPDATE line SET address_id = ? WHERE number = ?", (found, number))
    db.execute("INSERT INTO state VALUES ('addresses', '0')")


def _take_copies(db: sqlite3.Connection, data: Path | None) -> None:
    """Take up changed copies, or changed decisions which of them are left out; what is broken is noted as such."""
    db.execute("DELETE FROM copy")
    problem = None
    try:
        left_out = set(copies_to_leave_out(data))
        db.executemany(
            "INSERT INTO copy VALUES (?, ?, ?, ?, ?)",
            (
                (copy.id, cluster.original, copy.kind, copy.share, copy.id in left_out)
                for cluster in read_clusters(data)
                for copy in cluster.copies
            ),
        )
    except FileNotFoundError:
        pass
    except (OSError, ValueError, TypeError, OverflowError, *_NO_VALUE) as error:
        db.execute("DELETE FROM copy")
        problem = str(error) if str(DUPLICATES) in str(error) else f"{DUPLICATES}: {error}"
    db.execute("INSERT OR REPLACE INTO state VALUES ('copies', ?)", (problem,))
