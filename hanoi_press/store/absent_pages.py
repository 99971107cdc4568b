"""Find in the ledger the pages whose articles are absent: from the corpus, or from the site."""

from __future__ import annotations

from collections.abc import Iterator

from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.ledger_tables import Page

_AT_ONCE = 1_000  # rows that are read at a time
_COLUMNS = ", ".join(Page._fields)


class AbsentPagesTable:
    """The part of the ledger that lists such pages. Methods raise as those of `Ledger`."""

    _db: LedgerConnection

    def lost_pages(self, source: str) -> Iterator[Page]:
        """Yield the pages of a source whose last line is gone from the corpus, by id."""
        last = ""
        while True:
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM page WHERE source = ? AND state = 'lost' AND id > ? ORDER BY id LIMIT ?",
                (source, last, _AT_ONCE),
            ).fetchall()
            if not rows:
                return
            yield from map(Page._make, rows)
            last = rows[-1][0]

    def count_lost(self) -> int:
        """Return the number of pages of all sources whose last line is gone from the corpus."""
        return int(self._db.execute("SELECT count(*) FROM page WHERE state = 'lost'").fetchone()[0])

    def gone_pages(self, source: str) -> Iterator[tuple[str, str]]:
        """Yield id and address of the pages that the site had no more (`gone`) when they were requested, by id."""
        last = f"{source}/"
        while True:
            rows = self._db.execute(
                "SELECT id, url FROM page WHERE id > ? AND id < ? AND source = ? AND state = 'left' AND why = 'gone'"
                " ORDER BY id LIMIT ?",
                (last, f"{source}0", source, _AT_ONCE),
            ).fetchall()
            if not rows:
                return
            yield from rows
            last = rows[-1][0]
