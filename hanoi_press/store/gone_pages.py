"""Find in the ledger the pages that their site has no more."""

from __future__ import annotations

from collections.abc import Iterator

from hanoi_press.store.ledger_connection import LedgerConnection

# How an article's page was judged in whose place the site has nothing, a list, its home page or another address.
GONE = ("gone", "not-found", "list", "redirect", "elsewhere")
_AT_ONCE = 1_000  # rows that are read at a time
_WHERE = f"source = ? AND state = 'left' AND why IN {GONE}"


class GonePagesTable:
    """The part of the ledger that lists such pages. Methods raise as those of `Ledger`."""

    _db: LedgerConnection

    def gone_pages(self, source: str, since: int = 0) -> Iterator[tuple[str, str]]:
        """Yield id and address of the pages that the site had no more (`GONE`) when they were requested, by id.

        Those that were requested, or changed according to a list, before the time `since` were published before it.
        """
        last = f"{source}/"
        while True:
            rows = self._db.execute(
                f"SELECT id, url FROM page WHERE id > ? AND id < ? AND {_WHERE}"
                " AND coalesce(asked, ?) >= ? AND coalesce(stamp, ?) >= ? ORDER BY id LIMIT ?",
                (last, f"{source}0", source, since, since, since, since, _AT_ONCE),
            ).fetchall()
            if not rows:
                return
            yield from rows
            last = rows[-1][0]
