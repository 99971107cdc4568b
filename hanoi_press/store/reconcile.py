"""Bring the ledger up to date with the segments on disk, after salvaging those of a killed run.

An article whose last line is gone, because a file was cut, damaged, emptied or removed, keeps its address in the ledger
and is requested again by the next run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from time import time
from typing import Any

from hanoi_press.items import FUTURE
from hanoi_press.store.capture_table import is_doubtful
from hanoi_press.store.compaction import MERGING, finish_merges, merged_names
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_tables import Page, SegmentRow
from hanoi_press.store.lock import HeldError, is_being_written
from hanoi_press.store.manifest import run_of
from hanoi_press.store.merged_part import PartMerged
from hanoi_press.store.metadata import metadata_digest
from hanoi_press.store.removal_steps import finish_removal
from hanoi_press.store.removed_pages import TAKEN_DOWN
from hanoi_press.store.salvage import SALVAGING, SalvageResult, salvage, unfinished_segments
from hanoi_press.store.segment_check import is_sound, sound_lines
from hanoi_press.store.segment_writer import PART
from hanoi_press.store.segments import Fault, finished_segments
from hanoi_press.store.takedown import TakeDown, TakeDownList
from hanoi_press.text.moments import epoch_seconds, states_future

_CHECKED_IN_A_RUN = 256 * 1024 * 1024  # bytes of unchanged segments whose SHA-256 is compared, a second's work


@dataclass(slots=True)
class ReconcileResult:
    """The result: salvaged segments, lines read into the ledger, faults, names of missing segments.

    `lost` is the number of articles that were found to be lost now, `doubtful` has the lines of low confidence by id.
    `parts`: what the parts of a harvest that was broken off gave.
    """

    salvaged: list[SalvageResult] = field(default_factory=list)
    read: int = 0
    faults: list[Fault] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    lost: int = 0
    doubtful: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: list[PartMerged] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """The number of articles that were kept of runs that were broken off."""
        return sum(one.count for one in self.salvaged) + sum(one.articles for one in self.parts)

    @property
    def is_damaged(self) -> bool:
        """Return True if a finished segment is damaged or gone."""
        return bool(self.faults or self.missing)


_SEGMENT = itemgetter(2)  # of what `Ledger.pages_of` returns


def reconcile(data: Path, ledger: Ledger, progress: Callable[[Path], None] | None = None) -> ReconcileResult:
    """Bring the ledger up to date. If nothing changed since the last run, a part of the segments is checked for damage.

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
        result.salvaged = [salvage(part, data) for part in unfinished_segments(articles)]
    finish_removal(data, ledger)
    on_disk = {str(path.relative_to(data)): path for path in finished_segments(data)}
    known = ledger.segments()
    unchanged = {name for name, path in on_disk.items() if _is_unchanged(path, known.get(name))}
    removed = TakeDownList(data).current()
    damaged = _damaged_since(known, {name: on_disk[name] for name in unchanged}, ledger)
    for name, path in on_disk.items():
        if name not in unchanged or name in damaged:
            if progress:
                progress(path)
            _read_segment(name, path, ledger, result, removed, is_new=name not in known)
    for id, record in result.doubtful.items():
        page = ledger.find(id)
        if page is not None and (page.revision, page.hash) == (record["revision"], record["content_hash"]):
            ledger.captures.note_known_line(record)
    _note_missing(data, ledger, on_disk, result)
    if result.lost:
        ledger.give_up_lost(removed.ids, TAKEN_DOWN)
    return result


def _is_unchanged(path: Path, known: SegmentRow | None) -> bool:
    """Return True if a segment has the size and time of change that the ledger states."""
    found = path.stat()
    return known is not None and not known.missing and (known.size, known.changed) == (found.st_size, found.st_mtime_ns)


def _damaged_since(known: dict[str, SegmentRow], unchanged: dict[str, Path], ledger: Ledger) -> set[str]:
    """Compare the unchanged segments that were checked longest ago with their manifests; return the damaged ones.

    Bit rot changes neither size nor time of a file. No further file is read after `_CHECKED_IN_A_RUN` bytes.
    """
    damaged: set[str] = set()
    left, now = _CHECKED_IN_A_RUN, int(time())
    for name in sorted(unchanged, key=lambda name: (known[name].checked or 0, name)):
        row = known[name]
        if left <= 0:
            break
        left -= row.size or 0
        if not is_sound(unchanged[name]):
            damaged.add(name)
        elif row.checked != now and row.size is not None and row.changed is not None:
            ledger.close_segment(name, row.size, row.changed, now)
    return damaged


def _refuse_living(articles: Path) -> None:
    """Raise `HeldError` if a running process writes an unfinished file: to salvage it would take lines from that."""
    for ending in (PART, SALVAGING, MERGING):
        for path in articles.rglob(f"*{ending}"):
            if is_being_written(path):
                raise HeldError(f"{path} is being written by another process")


def _read_segment(
    name: str, path: Path, ledger: Ledger, result: ReconcileResult, removed: TakeDown, *, is_new: bool
) -> None:
    """Read a segment into the ledger. One with faults is not marked as read, so that each run reports it."""
    faults: list[Fault] = []
    with ledger.transaction():
        number = ledger.open_segment(name)
        present = set()
        for _, record in sound_lines(path, faults.append):
            result.read += 1
            present.add((record["id"], record["revision"]))
            ledger.put_if_newer(page_from_line(record, number))
            if removed.names(record["id"], record["url"]):
                continue  # a line that is only hidden, or came back from a backup: nothing is asked for it
            ledger.put_listed_of_line(record)
            ledger.past.note_line(record)
            before = result.doubtful.get(record["id"])
            if is_doubtful(record) and (before is None or before["revision"] <= record["revision"]):
                result.doubtful[record["id"]] = record  # a late answer's line stands behind those of higher numbers
        # no page was in a new segment before; the ledger is searched only where one may have been, as a pass is long
        stated = () if is_new else ledger.pages_of(number)
        lost = [id for id, revision, _ in stated if (id, revision) not in present]
        ledger.mark_lost(lost)
        if not faults:
            found = path.stat()
            ledger.close_segment(name, found.st_size, found.st_mtime_ns, int(time()))
        elif is_new:  # the addresses of the damaged lines are unknown, so discovery has to find them again
            ledger.forget_discovery(path.parents[1].name)
    result.faults += faults
    result.lost += len(lost)


def _note_missing(data: Path, ledger: Ledger, on_disk: dict[str, Path], result: ReconcileResult) -> None:
    """Handle the segments that the ledger knows and that are not on disk; their articles are lost.

    An unfinished or damaged one, and one that was merged or compressed, is dropped. Any other is reported as missing by
    this and each later run, until it is back or the ledger is rebuilt.
    """
    known = ledger.segments()
    gone = {name: row for name, row in known.items() if name not in on_disk}
    replaced = _replacements(data, on_disk) if gone else set()
    pages = ledger.pages_of(*(row.number for row in gone.values())) if gone else []
    pages_in = {number: [one[0] for one in some] for number, some in groupby(sorted(pages, key=_SEGMENT), _SEGMENT)}
    for name, row in gone.items():
        with ledger.transaction():
            lost = pages_in.get(row.number, [])
            ledger.mark_lost(lost)
            result.lost += len(lost)
            if row.size is None or name in replaced:
                ledger.drop_segment(name)
            else:
                ledger.mark_segment_missing(name)
                result.missing.append(name)


def _replacements(data: Path, on_disk: dict[str, Path]) -> set[str]:
    """Return the names of segments whose lines are in others on disk: merged ones, and both endings of each run."""
    found: set[str] = set()
    for path in on_disk.values():
        folder = path.parent.relative_to(data)
        run = run_of(path)
        found |= {str(folder / one) for one in (f"{run}.jsonl", f"{run}.jsonl.zst", *merged_names(path))}
    return found


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
        metadata=metadata_digest(record),
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
