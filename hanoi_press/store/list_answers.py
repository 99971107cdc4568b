"""Keep in the ledger the last answer of each list, so that a list which has not changed is not sent again.

An HTTP 304 then gives the same rows as before: what is due because a list names it stays due.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple

from hanoi_press.store.ledger_connection import LedgerConnection

_LARGEST = 1_000_000  # bytes of a list; a sitemap of a day has 20 KB
_MOST = 300  # answers of a source, those requested last


class ListAnswer(NamedTuple):
    """The last answer of a list: its address after redirects, its validators, and its body.

    `is_fresh`: an earlier attempt of this very run had it, so that the list need not be requested again.
    """

    address: str
    etag: str | None
    changed: str | None
    body: bytes
    is_fresh: bool = False


class ListAnswerTable:
    """The part of the ledger with the answers of lists."""

    _db: LedgerConnection

    def find_answer(self, url: str) -> ListAnswer | None:
        """Return the last answer of the list at `url`; None if it is not known."""
        row = self._db.execute("SELECT address, etag, changed, body FROM answer WHERE url = ?", (url,)).fetchone()
        try:
            return ListAnswer(row[0], row[1], row[2], zlib.decompress(row[3])) if row else None
        except zlib.error:
            return None

    def put_answer(self, source: str, url: str, answer: ListAnswer, asked: int) -> None:
        """Record the answer of a list, requested at the time `asked`; one that is too large is forgotten."""
        if len(answer.body) > _LARGEST:
            self.drop_answers([url])
            return
        values = (url, source, answer.address, answer.etag, answer.changed, zlib.compress(answer.body), asked)
        self._db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def has_answer_since(self, url: str, moment: int) -> bool:
        """Return True if the list at `url` was requested at a moment or later, and its answer is known."""
        return bool(self._db.execute("SELECT 1 FROM answer WHERE url = ? AND asked >= ?", (url, moment)).fetchone())

    def drop_unconditional_answers(self, source: str) -> None:
        """Forget the answers of a source's lists that state no validator: they serve later attempts of a run only."""
        self._db.execute("DELETE FROM answer WHERE source = ? AND etag IS NULL AND changed IS NULL", (source,))

    def note_same_answer(self, url: str, asked: int) -> None:
        """Record that a list was requested and had not changed."""
        self._db.execute("UPDATE answer SET asked = ? WHERE url = ?", (asked, url))

    def drop_answers(self, urls: list[str]) -> None:
        """Forget the answers of some lists, so that they are requested whole."""
        self._db.executemany("DELETE FROM answer WHERE url = ?", ((url,) for url in urls))

    def drop_old_answers(self, source: str, before: int) -> None:
        """Forget the answers of lists that were requested before a moment, and all but a source's latest `_MOST`."""
        self._db.execute("DELETE FROM answer WHERE source = ? AND asked < ?", (source, before))
        self._db.execute(
            "DELETE FROM answer WHERE url IN"
            " (SELECT url FROM answer WHERE source = ? ORDER BY asked DESC, url LIMIT -1 OFFSET ?)",
            (source, _MOST),
        )
