"""Salvage the `.part` of a killed run: its whole lines become a finished segment, a torn last line is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hanoi_press.store.archive_names import is_own_archive
from hanoi_press.store.atomic import sync_file
from hanoi_press.store.manifest import Manifest
from hanoi_press.store.pruned_archives import PrunedArchives
from hanoi_press.store.segment_check import lines_of_own_words, sound_lines
from hanoi_press.store.segment_writer import COMPRESSIONS, PART, SegmentWriter
from hanoi_press.store.segments import Fault
from hanoi_press.warc.reader import responses

SALVAGING = ".salvaging"  # ending of the new file while it is written; the `.part` is kept until it is finished
_TORN = "torn last line", "cut short"  # the faults that a killed run leaves


@dataclass(slots=True)
class SalvageResult:
    """The result for a `.part`: the finished segment (None if it had no whole line), its lines, the dropped faults."""

    part: Path
    path: Path | None
    count: int
    faults: list[Fault]
    kept_as: Path | None = None  # the old file, if it had faults other than a torn end


def unfinished_segments(articles: Path) -> list[Path]:
    """Return the `.part` files anywhere below a folder, sorted."""
    endings = tuple(ending + PART for ending in COMPRESSIONS.values())
    return sorted(one for one in articles.rglob(f"*{PART}") if one.name.endswith(endings))


def salvage(part: Path, data: Path) -> SalvageResult:
    """Make a finished segment of a `.part`, which is deleted last, so that nothing is lost if this process is killed.

    Broken lines in the middle, which a power failure may leave, are dropped; the old file is then kept next to
    the new one under a name that ends in `.damaged`. The same failure may have cut an archive in `data`: a line whose
    record is not there gets `archive` null, because another record will be written to its place; archives that no crawl
    into this folder wrote are not looked at. Raises `OSError`.
    """
    path = part.with_name(part.name.removesuffix(PART))
    if path.exists() and (count := _count_if_all_are_in(path, part)):
        part.unlink()  # an earlier salvage was killed before it did this
        return SalvageResult(part, path, count, [])
    path = unused_path(path)
    manifest = Manifest.of(path, salvaged=True)
    segment = SegmentWriter(path, manifest, part.with_name(part.name + SALVAGING))
    segment.part.unlink(missing_ok=True)
    faults: list[Fault] = []
    archives: set[Path] = set()
    pruned = PrunedArchives(data)
    for line, record in lines_of_own_words(part, faults.append):
        if _is_archived(record, data, archives, pruned):
            segment.write_line(line.raw + b"\n", record)
        else:
            segment.write(record | {"archive": None})
    for archive in archives:
        sync_file(archive)
    result = SalvageResult(part, segment.close(), segment.count, faults)
    if any(not _is_torn(fault) for fault in faults):
        result.kept_as = unused_path(part.with_name(part.name.removesuffix(PART) + ".damaged"))
        part.replace(result.kept_as)
    else:
        part.unlink()
    return result


def _count_if_all_are_in(path: Path, part: Path) -> int:
    """Return the number of sound lines of a `.part` if a finished segment has all of its articles, else 0."""
    found = {_key(record) for _, record in sound_lines(path, lambda fault: None)}
    count = 0
    for _, record in lines_of_own_words(part, lambda fault: None):
        if _key(record) not in found:
            return 0
        count += 1
    return count


def _key(record: dict[str, Any]) -> tuple[Any, ...]:
    return record["id"], record["revision"], record["content_hash"]


def _is_archived(record: dict[str, Any], data: Path, archives: set[Path], pruned: PrunedArchives) -> bool:
    """Return True if the archive has a record where a line says so, or the line names none.

    The file of the record is added to `archives`. A line that was written again under another number (`late_captures`)
    may name a file that was pruned long before.
    """
    place = record.get("archive")
    if place is None:
        return True
    stated = place.get("file") if isinstance(place, dict) else None
    if isinstance(stated, str) and (not is_own_archive(stated) or pruned.day(stated) is not None):
        return True  # another program wrote the file, long before
    try:
        file, offset = data / place["file"], int(place["offset"])
        found = next(responses(file, lambda damage: None, start=offset, end=offset + 1), None)
    except (OSError, LookupError, TypeError, ValueError, OverflowError):
        return False
    if found is not None:
        archives.add(file)
    return found is not None


def _is_torn(fault: Fault) -> bool:
    return any(words in fault.reason for words in _TORN)


def unused_path(path: Path) -> Path:
    """Return `path`; if it exists, the same with `-2`, `-3` … before its ending.

    A numbered name whose `.part` exists counts as used, too.
    """
    stem, dot, ending = path.name.partition(".")
    number = 1
    while path.exists() or (path.with_name(path.name + PART).exists() and number > 1):
        number += 1
        path = path.with_name(f"{stem}-{number}{dot}{ending}")
    return path
