"""The ledger set right by what lies on disk: what a broken-off run left is salvaged, segments not yet read are read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hanoi_press.store.compaction import finish_merges
from hanoi_press.store.ledger import Ledger, Page
from hanoi_press.store.manifest import is_as_stated
from hanoi_press.store.salvage import SALVAGING, Salvaged, parts, records, salvage
from hanoi_press.store.segments import Fault, segments
from hanoi_press.text.moments import epoch_seconds

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Reconciled:
    """What was found: segments salvaged, lines read into the ledger, lines that are broken, segments that are gone."""

    salvaged: list[Salvaged] = field(default_factory=list)
    read: int = 0
    faults: list[Fault] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def reconcile(data: Path, ledger: Ledger, progress: Callable[[Path], None] | None = None) -> Reconciled:
    """Brings the ledger up to the folder. Costs a directory listing where all is as the last run left it.

    `progress` is told of each file that is read. Raises `OSError`, `sqlite3.DatabaseError`.
    """
    found = Reconciled()
    articles = data / "articles"
    if articles.is_dir():
        for old in articles.rglob(f"*{SALVAGING}"):
            old.unlink()
        finish_merges(articles)
        found.salvaged = [salvage(part) for part in parts(articles)]
    on_disk = {str(path.relative_to(data)): path for path in (segments(articles) if articles.is_dir() else ())}
    known = ledger.segments()
    for name, path in on_disk.items():
        if known.get(name, (0, None, None))[1:] != (path.stat().st_size, path.stat().st_mtime_ns):
            if progress:
                progress(path)
            _read(name, path, ledger, found)
    _drop_lost(data, ledger, on_disk, found)
    return found


def _read(name: str, path: Path, ledger: Ledger, found: Reconciled) -> None:
    """Reads a segment into the ledger. One with broken lines is not marked as read: each run says so again."""
    faults: list[Fault] = []
    with ledger.all_or_nothing:
        number = ledger.open_segment(name)
        there = set()
        for _, record in records(path, faults.append):
            found.read += 1
            there.add((record["id"], record["revision"]))
            ledger.put_if_newer(page_of(record, number))
        gone = [page for page in ledger.pages_of(number) if page not in there]
        ledger.forget(id for id, _ in gone)
        if not faults:
            ledger.close_segment(name, path.stat().st_size, path.stat().st_mtime_ns)
    if not faults and is_as_stated(path) is False:
        logger.warning("%s is not what its manifest says: it was changed by hand?", path)
    found.faults += faults
    if any(revision > 1 for _, revision in gone):
        _read_source(path.parents[2], path.parents[1].name, ledger)


def _read_source(articles: Path, source: str, ledger: Ledger) -> None:
    """Earlier revisions of what was lost: reads all segments of a source once more."""
    root = articles.parent
    known = ledger.segments()
    with ledger.all_or_nothing:
        for path in segments(articles / source):
            number = known.get(str(path.relative_to(root)), (None,))[0]
            for _, record in records(path, lambda fault: None):
                ledger.put_if_newer(page_of(record, number))


def _drop_lost(data: Path, ledger: Ledger, on_disk: dict[str, Path], found: Reconciled) -> None:
    """Segments that the ledger names and the disk has not: an open one never came to a line on disk, one that is
    merged or moved has its pages in another by now; what was finished and is gone is named."""
    for name, (number, size, _) in ledger.segments().items():
        if name in on_disk:
            continue
        pages = ledger.pages_of(number)
        if size is None or not pages:
            with ledger.all_or_nothing:
                ledger.forget(id for id, _ in pages)
                ledger.drop_segment(name)
            if any(revision > 1 for _, revision in pages):
                _read_source(data / "articles", Path(name).parts[1], ledger)
        else:
            found.missing.append(name)


def page_of(record: dict[str, Any], segment: int | None) -> Page:
    """What a line of the corpus tells the ledger."""
    published = epoch_seconds(record.get("published_at"))
    changed = epoch_seconds(record.get("modified_at"))
    stated = [one for one in (published, changed) if one is not None]
    return Page(
        id=record["id"],
        source=record["source"],
        url=record["url"],
        state="article",
        hash=record["content_hash"],
        revision=record["revision"],
        segment=segment,
        published=published,
        stamp=max(stated) if stated else epoch_seconds(record.get("fetched_at")),
    )
