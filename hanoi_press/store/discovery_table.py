"""Keep in the ledger how far discovery has come in each source, and which run of it is the current one."""

from __future__ import annotations

from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.ledger_tables import Coverage


class DiscoveryTable:
    """The part of the ledger with cycles, coverage and lists. Methods raise as those of `Ledger`."""

    _db: LedgerConnection

    def listing(self, url: str) -> tuple[int | None, bool] | None:
        """Return the state of a discovery page that was read to its end; None if it was not.

        The first value is its last change as stated by the site, the second True if it gets no more articles.
        """
        row = self._db.execute("SELECT stamp, settled FROM listing WHERE url = ?", (url,)).fetchone()
        return (row[0], bool(row[1])) if row else None

    def put_listing(self, url: str, stamp: int | None, settled: bool) -> None:
        """Record that every page on a discovery page was requested."""
        self._db.execute("INSERT OR REPLACE INTO listing VALUES (?, ?, ?)", (url, stamp, settled))

    def stated(self, source: str) -> tuple[int, int]:
        """Return in how many runs in a row the changes that lists stated meant nothing (`Restamped`).

        And how many lists were stated as changed in the last run (`ReadLists`).
        """
        row = self._db.execute("SELECT vain, lists FROM stated WHERE source = ?", (source,)).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def put_stated(self, source: str, *, vain: int | None = None, lists: int | None = None) -> None:
        """Record either number, or both."""
        before = self.stated(source)
        new = (before[0] if vain is None else vain, before[1] if lists is None else lists)
        if new != before:
            self._db.execute("INSERT OR REPLACE INTO stated(source, vain, lists) VALUES (?, ?, ?)", (source, *new))

    def forget_discovery(self, source: str) -> None:
        """Forget how far discovery has come in a source, and which lists of all sources were read."""
        self._db.execute("DELETE FROM coverage WHERE source = ?", (source,))
        self._db.execute("DELETE FROM listing")

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
            "SELECT since, newest, cycle, begun FROM coverage WHERE source = ? AND scope = ?", (source, scope)
        ).fetchone()
        return Coverage._make(row) if row else None

    def put_coverage(self, source: str, scope: str, coverage: Coverage) -> None:
        """Record how far discovery has come in a scope."""
        self._db.execute("INSERT OR REPLACE INTO coverage VALUES (?, ?, ?, ?, ?, ?)", (source, scope, *coverage))
