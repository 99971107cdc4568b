"""Decide which known pages are requested again because a list states a change, and learn whether that means anything.

Some sites state the time of the request, or of the last generation, as the change of every page (`lastmod` is always
now). Requested whenever a list states a change, each known page would be requested in each run for ever.
"""

from __future__ import annotations

import logging
from typing import NamedTuple

from hanoi_press.store.ledger import Ledger

logger = logging.getLogger(__name__)
_RUNS = 2  # in a row in which the stated changes meant nothing; one such run may be a site's move to a new system
_REMEMBERED = 3  # such runs; each run in which they meant something, or another route answered, takes one off
_FEWEST = 4  # requests without any change that say something against the stated changes
_SHARE = 7  # of the pages that are listed as changed, one in so many is requested all the same
_MOST = 200  # such requests in a run


class Restamp(NamedTuple):
    """A known page of which a list states a change. `seen`: the cycle that checked it last; `stamp`: as stated,
    None if the list words the page otherwise than before."""

    seen: int
    id: str
    stamp: int | None


class Restamped:
    """The known pages of one run of which a list states a change; they are requested after discovery, new ones first.

    The stated changes of a source mean nothing if, in two runs in a row, lists stated one for half of the known pages
    or more, and nine of ten that were requested had not changed. From then on a seventh of them is requested in a run,
    those first that were not requested for the longest time. As soon as less than half is listed as changed, or most of
    that seventh has changed, all are requested again. So no change is missed for good.

    Only pages that no other rule requests count here: the caller leaves out those within the recheck window.
    """

    def __init__(self, ledger: Ledger, source: str) -> None:
        """`source`: the name under which it is kept; a route or section that is crawled alone has its own."""
        self.ledger = ledger
        self.source = source
        self.vain_runs = ledger.stated(source)[0]
        self.waiting: dict[str, Restamp] = {}
        self._of_list: set[str] = set()  # put off since the last list was read to its end
        self._same: set[str] = set()  # listed without a change
        self._requested: set[str] = set()
        self._vain = self.real = 0

    def note_same(self, id: str) -> None:
        """Record that a list names a known page and states no change."""
        if id not in self.waiting:
            self._same.add(id)

    def put_off(self, id: str, seen: int, stamp: int | None) -> None:
        """Record that a list states a change of a known page, which is to be requested after discovery."""
        self._same.discard(id)
        self._of_list.add(id)
        self.waiting[id] = Restamp(seen, id, stamp)

    def put_off_in_list(self) -> set[str]:
        """Return the ids that were put off since the last call."""
        found, self._of_list = self._of_list, set()
        return found

    @property
    def is_doubted(self) -> bool:
        """Return True if the changes that lists state in this run mean nothing."""
        return self.vain_runs >= _RUNS and self._are_many

    @property
    def _are_many(self) -> bool:
        return len(self.waiting) * 2 >= len(self.waiting) + len(self._same)

    def chosen(self) -> list[Restamp]:
        """Return the pages to request, those first that were not requested for the longest time."""
        found = sorted(self.waiting.values())
        if self.is_doubted:
            number = min(1 + len(found) // _SHARE, _MOST)
            logger.info(
                "%s: its lists state changes that are none; %d of %d read again", self.source, number, len(found)
            )
            found = found[:number]
        self._requested.update(one.id for one in found)
        return found

    def note_answer(self, id: str, *, changed: bool) -> None:
        """Record whether a page had changed, if it was requested because a list said so."""
        if id in self._requested:
            self._requested.discard(id)
            self.real += changed
            self._vain += not changed

    def settle(self) -> None:
        """At the end of a run, record whether its stated changes meant anything."""
        answers = self._vain + self.real
        if self.waiting and self._are_many:
            if self.vain_runs >= _RUNS:
                is_vain = self.real * 2 <= answers
            elif answers >= _FEWEST:
                is_vain = self.real * 10 <= answers
            else:
                return  # too few to tell
            runs = self.vain_runs + 1 if is_vain else 0
        elif self._same:
            runs = self.vain_runs - 1
        else:
            return
        self.vain_runs = max(0, min(runs, _REMEMBERED))
        self.ledger.put_stated(self.source, vain=self.vain_runs)
