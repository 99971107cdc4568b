"""Check every line against the schema and every segment against its manifest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hanoi_press.corpus.loading import find, newer_schema
from hanoi_press.corpus.visible_lines import VisibleLines
from hanoi_press.items import Article, content_hash
from hanoi_press.schema import line_fault, parse_line
from hanoi_press.store.manifest import is_as_stated, manifest_path, read_manifest
from hanoi_press.store.missing_segments import missing_segments
from hanoi_press.store.segment_check import figures_agree
from hanoi_press.store.segments import Fault, finished_segments, lines
from hanoi_press.store.takedown import TakeDown


@dataclass
class Validation:
    """A check of segments; iterating yields the faults in the order of files and lines.

    `files` and `lines` count those checked so far.
    """

    path: str | Path
    sources: list[str] | None = None
    files: int = 0
    lines: int = 0
    _pending: list[Fault] = field(default_factory=list)

    def __iter__(self) -> Iterator[Fault]:
        missing = missing_segments(Path(self.path)) if self.sources is None else []
        yield from missing
        if missing and not finished_segments(Path(self.path)):
            return
        paths = find(self.path, self.sources)
        visible = VisibleLines()
        visible.scan(paths, TakeDown(), (), latest=False)
        for path in paths:
            self.files += 1
            if newer := newer_schema(path):
                yield newer
                continue
            yield from self._segment(path, visible)

    def _segment(self, path: Path, visible: VisibleLines) -> Iterator[Fault]:
        count = 0
        for line in lines(path, self._pending.append):
            yield from self._take_pending()
            count += 1
            reason = line_fault(line.raw) or article_fault(parse_line(line.raw)) or visible.conflict(line)
            if reason:
                yield Fault(path, line.number, reason)
        yield from self._take_pending()
        self.lines += count
        if reason := manifest_fault(path, count):
            yield Fault(path, 0, reason)

    def _take_pending(self) -> Iterator[Fault]:
        while self._pending:
            yield self._pending.pop(0)


def article_fault(article: Article) -> str | None:
    """Return the first fault of an article that the schema does not cover, or None."""
    if not article.id.startswith(article.source + "/"):
        return f"id {article.id!r} is not of source {article.source!r}"
    if article.content_hash != content_hash(article.title, article.summary, article.text):
        return "content_hash is not that of title, summary and text"
    for name in ("published_at", "modified_at", "fetched_at"):
        stated = getattr(article, name)
        try:
            datetime.fromisoformat(stated or "2000-01-01")
        except ValueError:
            return f"{name} is {stated!r}, a time that does not exist"
    for name in ("title", "summary", "text"):
        if not unicodedata.is_normalized("NFC", getattr(article, name) or ""):
            return f"{name} is not in NFC"
    is_whole = article.text.strip() or article.attachments or article.images  # which may be all of a notice
    return None if is_whole else "text is empty"


def manifest_fault(segment: Path, count: int) -> str | None:
    """Return how a segment of `count` lines differs from its manifest; None if it does not, or has no manifest."""
    if not manifest_path(segment).exists():
        return None
    stated = read_manifest(segment) or {}
    try:
        stated_lines = stated["articles"] + stated["revisions"]
    except (KeyError, TypeError) as error:
        return f"its manifest cannot be read: {error!r}"
    if stated_lines != count:
        return f"its manifest states {stated_lines} lines, the file has {count}"
    if not is_as_stated(segment):
        return "its SHA-256 is not the one in its manifest"
    return None if figures_agree(stated) else "its manifest is damaged"
