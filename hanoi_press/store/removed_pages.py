"""Forget in the ledger what was known of articles that were removed for good."""

from __future__ import annotations

from collections.abc import Iterable

from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.ledger_tables import PAST_LED

TAKEN_DOWN = "taken-down"  # `Page.why` of an article on the take-down list whose lines are gone
_FORGET = f"""
INSERT OR IGNORE INTO gone SELECT id, 1 FROM page WHERE state = 'alias' AND why IN (SELECT id FROM gone);
UPDATE page SET url = '', ask = NULL, etag = NULL, changed = NULL WHERE id IN (SELECT id FROM gone);
UPDATE page SET state = 'left', why = '{TAKEN_DOWN}', hash = NULL, metadata = NULL, segment = NULL, tries = 0
  WHERE id IN (SELECT id FROM gone WHERE NOT is_alias);
DELETE FROM listed WHERE id IN (SELECT id FROM gone);
DELETE FROM wording WHERE id IN (SELECT id FROM gone);
DELETE FROM capture WHERE id IN (SELECT id FROM gone);
DELETE FROM past_capture WHERE (source, id) IN (SELECT substr(id, 1, instr(id, '/') - 1), id FROM gone);
UPDATE past_capture SET state = 'removed', url = '', digest = '', file = NULL, hash = NULL, place = NULL,
  published = NULL, reading = '' WHERE {PAST_LED} AND why IN (SELECT id FROM gone);
"""
_LEAD = f"""SELECT id, why FROM page WHERE state = 'alias' AND revision = 0 AND why IS NOT NULL
UNION SELECT id, why FROM past_capture WHERE {PAST_LED}
  AND coalesce((SELECT revision FROM page WHERE page.id = past_capture.id), 0) = 0"""


class RemovedPagesTable:
    """The part of the ledger that forgets pages."""

    _db: LedgerConnection

    def aliases_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the ids of the addresses that lead to these articles, with those of the articles.

        So do those whose captures led there. An address that had an article of its own before is left out: its pages
        are that one's.
        """
        wanted = set(ids)
        found = self._db.execute(_LEAD)
        return {id: why for id, why in found if why in wanted}

    def forget_pages(self, ids: Iterable[str], sources: Iterable[str]) -> None:
        """Forget what lists and pages state of articles and of the addresses that lead to them; they are not due.

        The answers of their sources' lists are forgotten, too, because they quote articles. The caller begins and ends
        the transaction. Raises `sqlite3.Error`.
        """
        db = self._db
        db.execute("CREATE TEMP TABLE IF NOT EXISTS gone(id TEXT PRIMARY KEY, is_alias INT DEFAULT 0) WITHOUT ROWID")
        db.execute("DELETE FROM gone")
        db.executemany("INSERT OR IGNORE INTO gone(id) VALUES (?)", ((id,) for id in ids))
        for statement in filter(str.strip, _FORGET.split(";")):
            db.execute(statement)
        for source in sources:
            db.execute("DELETE FROM answer WHERE source = ?", (source,))
            # where the reading of an index goes on may be the address of an article: it begins anew
            db.execute("DELETE FROM past_query WHERE source = ? AND NOT ended AND resume GLOB '*[^0-9]*'", (source,))
        db.execute("DELETE FROM gone")

    def drop_free_pages(self) -> bool:
        """Write the file anew, without anything that was ever deleted from it; False if another program reads it.

        Its journal keeps a copy of the old pages then. Takes some seconds for a million pages. Raises `sqlite3.Error`.
        """
        self._db.execute("VACUUM")
        (busy, _, _) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
