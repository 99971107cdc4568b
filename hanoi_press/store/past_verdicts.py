"""Record what became of the captures of web archives that a run reads: each is open by its article's id until then.

An article of a capture is stored like any other, and what is known of its page stays as the live site said it. No page
is marked as failed, gone or left because of a capture.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.items import Article
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.open_requests import Arrived
from hanoi_press.store.page_failures import PageFailure, PageFailures
from hanoi_press.store.past_ids import PastIds
from hanoi_press.store.past_tables import PastCapture
from hanoi_press.store.past_words import PastWords
from hanoi_press.store.reading import captures_fingerprint

_REREAD = ("unread", "skipped")  # states of captures that are read from our archive
_OURS = "lost"  # how a reason begins if a fault of ours lost the article


class PastVerdicts:
    """The captures that one run of a source reads. `tries`: runs that request one that cannot be fetched."""

    def __init__(self, folder: DataFolder, source: str, *, cycle: int, tries: int) -> None:
        self.folder = folder
        self.ledger = folder.ledger
        self.past = folder.ledger.past
        self.source = source
        self.tries = tries
        self.words = PastWords(folder, source, cycle)
        self._ids = PastIds(folder.ledger)
        self._open: dict[str, PastCapture] = {}
        self._done: set[tuple[str, str, str, str]] = set()  # captures that this run requested
        self._failures = PageFailures()
        self.given_up: list[PastCapture] = []  # in this run

    def is_open(self, id: str) -> bool:
        """Return True if the next verdict on an article is that on a capture of it."""
        return id in self._open

    def begin(self, id: str, capture: IndexedCapture) -> None:
        """Record that a capture is about to be requested; the history's next verdict on the article `id` is its."""
        row = self._row(id, capture)
        self._done.add(row.key)
        self._open = {id: row}  # one that was not settled was not sent, and stays waiting

    def _row(self, id: str, capture: IndexedCapture) -> PastCapture:
        known = self.past.find(self.source, id, capture.captured, capture.archive)
        return known or row_of(self.source, id, capture)

    # --- verdicts ----------------------------------------------------------------------------------------------------

    def keep(self, article: Article, arrived: Arrived) -> KeepResult:
        """Store the article of an open capture, and settle this in the same transaction.

        The words that the article has already make no line, whatever else another template's page states. Raises as
        `DataFolder.keep`.
        """
        row = self._open.pop(arrived.requested_as)
        self._ids.settle(article, arrived.own)
        if self.folder.removed.names(article.id, article.url):
            self._remove(row, article.id)
            return KeepResult.REMOVED
        with self._whole():
            result = self.words.store(article, row)
            self.words.note_read(article, row)
        self._failures.any_read |= row.answer is None  # what our archive gives says nothing of the web archive
        return result

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Run a `with` block as one transaction; if it breaks off, the next run reads the whole segment."""
        try:
            with self.ledger.transaction():
                yield
        except BaseException:
            self.folder.incomplete.add(self.source)
            raise

    def note_removed(self, asked: str, id: str) -> None:
        """Record that an open capture of `asked` gave an article that is on the take-down list."""
        self._remove(self._open.pop(asked), id)

    def _remove(self, row: PastCapture, id: str) -> None:
        with self.ledger.transaction():
            self.past.put(row)
            self.past.note_removed(self.source, row.id, id)

    def note_skipped(self, id: str, why: str, published: int | None, answer: ArchivedAnswer | None) -> None:
        """Record that an open capture is no article, or one of days that the run does not want (`outside`).

        `answer`: where it lies in our archive, if another reading may judge otherwise.
        """
        row = _placed(self._open.pop(id), answer)
        if why == "outside":
            self.past.put(row._replace(state="outside", why=None, reading="", published=published))
        else:
            self.past.put(row._replace(state="skipped", why=why, reading=self.reading))

    def note_failed(self, id: str, why: str, answer: ArchivedAnswer | None, *, of_host: bool = False) -> None:
        """Record that an open capture could not be read, or, without `answer`, not be fetched.

        What lies in our archive is read again when our reading changes; after an error of ours, by the next run.
        """
        row = self._open.pop(id)
        reading = "" if why.startswith(_OURS) else self.reading
        if row.state in _REREAD:
            self.past.put(row._replace(why=why, reading=reading))
        elif answer is not None:
            self.past.put(_placed(row, answer)._replace(state="unread", why=why, reading=reading))
        else:
            row = row._replace(why=why)
            self.past.put(row)  # even if it is not at fault, others come before it in the next run
            self._failures.add(PageFailure(" ".join(row.key), why, of_host, row))

    def note_missing(self, id: str) -> None:
        """Record that an open capture is not in our archive any more: it is requested again if it gave no verdict."""
        row = self._open.pop(id)._replace(place=None, place_start=None)
        if row.state != "skipped":
            why = row.why if row.state == "read" else None
            row = row._replace(state="read" if self.words.has_line(row) else "waiting", why=why, reading="")
        self.past.put(row)

    def settle_failures(self) -> None:
        """At the end of a run, count what could not be fetched as tries, as far as the captures are at fault."""
        with self.ledger.transaction():
            for failure in self._failures.that_count(lambda id: True):
                row = self.past.find(*failure.requested.key) or failure.requested
                if row.state == "waiting":
                    row = row._replace(why=failure.why, tries=row.tries + failure.tried)
                    if row.tries >= self.tries:
                        row = row._replace(state="given-up")
                        self.given_up.append(row)
                    self.past.put(row)

    @cached_property
    def reading(self) -> str:
        """The fingerprint of the reading of the source's captures, as it was when it was asked for first."""
        return captures_fingerprint(self.folder.path, self.source)


def row_of(source: str, id: str, capture: IndexedCapture) -> PastCapture:
    """Return the row of a capture that no run has read."""
    at = (capture.url, capture.digest, capture.mime, capture.status, capture.file, capture.offset, capture.length)
    return PastCapture(source, id, capture.captured, capture.archive, *at, capture.truncated)


def _placed(row: PastCapture, answer: ArchivedAnswer | None) -> PastCapture:
    return row if answer is None else row._replace(place=answer.file, place_start=answer.offset)
