"""Keep the ledger, the state of every page, in SQLite (WAL mode). It can be rebuilt from the JSONL of the corpus.

A program that adds articles without a crawl (a replay of archives) uses `Ledger.find(id)` for the content hash and
revision of an article's last line in the corpus, and `DataFolder.keep(article)` (in `store.folder`) to write a line if
the words differ. Nothing else writes articles.

Moments are whole seconds since 1970 (UTC). A *cycle* is one complete run of a source together
with the broken-off runs before it, identified by a number.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from hanoi_press.store.ledger_connection import TABLES, LedgerConnection
from hanoi_press.store.ledger_errors import LedgerError, is_usable
from hanoi_press.store.ledger_seal import break_seal, is_sealed, seal

__all__ = ["VERSION", "Coverage", "Ledger", "LedgerError", "Page"]
logger = logging.getLogger(__name__)
VERSION = 1
_HIGHEST = 1_000  # a higher version than this is damage
MAX_FAILED = 2_000
_TABLES = f"""
CREATE TABLE page(
  id TEXT PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, state TEXT NOT NULL, why TEXT,
  hash TEXT, revision INTEGER NOT NULL DEFAULT 0, segment INTEGER,
  published INTEGER, stamp INTEGER, etag TEXT, changed TEXT, ask TEXT, asked INTEGER,
  tries INTEGER NOT NULL DEFAULT 0, born INTEGER NOT NULL, seen INTEGER NOT NULL
);
CREATE INDEX young ON page(source, published) WHERE state = 'article';
CREATE INDEX failed ON page(source) WHERE state IN ('failed', 'given-up');
CREATE TABLE segment(id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, size INTEGER, moment INTEGER);
CREATE TABLE listing(url TEXT PRIMARY KEY, stamp INTEGER, settled INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE cycle(source TEXT PRIMARY KEY, number INTEGER NOT NULL, started INTEGER);
CREATE TABLE coverage(source TEXT, scope TEXT, since INTEGER NOT NULL, newest INTEGER, cycle INTEGER NOT NULL,
  PRIMARY KEY(source, scope));
PRAGMA user_version = {VERSION};
"""


class Page(NamedTuple):
    """The state of a page. The fields are the columns of the table; renaming one would break existing ledgers.

    `state` is one of
      `article`: its words are in the corpus;
      `alias`: its address leads to another article;
      `left`: it is no article, or not one that the run was asked for;
      `failed`: it could not be read in the last `tries` runs and is requested again;
      `given-up`: it could not be read and is not requested again.
    `why`: the reason for the state; of an alias the id of the other article, or `seen`.
    `hash`, `revision`: content hash and revision of the article's last line; `segment`: number of the file with it.
    `published`: when the article was published.
    `stamp`: the time of the last change that the site stated, in a list or on the page.
    `etag`, `changed`: the headers `ETag` and `Last-Modified` of the last answer.
    `ask`: the API request that is sent instead of the page's, as JSON of address and posted body.
    `asked`: when the page was last requested.
    `born`: the cycle in which the page was first known; `seen`: the last cycle that checked it.
    """

    id: str
    source: str
    url: str
    state: str
    why: str | None = None
    hash: str | None = None
    revision: int = 0
    segment: int | None = None
    published: int | None = None
    stamp: int | None = None
    etag: str | None = None
    changed: str | None = None
    ask: str | None = None
    asked: int | None = None
    tries: int = 0
    born: int = 0
    seen: int = 0


class Coverage(NamedTuple):
    """How far discovery has come: all articles published since `since` that cycle `cycle` could find are known.

    `newest`: the time that the newest listed page stated.
    """

    since: int
    newest: int | None
    cycle: int


_COLUMNS = ", ".join(Page._fields)
_PUT = f"INSERT INTO page({_COLUMNS}) VALUES ({', '.join('?' * len(Page._fields))}) ON CONFLICT(id) DO UPDATE SET " + (
    ", ".join(f"{name} = excluded.{name}" for name in Page._fields if name not in ("id", "born"))
)


class Ledger:
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
            self._db.executescript(f"BEGIN; {_TABLES} COMMIT;")
        elif version != VERSION:
            raise LedgerError(f"{self.path} is no ledger of this program", rebuild=True)
        elif not sealed:
            self._db.verify()
        for table in TABLES:
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

    def close(self) -> None:
        """Close the file and seal it. Without a seal, as on a full disk, the next run checks the whole file."""
        self._db.close()
        if not self.is_damaged:
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
        """Add an article from a line of the corpus, unless this or a later revision of it is known.

        For the known revision only the segment is updated, because a crawl records more about a page than its line.
        """
        self._db.execute(f"{_PUT} WHERE excluded.revision > page.revision OR page.state <> 'article'", page)
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
            f"SELECT {_COLUMNS} FROM page WHERE source = ? AND state IN ('failed', 'given-up') AND state IN ({marks})"
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

    # --- segments ----------------------------------------------------------------------------------------------------

    def segments(self) -> dict[str, tuple[int, int | None, int | None]]:
        """Return number, size in bytes and time of change in ns of each segment, by path in the data folder.

        Size and time are None for a segment that is still written.
        """
        return {
            path: (id, size, moment)
            for id, path, size, moment in self._db.execute("SELECT id, path, size, moment FROM segment")
        }

    def open_segment(self, path: str) -> int:
        """Record that a segment is being written. Return its number."""
        self._db.execute(
            "INSERT INTO segment(path) VALUES (?) ON CONFLICT(path) DO UPDATE SET size = NULL, moment = NULL", (path,)
        )
        return int(self._db.execute("SELECT id FROM segment WHERE path = ?", (path,)).fetchone()[0])

    def close_segment(self, path: str, size: int, moment: int) -> None:
        """Record that a segment is finished and the ledger has all its lines; units as in `segments`."""
        self._db.execute("UPDATE segment SET size = ?, moment = ? WHERE path = ?", (size, moment, path))

    def drop_segment(self, path: str) -> None:
        """Remove a segment, but not its pages."""
        self._db.execute("DELETE FROM segment WHERE path = ?", (path,))

    def pages_of(self, segment: int) -> list[tuple[str, int]]:
        """Return id and revision of the pages whose last line is in a segment according to the ledger."""
        return self._db.execute("SELECT id, revision FROM page WHERE segment = ?", (segment,)).fetchall()

    def forget(self, ids: Iterable[str]) -> None:
        """Remove pages."""
        self._db.executemany("DELETE FROM page WHERE id = ?", ((id,) for id in ids))

    # --- how far discovery has come ----------------------------------------------------------------------------------

    def listing(self, url: str) -> tuple[int | None, bool] | None:
        """Return the state of a discovery page that was read to its end; None if it was not.

        The first value is its last change as stated by the site, the second True if it gets no more articles.
        """
        row = self._db.execute("SELECT stamp, settled FROM listing WHERE url = ?", (url,)).fetchone()
        return (row[0], bool(row[1])) if row else None

    def put_listing(self, url: str, stamp: int | None, settled: bool) -> None:
        """Record that every page on a discovery page was requested."""
        self._db.execute("INSERT OR REPLACE INTO listing VALUES (?, ?, ?)", (url, stamp, settled))

    def begin_cycle(self, source: str, now: int, *, within: int) -> tuple[int, bool]:
        """Return the cycle of a run that starts `now`, and whether it continues one that was broken off.

        A cycle that started less than `within` seconds ago and has not ended is continued.
        """
        row = self._db.execute("SELECT number, started FROM cycle WHERE source = ?", (source,)).fetchone()
        if row and row[1] is not None and 0 <= now - row[1] < within:
            return int(row[0]), True
        number = (int(row[0]) if row else 0) + 1
        self._db.execute("INSERT OR REPLACE INTO cycle VALUES (?, ?, ?)", (source, number, now))
        return number, False

    def end_cycle(self, source: str) -> None:
        """Record that the source's cycle is complete."""
        self._db.execute("UPDATE cycle SET started = NULL WHERE source = ?", (source,))

    def coverage(self, source: str, scope: str) -> Coverage | None:
        """Return how far discovery has come in runs of the scope named `scope`; None if no such run was complete."""
        row = self._db.execute(
            "SELECT since, newest, cycle FROM coverage WHERE source = ? AND scope = ?", (source, scope)
        ).fetchone()
        return Coverage._make(row) if row else None

    def put_coverage(self, source: str, scope: str, coverage: Coverage) -> None:
        """Record how far discovery has come in a scope."""
        self._db.execute("INSERT OR REPLACE INTO coverage VALUES (?, ?, ?, ?, ?)", (source, scope, *coverage))
