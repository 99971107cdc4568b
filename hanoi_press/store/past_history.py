"""Remember the indexes and captures of web archives from run to run, for one source and the scope of one run.

`PastHistory` implements the protocol `crawl.capture_history.CaptureHistory` with the ledger (`past_tables`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from time import time

from hanoi_press.discovery.captures import FILE, IndexedCapture
from hanoi_press.items import Identity
from hanoi_press.sources import identify, sources
from hanoi_press.store.capture_table import DOUBTFUL_AT_ONCE, ArchivedAnswer
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.past_tables import PastCapture, PastQuery, seconds_of
from hanoi_press.store.past_verdicts import PastVerdicts, row_of
from hanoi_press.store.scope import DuePage, RunScope

_GROWS = 24 * 3600  # seconds in which a query that is not final is not asked for again
_FRESH = 10_000  # captures that are remembered until they are asked for; more are looked up again
_ANY = ""  # in place of a source's name: what an archive serves for all sources
Wants = Callable[[IndexedCapture], bool]


class PastHistory(PastVerdicts):
    """The captures of one source for one run. `only_missing`: it wants only articles that the corpus lacks."""

    def __init__(self, folder: DataFolder, source: str, scope: RunScope, *, cycle: int, tries: int) -> None:
        super().__init__(folder, source, cycle=cycle, tries=tries)
        self.scope = scope
        self.only_missing = False
        self.again = 0
        self._walked: set[tuple[str, bool]] = set()  # archives whose captures of earlier runs were all seen
        self._fresh: dict[str, list[PastCapture]] = defaultdict(list)  # by archive, what this run's queries listed

    # --- indexes -----------------------------------------------------------------------------------------------------

    def is_read(self, query: str) -> bool:
        """Return True if a query was read to its end, and is not to be read again."""
        known = self.past.query(self.source, query)
        if known is None or not known.ended:
            return False
        return bool(known.final) or 0 <= time() - known.asked < _GROWS

    def resume_at(self, query: str) -> str | None:
        """Return where the reading of a query goes on; None for the beginning."""
        known = self.past.query(self.source, query)
        return known.resume if known else None

    def note_page(
        self, query: str, captures: Sequence[IndexedCapture], *, resume: str | None, final: bool = True
    ) -> None:
        """Record one page of a query and its captures of articles, in one transaction.

        Captures of other pages than this source's articles, and of removed articles, are left out.
        """
        rows = list(self._rows(captures))
        with self.ledger.transaction():
            known = PastQuery(resume, int(resume is None), int(final), int(time()))
            self.past.put_query(self.source, query, known)
            self.past.add(rows)
        self._failures.any_unchanged = True  # the archive answers: what it fails to give tonight is at fault itself
        for row in rows:
            self._fresh[row.archive].append(row)
        for archive in [name for name, fresh in self._fresh.items() if len(fresh) > _FRESH]:
            del self._fresh[archive]
            self._walked -= {(archive, True), (archive, False)}

    def _rows(self, captures: Sequence[IndexedCapture]) -> Iterator[PastCapture]:
        gone = self.past.removed(self.source)
        for one in captures:
            identity = self._identify(one.url)
            if identity is None or identity.id in gone or not seconds_of(one.captured):
                continue
            if not self.folder.removed.names(identity.id, one.url):
                yield row_of(self.source, identity.id, one)

    def _identify(self, url: str) -> Identity | None:
        source = sources().get(self.source)
        try:
            return source.identify(url) if source is not None else identify(url)
        except ValueError:
            return None

    def text(self, name: str, seconds: float) -> str | None:
        """Return a text that was kept under a name in the last `seconds`, by this run or an earlier one; else None."""
        known = self.past.query(_ANY, name)
        return known.resume if known is not None and 0 <= time() - known.asked < seconds else None

    def keep_text(self, name: str, text: str) -> None:
        """Keep a text that a web archive serves for all sources and queries, such as the list of its indexes."""
        self.past.put_query(_ANY, name, PastQuery(text, 1, 1, int(time())))

    # --- captures to request -----------------------------------------------------------------------------------------

    def waiting(self, archive: str, wants: Wants | None = None) -> Iterator[IndexedCapture]:
        """Yield the captures of an archive that no run has read yet and that this run wants, oldest first.

        First those that earlier runs left, a thousand at a time, then those that this run's queries listed since. One
        of several with the same article and digest, unless the article had other words in between. `wants`: leave the
        other ones waiting. Those that could not be fetched in an earlier run are left for `put_off`.
        """
        step = (archive, wants is None)
        if step not in self._walked:
            self.past.want_again(self.source, self.scope.since, self.scope.until)
            self._fresh.pop(archive, None)
            rows = self.past.waiting(self.source, archive, self._since)
            yield from self._wanted((row for row in rows if row.why is None), wants)
            self._walked.add(step)
        while fresh := self._fresh.pop(archive, None):
            fresh.sort(key=lambda row: (row.captured, row.id))
            found = (self.past.find(*row.key) for row in fresh if row.captured >= self._since)
            yield from self._wanted(filter(None, found), wants)

    def put_off(self, archive: str, wants: Wants | None = None) -> Iterator[IndexedCapture]:
        """Yield the captures that could not be fetched in an earlier run, oldest first; otherwise as `waiting`.

        They come last, because an archive that always fails at one of them would hold up all others.
        """
        rows = self.past.waiting(self.source, archive, self._since)
        yield from self._wanted((row for row in rows if row.why is not None), wants)

    @property
    def _since(self) -> str:
        """The digits of the run's first day: what was captured before cannot have an article of that day."""
        return f"{datetime.fromtimestamp(max(0, self.scope.since), UTC):%Y%m%d%H%M%S}"

    def _wanted(self, rows: Iterator[PastCapture], wants: Wants | None) -> Iterator[IndexedCapture]:
        for row in rows:
            capture = row.indexed
            if row.key in self._done or (wants is not None and not wants(capture)):
                continue
            reason = self.skip_reason(row.id, capture)
            if not reason or (reason == "known" and self._is_again(row)):
                yield capture
            elif reason == "known":
                self.note_same(row.id, capture)

    def skip_reason(self, id: str, capture: IndexedCapture) -> str:
        """Return why a capture is not requested; "" if it is.

        `known`: it was read, or another one with the same body was; a record of a file that is given again is read
        until it gave an article. `outside`: its article is known to be of days that
        the run does not want. `removed`: the article is on the take-down list. `stored`: the run wants only articles
        that the corpus lacks, or that captures gave: the first one is the oldest, and a run may end after it.
        """
        row = self._row(id, capture)
        if row.state == "removed" or self.folder.removed.names(id, capture.url):
            return "removed"
        if row.state in ("read", "same"):
            return "known"
        if capture.archive != FILE and (row.state != "waiting" or row.tries >= self.tries):
            return "known"
        page = self.ledger.find(id)
        if self.only_missing and page is not None and page.state in ("article", "lost") and not self._gave(page):
            return "stored"
        if not self.scope.always and (self.scope.since or self.scope.until is not None):
            published = self.past.published(self.source, id)
            published = page.published if published is None and page is not None else published
            if published is not None and not self.scope.holds(published):
                return "outside"
        return "known" if self.past.twin(row) is not None else ""

    def answer(self, id: str, capture: IndexedCapture) -> ArchivedAnswer | None:
        """Return where a capture lies in our archive, because an earlier run read it and did not want its days."""
        return None if capture.archive == FILE else self._row(id, capture).answer

    def _gave(self, page: Page) -> bool:
        """Return True if captures gave a stored article, and the site has not been asked for it since."""
        captures = self.past.of_article(self.source, page.id)
        return any(one.hash is not None and one.moment == page.asked for one in captures)

    def begun(self) -> Iterator[tuple[str, str]]:
        """Yield id and address of the articles that captures gave, some of whose captures no run has read yet."""
        for id, url in self.past.begun(self.source):
            page = self.ledger.find(id)
            if page is not None and page.state == "article" and self._gave(page):
                yield id, url

    def note_same(self, id: str, capture: IndexedCapture) -> bool:
        """Settle a capture that has the body of one that was read already, without a request.

        Return True if the words that the article had then are a further revision, which was written.
        """
        row = self._row(id, capture)
        twin = self.past.twin(row) if row.state == "waiting" else None
        if twin is None:
            return False
        if twin.state == "skipped":
            self.past.put(row._replace(state="skipped", why=twin.why))
            return False
        with self._whole():
            is_written = self.words.store_again(_as_twin(row, twin))
            self.past.put(_as_twin(row, twin))
        self.again += is_written
        return is_written

    def _is_again(self, row: PastCapture) -> bool:
        """Return True if a capture has the words of another one, and other words were seen before and after it."""
        twin = self.past.twin(row)
        return twin is not None and self.words.is_again(_as_twin(row, twin))

    # --- captures in our archive -------------------------------------------------------------------------------------

    def rereads(self, is_busy: Callable[[str], bool]) -> Iterator[DuePage]:
        """Yield the captures in our archive that are to be read again, one of an article at a time.

        They are those that another reading could not read, and some that it found to be no article. `is_busy` says
        whether a verdict on an article is awaited.
        """
        if self.scope.always:
            return
        unread = self.past.unread(self.source, self.reading, "unread")
        skipped = islice(self.past.unread(self.source, self.reading, "skipped"), DOUBTFUL_AT_ONCE)
        rows: Iterable[PastCapture] = chain(unread, skipped)
        while True:
            left: list[PastCapture] = []
            is_done = True
            for row in rows:
                if is_busy(row.id) or row.id in self._open:
                    left.append(row)
                elif (page := self._reread(row)) is not None:
                    is_done = False
                    yield page
            if is_done:
                return  # the next run reads what is left
            rows = left

    def _reread(self, row: PastCapture) -> DuePage | None:
        if row.answer is None or row.key in self._done:
            return None
        self._done.add(row.key)
        self._open[row.id] = row
        return DuePage(row.id, row.url, None, None, row.answer)


def _as_twin(row: PastCapture, twin: PastCapture) -> PastCapture:
    """Return a capture as settled by one with the same digest; without its words if that one has none."""
    words = twin.state in ("read", "same")
    return row._replace(state="same", why=twin.why if words else None, hash=twin.hash if words else None)
