"""Keep in the ledger in which words lists stated each page, so that other words are known as a change."""

from __future__ import annotations

import json
from typing import Any

from hanoi_press.store.ledger_connection import LedgerConnection
from hanoi_press.store.wordings import Wordings


class WordingTable:
    """The part of the ledger with the wordings. `noted` is when they were recorded."""

    _db: LedgerConnection

    def find_wordings(self, id: str) -> tuple[Wordings, int]:
        """Return the known wordings of a page, and when they were recorded; ({}, 0) if there are none."""
        row = self._db.execute("SELECT words, noted FROM wording WHERE id = ?", (id,)).fetchone()
        return (_from_json(row[0]), row[1]) if row else ({}, 0)

    def put_wordings(self, id: str, words: Wordings, noted: int) -> None:
        """Record the wordings of a page."""
        values = (id, json.dumps(words, ensure_ascii=False, separators=(",", ":")), noted)
        self._db.execute("INSERT OR REPLACE INTO wording(id, words, noted) VALUES (?, ?, ?)", values)

    def drop_wordings(self, before: int) -> None:
        """Forget the wordings of pages that no list has named since a moment."""
        self._db.execute("DELETE FROM wording WHERE noted < ?", (before,))


def _from_json(text: str) -> Wordings:
    try:
        found: Any = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        field: [one for one in words if isinstance(one, str) and one]
        for field, words in found.items()
        if isinstance(words, list)
    }
