"""Store captures of web archives that a replay reads again as the crawl stored them: by their time and their words."""

from __future__ import annotations

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.items import Article, Identity
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.late_captures import gave_line, insert_by_time
from hanoi_press.store.past_tables import PastCapture
from hanoi_press.store.past_verdicts import row_of
from hanoi_press.store.past_words import PastWords
from hanoi_press.store.rereads import of_new_line


class ReplayedCaptures:
    """The captures that one replay reads. Methods raise as `DataFolder.keep`."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.past = folder.ledger.past

    def store(self, article: Article, own: Identity | None) -> KeepResult:
        """Store the article of a capture; set its `revision`. `own`: the identity of its address, if that is another.

        Other words of the answer that gave a line replace the line. A capture that gave none had known words when it
        was compared, and nothing changes. One that the ledger does not know, as after a loss of all but the archive, is
        stored as by the crawl.
        """
        row = self._row(article, own)
        known = self.folder.ledger.find(article.id)
        if known is not None and known.state == "article":
            if gave_line(self.folder, article):
                return insert_by_time(self.folder, article, (), lambda page: of_new_line(page, known))
            if row.hash is not None:
                return KeepResult.UNCHANGED
        words = PastWords(self.folder, article.source, known.seen if known else 0)
        kept = words.store(article, row)
        if kept is not KeepResult.REMOVED:
            words.note_read(article, row)
        return kept

    def _row(self, article: Article, own: Identity | None) -> PastCapture:
        """Return what the ledger knows of a capture, or a new row."""
        id, url = (article.id, article.url) if own is None else (own.id, own.url)
        captured = "".join(filter(str.isdigit, article.fetched_at))
        via = article.extraction.via or ""
        known = self.past.find(article.source, id, captured, via)
        return known or row_of(article.source, id, IndexedCapture(via, url, captured))
