"""Record how far discovery has come in one run of a source, and which pages the run has requested.

The pages' own history is `store.history`. Times are whole seconds since 1970 (UTC).
"""

from __future__ import annotations

from time import time

from hanoi_press.store.folder import DataFolder
from hanoi_press.store.known_pages import KnownPages
from hanoi_press.store.ledger_tables import Coverage
from hanoi_press.store.list_answers import ListAnswer
from hanoi_press.store.open_requests import Requested
from hanoi_press.store.read_lists import ReadLists
from hanoi_press.store.restamped import Restamped
from hanoi_press.store.reworded_pages import RewordedPages
from hanoi_press.store.scope import RunScope

_HOUR = 3600
_CONTINUE_WITHIN = 12 * _HOUR  # an older broken-off run is not continued, because recent articles are due again
_SETTLED_AFTER = 48 * _HOUR  # a list gets no more articles so long after its last day
_ANSWERS_KEPT = 30 * 24 * _HOUR
_FRESH = 15 * 60  # seconds in which a later attempt of a run takes a list as an earlier one read it


class DiscoveryHistory(KnownPages):
    """The history of a source's lists, for one run.

    `attempt`: its number, from 1, if the run may be continued by another process; a later one asks for no list again.
    """

    attempt = 0

    def __init__(self, folder: DataFolder, source: str, scope: RunScope) -> None:
        self.folder = folder
        self.ledger = folder.ledger
        self.source = source
        self.scope = scope
        within = 0 if scope.always else _CONTINUE_WITHIN
        self.cycle, self.is_continued = self.ledger.begin_cycle(source, int(time()), within=within)
        self.begun = int(time())
        covered = self.ledger.coverage(source, scope.name)
        self._covered = None if scope.always or scope.until else covered
        self.coverage = covered if covered and covered.since <= scope.since and not scope.always else None
        self.newest: int | None = None  # the latest change that a list stated in this run
        self._requested: dict[str, Requested] = {}
        self._lists: list[str] = []  # requested in this run
        self._read_lists = ReadLists(folder.ledger, source, self.cycle)
        self._restamped = Restamped(folder.ledger, f"{source} {scope.name}".strip())
        self._reworded = RewordedPages(folder.ledger)

    def is_covered(self, id: str) -> bool:
        """Return True if a page is known from a run that saw everything older than it."""
        if self.coverage is None:
            return False
        page = self.ledger.find(id)
        return page is not None and page.born <= self.coverage.cycle

    def published(self, id: str) -> int | None:
        """Return when the article of a page was published, if it is known."""
        page = self.ledger.find(id)
        return page.published if page is not None else None

    @property
    def announced(self) -> int:
        """Return how many articles were requested for a change that a list stated, and had changed."""
        return self._restamped.real

    def may_skip_list(self, url: str, changed: int | None, beyond: bool) -> bool:
        """Return True if a list page can be skipped (see `ReadLists.may_skip`)."""
        return not self.scope.always and self._read_lists.may_skip(url, changed, beyond)

    def mark_list_read(self, url: str, changed: int | None, end: int) -> None:
        """Record that a list of pages up to the time `end` was read to its end.

        It counts as read once every page that is requested now is settled.
        """
        now = min(int(time()), self.newest or 0)  # both our clock and the site's dates may be wrong
        settled = end + _SETTLED_AFTER <= now
        self._read_lists.mark_read(
            url, changed, settled=settled, waiting={*self._requested, *self._restamped.put_off_in_list()}
        )

    def list_answer(self, url: str) -> ListAnswer | None:
        """Return the last answer of a list that is about to be requested; None if it is to be sent whole."""
        self._lists.append(url)
        found = None if self.scope.always else self.ledger.find_answer(url)
        if found is not None and self.attempt > 1 and self.ledger.has_answer_since(url, int(time()) - _FRESH):
            return found._replace(is_fresh=True)
        return found

    def keep_list_answer(self, url: str, answer: ListAnswer | None) -> None:
        """Record the answer of a list; None if it had not changed (HTTP 304)."""
        if answer is None:
            self.ledger.note_same_answer(url, int(time()))
        elif not self.scope.always and (answer.etag or answer.changed or self.attempt):
            self.ledger.put_answer(self.source, url, answer, int(time()))

    def forget_list_answers(self) -> None:
        """Forget the answers of this run's lists, because they could not all be read."""
        self.ledger.drop_answers(self._lists)

    @property
    def has_coverage(self) -> bool:
        """True if an earlier run of this scope was complete."""
        return self._covered is not None

    def continues(self, beginning: int) -> bool:
        """Return True if an earlier run saw all that was published until the time at which this run's lists begin."""
        before = self._covered
        return before is not None and beginning <= max(before.newest or 0, before.begun or 0)

    def _settle(self, id: str) -> None:
        """Record that a requested page is done for this run."""
        self._requested.pop(id, None)
        self._read_lists.settle(id)

    def finish(self, *, walked: bool, beginning: int | None = None) -> None:
        """Record that the run is complete.

        `walked`: discovery was read as far as the scope goes; coverage counts if every requested page is settled, too.
        `beginning`: the time at which the lists begin, if what was published before counts as not seen.
        """
        if walked and self.scope.walks and not self.scope.always and self.scope.until is None and not self._requested:
            since, newest = max(self.scope.since, beginning or 0), self.newest
            before = self.ledger.coverage(self.source, self.scope.name)
            if before and before.newest is not None and before.since <= since <= before.newest:
                since, newest = before.since, max(before.newest, newest or 0)  # this run continues where it ended
            latest = None if newest is None else min(newest, int(time()))
            self.ledger.put_coverage(self.source, self.scope.name, Coverage(since, latest, self.cycle, self.begun))
            self._read_lists.finish()
        self.forget_old_listed()
        self._reworded.forget_old()
        self.ledger.drop_old_answers(self.source, int(time()) - _ANSWERS_KEPT)
        self.ledger.drop_unconditional_answers(self.source)
        self.ledger.end_cycle(self.source)
