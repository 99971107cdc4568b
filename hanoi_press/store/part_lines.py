"""Add the lines of a part to the main folder: each article once, whatever was merged before.

A line is added if the main folder knows the article as the part knew it before the line. If another part of the same
source, or an earlier try of this merge, has changed it since, the line whose answer was requested later counts.
"""

from __future__ import annotations

import shutil
from typing import Any, NamedTuple

import msgspec

from hanoi_press.items import Article
from hanoi_press.store.atomic import sync_file
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.merged_part import PartMerged
from hanoi_press.store.metadata import article_digest, has_other_line
from hanoi_press.store.part_archives import MovedRecords
from hanoi_press.store.part_rows import is_later, with_words_of
from hanoi_press.store.run_folder import KeepResult, RunFolder
from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segments import finished_segments
from hanoi_press.text.moments import epoch_seconds


class _Version(NamedTuple):
    """A line of an article, as its revision and content hash tell it from the other ones."""

    revision: int
    hash: str | None


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
        self._before: dict[str, _Version | None] = {}  # the last line of an article that was met in the part

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
                self._count(self._keep(article, _Version(article.revision, article.content_hash)))
        for source in sources:
            self.main.sync_source(source)

    def _count(self, result: KeepResult | None) -> None:
        name = "older" if result is None else result.value
        setattr(self.found, name, getattr(self.found, name) + 1)

    def _keep(self, article: Article, version: _Version) -> KeepResult | None:
        """Add a line; None if a later one of the article is there."""
        known = self.main.ledger.find(article.id)
        page = self.part.ledger.find(article.id) if self._has_log else None
        base = self.part.ledger.touched_page(article.id) if self._has_log else self._unchanged(known)
        before = self._before[article.id] if article.id in self._before else _version(base)
        self._before[article.id] = version
        if article.archive is not None:
            place = self.moved.place(article.archive.file, article.archive.offset)
            article.archive.file, article.archive.offset = place
        is_other = known is not None and known.state == "article" and has_other_line(known, article)
        if known is not None and is_other and _version(known) != before and not self._is_newer(article, page, known):
            return None
        is_reread = before is not None and before.revision == version.revision
        is_reread = is_reread if self._has_log else self._is_of_line(article)

        def noted(new: Page) -> Page:
            if page is None:
                return new if new.asked else new._replace(asked=epoch_seconds(article.fetched_at))
            if page.state != "article" or (known is not None and not is_later(page, base, known)):
                return new
            return with_words_of(page, new)

        result = self.main.keep(article, noted, is_reread=is_reread, is_of_part=self._has_log)
        self._before[article.id] = _Version(article.revision, article.content_hash)
        return result

    def _unchanged(self, known: Page | None) -> Page | None:
        """Return a page of the main folder if nobody requested it since the part was seeded, as far as can be told."""
        return known if known is not None and (known.asked or 0) <= self._begun else None

    def _is_newer(self, article: Article, page: Page | None, known: Page) -> bool:
        """Return True if the answer of a line was requested later than that of the last line in the main folder."""
        asked: Any = epoch_seconds(article.fetched_at)
        if page is not None and page.asked and _version(page) == _Version(article.revision, article.content_hash):
            asked = page.asked
        mine = (asked or 0, article.content_hash, article_digest(article))
        return mine > (known.asked or 0, known.hash or "", known.metadata or "")

    def _is_of_line(self, article: Article) -> bool:
        """Return True if an article was read again from the answer that gave the last line in the main folder."""
        row = self.main.ledger.captures.find(article.id)
        return row is not None and row.of_line == 1 and row.fetched == article.fetched_at


def _version(page: Page | None) -> _Version | None:
    return _Version(page.revision, page.hash) if page is not None and page.state == "article" else None


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
