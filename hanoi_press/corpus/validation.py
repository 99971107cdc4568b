"""Check every line against the schema and every segment against its manifest."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from hanoi_press.corpus.selection import find, newer_schema
from hanoi_press.corpus.visible_lines import VisibleLines
from hanoi_press.items import Article, content_hash
from hanoi_press.schema import line_fault, parse_line
from hanoi_press.store.manifest import is_as_stated, manifest_path, read_manifest
from hanoi_press.store.missing_segments import missing_segments
from hanoi_press.store.segment_check import figures_agree
from hanoi_press.store.segments import ENDINGS, Fault, finished_segments, has_byte_order_mark, lines
from hanoi_press.store.takedown import TakeDown
from hanoi_press.text.moments import day_in_hanoi

_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_FOREIGN = (".gz", ".bz2", ".xz", ".lz4", ".zip", ".7z", ".br")  # endings of compressed files


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
        yield from foreign_files(Path(self.path))
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
            reason = line_fault(line.raw) or text_fault(line.raw) or article_fault(parse_line(line.raw))
            reason = reason or visible.conflict(line)
            if reason:
                yield Fault(path, line.number, reason)
        yield from self._take_pending()
        if has_byte_order_mark(path):
            yield Fault(path, 1, "begins with a byte order mark, which many readers refuse; save it without one")
        self.lines += count
        if reason := manifest_fault(path, count):
            yield Fault(path, 0, reason)

    def _take_pending(self) -> Iterator[Fault]:
        while self._pending:
            yield self._pending.pop(0)


def foreign_files(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each file of a folder that nothing here reads, although its name says that it holds lines."""
    for path in sorted(folder.rglob("*.jsonl.*")) if folder.is_dir() else ():
        if path.suffix in _FOREIGN and path.is_file():
            yield Fault(path, 0, f"is not read; unpack it, so that its name ends in {' or '.join(ENDINGS)}")


def text_fault(raw: bytes) -> str | None:
    """Return what in the JSON of a line that fits the schema is read differently by different readers, or None."""
    if _ZERO.search(raw):
        return "a string holds a zero character"
    try:
        json.loads(raw, object_pairs_hook=_refuse_repeated)
    except ValueError as error:
        return str(error)
    return None


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        name = next(name for number, (name, _) in enumerate(pairs) if name in dict(pairs[:number]))
        raise ValueError(f"the key {name!r} stands twice")
    return found


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
            day_in_hanoi(stated or "2000-01-01")
        except (ValueError, OverflowError):
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
