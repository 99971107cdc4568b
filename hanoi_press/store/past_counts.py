"""Count the captures that the indexes of web archives list, by year and by host."""

from __future__ import annotations

from hanoi_press.store.ledger_connection import LedgerConnection

_REST = "substr(url, instr(url, '://') + 3)"
_HOST = f"substr({_REST}, 1, instr({_REST} || '/', '/') - 1)"
_OF = "FROM past_capture WHERE source = ? AND archive = ? AND state <> 'removed'"


class PastCounts:
    """The numbers of captures of a source's articles in web archives, without those of removed articles."""

    def __init__(self, db: LedgerConnection) -> None:
        self._db = db

    def years(self, source: str) -> list[tuple[str, str, int, int]]:
        """Return archive, year, and the numbers of captures and of articles that the indexes list, in order."""
        return self._db.execute(
            "SELECT archive, substr(captured, 1, 4), count(*), count(DISTINCT id) FROM past_capture WHERE source = ?"
            " AND state <> 'removed' GROUP BY 1, 2 ORDER BY 1, 2",
            (source,),
        ).fetchall()

    def hosts(self, source: str, archive: str) -> list[tuple[str, int, int, int]]:
        """Return each host as it is written, the number of captures, and the first and last year, in order."""
        year = "CAST(substr(captured, 1, 4) AS INTEGER)"
        return self._db.execute(
            f"SELECT {_HOST}, count(*), min({year}), max({year}) {_OF} GROUP BY 1 ORDER BY 1", (source, archive)
        ).fetchall()

    def unread_files(self, source: str) -> list[tuple[str, int]]:
        """Return the files of our archive with captures that wait for another reading, and the number of these."""
        return self._db.execute(
            "SELECT place, count(*) FROM past_capture WHERE source = ? AND state = 'unread'"
            " AND place IS NOT NULL GROUP BY 1",
            (source,),
        ).fetchall()

    def articles(self, source: str, archive: str) -> int:
        """Return the number of articles in all years."""
        return int(self._db.execute(f"SELECT count(DISTINCT id) {_OF}", (source, archive)).fetchone()[0])
