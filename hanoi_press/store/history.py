"""What one run of one source knows and learns of pages, in the words that its spider asks in.

A spider without a data folder has the same questions answered by `spiders.memory.RunHistory`. Moments are whole seconds
since 1970 (UTC).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from time import time
from typing import Any, NamedTuple

from hanoi_press.items import Article
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.ledger import Coverage, Page
from hanoi_press.store.scope import DuePage, RunScope

_RESUME = 12 * 3600  # a run that was broken off is gone on with so long; after that the young articles are due again
_SETTLED = 48 * 3600  # a list of a day that ended so long ago gets no more articles
_MINUTE = 60
_LISTS_AGAIN = 31  # old lists that are read again in a run because they changed; an index may say so of all, each night
_GONE_AGAIN = 12 * 3600  # a page that was gone may have been a stumble: it is asked for again, twice


class _Asked(NamedTuple):
    url: str
    stamp: int | None
    ask: str | None


class _Landed(NamedTuple):
    asked: str
    etag: str | None
    changed: str | None


class SourceHistory:
    """A run's memory of one source. `recheck`: seconds for which a published article is looked at in each run;
    `tries`: runs in which a page that cannot be read is asked for."""

    def __init__(self, folder: DataFolder, source: str, scope: RunScope, *, recheck: int = 48 * 3600, tries: int = 4):
        self.folder = folder
        self.ledger = folder.ledger
        self.source = source
        self.scope = scope
        self.recheck = recheck
        self.tries = tries
        self.cycle, self.resumed = self.ledger.begin(source, int(time()), within=0 if scope.always else _RESUME)
        covered = self.ledger.coverage(source, scope.name)
        self.coverage = covered if covered and covered.since <= scope.since and not scope.always else None
        self.newest: int | None = None
        self._flying: dict[str, _Asked] = {}
        self._landed: dict[str, _Landed] = {}
        self._lists_again = 0
        self._came = False  # has the host given any page?
        self._doubtful: list[tuple[str, str]] = []
        self._lists: list[tuple[str, int | None, bool, set[str]]] = []

    # --- before a request --------------------------------------------------------------------------------------------

    def skip_reason(self, id: str, stamp: int | None) -> str:
        """Why a listed page is not asked for: `seen` in this run, `known` and stored, `left` out before; "": it is."""
        if stamp is not None:
            self.newest = max(stamp, self.newest or stamp)
        if id in self._flying:
            return "seen"
        page = self.ledger.find(id)
        if page is None or _moved(page, stamp):
            return ""
        if page.seen == self.cycle and not self.resumed:
            return "seen"
        if page.state in ("article", "alias"):
            return "" if self.scope.always and page.seen != self.cycle else "known"
        return "" if self._is_due(page) else "left"

    def _is_due(self, page: Page) -> bool:
        """Is a page that gave no article asked for again?"""
        if page.seen == self.cycle:
            return False
        if page.why == "outside":
            return page.published is None or self.scope.holds(page.published)
        if page.why == "gone":
            return page.tries < 3 and page.asked is not None and not 0 <= time() - page.asked < _GONE_AGAIN
        return self.scope.always or page.state == "failed" or page.why == "forbidden"

    def validators(self, id: str) -> dict[str, str]:
        """The headers that ask for a known article only where it changed."""
        page = self.ledger.find(id)
        if page is None or page.state != "article":
            return {}
        headers = {"If-None-Match": page.etag, "If-Modified-Since": page.changed}
        return {name: value for name, value in headers.items() if value}

    def mark_requested(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        """A page is about to be asked for."""
        self._flying[id] = _Asked(url, stamp, json.dumps(ask) if ask else None)

    def is_known(self, id: str) -> bool:
        """Is an article known already, or on its way?"""
        page = self.ledger.find(id)
        if page is None:
            return id in self._flying
        return page.seen == self.cycle or (page.state == "article" and not self.scope.always)

    def is_stored(self, id: str) -> bool:
        """Does an article stand in the corpus?"""
        page = self.ledger.find(id)
        return page is not None and page.state == "article"

    def due(self) -> Iterator[DuePage]:
        """The pages that are due though no list names them: those that could not be read in earlier runs, then the
        articles young enough to be corrected, newest first."""
        if self.scope.always or self.scope.name or self.scope.until:
            return
        now, recheck = int(time()), self.recheck  # by a clock that was set back to 1970 nothing is young
        young = self.ledger.young(self.source, now - recheck, now + recheck, self.cycle) if recheck else ()
        for page in (*self.ledger.failed(self.source), *young):
            fresh = self.ledger.find(page.id)
            if fresh is not None and fresh.seen != self.cycle and page.id not in self._flying:
                yield DuePage(page.id, page.url, _ask(page))

    # --- after an answer ---------------------------------------------------------------------------------------------

    def mark_arrived(self, asked: str, id: str, etag: str | None, changed: str | None) -> None:
        """The page asked for as `asked` holds article `id`; it goes to `keep` next."""
        self._landed[id] = _Landed(asked, etag, changed)

    def keep(self, article: Article) -> KeepResult | None:
        """Stores an article (`DataFolder.keep`); None where this run has read it under another address."""
        landed = self._landed.pop(article.id, _Landed(article.id, None, None))
        known = self.ledger.find(article.id)
        twice = landed.asked != article.id and known is not None and known.seen == self.cycle
        kept = None
        if not twice:
            kept = self.folder.keep(article, lambda page: self._note(page, landed))
        if landed.asked != article.id:
            self._put(landed.asked, "alias", article.id)
        self._settle(landed.asked)
        return kept

    def _note(self, page: Page, landed: _Landed) -> Page:
        self._came = True
        asked = self._flying.get(landed.asked)
        return page._replace(
            stamp=page.stamp if asked is None or asked.stamp is None else asked.stamp,
            etag=landed.etag,
            changed=landed.changed,
            ask=asked.ask if asked and asked.ask else page.ask,
            asked=int(time()),
            tries=0,
            born=page.born or self.cycle,
            seen=self.cycle,
        )

    def mark_invalid(self, id: str, why: str) -> None:
        """An article that arrived is not fit for the corpus."""
        self.mark_failed(self._landed.pop(id, _Landed(id, None, None)).asked, why)

    def mark_unchanged(self, id: str) -> None:
        """The site says that a known article did not change."""
        page = self.ledger.find(id)
        if page is not None:
            self.ledger.put(self._note(page, _Landed(id, page.etag, page.changed)))
        self._settle(id)

    def mark_skipped(self, id: str, why: str, published: int | None = None) -> None:
        """A page is no article for this run; what is known of an article stays."""
        page = self.ledger.find(id)
        if page is not None and page.state == "article":
            self.mark_unchanged(id)
            return
        tries = page.tries + 1 if page else 1
        self._put(id, "alias" if why == "seen" else "left", why, published=published, tries=tries)
        self._settle(id)

    def mark_failed(self, id: str, why: str, *, of_host: bool = False) -> None:
        """A page could not be read: it is asked for again in later runs, `tries` times in all, then given up.

        `of_host`: the fault may be the whole host's; it counts when other pages of it came in the same run.
        """
        page = self.ledger.find(id)
        if of_host:
            self._doubtful.append((id, why))
        if page is None or page.state != "article":
            tries = (page.tries if page else 0) + (not of_host)
            self._put(id, "failed" if tries < self.tries else "given-up", why, tries=tries)
        elif of_host:
            self.ledger.put(page._replace(asked=int(time()), seen=self.cycle))
        elif page.tries + 1 < self.tries:
            self.ledger.put(page._replace(tries=page.tries + 1, asked=int(time()), seen=self.cycle))
        else:
            self.mark_unchanged(id)  # a correction that cannot be read: the words that we have stay
        self._settle(id)

    def settle_host_failures(self) -> None:
        """The run ends: pages that failed while others of their host came have failed by themselves."""
        doubtful, self._doubtful = self._doubtful if self._came else [], []
        for id, why in doubtful:
            self.mark_failed(id, why)

    def _put(self, id: str, state: str, why: str, *, published: int | None = None, tries: int = 0) -> None:
        before = self.ledger.find(id) or Page(id, self.source, "", state)
        url, stamp, ask = self._flying.get(id) or (before.url, None, before.ask)
        page = before._replace(state=state, why=why, url=url, ask=ask, published=published, tries=tries)
        stamp = before.stamp if stamp is None else stamp
        self.ledger.put(page._replace(stamp=stamp, asked=int(time()), born=self.cycle, seen=self.cycle))

    # --- how far discovery has come ----------------------------------------------------------------------------------

    def is_covered(self, id: str) -> bool:
        """Is a page known from a run that saw all that is older?"""
        if self.coverage is None:
            return False
        page = self.ledger.find(id)
        return page is not None and page.born <= self.coverage.cycle

    def may_skip_list(self, url: str, changed: int | None, beyond: bool) -> bool:
        """Need a list not be fetched: settled or beyond known ground, and its index states no change?"""
        if self.scope.always:
            return False
        known = self.ledger.listing(url)
        if known is None:
            return beyond
        stamp, settled = known
        if not (beyond or settled):
            return False
        if changed is None or stamp is None or changed <= stamp or self._lists_again == _LISTS_AGAIN:
            return True
        self._lists_again += 1
        return False

    def mark_list_read(self, url: str, changed: int | None, end: int) -> None:
        """A list of pages up to the moment `end` has been given to its end; it counts as read when all pages that are
        on their way have come."""
        latest = min(int(time()), self.newest or 0)  # our clock may be wrong, the site's list may
        self._lists.append((url, changed, end + _SETTLED <= latest, set(self._flying)))
        self._finish_lists()

    def _settle(self, id: str) -> None:
        self._flying.pop(id, None)
        for _, _, _, waiting in self._lists:
            waiting.discard(id)
        self._finish_lists()

    def _finish_lists(self) -> None:
        for url, changed, settled, waiting in self._lists:
            if not waiting:
                self.ledger.put_listing(url, changed, settled)
        self._lists = [one for one in self._lists if one[3]]

    def finish(self, *, walked: bool) -> None:
        """The run came to its end; `walked`: discovery was read as far as the scope goes, and every page answered."""
        if walked and self.scope.walks and not self.scope.always and self.scope.until is None and not self._flying:
            since, newest = self.scope.since, self.newest
            before = self.ledger.coverage(self.source, self.scope.name)
            if before and before.newest is not None and before.since <= since <= before.newest:
                since, newest = before.since, max(before.newest, newest or 0)  # what came between was seen
            latest = None if newest is None else min(newest, int(time()))
            self.ledger.put_coverage(self.source, self.scope.name, Coverage(since, latest, self.cycle))
        self.ledger.end(self.source)


def _moved(page: Page, stamp: int | None) -> bool:
    """Does the site state a later change than the one that we know of? A moment that we know to the minute only may be
    the same to the second."""
    if stamp is None or page.stamp is None:
        return False
    return stamp >= page.stamp + _MINUTE if page.stamp % _MINUTE == 0 else stamp > page.stamp


def _ask(page: Page) -> tuple[str, Any] | None:
    if page.ask is None:
        return None
    url, posted = json.loads(page.ask)
    return url, posted
