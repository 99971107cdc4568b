"""Keep in the ledger what was read of the indexes of web archives, and the captures that they list.

A capture is a row of its own for each article, second and archive. What they hold of a removed article is never kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from hanoi_press.discovery.captures import ORIGINS, IndexedCapture
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.ledger_tables import PAST_LED
from hanoi_press.store.past_counts import PastCounts
from hanoi_press.text.moments import epoch_seconds

_NEVER = 2**61  # seconds since 1970
_AT_ONCE = 1_000  # rows that are read at a time
_IN_ARCHIVE = "state IN ('unread', 'skipped') AND place IS NOT NULL"  # as in the index
_NO_DIGITS = re.compile(r"\D")


class PastCapture(NamedTuple):
    """A capture. The fields are the columns of the table; renaming one would break existing ledgers.

    `id`: the article of its address. `captured` … `truncated`: as in `IndexedCapture` (`start` is its `offset`).
    `state` is one of
      `waiting`: no run has read it; `why`: why an earlier one could not fetch it;
      `read`: it gave the words of `hash`; `why`: the article's id if its page stated another one than its address;
      `same`: it was not requested, because a capture with the same digest was read; `hash` as of that one;
      `skipped`: it is no article, by `why`;
      `outside`: its article, of `published`, was of days that the run did not want;
      `unread`: it could not be read by the reading `reading`;
      `given-up`: it could not be fetched in `tries` runs;
      `removed`: its page is that of a removed article, whose id is `why`.
    `place`, `place_start`: file and offset of its page in the data folder's archive; `reading`: the fingerprint of the
    reading that failed or found no article, "" if it is to be read again at once.
    """

    source: str
    id: str
    captured: str
    archive: str
    url: str
    digest: str = ""
    mime: str = ""
    status: int | None = None
    file: str | None = None
    start: int | None = None
    length: int | None = None
    truncated: str = ""
    state: str = "waiting"
    why: str | None = None
    hash: str | None = None
    reading: str = ""
    place: str | None = None
    place_start: int | None = None
    published: int | None = None
    tries: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The key of the row."""
        return self[:4]

    @property
    def indexed(self) -> IndexedCapture:
        """The capture as its index lists it."""
        at = (self.file, self.start, self.length, self.truncated)
        return IndexedCapture(self.archive, self.url, self.captured, self.digest, self.mime, self.status, *at)

    @property
    def moment(self) -> int:
        """The time of the capture, in seconds since 1970; 0 if the index states none."""
        return seconds_of(self.captured)

    @property
    def answer(self) -> ArchivedAnswer | None:
        """Where its page lies in the data folder's archive; None if it is not known."""
        if self.place is None or self.place_start is None:
            return None
        return ArchivedAnswer(self.place, self.place_start, self.indexed.fetched_at)


class PastQuery(NamedTuple):
    """What was read of one part of an index. `resume`: where its next page begins; `ended`: it was read to its end.

    `final`: it does not grow any more. `asked`: when its last page was read.
    """

    resume: str | None
    ended: int
    final: int
    asked: int


_COLUMNS = ", ".join(PastCapture._fields)
_MOST_BEGUN = 500  # articles
_KEY = "source = ? AND id = ? AND captured = ? AND archive = ?"
_MARKS = ", ".join("?" * len(PastCapture._fields))
_STATED = ("url", "digest", "mime", "status", "file", "start", "length", "truncated")
# What a line of the corpus did not state of its capture is filled in when the index names it.
_ADD = f"""INSERT INTO past_capture({_COLUMNS}) VALUES ({_MARKS}) ON CONFLICT DO UPDATE SET
  {", ".join(f"{name} = excluded.{name}" for name in _STATED)} WHERE digest = '' AND state <> 'removed'"""
_LEARN = f"""INSERT INTO past_capture({_COLUMNS}) VALUES ({_MARKS}) ON CONFLICT DO UPDATE SET
  state = 'read', why = NULL, hash = excluded.hash, reading = '', place = excluded.place,
  place_start = excluded.place_start WHERE state NOT IN ('read', 'removed')"""

_READ_AGAIN = """UPDATE past_capture SET state = CASE WHEN place IS NULL THEN 'waiting' ELSE 'unread' END, reading = ''
  WHERE state IN ('read', 'same') AND"""


def seconds_of(captured: str) -> int:
    """Return the time of 14 digits of UTC in seconds since 1970; 0 if they are no time.

    >>> seconds_of("20150203040506"), seconds_of("2015")
    (1422936306, 0)
    """
    try:
        return int(IndexedCapture("", "", captured).moment.timestamp())
    except ValueError:
        return 0


class PastTable(PastCounts):
    """The tables of web archives. Every method may raise `LedgerError` (damage), and `sqlite3.Error` (full disk)."""

    # --- queries -----------------------------------------------------------------------------------------------------

    def query(self, source: str, query: str) -> PastQuery | None:
        """Return what was read of a query; None if it was not asked yet."""
        row = self._db.execute(
            "SELECT resume, ended, final, asked FROM past_query WHERE source = ? AND query = ?", (source, query)
        ).fetchone()
        return PastQuery._make(row) if row else None

    def put_query(self, source: str, query: str, known: PastQuery) -> None:
        """Add or replace what was read of a query."""
        self._db.execute(
            "INSERT OR REPLACE INTO past_query(source, query, resume, ended, final, asked) VALUES (?, ?, ?, ?, ?, ?)",
            (source, query, *known),
        )

    # --- captures ----------------------------------------------------------------------------------------------------

    def add(self, captures: Iterable[PastCapture]) -> None:
        """Add captures that an index lists; of a known one its state stays."""
        self._db.executemany(_ADD, captures)

    def find(self, source: str, id: str, captured: str, archive: str) -> PastCapture | None:
        """Return a capture; None if it is unknown."""
        return self._one(_KEY, (source, id, captured, archive))

    def put(self, row: PastCapture) -> None:
        """Add or replace a capture."""
        self._db.execute(f"INSERT OR REPLACE INTO past_capture({_COLUMNS}) VALUES ({_MARKS})", row)

    def of_article(self, source: str, id: str) -> list[PastCapture]:
        """Return the captures of an article's address, oldest first."""
        return self._all("source = ? AND id = ? ORDER BY captured, archive", (source, id))

    def begun(self, source: str) -> list[tuple[str, str]]:
        """Return id and address of some articles that have captures which were read, and others which wait."""
        return self._db.execute(
            "SELECT DISTINCT id, url FROM past_capture AS waits WHERE source = ? AND state = 'waiting'"
            " AND EXISTS (SELECT 1 FROM past_capture AS one"
            " WHERE one.source = waits.source AND one.id = waits.id AND one.state = 'read') LIMIT ?",
            (source, _MOST_BEGUN),
        ).fetchall()

    def led_to(self, id: str) -> list[PastCapture]:
        """Return the captures whose page stated the id of this article, and whose address has another id."""
        return self._all(f"{PAST_LED} AND why = ? AND hash IS NOT NULL ORDER BY captured, archive", (id,))

    def twin(self, row: PastCapture) -> PastCapture | None:
        """Return a settled capture of the same article with the same digest; None if there is none.

        One that was read comes first.
        """
        if not row.digest:
            return None
        where = (
            "source = ? AND id = ? AND digest = ? AND state NOT IN ('waiting', 'given-up') AND (captured, archive) <>"
            " (?, ?) ORDER BY state <> 'read', state <> 'same', captured LIMIT 1"
        )
        return self._one(where, (row.source, row.id, row.digest, row.captured, row.archive))

    def published(self, source: str, id: str) -> int | None:
        """Return when the article of an address was published, if a capture stated it."""
        found = self._one("source = ? AND id = ? AND published IS NOT NULL LIMIT 1", (source, id))
        return found.published if found else None

    def note_words(self, row: PastCapture) -> None:
        """Let those with the digest of a capture that is read now wait for its words, if they were settled without."""
        self._db.execute(
            "UPDATE past_capture SET state = 'waiting' WHERE source = ? AND id = ? AND digest = ? AND state = 'same'"
            " AND hash IS NULL",
            (row.source, row.id, row.digest),
        )

    def waiting(self, source: str, archive: str, since: str) -> Iterator[PastCapture]:
        """Yield the captures of an archive from `since` (14 digits) on that were not read yet, oldest first."""
        last = (since, "")
        while True:
            rows = self._all(
                "source = ? AND archive = ? AND state = 'waiting' AND (captured, id) > (?, ?)"
                f" ORDER BY captured, id LIMIT {_AT_ONCE}",
                (source, archive, *last),
            )
            yield from rows
            if not rows:
                return
            last = (rows[-1].captured, rows[-1].id)

    def unread(self, source: str, reading: str, state: str) -> Iterator[PastCapture]:
        """Yield the captures in our archive that another reading could not read (`unread`), or `skipped`, by time."""
        last = ("", "", "")
        while True:
            rows = self._all(
                f"source = ? AND {_IN_ARCHIVE} AND state = ? AND reading <> ? AND (captured, id, archive) > (?, ?, ?)"
                f" ORDER BY captured, id, archive LIMIT {_AT_ONCE}",
                (source, state, reading, *last),
            )
            yield from rows
            if not rows:
                return
            last = (rows[-1].captured, rows[-1].id, rows[-1].archive)

    def want_again(self, source: str, since: int, until: int | None) -> None:
        """Let the captures of articles of these days wait that earlier runs did not want."""
        self._db.execute(
            "UPDATE past_capture SET state = 'waiting' WHERE source = ? AND state = 'outside' AND published >= ?"
            " AND published < ?",
            (source, since, _NEVER if until is None else until),
        )

    def note_line(self, record: dict[str, Any]) -> None:
        """Record that the capture which gave a line of the corpus was read; other lines change nothing."""
        extraction, fetched = record.get("extraction"), record.get("fetched_at")
        via = extraction.get("via") if isinstance(extraction, dict) else None
        if via not in ORIGINS or not isinstance(fetched, str):
            return
        place = record["archive"] if isinstance(record.get("archive"), dict) else {}
        row = PastCapture(
            *(record["source"], record["id"], _NO_DIGITS.sub("", fetched)[:14], via, record["url"]),
            state="read",
            hash=record["content_hash"],
            place=place.get("file"),
            place_start=place.get("offset"),
            published=epoch_seconds(record.get("published_at")),
        )
        self._db.execute(_LEARN, row)

    def note_lost(self, ids: Iterable[str]) -> None:
        """Let the captures of articles whose lines are lost be read again: from our archive, where they lie there."""
        for id in ids:
            self._db.execute(f"{_READ_AGAIN} source = ? AND id = ? AND why IS NULL", (id.partition("/")[0], id))
            self._db.execute(f"{_READ_AGAIN} {PAST_LED} AND why = ?", (id,))

    def note_removed(self, source: str, id: str, removed: str) -> None:
        """Keep of the captures of an address that leads to a removed article only that they are not to be read."""
        self._db.execute(
            "UPDATE past_capture SET state = 'removed', why = ?, url = '', digest = '', file = NULL, hash = NULL,"
            " place = NULL, published = NULL, reading = '' WHERE source = ? AND id = ?",
            (removed, source, id),
        )

    def removed(self, source: str) -> set[str]:
        """Return the ids of addresses that lead to removed articles."""
        found = self._db.execute(
            "SELECT DISTINCT id FROM past_capture INDEXED BY past_removed WHERE source = ? AND state = 'removed'",
            (source,),
        )
        return {id for (id,) in found}

    def _one(self, where: str, values: tuple[Any, ...]) -> PastCapture | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM past_capture WHERE {where}", values).fetchone()
        return PastCapture._make(row) if row else None

    def _all(self, where: str, values: tuple[Any, ...]) -> list[PastCapture]:
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM past_capture WHERE {where}", values)
        return [PastCapture._make(row) for row in rows]
