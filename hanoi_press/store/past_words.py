"""Store the words that captures of an article had, in the order of time, whatever order the captures are read in.

What is known of the times at which the article had which words are its lines, the rows of its captures, and its page in
the ledger: there `asked` is the last time at which its latest words were seen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.late_captures import insert_by_time, insert_known_words
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.past_tables import PastCapture
from hanoi_press.store.reconcile import page_from_line
from hanoi_press.store.revision_order import SeenWords
from hanoi_press.text.moments import epoch_seconds

_STORED = ("article", "lost")


class PastWords:
    """The words of the captures of one source, in a run of cycle `cycle`."""

    def __init__(self, folder: DataFolder, source: str, cycle: int) -> None:
        self.folder = folder
        self.ledger = folder.ledger
        self.past = folder.ledger.past
        self.source = source
        self.cycle = cycle

    def store(self, article: Article, row: PastCapture) -> KeepResult:
        """Store the article of a capture; set its `revision`.

        The words that the article had before and after make no line, whatever else the page of another template states.
        Raises as `DataFolder.keep`.
        """
        self._mend(article.id)
        known = self._find(article.id)
        note = self._noted(known, row.moment)
        if known is None or known.state not in _STORED:
            return self.folder.keep(article, note)
        is_last = known.state == "article" and known.asked is not None and row.moment > known.asked
        if is_last and known.hash == article.content_hash:
            article.revision = known.revision
            self.ledger.put(note(known))
            return KeepResult.UNCHANGED
        if is_last:
            return self.folder.keep(article, note)
        return self._on_disk(insert_by_time(self.folder, article, self.seen(known), note))

    def note_read(self, article: Article, row: PastCapture) -> None:
        """Record that a capture gave an article, which is stored."""
        page, place = self.ledger.find(article.id), article.archive
        read = row._replace(
            state="read",
            why=None if article.id == row.id else article.id,
            hash=article.content_hash,
            reading="",
            place=place.file if place else row.place,
            place_start=place.offset if place else row.place_start,
            published=page.published if page else None,
        )
        self.past.put(read)
        self.past.note_words(read)

    def store_again(self, row: PastCapture) -> bool:
        """Record that an article had at the time of a capture the words of `row.hash`, which are known.

        Return True if that makes a further revision: other words were seen before and after.
        """
        id = row.why or row.id
        self._mend(id)
        known = self._find(id)
        if row.hash is None or known is None or known.state not in _STORED:
            return False
        note = self._noted(known, row.moment)
        if not self.is_again(row):
            if known.hash == row.hash and row.moment > (known.asked or 0):
                self.ledger.put(note(known))
            return False
        says = SeenWords(row.indexed.fetched_at, row.hash, via=row.archive)
        return self._on_disk(insert_known_words(self.folder, id, says, self.seen(known), note)) is KeepResult.CHANGED

    def _on_disk(self, result: KeepResult) -> KeepResult:
        """Let lines reach the disk before the ledger counts their captures as read.

        After a power failure nobody would miss a line that is not the last one of its article.
        """
        if result is not KeepResult.UNCHANGED:
            self.folder.sync_source(self.source)
        return result

    def is_again(self, row: PastCapture) -> bool:
        """Return True if an article had other words before and after a capture than those of `row.hash`."""
        known = self._find(row.why or row.id)
        if row.hash is None or known is None:
            return False
        seen = sorted((one.fetched, one.hash) for one in self.seen(known))
        at = row.indexed.fetched_at
        before = [words for time, words in seen if time <= at]
        after = [words for time, words in seen if time > at]
        return before[-1:] != [row.hash] and after[:1] != [row.hash]

    def has_line(self, row: PastCapture) -> bool:
        """Return True if a line of the corpus was read from a capture."""
        lines = self.folder.lines_of(self.source, row.why or row.id) if row.hash is not None else []
        return any(one.record["fetched_at"] == row.indexed.fetched_at for one in lines)

    def _mend(self, id: str) -> None:
        """Take the last line that is left of an article as its last one, if the lost one had its words, or a capture's.

        The captures are read again, and give the lost lines with their numbers. Any other lost line is the site's,
        unless that was asked in vain, or the page leads to another article now.
        """
        known = self.ledger.find(id)
        if known is None or known.state == "article" or not known.revision:
            return
        lines = self.folder.lines_of(self.source, id)
        words = {one.hash for one in self.seen(known)} | {one.record["content_hash"] for one in lines[-1:]}
        if known.state == "lost" and known.hash not in words:
            return
        why = known.why if known.state == "lost" else None
        new = known._replace(state="left", why=why, hash=None, metadata=None, revision=0, asked=None)
        if lines:
            line = page_from_line(lines[-1].record, None)
            new = new._replace(state="article", hash=line.hash, metadata=line.metadata, revision=line.revision)
        self.ledger.put(new)

    def _find(self, id: str) -> Page | None:
        """Return an article's page; in a ledger that was rebuilt, its last line tells when its words were seen."""
        known = self.ledger.find(id)
        if known is None or known.state != "article" or known.asked is not None:
            return known
        lines = self.folder.lines_of(self.source, id)
        fetched = [epoch_seconds(one.record["fetched_at"]) or 0 for one in lines]
        seen = [epoch_seconds(one.fetched) or 0 for one in self.seen(known) if one.hash == known.hash]
        return known._replace(asked=max([*fetched, *seen], default=None))

    def seen(self, known: Page) -> list[SeenWords]:
        """Return the times at which an article was seen, with its words: by captures, and by the site last."""
        captures = self.past.of_article(self.source, known.id) + self.past.led_to(known.id)
        found = [
            SeenWords(one.indexed.fetched_at, one.hash, None, _place(one), one.archive)
            for one in captures
            if one.hash is not None and (one.why or one.id) == known.id
        ]
        if known.state == "article" and known.asked is not None and known.hash is not None:
            asked = f"{datetime.fromtimestamp(known.asked, UTC):%Y-%m-%dT%H:%M:%SZ}"
            if all(one.fetched != asked for one in found):
                found.append(SeenWords(asked, known.hash))
        return found

    def _noted(self, known: Page | None, moment: int) -> Callable[[Page], Page]:
        """Return what gives an article's page the facts of a capture: neither its tries nor its validators are new."""
        was_seen = known.asked if known is not None and known.state in _STORED else None

        def noted(page: Page) -> Page:
            if page.state == "lost":
                return page  # the site is asked for its line
            return page._replace(
                ask=page.ask or (known.ask if known else None),
                asked=max(moment, was_seen or 0),
                tries=0,
                born=page.born or self.cycle,
                seen=self.cycle,
            )

        return noted


def _place(row: PastCapture) -> ArchiveRef | None:
    return None if row.place is None or row.place_start is None else ArchiveRef(row.place, row.place_start)
