"""Define `ArchivedPages`, the articles of a source in archive files that are read as a stream, record by record."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from logging import LoggerAdapter
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from hanoi_press.crawl.capture_verdict import BadCaptureError, CaptureFault
from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.crawl.site_answer import check_response
from hanoi_press.discovery import FetchPage, Lead, Window
from hanoi_press.discovery.captures import FILE, IndexedCapture
from hanoi_press.engine.given_files import FoundFile
from hanoi_press.sources import Source
from hanoi_press.spiders.archive_hosts import article_filter
from hanoi_press.spiders.step_thread import StepThread
from hanoi_press.store.archive_names import archive_name
from hanoi_press.text.plurals import count_of
from hanoi_press.warc.reader import Capture, stated_address, stored_responses
from hanoi_press.warc.record_digests import wrong_digest
from hanoi_press.warc.stored_records import StoredRecord

_HELD = 3  # records that are in memory: the one that is read, the next one, and one to ask for again
_NAMED = 100  # damaged places that are named


class StreamClosed(Exception):
    """Raised inside the reading of a file when the run has ended."""


class Found(NamedTuple):
    """A record of an article, the name of its file in the corpus, and the header whose digest does not hold, if any."""

    record: Capture
    file: str
    wrong: str | None


class ArchivedPages:
    """A route through the articles of a source in archive files. Each byte is read once, and in one direction.

    Nothing of other hosts is kept, and of the source's own articles only the last few records: `record_of` returns the
    one that a lead names until two further ones were read.
    """

    by_section: ClassVar[bool] = False

    def __init__(
        self,
        source: Source,
        files: Sequence[FoundFile],
        data: Path,
        outcome: RunOutcome,
        logger: LoggerAdapter[Any],
        urls: Sequence[str] = (),
        *,
        is_first: bool = True,
    ) -> None:
        """`data`: the data folder, to which names of files are relative; `urls`: the only articles that are wanted.

        `is_first`: the files were not read yet in this run, so that their damage is to be named.
        """
        self.source = source
        self.files = files
        self.data = data
        self.outcome = outcome
        self.logger = logger
        self.wanted = {identity.id: url for url in urls if (identity := source.identify(url))}
        self._missing = dict(self.wanted)  # of these, the ones of which no record was seen
        self.is_first = is_first
        self.is_closed = False
        self.of_source = 0  # records of articles of the source that were seen
        self._is_article: Callable[[str], bool] = article_filter(source)
        self._held: OrderedDict[IndexedCapture, Found] = OrderedDict()
        self._faults = self._counted = 0  # parts that could not be read: found by the thread, and counted
        self._file = 1  # the number of the file that is read
        self._offset = self._seen = 0  # the place in it, and the number of its records so far

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        """Yield a lead for each record of an article, in the order of the files."""
        steps = StepThread(self._records(), "archive files")
        try:
            while (found := await steps.next()) is not None:
                self._count_damage()
                if (lead := self._lead(found, window)) is not None:
                    yield lead
            self._count_damage()
            for url in self._missing.values():
                self.logger.warning("not in the archive: %s", url)
            if not self.of_source:
                self.logger.warning(
                    "no article of %s in %s", self.source.name, count_of(len(self.files), "archive file")
                )
        finally:
            self.close()
            steps.close()

    def record_of(self, capture: IndexedCapture) -> Found | None:
        """Return the record of a lead; None if it is not held any more."""
        return self._held.get(capture)

    @property
    def share(self) -> float:
        """Return how much of the files was read, from 0 to 1: by their sizes if these are known."""
        sizes = [one.size for one in self.files]
        done = self._file - 1
        if None in sizes or not (total := sum(filter(None, sizes))):
            return done / len(sizes)
        return (sum(filter(None, sizes[:done])) + self._offset) / total

    def close(self) -> None:
        """End the reading at the next record."""
        self.is_closed = True

    def _lead(self, found: Found, window: Window) -> Lead | None:
        record = found.record
        page = record.page or record.url
        identity = self.source.identify(page)
        if identity is None or (self.wanted and identity.id not in self.wanted):
            return None
        self._missing.pop(identity.id, None)
        capture = _indexed(found, page)
        if window.is_before(capture.moment):
            self.outcome.past.count(FILE, "outside")
            return None
        try:
            check_record(found, capture)
        except BadCaptureError as error:
            self._leave(error.verdict.kind, error.verdict.reason, capture)
            return None
        self._held[capture] = found
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        return Lead(page, capture=capture)

    def _leave(self, kind: str, reason: str, capture: IndexedCapture) -> None:
        self.outcome.past.count(FILE, kind)
        self.logger.info("capture is no article (%s): %s (%s)", kind, capture.shown, reason)

    def _count_damage(self) -> None:
        faults = self._faults
        if faults > self._counted:
            self.outcome.count("archive_damaged", faults - self._counted)
            self._counted = faults

    # --- in the thread -----------------------------------------------------------------------------------------------

    def _records(self) -> Iterator[Found]:
        for number, one in enumerate(self.files, 1):
            self.logger.info("reading %s (%d of %d)", one.name, number, len(self.files))
            found, faults = 0, self._faults
            self._file, self._offset, self._seen = number, 0, 0
            try:
                name = one.name if one.path is None else archive_name(self.data, one.path)
                for stored, record in stored_responses(one.file, self._note, wanted=self._is_wanted):
                    found += 1
                    self.of_source += 1
                    yield Found(record, name, wrong_digest(stored.raw))
            except StreamClosed:
                return
            except OSError as error:
                self._note(f"{one.name}: {error.strerror or error}" if one.path else error)
                continue
            if not self._seen and self._faults == faults:
                self._note(f"{one.name} holds no page; use a WARC file")
            self.logger.info("read %s: %d records, %d of %s", one.name, self._seen, found, self.source.name)

    def _is_wanted(self, record: StoredRecord) -> bool:
        if self.is_closed:
            raise StreamClosed
        self._offset = record.offset
        address = stated_address(record.raw)
        self._seen += address is not None
        return address is not None and self._is_article(address)

    def _note(self, damage: object) -> None:
        if not self.is_first:
            return
        self._faults += 1
        if self._faults <= _NAMED:
            self.logger.error("not read: %s", damage)
        elif self._faults == _NAMED + 1:
            self.logger.error("not read: further parts, which are counted and not named")


def _indexed(found: Found, page: str) -> IndexedCapture:
    """Return a record as an index would list it."""
    record = found.record
    kind = next((value for name, value in record.headers if name.lower() == "content-type"), "")
    return IndexedCapture(
        FILE,
        page,
        "".join(filter(str.isdigit, record.date)),
        b32encode(hashlib.sha1(record.body, usedforsecurity=False).digest()).decode(),
        kind.partition(";")[0].strip().lower(),
        record.status,
        found.file,
        record.offset,
    )


def check_record(found: Found, capture: IndexedCapture) -> None:
    """Raise `BadCaptureError` for a record without a page of its own, and for one that is not what its header says."""
    record = found.record
    if record.is_revisit:
        raise BadCaptureError(CaptureFault.REVISIT, "the record refers to an earlier one with the same body")
    check_response(capture, record, found.wrong)
