"""Compaction: the segments of a closed month become one `<yyyy-mm>.jsonl.zst`.

The new file is written beside, read back, named in its manifest (with the names of what went into it), and gets its
name; only then do the old ones go. Broken off anywhere, the next compaction or harvest finishes or undoes it, and at no
moment is a line in no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hanoi_press.store.manifest import Manifest, is_as_stated, manifest_path, read_manifest
from hanoi_press.store.salvage import free_name, records
from hanoi_press.store.segment_writer import PART, Segment
from hanoi_press.store.segments import segments

MERGING = ".merging"  # what the new file is called while it is written
_MONTH = re.compile(r"\d{4}-\d{2}")


class Merge(NamedTuple):
    """A month that was merged: the new segment, how many went into it, lines, bytes before and after."""

    path: Path
    segments: int
    lines: int
    before: int
    after: int


def closed_months(articles: Path, now: datetime) -> Iterator[list[Path]]:
    """The segments of each source and month before this one (UTC) that are worth a merge: several, or one plain."""
    for folder in sorted(one for one in articles.glob("*/*") if one.is_dir() and _MONTH.fullmatch(one.name)):
        found = segments(folder)
        plain = any(path.suffix != ".zst" for path in found)
        if (
            folder.name < f"{now.astimezone(UTC):%Y-%m}"
            and (len(found) > 1 or plain)
            and not any(folder.glob(f"*{PART}"))
        ):
            yield found


def merge(paths: list[Path]) -> Merge:
    """Merges segments of one folder; every line stays byte for byte, in the order of the runs.

    Raises `FaultError` where a line is broken (nothing is changed then), and `OSError`.
    """
    folder = paths[0].parent
    path = free_name(folder / f"{folder.name}.jsonl.zst")
    old = [one.name for one in paths]
    segment = Segment(path, Manifest(folder.parent.name, path.name.partition(".jsonl")[0], merged=old))
    segment.part = path.with_name(path.name + MERGING)
    segment.part.unlink(missing_ok=True)
    before = sum(one.stat().st_size for one in paths)
    try:
        for one in paths:
            for raw, record in records(one):
                segment.write_line(raw + b"\n", record)
        segment.close()
    except Exception:
        segment.discard()
        raise
    if sum(1 for _ in records(path)) != segment.count:
        path.unlink()
        raise OSError(f"{path}: what was written does not read back; the old segments stay")
    for one in paths:
        _remove(one)
    return Merge(path, len(paths), segment.count, before, path.stat().st_size)


def finish_merges(articles: Path) -> None:
    """Cleans up after merges that were broken off: an unnamed file goes, old segments of a named one go."""
    for unfinished in articles.rglob(f"*{MERGING}"):
        unfinished.unlink()
    for path in articles.glob("*/*/*.jsonl.zst"):
        if _MONTH.fullmatch(path.name[:7]) is None or path.name[7] not in ".-":
            continue
        left = [path.with_name(name) for name in (read_manifest(path) or {}).get("merged", ())]
        left = [one for one in left if one.exists()]
        if left and is_as_stated(path):
            for one in left:
                _remove(one)


def _remove(segment: Path) -> None:
    segment.unlink()
    manifest_path(segment).unlink(missing_ok=True)
