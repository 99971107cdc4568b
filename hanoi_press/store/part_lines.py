"""Add the lines of a part to the main folder: each article once, whatever was merged before.

A line is added if the main folder knows the article as the part knew it before the line. If another part of the same
source, or an earlier try of this merge, has changed it since, the line whose answer was requested later counts.
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import NamedTuple

import msgspec

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.atomic import sync_file
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.merged_part import PartMerged
from hanoi_press.store.metadata import article_digest, has_other_line
from hanoi_press.store.part_archives import MovedRecords
from hanoi_press.store.part_rows import is_later, is_merged, with_words_of
from hanoi_press.store.run_folder import KeepResult, RunFolder
from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segments import finished_segments
from hanoi_press.text.moments import epoch_seconds


class _Version(NamedTuple):
    """A line of an article, as its revision and content hash tell it from the other ones."""

    revision: int
    hash: str | None


_OTHER = _Version(-1, None)  # no line: the main folder has one of another part


class _Before(NamedTuple):
    """The last line of an article that was met in the part, by its number there and in the main folder."""

    in_part: _Version | None
    in_main: _Version | None


class PartLines:
    """The lines of an open part, for one merge into an open main folder.

    `begun`: when the part was seeded (`2026-11-24T03:00:00Z`). `moved`: where its records went.
    """

    def __init__(self, main: RunFolder, part: RunFolder, begun: str, moved: MovedRecords, found: PartMerged) -> None:
        self.main = main
        self.part = part
        self._begun = epoch_seconds(begun) or 0
        self.moved = moved
        self.found = found
        self._has_log = part.ledger.has_log
        self._before: dict[str, _Before] = {}  # by article

    def keep(self) -> None:
        """Add the lines to the main folder, and let them reach the disk. Raises as `RunFolder.keep`."""
        sources = set()
        for path in finished_segments(self.part.path):
            for _, record in sound_lines(path, lambda fault: self.found.faults.append(str(fault))):
                try:
                    article = msgspec.convert(record, Article)
                except msgspec.ValidationError as error:
                    self.found.invalid += 1
                    self.found.faults.append(f"{path}: {record['id']}: {error}")
                    continue
                sources.add(article.source)
                self._count(self._keep(article))
        for source in sources:
            self.main.sync_source(source)
            self.found.source = self.found.source or source

    def own_lines(self) -> dict[str, int]:
        """Return the articles whose last line in the main folder is the part's, and what its number there adds."""
        return {
            id: one.in_main.revision - one.in_part.revision
            for id, one in self._before.items()
            if one.in_part is not None and one.in_main not in (None, _OTHER)
        }

    def _count(self, result: KeepResult | None) -> None:
        name = "older" if result is None else result.value
        setattr(self.found, name, getattr(self.found, name) + 1)

    def _keep(self, article: Article) -> KeepResult | None:
        """Add a line; None if a later one of the article is there."""
        version = _Version(article.revision, article.content_hash)
        known = self.main.ledger.find(article.id)
        page = self.part.ledger.find(article.id) if self._has_log else None
        base = self.part.ledger.touched_page(article.id) if self._has_log else self._unchanged(known)
        before = self._before.get(article.id) or _Before(_version(base), _version(_as_moved(base, known)))
        if article.archive is not None:
            article.archive = self._place(article.id, article.archive)
        if known is not None and page is not None and is_merged(known, page):
            return KeepResult.UNCHANGED
        follows = known is None or known.state != "article" or _version(known) == before.in_main
        asked = _asked(article, page)
        if known is not None and not follows and has_other_line(known, article):
            is_last = page is None or _version(page) == version
            mine = (asked, is_last, article.content_hash, article_digest(article))
            if mine <= (known.asked or 0, True, known.hash or "", known.metadata or ""):
                self._before[article.id] = _Before(version, _OTHER)
                return None
        is_reread = before.in_part is not None and before.in_part.revision == version.revision
        is_reread = is_reread if self._has_log else self._is_of_line(article)
        note = partial(_noted, known=known, base=base, page=page, asked=asked)
        result = self.main.keep(article, note, is_reread=is_reread, is_of_part=self._has_log)
        if result is KeepResult.REMOVED:
            return result
        last_asked = asked if page is None else page.asked or asked
        is_kept_before = known is not None and self._is_last(known, article, version)
        is_kept_before = is_kept_before and known is not None and (known.asked or 0) <= last_asked
        is_ours = follows or result is not KeepResult.UNCHANGED or is_kept_before
        in_main = _Version(article.revision, article.content_hash) if is_ours else _OTHER
        self._before[article.id] = _Before(version, in_main)
        return result

    def _is_last(self, known: Page, article: Article, version: _Version) -> bool:
        """Return True if a line of the part is the last one in the main folder, perhaps under a higher number."""
        if not _is_same_or_moved(known, version) or known.revision == version.revision:
            return _version(known) == version
        lines = self.main.lines_of(article.source, article.id)
        last = lines[-1].record if lines else {}
        return last.get("fetched_at") == article.fetched_at and last["content_hash"] == article.content_hash

    def _place(self, id: str, stated: ArchiveRef) -> ArchiveRef | None:
        """Return the place in the main folder of the page of a line; None if it has none.

        An answer that was read again may lie in a file that no crawl writes; the main ledger has its place.
        """
        if moved := self.moved.place(stated.file, stated.offset):
            return ArchiveRef(*moved)
        row = self.main.ledger.captures.find(id)
        return stated if row is not None and (row.file, row.start) == (stated.file, stated.offset) else None

    def _unchanged(self, known: Page | None) -> Page | None:
        """Return a page of the main folder if nobody requested it since the part was seeded, as far as can be told."""
        return known if known is not None and (known.asked or 0) <= self._begun else None

    def _is_of_line(self, article: Article) -> bool:
        """Return True if an article was read again from the answer that gave the last line in the main folder."""
        row = self.main.ledger.captures.find(article.id)
        return row is not None and row.of_line == 1 and row.fetched == article.fetched_at


def _asked(article: Article, page: Page | None) -> int:
    """Return when the answer of a line was requested: of the last line of an article the part's ledger knows it."""
    is_last = page is not None and _version(page) == _Version(article.revision, article.content_hash)
    return (page.asked if page is not None and is_last else None) or epoch_seconds(article.fetched_at) or 0


def _noted(new: Page, *, known: Page | None, base: Page | None, page: Page | None, asked: int) -> Page:
    """Return what the main ledger is to have of an article whose line was kept: the later of two parts' facts."""
    if page is None:
        return new if new.asked else new._replace(asked=asked)
    if page.state != "article" or (known is not None and not is_later(page, base, known)):
        return with_words_of(known, new) if known is not None and known.state == "article" else new
    return with_words_of(page, new)


def _version(page: Page | None) -> _Version | None:
    return _Version(page.revision, page.hash) if page is not None and page.state == "article" else None


def _as_moved(base: Page | None, known: Page | None) -> Page | None:
    """Return the page with which the part was seeded; if its line was moved since (`late_captures`), as it is now."""
    if base is None or known is None or base.hash is None or known.state != "article":
        return base
    is_same = (known.metadata, known.asked) == (base.metadata, base.asked)
    return known if is_same and _is_same_or_moved(known, _Version(base.revision, base.hash)) else base


def _is_same_or_moved(known: Page | None, version: _Version) -> bool:
    return (found := _version(known)) is not None and found.hash == version.hash and found.revision >= version.revision


def keep_damaged(main: RunFolder, part: RunFolder, found: PartMerged) -> None:
    """Keep what a salvage of the part set aside, and segments with lines that could not be added. Raises `OSError`."""
    files = list((part.path / "articles").rglob("*.damaged"))
    if found.faults:
        files += finished_segments(part.path)
    for path in files:
        target = main.path / path.relative_to(part.path)
        target = target.with_name(f"{path.name.removesuffix('.damaged')}.damaged")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        sync_file(target)
        found.kept_as.append(target)
