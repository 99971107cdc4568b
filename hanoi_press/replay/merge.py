"""Merge the articles of archives into the corpus, so that better page classes improve it without any request.

Stretches of the files are read on all cores, or machines (`replay.stretch_work`). Here, in one process and in the order
of the files, each article is compared with the corpus: new words or corrected metadata make a revision, the same ones
change nothing. Other words of the very answer that gave the last line replace that line, under the same revision. Other
words of an answer that is older than the last line are left out if it lies in the data folder's own archive, because it
was compared when it was fetched; in a file from elsewhere they are an earlier revision (`store.late_captures`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from pathlib import Path

from hanoi_press.crawl.article_checks import problems
from hanoi_press.crawl.source_templates import SourceTemplates
from hanoi_press.discovery import ApiRequest
from hanoi_press.items import Article, Identity
from hanoi_press.replay.comparison import CorpusComparison
from hanoi_press.replay.replayed_captures import ReplayedCaptures
from hanoi_press.replay.slices import SliceReading
from hanoi_press.sources import identify, sources
from hanoi_press.store.boilerplate_filters import BoilerplateFilters
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.late_captures import insert_by_time, is_from_elsewhere
from hanoi_press.store.learnt_names import learnt_name, source_of
from hanoi_press.store.ledger_tables import UNREAD_STATES, Page
from hanoi_press.store.metadata import has_other_line
from hanoi_press.store.past_words import PastWords
from hanoi_press.store.rereads import of_new_line
from hanoi_press.store.segments import lines
from hanoi_press.store.stated_ids import StatedIds
from hanoi_press.text.moments import epoch_seconds

_REMEMBERED = 16  # segments whose dates are kept in memory


class Replay:
    """The writer of articles from archives to a data folder. `counts` has numbers by source and kind.

    `compared` are the sources whose archives are compared with the corpus (`drift`). Raises `OSError`.
    """

    def __init__(self, folder: DataFolder, warn: Callable[[str], None], compared: Collection[str] = ()) -> None:
        self.folder = folder
        self.warn = warn
        self.counts: Counter[tuple[str, str]] = Counter()
        self.is_damaged = False
        self._shells: dict[str, tuple[str, ApiRequest]] = {}  # addresses and requests by id
        self._from_apis: set[str] = set()  # ids of the articles that an API gave, or may give
        self._filters = BoilerplateFilters(folder.path)
        self._learners: dict[str, SourceTemplates] = {}
        self._dates = _FetchDates(folder)
        self._comparison = CorpusComparison(folder.path, compared)
        self._stated = StatedIds(folder.ledger, self._dates.has_written)
        self._captures = ReplayedCaptures(folder)
        self._held: dict[str, Article] = {}  # newest answers of lost revisions, none with the lost words

    def take(self, found: SliceReading) -> None:
        """Store the articles of a slice. Raises `OSError`, `sqlite3.DatabaseError`."""
        self.counts.update(found.counts)
        for line in found.named:
            self.warn(line)
        for damage in found.damage:
            self.is_damaged = True
            self.warn(f"not read: {damage}")
        if found.more_damage:
            self.warn(f"not read: {found.more_damage} further parts of the same file")
        for url, request in found.shells:
            self._shells[identify(url).id] = url, request
        for number, article in enumerate(found.articles):
            if sources()[article.source].content_api:
                self._from_apis.add(article.id)
            kept = self._keep(article, found.own.get(number))
            self.counts[article.source, kept] += 1
            if kept == "removed":
                continue  # nothing is learnt from it
            if kept == "invalid":
                self._comparison.missed(article.source, article.archive)
            else:
                self._comparison.given(article)
            if observation := found.observed.get(number):
                self._learner(article.source).learn(_learnt_name(article), observation, article.fetched_at[:10])
        for source, answer in found.without:
            self._comparison.missed(source, answer)

    def drift(self, source: str) -> list[str]:
        """Return what the archives give no more, although the corpus has it from them; [] if nothing."""
        return self._comparison.drift(source)

    def shells(self) -> list[tuple[str, ApiRequest]]:
        """Return the shells that were read so far without an article of the same id, with the requests to the API."""
        return [shell for id, shell in self._shells.items() if id not in self._from_apis]

    def _keep(self, article: Article, own: Identity | None) -> str:
        if wrong := problems(article):
            self.warn(f"not fit for the corpus: {article.id}: {'; '.join(wrong)}")
            return "invalid"
        if self.folder.removed.names(article.id, article.url):
            return "removed"
        self._filters.process(article, is_new=self._stored(article.id) is None)
        self._stated.settle(article, own)
        self._note_alias(own, article)
        before = self._stored(article.id)
        if article.extraction.via is not None:
            return self._by_time(article, self._captures.store(article, own))
        is_foreign = is_from_elsewhere(article)
        if before is not None and (has_other_line(before, article) or (is_foreign and before.revision > 1)):
            last = self._dates.fetched(before)
            if is_foreign and last is not None and article.fetched_at != last:
                return self._insert(article, before)
            if last is not None and article.fetched_at < last:
                return "older"
            return self._write(article, before, is_reread=article.fetched_at == last)
        if before is None and self._has_other_words_than_lost(article):
            self._held[article.id] = article
            return "older"
        return self._write(article, before)

    def _has_other_words_than_lost(self, article: Article) -> bool:
        """Return True if an article's revision is lost that had other words: a later answer may have these."""
        known = self.folder.ledger.find(article.id)
        is_lost = known is not None and known.state == "lost" and known.revision > 1
        return is_lost and known is not None and known.hash != article.content_hash

    def _note_alias(self, own: Identity | None, article: Article) -> None:
        """Record that a page that could not be read leads to an article: it need not be requested again."""
        page = self.folder.ledger.find(own.id) if own is not None and own.id != article.id else None
        if page is not None and page.state in UNREAD_STATES:
            self.folder.ledger.put(page._replace(state="alias", why=article.id))
            self.folder.ledger.captures.drop(page.id)

    def _write(self, article: Article, before: Page | None, *, is_reread: bool = False) -> str:
        """Store an article; `is_reread`: it was read from the answer that gave its last line."""
        asked = 0 if is_reread else epoch_seconds(article.fetched_at) or 0
        note = partial(_of_line, before=before, asked=asked)
        kept = self.folder.keep(article, note, is_reread=is_reread)
        if kept not in (KeepResult.UNCHANGED, KeepResult.REMOVED):
            self._dates.wrote(article)
        return kept.value

    def _insert(self, article: Article, before: Page) -> str:
        """Store an article from a file from elsewhere by its time."""
        seen = PastWords(self.folder, article.source, 0).seen(before)
        return self._by_time(article, insert_by_time(self.folder, article, seen, partial(of_new_line, before=before)))

    def _by_time(self, article: Article, kept: KeepResult) -> str:
        """Return the word for an article that was stored by its time."""
        if kept is KeepResult.NEW:
            self._dates.wrote(article)
        if kept is not KeepResult.CHANGED:
            return str(kept.value)
        lines = self.folder.lines_of(article.source, article.id)
        self._dates.keep_last(article.id, lines[-1].record["fetched_at"])
        return "changed" if lines[-1].revision == article.revision else "earlier"

    def _stored(self, id: str) -> Page | None:
        known = self.folder.ledger.find(id)
        return known if known is not None and known.state == "article" else None

    def _learner(self, source: str) -> SourceTemplates:
        if source not in self._learners:
            self._learners[source] = SourceTemplates(self.folder.path, source)
        return self._learners[source]

    def close(self) -> None:
        """Save the learnt boilerplate and templates, and finish the segments. Raises `OSError`."""
        for learner in self._learners.values():
            learner.save()
        for article in self._held.values():
            if self._has_other_words_than_lost(article):
                self.counts[article.source, "older"] -= 1
                self.counts[article.source, self._write(article, None)] += 1
        for name, boilerplate in self._filters.by_name.items():
            boilerplate.save()
            self.folder.close_source(source_of(name))


def _learnt_name(article: Article) -> str:
    return learnt_name(article.source, article.fetched_at, article.extraction.via)


def _of_line(page: Page, before: Page | None, asked: int) -> Page:
    """Return the page of an article; a later answer with the same words tells how long the article had them."""
    new = page if before is None else of_new_line(page, before)
    return new._replace(asked=max(new.asked or 0, asked) or None)


class _FetchDates:
    """A reader of the times at which articles' newest lines were fetched, which only the lines state."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.paths = {one.number: folder.path / name for name, one in folder.ledger.segments().items()}
        self._own: dict[str, str] = {}
        self._segments: dict[int, dict[tuple[str, int], str]] = {}

    def wrote(self, article: Article) -> None:
        """Record a line that this run wrote."""
        self._own[article.id] = article.fetched_at

    def keep_last(self, id: str, fetched: str) -> None:
        """Record the time of the newest line of an article, which may stand in a segment of this run now."""
        self._own[id] = fetched

    def has_written(self, page: Page) -> bool:
        """Return True if this run wrote a line of the article."""
        return page.id in self._own

    def fetched(self, page: Page) -> str | None:
        """Return the time of the newest line (`2026-11-24T03:00:00Z`); None if the line is not found."""
        if page.id in self._own:
            return self._own[page.id]
        if page.segment is None or page.segment not in self.paths:
            return None
        if page.segment not in self._segments:
            while len(self._segments) >= _REMEMBERED:
                del self._segments[next(iter(self._segments))]
            self._segments[page.segment] = _dates(self.paths[page.segment])
        return self._segments[page.segment].get((page.id, page.revision))


def _dates(path: Path) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    with suppress(OSError):
        for line in lines(path, lambda fault: None):
            with suppress(ValueError, KeyError, TypeError, RecursionError):
                record = json.loads(line.raw)
                found[record["id"], record["revision"]] = record["fetched_at"]
    return found
