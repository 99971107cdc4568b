"""Decide which list pages a run can skip, and which ones count as read."""

from __future__ import annotations

from time import time
from typing import NamedTuple
from zlib import crc32

from hanoi_press.store.ledger import Ledger
from hanoi_press.text.moments import is_ahead

# Old lists read again in one run, because some indexes state every night that all lists changed; and as many whose
# change lies in the future. If more were stated as changed in the last run, they take turns.
_MAX_REREAD = 31


class _ReadList(NamedTuple):
    """A list that was read to its end. `waiting`: ids of the requested pages that must be settled before it counts."""

    url: str
    stamp: int | None
    settled: bool
    waiting: set[str]


class ReadLists:
    """The lists of one run; each is stored in the ledger once all pages requested before its end are settled."""

    def __init__(self, ledger: Ledger, source: str, cycle: int) -> None:
        self.ledger = ledger
        self.source = source
        self._turn = cycle
        self._turns = 1 + ledger.stated(source)[1] // _MAX_REREAD
        self._most = _MAX_REREAD * min(self._turns, 2)  # hash values are not spread evenly
        self._changed = 0
        self._reread = 0
        self._reread_misdated = 0
        self._pending: list[_ReadList] = []

    def may_skip(self, url: str, changed: int | None, beyond: bool) -> bool:
        """Return True if a list need not be fetched: it was read or need not be, and its index states no change.

        `changed`: the last change that the index states. `beyond`: a newer list reached pages before which
        everything is known. A change in the future hides the later ones, so such a list is read again.
        """
        known = self.ledger.listing(url)
        if known is None:
            return beyond
        stamp, settled = known
        if not (beyond or settled):
            return False
        if changed is None:
            return True
        if is_ahead(max(changed, stamp or changed), time()) and self._reread_misdated < _MAX_REREAD:
            self._reread_misdated += 1
            return False
        if stamp is None or changed <= stamp:
            return True
        self._changed += 1
        if self._reread == self._most or (crc32(url.encode()) + self._turn) % self._turns:
            return True
        self._reread += 1
        return False

    def mark_read(self, url: str, changed: int | None, *, settled: bool, waiting: set[str]) -> None:
        """Record a list that was read to its end. `settled`: it gets no more articles; `waiting`: ids of its pages."""
        self._pending.append(_ReadList(url, changed, settled, waiting))
        self._store()

    def finish(self) -> None:
        """At the end of a run that read all that it should, record how many lists were stated as changed."""
        self.ledger.put_stated(self.source, lists=self._changed)

    def settle(self, id: str) -> None:
        """Record that a page is done for this run."""
        for one in self._pending:
            one.waiting.discard(id)
        self._store()

    def _store(self) -> None:
        for one in self._pending:
            if not one.waiting:
                self.ledger.put_listing(one.url, one.stamp, one.settled)
        self._pending = [one for one in self._pending if one.waiting]
