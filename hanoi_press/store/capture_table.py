"""Keep in the ledger which archived answers are to be read again when our reading changes.

They are those of pages that could not be read, or were judged to be no article, and those that gave an article of low
confidence. A page has one: the latest.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import time
from typing import Any, NamedTuple

from hanoi_press.items import Article
from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.ledger_tables import UNREAD_STATES, CaptureRow

_COLUMNS = ", ".join(CaptureRow._fields)
LOW = "low"  # a value of `Extraction.confidence`
_AT_ONCE = 1_000  # rows that are read at a time
DOUBTFUL_AT_ONCE = 500  # articles of low confidence, and pages judged to be none, that a run reads again


class ArchivedAnswer(NamedTuple):
    """Where an answer lies: WARC file (relative to the data folder), offset in bytes; when it was fetched (UTC)."""

    file: str
    offset: int
    fetched: str


class CaptureTable:
    """The table of archived answers. Every method may raise `LedgerError` (damage), and `sqlite3.Error` (full disk)."""

    def __init__(self, db: LedgerConnection) -> None:
        self._db = db

    def find(self, id: str) -> CaptureRow | None:
        """Return the answer of a page; None if there is none to be read again."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM capture WHERE id = ?", (id,)).fetchone()
        return CaptureRow._make(row) if row else None

    def put(self, row: CaptureRow) -> None:
        """Add or replace the answer of a page."""
        marks = ", ".join("?" * len(row))
        self._db.execute(f"INSERT OR REPLACE INTO capture({_COLUMNS}) VALUES ({marks})", row)

    def note_line(self, article: Article, reading: str, *, is_new: bool) -> None:
        """Record that an article was read: its answer is read again only if the confidence is low.

        `is_new`: it gave a line, so its answer is the line's. A later answer that could not be read stays.
        """
        known = self.find(article.id)
        if known is not None and (known.fetched or "") > article.fetched_at:
            return
        if article.extraction.confidence != LOW:
            if known is not None:
                self.drop(article.id)
        elif is_new and article.archive is not None:
            place = article.archive
            self.put(CaptureRow(article.id, article.source, place.file, place.offset, article.fetched_at, reading, 1))
        elif known is not None and known.of_line:
            self.note_reading(article.id, reading, int(time()))
        elif known is not None:
            self.drop(article.id)

    def note_known_line(self, record: dict[str, Any]) -> None:
        """Record that the answer of an article's last line in the corpus, which is doubtful, is to be read again."""
        if self.find(record["id"]) is None:
            file, offset = record["archive"]["file"], record["archive"]["offset"]
            self.put(CaptureRow(record["id"], record["source"], file, offset, record["fetched_at"], "", 1))

    def drop(self, id: str) -> None:
        """Remove the answer of a page, because it need not be read again."""
        self._db.execute("DELETE FROM capture WHERE id = ?", (id,))

    def note_reading(self, id: str, reading: str, now: int) -> None:
        """Record that a page's answer was read, and gave nothing better."""
        self._db.execute("UPDATE capture SET reading = ?, tried = ? WHERE id = ?", (reading, now, id))

    def unread(self, source: str, reading: str) -> Iterator[CaptureRow]:
        """Yield the answers of pages that another reading could not read, by id."""
        last = ""
        while True:
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM capture WHERE source = ? AND of_line = 0 AND reading <> ? AND id > ?"
                " AND coalesce((SELECT state FROM page WHERE id = capture.id), '') NOT IN ('left', 'alias')"
                " ORDER BY id LIMIT ?",
                (source, reading, last, _AT_ONCE),
            ).fetchall()
            if not rows:
                return
            yield from map(CaptureRow._make, rows)
            last = rows[-1][0]

    def waiting(self, source: str) -> Iterator[tuple[str | None, int | None]]:
        """Yield for each page that could not be read yet the file with its answer, and when it was requested last."""
        yield from self._db.execute(
            f"SELECT capture.file, page.asked FROM capture JOIN page USING (id) WHERE capture.source = ?"
            f" AND of_line = 0 AND state IN {UNREAD_STATES}",
            (source,),
        )

    def doubtful(self, source: str, reading: str, limit: int) -> list[CaptureRow]:
        """Return answers that gave a line of low confidence, or no article, by another reading.

        Those that were read longest ago come first.
        """
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM capture WHERE source = ? AND reading <> ? AND (of_line = 1 OR"
            " (SELECT state FROM page WHERE id = capture.id) IN ('left', 'alias')) ORDER BY tried, id LIMIT ?",
            (source, reading, limit),
        )
        return [CaptureRow._make(row) for row in rows]


def is_doubtful(record: dict[str, Any]) -> bool:
    """Return True if a line of the corpus states low confidence, and where its answer lies."""
    extraction, place = record.get("extraction"), record.get("archive")
    if not (isinstance(extraction, dict) and extraction.get("confidence") == LOW and isinstance(place, dict)):
        return False
    is_place = isinstance(place.get("file"), str) and type(place.get("offset")) is int
    return is_place and isinstance(record.get("fetched_at"), str)


def answer_of(article: Article) -> ArchivedAnswer | None:
    """Return where the answer of an article lies; None if it is not archived."""
    place = article.archive
    return None if place is None else ArchivedAnswer(place.file, place.offset, article.fetched_at)
