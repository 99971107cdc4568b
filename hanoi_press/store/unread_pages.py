"""Record which pages of a source could not be read in a run, and what an answer says of a stored page.

`store.history` has the verdicts on answers.
"""

from __future__ import annotations

from time import time

from hanoi_press.store.discovery_history import DiscoveryHistory
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.open_requests import Arrived
from hanoi_press.store.page_failures import PageFailures
from hanoi_press.store.past_history import PastHistory
from hanoi_press.store.rereads import Rereads
from hanoi_press.store.scope import RunScope


class UnreadPages(DiscoveryHistory):
    """The failures of one run of a source, and its captures. `tries`: runs that request a bad page."""

    def __init__(self, folder: DataFolder, source: str, scope: RunScope, tries: int) -> None:
        super().__init__(folder, source, scope)
        self.tries = tries
        self._failures = PageFailures()
        self._rereads = Rereads(folder, source, scope, tries)
        self.captures = PastHistory(folder, source, scope, cycle=self.cycle, tries=tries)

    def settle_failures(self) -> None:
        """At the end of a run, count its failures as tries, as far as the pages are at fault (`PageFailures`).

        And record whether the changes that lists stated meant anything (`Restamped`).
        """
        self._restamped.settle()
        self.captures.settle_failures()
        for failure in self._failures.that_count(self._has_tries):
            if failure.requested:
                self._requested[failure.id] = failure.requested
            self._put_failed(failure.id, failure.why, tried=failure.tried)

    def _has_tries(self, id: str) -> bool:
        return (page := self.ledger.find(id)) is not None and page.tries > 0

    def _put_failed(self, id: str, why: str, *, tried: int) -> None:
        page = self.ledger.find(id)
        if page is not None and page.state == "lost":  # never given up
            self.ledger.put(page._replace(why=why, tries=page.tries + tried, asked=int(time()), seen=self.cycle))
        elif page is None or page.state != "article":
            tries = (page.tries if page else 0) + tried
            self._put(id, "failed" if tries < self.tries else self._rereads.last_state(id), why, tries=tries)
        elif page.tries + tried < self.tries:
            self.ledger.put(page._replace(tries=page.tries + tried, asked=int(time()), seen=self.cycle))
        else:
            self._keep_as_it_is(id)  # the correction of a stored article cannot be read, so the stored words stay
        self._settle(id)

    def _put(self, id: str, state: str, why: str, *, published: int | None = None, tries: int = 0) -> None:
        """Store a page that gave no article."""
        before = self.ledger.find(id) or Page(id, self.source, "", state)
        url, stamp, ask = self._requested.get(id) or (before.url, None, before.ask)
        page = before._replace(state=state, why=why, url=url, ask=ask, published=published, tries=tries)
        stamp = before.stamp if stamp is None else stamp
        self.ledger.put(page._replace(stamp=stamp, asked=int(time()), born=self.cycle, seen=self.cycle))

    def _keep_as_it_is(self, id: str) -> None:
        if (page := self.ledger.find(id)) is not None:
            self.ledger.put(self._as_arrived(page, Arrived(id, page.etag, page.changed)))
            self._reworded.settle(id)
        self._settle(id)

    def _as_arrived(self, page: Page, arrived: Arrived) -> Page:
        """Return an article's page with the facts from its request and answer."""
        requested = self._requested.get(arrived.requested_as)
        return page._replace(
            stamp=page.stamp if requested is None or requested.stamp is None else requested.stamp,
            etag=arrived.etag,
            changed=arrived.last_modified,
            ask=requested.ask if requested and requested.ask else page.ask,
            asked=int(time()),
            tries=0,
            born=page.born or self.cycle,
            seen=self.cycle,
        )
