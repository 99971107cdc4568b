"""Note in one run which pages lists state in other words than in earlier runs, and remember the words."""

from __future__ import annotations

from time import time

from hanoi_press.items import Listed
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.wordings import Wordings, add_wording, is_reworded, wording_of

_KEPT = 30 * 86_400  # seconds after a list named the page last
_NOTED_AGAIN = 86_400  # seconds after which the same words are recorded again, so that they stay known
_MOST = 20_000  # pages of a run whose words are held in memory


class RewordedPages:
    """The wordings of one run.

    What a list states is compared with earlier runs' words only, because the lists of one run may name a page
    differently. New words are remembered once the page was requested for them (`settle`): a run that was broken off,
    or could not read the page, leaves the change to the next one.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._before: dict[str, tuple[Wordings, int]] = {}
        self._stated: dict[str, Wordings] = {}

    def note(self, id: str, listed: Listed | None) -> bool | None:
        """Note what a list states of a page. Return whether it is stated in other words; None if nothing is stated."""
        stated = wording_of(listed)
        if not stated:
            return None
        if id not in self._before:
            if len(self._before) >= _MOST:
                self._before.clear()
                self._stated.clear()
            self._before[id] = self.ledger.find_wordings(id)
        self._stated[id] = add_wording(self._stated.get(id, {}), stated)
        return is_reworded(stated, self._before[id][0])

    def settle(self, id: str, *, changed: bool = False) -> None:
        """Remember the words of this run; if the article has changed, its earlier words are no longer valid."""
        stated = self._stated.get(id)
        if stated is None:
            return
        known, noted = self.ledger.find_wordings(id)
        words = {field: list(texts) for field, texts in known.items() if not changed or field not in stated}
        for field, texts in stated.items():
            for text in reversed(texts):
                words = add_wording(words, {field: text})
        now = int(time())
        if words != known or not 0 <= now - noted < _NOTED_AGAIN:
            self.ledger.put_wordings(id, words, now)

    def forget_old(self) -> None:
        """Forget the words of pages that no list names any more."""
        self.ledger.drop_wordings(int(time()) - _KEPT)
