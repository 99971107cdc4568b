"""Keep the ledger, the state of every page, in SQLite (WAL mode). It can be rebuilt from the JSONL of the corpus.

A program that adds articles without a crawl (a replay of archives) uses `Ledger.find(id)` for content hash and revision
of an article's last line, and `DataFolder.keep(article)` to write a line if the words differ. Nothing else writes any.

Moments are whole seconds since 1970 (UTC). A *cycle* is a complete run of a source and the broken-off ones before it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hanoi_press.store.capture_table import CaptureTable
from hanoi_press.store.discovery_table import DiscoveryTable
from hanoi_press.store.gone_pages import GonePagesTable
from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.ledger_errors import LedgerError, is_usable
from hanoi_press.store.ledger_rows import RowTable
from hanoi_press.store.ledger_seal import break_seal, is_sealed, seal
from hanoi_press.store.ledger_tables import (
    MARK_LOST,
    NAMES,
    PUT_READING,
    TABLES,
    UNREAD,
    UPGRADES,
    VERSION,
    Page,
    SegmentRow,
)
from hanoi_press.store.list_answers import ListAnswerTable
from hanoi_press.store.listed_table import ListedTable
from hanoi_press.store.past_tables import PastTable
from hanoi_press.store.removed_pages import RemovedPagesTable
from hanoi_press.store.wording_table import WordingTable

logger = logging.getLogger(__name__)
_HIGHEST = 1_000  # a higher version than this is damage
MAX_FAILED = 2_000
_LOST_AT_ONCE = 1_000  # rows of lost pages that are read at a time
_COLUMNS = ", ".join(Page._fields)
_PUT = f"INSERT INTO page({_COLUMNS}) VALUES ({', '.join('?' * len(Page._fields))}) ON CONFLICT(id) DO UPDATE SET " + (
    ", ".join(f"{name} = excluded.{name}" for name in Page._fields if name not in ("id", "born"))
)


class Ledger(ListedTable, ListAnswerTable, WordingTable, RowTable, RemovedPagesTable, DiscoveryTable, GonePagesTable):
    """An open ledger. Every method may raise `LedgerError` (damage), and `sqlite3.Error` (full disk)."""

    def __init__(self, path: Path) -> None:
        """Open the ledger, creating it if there is none; check the whole file unless its seal vouches for it.

        Raises `LedgerError` if the file cannot be used, `sqlite3.Error`, `OSError`.
        """
        self.path = path
        if os.path.lexists(path) and not is_usable(path):
            raise LedgerError(f"{path} is no file that can be read and written", rebuild=True)
        sealed = is_sealed(path)
        self._db = LedgerConnection(path)
        self.captures = CaptureTable(self._db)
        self.past = PastTable(self._db)
        try:
            self._prepare(sealed)
        except BaseException:
            self._db.close()
            raise

    @property
    def is_damaged(self) -> bool:
        """True once damage was met."""
        return self._db.damage is not None

    def _prepare(self, sealed: bool) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > VERSION and (sealed or version < _HIGHEST):
            raise LedgerError(f"{self.path} was made by a newer version of this program", rebuild=False)
        break_seal(self.path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")  # anything lost by a power failure is read from the JSONL again
        self._db.execute("PRAGMA cache_size = -8000")  # kB: enough for the upper levels of an index of a million pages
        if version == 0 and not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            self._db.executescript(f"BEGIN; {TABLES} COMMIT;")
        elif 0 < version < VERSION:
            self._db.executescript(f"BEGIN; {''.join(UPGRADES[version - 1 :])} COMMIT;")
        elif version != VERSION:
            raise LedgerError(f"{self.path} is no ledger of this program", rebuild=True)
        if not sealed:
            self._db.verify()
        for table in NAMES:
            self._db.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a `with` block as one transaction, which an error rolls back."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # on a full disk SQLite rolls back by itself
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def stop_writing(self) -> None:
        """Refuse every further change, because another run may have the ledger; it raises `sqlite3.Error`."""
        self._db.execute("PRAGMA query_only = ON")

    def close(self, *, sealed: bool = True) -> None:
        """Close the file and seal it. Without a seal, as on a full disk, the next run checks the whole file."""
        self._db.close()
        if sealed and not self.is_damaged:
            try:
                seal(self.path)
            except (OSError, LedgerError) as error:
                logger.warning("%s could not be sealed with a checksum: %s", self.path, error)

    # --- pages -------------------------------------------------------------------------------------------------------

    def find(self, id: str) -> Page | None:
        """Return a page; None if it is unknown."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM page WHERE id = ?", (id,)).fetchone()
        return Page._make(row) if row else None

    def put(self, page: Page) -> None:
        """Add or replace a page; `born` of a known page stays."""
        self._db.execute(_PUT, page)

    def put_if_newer(self, page: Page) -> None:
        """Add an article from a line of the corpus, unless this or a later revision of it is known, or lost.

        Of the known revision only words and segment are updated: a crawl records more of a page than its line. The line
        in the later segment counts: it read the same answer again.
        """
        self._db.execute(
            f"{_PUT} WHERE excluded.revision > page.revision OR page.state NOT IN ('article', 'lost')"
            " OR (page.state = 'lost' AND excluded.revision = page.revision)",
            page,
        )
        self._db.execute(
            PUT_READING,
            (page.hash, page.hash, page.metadata, page.segment, page.id, page.revision, page.segment),
        )
        self._db.execute(
            "UPDATE page SET segment = ? WHERE id = ? AND revision = ? AND hash = ?",
            (page.segment, page.id, page.revision, page.hash),
        )

    def failed_pages(self, source: str, states: tuple[str, ...] = ("failed",)) -> list[Page]:
        """Return the pages of a source that could not be read, the one requested longest ago first.

        At most `MAX_FAILED`, so that memory is bounded if a new template makes a whole site unreadable.
        """
        marks = ", ".join("?" * len(states))
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM page WHERE source = ? AND {UNREAD} AND state IN ({marks})"
            f" ORDER BY seen, id LIMIT {MAX_FAILED}",
            (source, *states),
        )
        return [Page._make(row) for row in rows]

    def recent_articles(self, source: str, since: int, until: int, cycle: int) -> Iterator[Page]:
        """Return the articles published between two moments that cycle `cycle` has not requested, newest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM page WHERE source = ? AND state = 'article' AND published BETWEEN ? AND ?"
            " AND seen <> ? ORDER BY published DESC, id",
            (source, since, until, cycle),
        ).fetchall()
        return map(Page._make, rows)

    def lost_pages(self, source: str) -> Iterator[Page]:
        """Yield the pages of a source whose last line is gone from the corpus, by id."""
        last = ""
        while True:
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM page WHERE source = ? AND state = 'lost' AND id > ? ORDER BY id LIMIT ?",
                (source, last, _LOST_AT_ONCE),
            ).fetchall()
            if not rows:
                return
            yield from map(Page._make, rows)
            last = rows[-1][0]

    def count_lost(self) -> int:
        """Return the number of pages of all sources whose last line is gone from the corpus."""
        return int(self._db.execute("SELECT count(*) FROM page WHERE state = 'lost'").fetchone()[0])

    # --- segments ----------------------------------------------------------------------------------------------------

    def segments(self) -> dict[str, SegmentRow]:
        """Return the segments by path in the data folder."""
        rows = self._db.execute("SELECT path, id, size, moment, checked, missing FROM segment")
        return {row[0]: SegmentRow(row[1], row[2], row[3], row[4], bool(row[5])) for row in rows}

    def open_segment(self, path: str) -> int:
        """Record that a segment is being written, or has faults. Return its number."""
        self._db.execute(
            "INSERT INTO segment(path) VALUES (?)"
            " ON CONFLICT(path) DO UPDATE SET size = NULL, moment = NULL, checked = NULL, missing = 0",
            (path,),
        )
        return int(self._db.execute("SELECT id FROM segment WHERE path = ?", (path,)).fetchone()[0])

    def close_segment(self, path: str, size: int, moment: int, checked: int) -> None:
        """Record that a segment is finished, sound and read; the values are those of `SegmentRow`."""
        values = (size, moment, checked, path)
        self._db.execute("UPDATE segment SET size = ?, moment = ?, checked = ? WHERE path = ?", values)

    def mark_segment_missing(self, path: str) -> None:
        """Record that a finished segment is gone from the disk."""
        self._db.execute("UPDATE segment SET missing = 1 WHERE path = ?", (path,))

    def drop_missing_segments(self) -> int:
        """Remove the segments that are gone from the disk; return their number."""
        number = int(self._db.execute("SELECT count(*) FROM segment WHERE missing = 1").fetchone()[0])
        self._db.execute("DELETE FROM segment WHERE missing = 1")
        return number

    def drop_segment(self, path: str) -> None:
        """Remove a segment, but not its pages."""
        self._db.execute("DELETE FROM segment WHERE path = ?", (path,))

    def pages_of(self, *segments: int) -> list[tuple[str, int, int]]:
        """Return id, revision and segment of the pages whose last line is in one of these, in one pass over all."""
        wanted = "SELECT id, revision, segment FROM page WHERE segment IN (SELECT value FROM json_each(?))"
        return self._db.execute(wanted, (str(list(segments)),)).fetchall()

    def mark_lost(self, ids: Iterable[str]) -> None:
        """Record that the last lines of articles are gone from the corpus, so that their pages are requested again.

        A line that replaced another one is written with the next number, because that one may be there still.
        """
        lost = list(ids)
        self._db.executemany(MARK_LOST, ((id,) for id in lost))
        self.past.note_lost(lost)

    def give_up_lost(self, ids: Iterable[str], why: str) -> None:
        """Record that lost articles are not requested again."""
        self._db.executemany(
            "UPDATE page SET state = 'left', why = ? WHERE id = ? AND state = 'lost'", ((why, id) for id in ids)
        )
