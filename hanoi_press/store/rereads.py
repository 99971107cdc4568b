"""Decide which archived answers a run of a source reads again, and record what came of it.

An answer is read again once for each change of our reading (`store.reading`): of a page that could not be read, or was
judged to be no article, and of an article of low confidence.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import chain
from time import time

from hanoi_press.items import Article
from hanoi_press.store.capture_table import DOUBTFUL_AT_ONCE, ArchivedAnswer
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_tables import REREAD, CaptureRow, Page
from hanoi_press.store.old_answers import place_old_answers
from hanoi_press.store.scope import DuePage, RunScope
from hanoi_press.text.moments import epoch_seconds

logger = logging.getLogger(__name__)
_OF_READING = ("parse", "too-costly", "lost")  # how `Page.why` begins if our reading failed, not the site


class Rereads:
    """The archived answers of one run of a source. `tries`: number of runs that request a page that cannot be read."""

    def __init__(self, folder: DataFolder, source: str, scope: RunScope, tries: int) -> None:
        self.folder = folder
        self.ledger = folder.ledger
        self.captures = folder.ledger.captures
        self.source = source
        self.scope = scope
        self.tries = tries
        self.reading = folder.reading(source)
        self._open: dict[str, CaptureRow] = {}  # answers that are being read again
        self.settled: set[str] = set()  # ids of pages whose archived answer gave an article

    def due(self) -> Iterator[DuePage]:
        """Yield the pages whose answers are to be read again; a run of single pages or of an archive reads none."""
        if self.scope.always:
            return
        self._find_old()
        doubtful = self.captures.doubtful(self.source, self.reading, DOUBTFUL_AT_ONCE)
        for row in chain(self.captures.unread(self.source, self.reading), doubtful):
            page = self.ledger.find(row.id)
            if page is None:
                self.captures.drop(row.id)
            elif row.file is None or row.start is None or row.fetched is None:
                self._request(page)
            elif self._is_wanted(page, row.fetched):
                self._open[row.id] = row
                answer = ArchivedAnswer(row.file, row.start, row.fetched)
                yield DuePage(row.id, page.url, page.api_request, page.stamp, answer)

    def _find_old(self) -> None:
        """Find the answers of pages that an earlier version could not read, or gave up."""
        place_old_answers(self.folder.path, self.ledger, self.source, self.reading)

    def _is_wanted(self, page: Page, fetched: str) -> bool:
        """Return True unless a page is known to have an article of other days, and none was stored.

        The run's first day is moved back by the age of the answer: the run of that night wanted it.
        """
        if page.state in ("article", "lost") or page.published is None:
            return True
        age = max(0, int(time()) - (epoch_seconds(fetched) or 0))
        return page.published >= self.scope.since - age and (
            self.scope.until is None or page.published < self.scope.until
        )

    def is_open(self, id: str) -> bool:
        """Return True if the answer of a page is being read again."""
        return id in self._open

    def is_of_line(self, requested: str, article: Article) -> bool:
        """Return True if an article is a new reading of the answer that gave its last line."""
        row = self._open.get(requested)
        return row is not None and row.of_line == 1 and row.id == article.id and row.fetched == article.fetched_at

    def note_article(self, requested: str) -> None:
        """Record that the answer of a page, requested or archived, gave an article, which the folder has stored."""
        if self._open.pop(requested, None) is not None:
            self.settled.add(requested)

    def note_failed(self, id: str, why: str, answer: ArchivedAnswer | None) -> None:
        """Record that an answer of the site could not be read, or was judged to be no article; it may be archived."""
        if answer is not None:
            row = CaptureRow(id, self.source, *answer, self.reading, tried=int(time()))
            self.captures.put(row)
        elif is_of_reading(why) and self.captures.find(id) is None:
            self.captures.put(CaptureRow(id, self.source, None, None, None, self.reading))

    def note_in_vain(self, id: str, why: str) -> None:
        """Record that an archived answer still gives no article; after an error of ours the next run tries again."""
        row = self._open.pop(id)
        is_ours = why.startswith("lost")
        if row.of_line and not is_ours:
            logger.warning("%s was stored, and its answer in the archive gives no article now (%s)", id, why)
        self.captures.note_reading(id, "" if is_ours else self.reading, int(time()))

    def note_outside(self, id: str, published: int | None) -> None:
        """Record that an archived answer is an article of days that are not wanted; a run that wants them reads it."""
        self._open.pop(id)
        if (page := self.ledger.find(id)) is not None:
            self.ledger.put(page._replace(published=published))
        self.captures.note_reading(id, "", int(time()))

    def note_missing(self, id: str) -> None:
        """Record that an answer is not in the archive any more: if it gave no article, the page is requested."""
        row = self._open.pop(id, None)
        page = self.ledger.find(id)
        self.captures.drop(id)
        if row is not None and page is not None and not row.of_line:
            self._request(page)

    def _request(self, page: Page) -> None:
        """Let a page be requested in this run, as one that failed; if that fails, it waits as before."""
        if page.state in ("kept", "given-up"):
            self.ledger.put(page._replace(state="failed", tries=max(0, self.tries - 1)))
        if (row := self.captures.find(page.id)) is not None:
            self.captures.put(row._replace(reading=self.reading))

    def last_state(self, id: str) -> str:
        """Return the state of a page that is requested no more: `kept` if a change of our reading may mend it."""
        return "kept" if self.captures.find(id) is not None else "given-up"


def is_of_reading(why: str | None) -> bool:
    """Return True for the reason of a failure that a change of our code, or of a template, may mend."""
    return why is not None and why.startswith(_OF_READING)


def of_new_line(page: Page, before: Page) -> Page:
    """Return the ledger's page for a new line: what the line states changes, what a crawl recorded stays."""
    names = ("hash", "metadata", "revision", "segment", "published")
    new = before._replace(**{name: getattr(page, name) for name in names})
    is_other = new.hash != before.hash or (before.metadata is not None and new.metadata != before.metadata)
    return new._replace(why=before.why or REREAD) if new.revision == before.revision and is_other else new
