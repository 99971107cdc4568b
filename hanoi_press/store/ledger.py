"""The ledger: what is known of every page, in SQLite (WAL). It only remembers; the JSONL is the truth.

For who appends to the corpus without a crawl (a replay of archives): `Ledger.find(id)` gives the content hash and
revision that stand last in the corpus, and `DataFolder.keep(article)` (in `folder`) writes a line where the words
differ, and marks it here after the line is flushed. Nobody else writes articles.

Moments are whole seconds since 1970 (UTC). A *cycle* is a number: a source's runs up to one that comes to its end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

VERSION = 1
MOST_FAILED = 2_000
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


class LedgerError(Exception):
    """The ledger file is not usable; `rebuild` says whether it can be made again from the JSONL."""

    def __init__(self, message: str, *, rebuild: bool) -> None:
        super().__init__(message)
        self.rebuild = rebuild


class Page(NamedTuple):
    """What is known of a page.

    `state`: `article` (its words stand in the corpus: `hash`, `revision`), `alias` (leads to another article), `left`
    (no article, `why` says of which kind), `failed` (could not be read, `tries` times so far), `given-up`.
    `stamp`: the last change that the site stated; `etag`, `changed`: the answer's validators; `ask`: what is asked in
    the page's place, where a script fills it (JSON of address and posted body); `asked`: when it was last looked at;
    `born`, `seen`: the cycle in which it was first known, and last looked at.
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
    """All that was published from `since` on, up to what cycle `cycle` saw, is known; `newest`: its newest lead."""

    since: int
    newest: int | None
    cycle: int


_COLUMNS = ", ".join(Page._fields)
_PUT = f"INSERT INTO page({_COLUMNS}) VALUES ({', '.join('?' * len(Page._fields))}) ON CONFLICT(id) DO UPDATE SET " + (
    ", ".join(f"{name} = excluded.{name}" for name in Page._fields if name not in ("id", "born"))
)


class Ledger:
    """An open ledger. Raises `LedgerError` where the file is none; a method then may raise `sqlite3.DatabaseError`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            # autocommit: each mark stands by itself, `with ledger.all_or_nothing` joins several
            self._db = sqlite3.connect(path, isolation_level=None)
            self._prepare()
        except sqlite3.OperationalError as error:
            raise LedgerError(f"{path}: {error}", rebuild=False) from error
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path} is damaged: {error}", rebuild=True) from error

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")  # what a power failure takes, the JSONL gives back
        self._db.execute("PRAGMA cache_size = -8000")  # kB: holds the upper pages of an index of a million
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0 and not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            self._db.executescript(f"BEGIN; {_TABLES} COMMIT;")
        elif version > VERSION:
            raise LedgerError(f"{self.path} was made by a newer version of this program", rebuild=False)
        elif version < VERSION:
            raise LedgerError(f"{self.path} has another shape than this program's", rebuild=True)
        for table in ("page", "segment", "listing", "cycle", "coverage"):
            self._db.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()

    @property
    def all_or_nothing(self) -> _Transaction:
        """`with ledger.all_or_nothing:` makes what stands inside one transaction."""
        return _Transaction(self._db)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    # --- pages -------------------------------------------------------------------------------------------------------

    def find(self, id: str) -> Page | None:
        """What is known of a page; None where nothing is."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM page WHERE id = ?", (id,)).fetchone()
        return Page._make(row) if row else None

    def put(self, page: Page) -> None:
        """Takes over what is known of a page; `born` stays what it was."""
        self._db.execute(_PUT, page)

    def put_if_newer(self, page: Page) -> None:
        """As `put`, unless a later revision is known, or the same with all that a crawl knows of it."""
        self._db.execute(f"{_PUT} WHERE excluded.revision > page.revision OR page.state <> 'article'", page)
        self._db.execute(
            "UPDATE page SET segment = ? WHERE id = ? AND revision = ? AND hash = ?",
            (page.segment, page.id, page.revision, page.hash),
        )

    def failed(self, source: str, states: tuple[str, ...] = ("failed",)) -> list[Page]:
        """A source's pages that could not be read, those first that were not tried for longest; `MOST_FAILED` at most:
        where a new template makes all of a site unreadable, memory stays bounded."""
        marks = ", ".join("?" * len(states))
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM page WHERE source = ? AND state IN ('failed', 'given-up') AND state IN ({marks})"
            f" ORDER BY seen, id LIMIT {MOST_FAILED}",
            (source, *states),
        )
        return [Page._make(row) for row in rows]

    def young(self, source: str, since: int, until: int, cycle: int) -> Iterator[Page]:
        """A source's articles published between two moments that this cycle has not looked at, newest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM page WHERE source = ? AND state = 'article' AND published BETWEEN ? AND ?"
            " AND seen <> ? ORDER BY published DESC, id",
            (source, since, until, cycle),
        ).fetchall()
        return map(Page._make, rows)

    def count(self, source: str) -> int:
        """How many articles of a source are known."""
        (number,) = self._db.execute(
            "SELECT count(*) FROM page WHERE source = ? AND state = 'article'", (source,)
        ).fetchone()
        return int(number)

    # --- segments ----------------------------------------------------------------------------------------------------

    def segments(self) -> dict[str, tuple[int, int | None, int | None]]:
        """Number, size and time of change of each segment by path (relative to the data folder); None while open."""
        return {
            path: (id, size, moment)
            for id, path, size, moment in self._db.execute("SELECT id, path, size, moment FROM segment")
        }

    def open_segment(self, path: str) -> int:
        """Notes a segment that is about to be written; returns its number."""
        self._db.execute(
            "INSERT INTO segment(path) VALUES (?) ON CONFLICT(path) DO UPDATE SET size = NULL, moment = NULL", (path,)
        )
        return int(self._db.execute("SELECT id FROM segment WHERE path = ?", (path,)).fetchone()[0])

    def close_segment(self, path: str, size: int, moment: int) -> None:
        """Notes that a segment stands whole on disk and that the ledger holds all of it."""
        self._db.execute("UPDATE segment SET size = ?, moment = ? WHERE path = ?", (size, moment, path))

    def drop_segment(self, path: str) -> None:
        """Forgets a segment, not its pages."""
        self._db.execute("DELETE FROM segment WHERE path = ?", (path,))

    def pages_of(self, segment: int) -> list[tuple[str, int]]:
        """Id and revision of the pages whose last line a segment is said to hold."""
        return self._db.execute("SELECT id, revision FROM page WHERE segment = ?", (segment,)).fetchall()

    def forget(self, ids: Iterable[str]) -> None:
        """Forgets pages whose lines are not on disk."""
        self._db.executemany("DELETE FROM page WHERE id = ?", ((id,) for id in ids))

    # --- how far discovery has come ----------------------------------------------------------------------------------

    def listing(self, url: str) -> tuple[int | None, bool] | None:
        """A discovery page read to its end: the last change that the site stated of it, and whether it is settled."""
        row = self._db.execute("SELECT stamp, settled FROM listing WHERE url = ?", (url,)).fetchone()
        return (row[0], bool(row[1])) if row else None

    def put_listing(self, url: str, stamp: int | None, settled: bool) -> None:
        """Notes that all that a discovery page leads to has been looked at."""
        self._db.execute("INSERT OR REPLACE INTO listing VALUES (?, ?, ?)", (url, stamp, settled))

    def begin(self, source: str, now: int, *, within: int) -> tuple[int, bool]:
        """The cycle of a run: the one that a broken-off run left open at most `within` seconds ago (and True), or a
        new one."""
        row = self._db.execute("SELECT number, started FROM cycle WHERE source = ?", (source,)).fetchone()
        if row and row[1] is not None and 0 <= now - row[1] < within:
            return int(row[0]), True
        number = (int(row[0]) if row else 0) + 1
        self._db.execute("INSERT OR REPLACE INTO cycle VALUES (?, ?, ?)", (source, number, now))
        return number, False

    def end(self, source: str) -> None:
        """Ends the source's cycle."""
        self._db.execute("UPDATE cycle SET started = NULL WHERE source = ?", (source,))

    def coverage(self, source: str, scope: str) -> Coverage | None:
        """How far discovery has come; `scope` names what of the source it was sent for."""
        row = self._db.execute(
            "SELECT since, newest, cycle FROM coverage WHERE source = ? AND scope = ?", (source, scope)
        ).fetchone()
        return Coverage._make(row) if row else None

    def put_coverage(self, source: str, scope: str, coverage: Coverage) -> None:
        """Notes how far discovery has come."""
        self._db.execute("INSERT OR REPLACE INTO coverage VALUES (?, ?, ?, ?, ?)", (source, scope, *coverage))


class _Transaction:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: Any, *rest: Any) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")
