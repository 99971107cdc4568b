"""The index as a database of datasette: all of its questions go through the one open index, to three tables of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from datasette.database import Database

from hanoi_press.corpus.browse.found_page import FoundPages
from hanoi_press.corpus.browse.live_index import LiveIndex
from hanoi_press.corpus.index.corpus_index import CorpusIndex

CORPUS = "corpus"  # its name
# What may be seen as tables: what `load` yields. The others also hold lines that were taken down.
TABLES = ("article", "label", "copy")
_READ = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_SCHEMA = {"sqlite_master", "sqlite_schema"}
_PRAGMAS = {"schema_version", "table_info", "table_xinfo", "foreign_key_list", "index_list", "index_info"}


class IndexDatabase(Database):  # type: ignore[misc]
    """A database without a file or connections of its own. `pages`: the search pages of this index."""

    def __init__(self, datasette: Any, live: LiveIndex) -> None:
        super().__init__(datasette, is_memory=True)
        self.live = live
        self.pages = FoundPages()

    async def table_names(self) -> list[str]:
        """Return the open tables."""
        return list(TABLES)

    async def hidden_table_names(self) -> list[str]:
        """Return nothing: what is not open is not counted either."""
        return []

    async def attached_databases(self) -> list[Any]:
        """Return nothing, and above all no path of this machine."""
        return []

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Refuse: whatever would open a connection around `execute_fn` wants to write."""
        raise PermissionError("the index is read-only")

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """Return what a function of datasette finds; it may only read what is in `TABLES`."""

        def ask(index: CorpusIndex) -> Any:
            db = index.db
            factory, db.row_factory = db.row_factory, sqlite3.Row
            db.set_authorizer(_allowed)
            try:
                return fn(db)
            finally:
                db.set_authorizer(None)
                db.row_factory = factory

        await self.live.freshen()
        return await self.live.run(ask)


def _allowed(action: int, one: str | None, two: str | None, *_: object) -> int:
    """Allow reading of the open tables, of the schema, and of pragmas that describe it."""
    if action in _READ:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ:
        known = one in TABLES or one in _SCHEMA or (one or "").removeprefix("pragma_") in _PRAGMAS
        return sqlite3.SQLITE_OK if known else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA:
        writes = one == "schema_version" and two is not None
        return sqlite3.SQLITE_OK if one in _PRAGMAS and not writes else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_DENY
