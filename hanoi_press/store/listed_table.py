"""Keep in the ledger what lists stated of the pages, for runs that request a page that no list names any more.

Without it an article whose date only the list printed would lose it when it is requested again.
"""

from __future__ import annotations

from typing import Any

from hanoi_press.discovery.statement_json import as_json, from_json
from hanoi_press.discovery.statements import listed
from hanoi_press.items import Listed
from hanoi_press.store.ledger_connection import LedgerConnection

_TAKEN = ("title", "summary", "published_at")
FROM_LIST = "list"  # the origin of a field in `extraction.fields`


class ListedTable:
    """The part of the ledger with the statements. `asked` is when the page was requested; NULL for an article that has
    a field from a list: its statement is kept for good."""

    _db: LedgerConnection

    def find_listed(self, id: str) -> Listed | None:
        """Return what lists stated of a page; None if it is not known."""
        row = self._db.execute("SELECT statement FROM listed WHERE id = ?", (id,)).fetchone()
        return from_json(row[0]) if row else None

    def put_listed(self, id: str, stated: Listed, asked: int) -> None:
        """Record what lists state of a page."""
        self._db.execute(
            "INSERT INTO listed(id, statement, asked) VALUES (?, ?, ?)"
            " ON CONFLICT(id) DO UPDATE SET statement = excluded.statement",
            (id, as_json(stated) or "{}", asked),
        )

    def keep_listed(self, id: str) -> None:
        """Record that an article rests on its statement."""
        self._db.execute("UPDATE listed SET asked = NULL WHERE id = ?", (id,))

    def put_listed_of_line(self, line: dict[str, Any]) -> None:
        """Record what a line of the corpus has from a list, unless a statement of its page is known."""
        stated = _of_line(line)
        if stated is not None:
            values = (line["id"], as_json(stated))
            self._db.execute("INSERT OR IGNORE INTO listed(id, statement, asked) VALUES (?, ?, NULL)", values)

    def drop_listed(self, before: int) -> None:
        """Forget the statements of pages that were requested before a moment."""
        self._db.execute("DELETE FROM listed WHERE asked < ?", (before,))


def _of_line(line: dict[str, Any]) -> Listed | None:
    extraction = line.get("extraction")
    origin = extraction.get("fields") if isinstance(extraction, dict) else None
    if not isinstance(origin, dict) or FROM_LIST not in origin.values():
        return None
    taken = {name: str(line.get(name) or "") for name in _TAKEN if origin.get(name) == FROM_LIST}
    return listed(title=taken.get("title", ""), summary=taken.get("summary", ""), published=taken.get("published_at"))
