"""Bring the ledger up to date with the segments on disk, after salvaging those of a killed run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hanoi_press.items import FUTURE
from hanoi_press.store.compaction import MERGING, finish_merges
from hanoi_press.store.ledger import Ledger, Page
from hanoi_press.store.lock import HeldError, is_being_written
from hanoi_press.store.manifest import is_as_stated
from hanoi_press.store.salvage import SALVAGING, SalvageResult, article_lines, salvage, unfinished_segments
from hanoi_press.store.segment_writer import PART
from hanoi_press.store.segments import Fault, segments
from hanoi_press.text.moments import epoch_seconds, states_future

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class ReconcileResult:
    """The result: salvaged segments, lines read into the ledger, broken lines, names of missing segments."""

    salvaged: list[SalvageResult] = field(default_factory=list)
    read: int = 0
    faults: list[Fault] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def reconcile(data: Path, ledger: Ledger, progress: Callable[[Path], None] | None = None) -> ReconcileResult:
    """Bring the ledger up to date. If nothing changed since the last run, this takes a directory listing.

    `progress` is called with each file that is read. Raises `HeldError` if a running process writes one of the
    unfinished files, `OSError`, `sqlite3.DatabaseError`.
    """
    result = ReconcileResult()
    articles = data / "articles"
    if articles.is_dir():
        _refuse_living(articles)
        for unfinished in articles.rglob(f"*{SALVAGING}"):
            unfinished.unlink()
        finish_merges(articles)
        result.salvaged = [salvage(part) for part in unfinished_segments(articles)]
    on_disk = {str(path.relative_to(data)): path for path in (segments(articles) if articles.is_dir() else ())}
    known = ledger.segments()
    for name, path in on_disk.items():
        if known.get(name, (0, None, None))[1:] != (path.stat().st_size, path.stat().st_mtime_ns):
            if progress:
                progress(path)
            _read_segment(name, path, ledger, result)
    _drop_missing(data, ledger, on_disk, result)
    return result


def _refuse_living(articles: Path) -> None:
    """Raise `HeldError` if a running process writes an unfinished file: to salvage it would take lines from that."""
    for ending in (PART, SALVAGING, MERGING):
        for path in articles.rglob(f"*{ending}"):
            if is_being_written(path):
                raise HeldError(f"{path} is being written by another process")


def _read_segment(name: str, path: Path, ledger: Ledger, result: ReconcileResult) -> None:
    """Read a segment into the ledger. One with broken lines is not marked as read, so that each run reports it."""
    faults: list[Fault] = []
    with ledger.transaction():
        number = ledger.open_segment(name)
        present = set()
        for _, record in article_lines(path, faults.append):
            result.read += 1
            present.add((record["id"], record["revision"]))
            ledger.put_if_newer(page_from_line(record, number))
        lost = [page for page in ledger.pages_of(number) if page not in present]
        ledger.forget(id for id, _ in lost)
        if not faults:
            ledger.close_segment(name, path.stat().st_size, path.stat().st_mtime_ns)
    if not faults and is_as_stated(path) is False:
        logger.warning("%s differs from its manifest; it may have been changed by hand", path)
    result.faults += faults
    if any(revision > 1 for _, revision in lost):
        _read_source(path.parents[2], path.parents[1].name, ledger)


def _read_source(articles: Path, source: str, ledger: Ledger) -> None:
    """Read all segments of a source again, to find earlier revisions of the lines that were lost."""
    data = articles.parent
    known = ledger.segments()
    with ledger.transaction():
        for path in segments(articles / source):
            number = known.get(str(path.relative_to(data)), (None,))[0]
            for _, record in article_lines(path, lambda fault: None):
                ledger.put_if_newer(page_from_line(record, number))


def _drop_missing(data: Path, ledger: Ledger, on_disk: dict[str, Path], result: ReconcileResult) -> None:
    """Handle the segments that the ledger knows and that are not on disk.

    An unfinished segment is dropped with its pages. A merged or moved one, whose pages are in another segment, is
    dropped. A finished one whose pages are in no other segment is reported as missing.
    """
    for name, (number, size, _) in ledger.segments().items():
        if name in on_disk:
            continue
        pages = ledger.pages_of(number)
        if size is None or not pages:
            with ledger.transaction():
                ledger.forget(id for id, _ in pages)
                ledger.drop_segment(name)
            if any(revision > 1 for _, revision in pages):
                _read_source(data / "articles", Path(name).parts[1], ledger)
        else:
            result.missing.append(name)


def page_from_line(record: dict[str, Any], segment: int | None) -> Page:
    """Return the page that a line of the corpus describes. `segment`: number of the segment with the line.

    A date in the future, as earlier versions wrote it, counts as none. An article that has such a date of publication
    counts as published when it was fetched, so that its corrections are found as those of any new article.
    """
    fetched = epoch_seconds(record.get("fetched_at"))
    published, modified = (_past(record, name) for name in ("published_at", "modified_at"))
    stated = [one for one in (published, modified) if one is not None]
    return Page(
        id=record["id"],
        source=record["source"],
        url=record["url"],
        state="article",
        hash=record["content_hash"],
        revision=record["revision"],
        segment=segment,
        published=fetched if is_misdated(record) else published,
        stamp=max(stated) if stated else fetched,
    )


def is_misdated(record: dict[str, Any]) -> bool:
    """Return True if an article's page states a time of publication in the future."""
    if states_future(record.get("published_at"), record.get("fetched_at")):
        return True
    extraction = record.get("extraction")
    fields = extraction.get("fields") if isinstance(extraction, dict) else None
    return isinstance(fields, dict) and fields.get("published_at") == FUTURE


def _past(record: dict[str, Any], name: str) -> int | None:
    stated = record.get(name)
    return None if states_future(stated, record.get("fetched_at")) else epoch_seconds(stated)
