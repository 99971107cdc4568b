"""Read and record the history of one source's pages in the ledger, for one run.

`SourceHistory` implements the protocol `crawl.page_history.History`; a spider without a data folder uses
`RunHistory` there. Times are whole seconds since 1970 (UTC).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from time import time
from typing import Any

from hanoi_press.items import Article, Identity, Listed
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.due_pages import after_skip, is_due, is_wanted, waits_for_change
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.late_captures import as_from_elsewhere, insert_by_time, is_from_elsewhere
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.open_requests import Arrived, Requested
from hanoi_press.store.page_failures import PageFailure
from hanoi_press.store.removed_pages import TAKEN_DOWN
from hanoi_press.store.rereads import of_new_line
from hanoi_press.store.scope import DuePage, RunScope
from hanoi_press.store.stamps import has_changed
from hanoi_press.store.stated_ids import StatedIds
from hanoi_press.store.unread_pages import UnreadPages
from hanoi_press.text.moments import epoch_seconds, is_ahead


class SourceHistory(UnreadPages):
    """The history of one source for one run.

    `recheck`: seconds after publication in which every run requests an article. `tries`: runs that request a bad page.
    """

    def __init__(
        self, folder: DataFolder, source: str, scope: RunScope, *, recheck: int = 48 * 3600, tries: int = 4
    ) -> None:
        super().__init__(folder, source, scope, tries)
        self.recheck = recheck
        self._arrived: dict[str, Arrived] = {}
        self._stated = StatedIds(folder.ledger, lambda page: page.seen == self.cycle)

    # --- before a request --------------------------------------------------------------------------------------------

    def skip_reason(self, id: str, stamp: int | None) -> str:
        """Return why a listed page is not requested; "" if it is.

        `seen`: this run has read or requested it. `known`: the article is stored and the list states no change.
        `left`: an earlier run found no article on the page. `removed`: the article is on the take-down list.
        """
        if stamp is not None and not is_ahead(stamp, time()):
            self.newest = max(stamp, self.newest or stamp)
        if self.is_removed(id):
            return "removed"
        if id in self._requested or id in self._restamped.waiting:
            return "seen"
        page = self.ledger.find(id)
        if page is None or page.why == TAKEN_DOWN or has_changed(page, stamp, self.cycle):
            return ""
        if stamp is not None and waits_for_change(page, self.scope, self.recheck):
            self._restamped.note_same(id)
        if page.seen == self.cycle and not self.is_continued:
            return "known" if id in self._rereads.settled else "seen"
        if page.state in ("article", "alias"):
            return "" if self.scope.always and page.seen != self.cycle else "known"
        return "" if page.seen != self.cycle and is_due(page, self.scope) else "left"

    def put_off(self, id: str, stamp: int | None) -> bool:
        """Return True if a page is requested only for the change that a list states; it is due after discovery."""
        page = self.ledger.find(id)
        if stamp is None or page is None or not waits_for_change(page, self.scope, self.recheck):
            return False
        if page.seen != self.cycle:
            self._restamped.put_off(id, page.seen, stamp)
        return True

    def is_reworded(self, id: str, listed: Listed | None) -> bool:
        """Return True if a list states a known page in other words than before; it is due after discovery."""
        is_new = self._reworded.note(id, listed)
        page = self.ledger.find(id)
        if is_new is None or page is None or id in self._requested or id in self._restamped.waiting:
            return False
        is_waiting = page.state in ("article", "alias") and waits_for_change(page, self.scope, self.recheck)
        if is_new and page.seen != self.cycle and page.state in ("article", "alias"):
            if is_waiting:
                self._restamped.put_off(id, page.seen, None)
            return is_waiting  # a young article is due anyway
        if is_waiting:
            self._restamped.note_same(id)
        self._reworded.settle(id)
        return False

    def mark_requested(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        """Record that a page is about to be requested; `ask`: address and posted JSON of the API requested instead."""
        self._requested[id] = Requested(url, stamp, json.dumps(ask) if ask else None)

    def rereads(self) -> Iterator[DuePage]:
        """Yield the pages whose archived answers are to be read again (`Rereads`), before any request."""
        pages = chain(self._rereads.due(), self.captures.rereads(lambda id: id in self._requested))
        return (page for page in pages if not self.is_removed(page.id))

    def mark_answer_missing(self, id: str) -> None:
        """Record that an answer to be read again is not in the archive any more."""
        if self.captures.is_open(id):
            self.captures.note_missing(id)
        else:
            self._rereads.note_missing(id)
        self._settle(id)

    def due(self) -> Iterator[DuePage]:
        """Yield the pages to request although no list contains them.

        First those put off (`put_off`), then the articles whose lines are gone from the corpus, the pages that could
        not be read in earlier runs, and the articles published less than `recheck` seconds ago, newest first.
        """
        for one in self._restamped.chosen():
            known = self.ledger.find(one.id)
            if known is not None and known.seen != self.cycle:
                yield DuePage(one.id, known.url, known.api_request, one.stamp)
        if self.scope.always or self.scope.name or self.scope.until:
            return
        now, recheck = int(time()), self.recheck
        # an upper bound, too: if the clock was set back to 1970, no article is recent
        recent = self.ledger.recent_articles(self.source, now - recheck, now + recheck, self.cycle) if recheck else ()
        pages = chain(self.ledger.lost_pages(self.source), self.ledger.failed_pages(self.source), recent)
        for page in pages:
            current = self.ledger.find(page.id)  # this run may have read it since the generator started
            is_open = current is not None and current.seen != self.cycle and page.id not in self._requested
            is_open = is_open and not self.is_removed(page.id)
            if is_open and is_wanted(page, self.scope):
                yield DuePage(page.id, page.url, page.api_request)

    # --- after an answer ---------------------------------------------------------------------------------------------

    def mark_arrived(
        self, asked: str, id: str, etag: str | None, changed: str | None, own: Identity | None = None
    ) -> None:
        """Record that the page requested as `asked` contains article `id`; call `keep` or `mark_invalid` next.

        `etag` and `changed` are the headers `ETag` and `Last-Modified` of the answer; `own` is the identity of its
        address, if its page states another one.
        """
        self._arrived[id] = Arrived(asked, etag, changed, own)

    def keep(self, article: Article) -> KeepResult | None:
        """Store an article by `DataFolder.keep`; None if this run has stored it from another address."""
        arrived = self._arrived.pop(article.id, Arrived(article.id, None, None))
        if self.captures.is_open(arrived.requested_as):
            self._settle(arrived.requested_as)
            return self.captures.keep(article, arrived)
        self._stated.settle(article, arrived.own)
        if self.is_removed(article.id):
            self.mark_removed(arrived.requested_as, article.id)
            return KeepResult.REMOVED
        is_alias = arrived.requested_as != article.id
        known = self.ledger.find(article.id)
        result = None
        before = self.ledger.find(arrived.requested_as)
        is_archived = self._rereads.is_open(arrived.requested_as)
        is_of_line = self._rereads.is_of_line(arrived.requested_as, article)
        is_foreign = is_from_elsewhere(article) and not is_archived
        if not (is_alias and known is not None and known.seen == self.cycle):

            def noted(page: Page) -> Page:
                if is_of_line and known is not None and known.state == "article":
                    return of_new_line(page, known)
                new = self._as_arrived(page, arrived)
                if is_foreign:
                    return as_from_elsewhere(new, known, epoch_seconds(article.fetched_at) or 0)
                return new._replace(asked=before.asked) if is_archived and before is not None else new

            if is_foreign and known is not None:
                result = insert_by_time(self.folder, article, self.captures.words.seen(known), noted)
            else:
                result = self.folder.keep(article, noted, is_reread=is_of_line)
        if is_alias:
            self._put(arrived.requested_as, "alias", article.id)
            self.ledger.captures.drop(arrived.requested_as)
        is_same = result in (None, KeepResult.UNCHANGED) and (before is None or is_alias == (before.state == "alias"))
        self._restamped.note_answer(arrived.requested_as, changed=not is_same)
        self._reworded.settle(arrived.requested_as, changed=not is_same)
        self._failures.any_read |= not is_archived  # what an archived answer gives says nothing of the site tonight
        self.settle_listed(article, arrived.requested_as)
        self._rereads.note_article(arrived.requested_as)
        self._settle(arrived.requested_as)
        return result

    def mark_removed(self, asked: str, id: str) -> None:
        """Record that a page, requested as `asked`, gave an article that is on the take-down list."""
        if self.captures.is_open(asked):
            self.captures.note_removed(asked, id)
            self._settle(asked)
            return
        self.note_removed(asked, id)
        self._failures.any_read = True
        self._rereads.note_article(asked)
        self._settle(asked)

    def mark_invalid(self, id: str, why: str, answer: ArchivedAnswer | None = None) -> None:
        """Record that an article that arrived breaks the schema of the corpus; `answer`: as in `mark_failed`."""
        self.mark_failed(self._arrived.pop(id, Arrived(id, None, None)).requested_as, why, answer=answer)

    def mark_unchanged(self, id: str) -> None:
        """Record that a known article did not change according to the site."""
        self._failures.any_unchanged = True
        self._restamped.note_answer(id, changed=False)
        self._keep_as_it_is(id)

    def mark_skipped(
        self, id: str, why: str, published: int | None = None, answer: ArchivedAnswer | None = None
    ) -> None:
        """Record that a page is no article, or none for this run. A stored article keeps its state.

        `answer`: the archived answer that was judged so, if another reading may judge otherwise.
        """
        if self.captures.is_open(id):
            self.captures.note_skipped(id, why, published, answer)
            self._settle(id)
            return
        if self._rereads.is_open(id):
            if why == "outside":
                self._rereads.note_outside(id, published)
            else:
                self._rereads.note_in_vain(id, why)
            self._settle(id)
            return
        self._failures.any_read |= why == "outside"
        page = self.ledger.find(id)
        if page is not None and page.state == "article":
            self.mark_unchanged(id)
            return
        self._restamped.note_answer(id, changed=page is None or page.why != why)
        self._failures.doubt(id, why, self._requested.get(id))
        if page is not None and (due := after_skip(page, why)) is not None:
            published = page.published if published is None else published
            self.ledger.put(due._replace(published=published, asked=int(time()), seen=self.cycle))
        else:
            tries = page.tries + 1 if page else 1
            self._put(id, "alias" if why == "seen" else "left", why, published=published, tries=tries)
        if answer is not None:
            self._rereads.note_failed(id, why, answer)
        self._settle(id)

    def mark_failed(self, id: str, why: str, *, of_host: bool = False, answer: ArchivedAnswer | None = None) -> None:
        """Record that a page could not be read.

        After `tries` runs that count (`settle_failures`) it is requested no more; it then waits for a change of our
        reading, if that failed, or is given up. `of_host`: the fault may be the whole host's. `answer`: the archived
        answer, if our reading failed.
        """
        if self.captures.is_open(id):
            self.captures.note_failed(id, why, answer, of_host=of_host)
            self._settle(id)
            return
        if self._rereads.is_open(id):
            self._rereads.note_in_vain(id, why)
            self._settle(id)
            return
        self._rereads.note_failed(id, why, answer)
        self._failures.add(PageFailure(id, why, of_host, self._requested.get(id)))
        self._put_failed(id, why, tried=0)
