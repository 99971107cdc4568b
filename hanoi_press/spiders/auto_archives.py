"""Define `AutoArchives`, what `via=auto` asks of the web archives once the site was read, and why."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from itertools import islice

from hanoi_press.discovery import VN, Lead
from hanoi_press.discovery.captures import COMMONCRAWL, WAYBACK
from hanoi_press.spiders.past_walk import PastWalk

_NEWEST = timedelta(days=400)  # how far back Common Crawl's indexes are asked for single addresses
_MOST = 500  # addresses that are asked for one by one in a run; the next run asks for further ones
_MOST_EARLIER = 20_000  # pages that were gone in earlier runs


class AutoArchives:
    """The articles that a site did not give in this run, and the captures that take their place.

    `stopped`: why the site may not be asked any more (`blocked`, `failing`); "" if it may. `has_article` says whether
    an article is in the corpus by now, `settled` waits until every request was answered.
    """

    def __init__(
        self, past: PastWalk, has_article: Callable[[str], bool], settled: Callable[[], Awaitable[None]]
    ) -> None:
        self.past = past
        self.has_article = has_article
        self.settled = settled
        self.is_on = past.routes.arguments.is_auto
        self.stopped = ""
        self._missing: dict[str, str] = {}  # addresses by article id
        self._blocked: set[str] = set()  # ids of those that a block withheld
        self._arrived: set[str] = set()  # ids of the articles that the site gave

    def stop_site(self, why: str) -> bool:
        """Record that the site may not be asked any more. Return False if the run has to end because of that."""
        if self.is_on and not self.stopped:
            self.stopped = why
            self.past.routes.logger.warning("the site is not asked any more in this run; web archives are")
        return self.is_on

    def note_arrived(self, id: str) -> None:
        """Record that the site gave an article."""
        if self.is_on:
            self._arrived.add(id)

    def note_gone(self, id: str, url: str) -> None:
        """Record that the site has a page no more."""
        if self.is_on:
            self._missing[id] = url

    def note_withheld(self, id: str, url: str) -> None:
        """Record that the site was not asked for a page, or refused it."""
        self.note_gone(id, url)
        self._blocked.add(id)

    def note_unasked(self, url: str) -> None:
        """Record that the site was not asked for the page of a lead."""
        if (identity := self.past.routes.source.identify(url)) is not None:
            self.note_withheld(identity.id, identity.url)

    async def leads(self) -> AsyncIterator[Lead]:
        """Yield the captures of the articles that the corpus lacks: of all hosts, if the site gave too little."""
        self.past.captures.only_missing = True
        self.past.has_other = self._arrived.__contains__
        if why := self._why_by_host():
            for archive in (WAYBACK, COMMONCRAWL):
                self.past.outcome.past.note_why(archive, why)
                async for lead in self.past.leads(archive):
                    yield lead
            self._mend_reach()
            return
        for archive in (WAYBACK, COMMONCRAWL):
            await self.settled()  # because the first archive may have given them
            wanted = self._addresses()
            if not wanted:
                return
            self.past.outcome.past.note_why(archive, self._why_by_address(wanted))
            # of Common Crawl, which is asked by host in a hundred indexes, only the newest ones
            newest = datetime.now(VN) - _NEWEST if archive == COMMONCRAWL else None
            async for lead in self.past.leads(archive, tuple(wanted.values()), indexed_since=newest):
                yield lead

    def _why_by_host(self) -> str:
        """Return why the site is not enough; "" if only single pages are missing."""
        outcome, arguments = self.past.outcome, self.past.routes.arguments
        if arguments.urls:
            return ""
        if not self.past.routes.route_names():
            return "the source has no lists"
        if self.stopped or outcome.counts["no_route"] or outcome.counts["incomplete"]:
            if outcome.counts["blocked"]:
                return "the site blocks us"
            if self.stopped:
                return "the site does not answer"
            which = "no list" if outcome.counts["no_route"] else "not every list"
            return f"{which} of the site could be read"
        return outcome.unseen_days

    def _why_by_address(self, wanted: dict[str, str]) -> str:
        blocked = len(self._blocked & wanted.keys())
        parts = [(len(wanted) - blocked, "gone"), (blocked, "blocked")]
        return ", ".join(f"{number} {what}" for number, what in parts if number)

    def _addresses(self) -> dict[str, str]:
        """Return the addresses of the pages that are missing, by article id: of this run, then of earlier ones."""
        earlier = () if self.past.routes.arguments.urls else islice(self.past.routes.history.gone(), _MOST_EARLIER)
        found = {id: url for id, url in (*self._missing.items(), *earlier) if not self.has_article(id)}
        if not self.past.routes.arguments.urls:
            identify = self.past.routes.source.identify
            begun = {id: one.url for id, url in self.past.captures.begun() if (one := identify(url)) is not None}
            unasked = set(self.past.unasked(tuple(begun.values())))  # by this kind of run, but by one for all hosts
            found |= {id: url for id, url in begun.items() if url not in unasked}
        left = set(list(self.past.unasked(tuple(found.values())))[_MOST:])
        return {id: url for id, url in found.items() if url not in left}

    def _mend_reach(self) -> None:
        """Take the days that no list reaches as seen, because the web archives were asked for them."""
        outcome = self.past.outcome
        if outcome.unseen_days and not self.past.has_failed:
            begins = outcome.unseen_days.partition(";")[0]
            outcome.unseen_days = f"{begins}; web archives were asked for the days before"
            outcome.counts.pop("unseen", None)
