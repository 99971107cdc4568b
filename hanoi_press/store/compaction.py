"""Compact the corpus: the segments of a past month become one `<yyyy-mm>.jsonl.zst`.

The new file is written next to the old ones, its manifest lists the merged segments, it is renamed and read back, and
only then are the old ones deleted. If the process is killed, every line is still in a file, and the next compaction or
harvest finishes or undoes the merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hanoi_press.store.manifest import Manifest, is_as_stated, manifest_path, read_manifest
from hanoi_press.store.salvage import article_lines, unused_path
from hanoi_press.store.segment_writer import PART, SegmentWriter
from hanoi_press.store.segments import segments

MERGING = ".merging"  # ending of the new file while it is written
_MONTH = re.compile(r"\d{4}-\d{2}")


class MergeResult(NamedTuple):
    """A merged month: the new segment, the number of old ones, its lines, its bytes before and after."""

    path: Path
    segments: int
    lines: int
    before: int
    after: int


def closed_months(articles: Path, now: datetime) -> Iterator[list[Path]]:
    """Yield the segments of each source and past month (UTC) that are worth merging: several, or one uncompressed.

    A month with an unfinished segment is left out.
    """
    for folder in sorted(one for one in articles.glob("*/*") if one.is_dir() and _MONTH.fullmatch(one.name)):
        found = segments(folder)
        is_past = folder.name < f"{now.astimezone(UTC):%Y-%m}"
        gains = len(found) > 1 or any(path.suffix != ".zst" for path in found)
        if is_past and gains and not any(folder.glob(f"*{PART}")):
            yield found


def merge(paths: list[Path]) -> MergeResult:
    """Merge the segments of one folder; every line is copied byte for byte, in the order of the runs.

    Raises `FaultError` if a line is broken, and `OSError`; the old segments are then left as they are.
    """
    folder = paths[0].parent
    path = unused_path(folder / f"{folder.name}.jsonl.zst")
    names = [one.name for one in paths]
    manifest = Manifest(folder.parent.name, path.name.partition(".jsonl")[0], merged=names)
    segment = SegmentWriter(path, manifest, path.with_name(path.name + MERGING))
    segment.part.unlink(missing_ok=True)
    before = sum(one.stat().st_size for one in paths)
    try:
        for one in paths:
            for raw, record in article_lines(one):
                segment.write_line(raw + b"\n", record)
        segment.close()
    except Exception:
        segment.discard()
        raise
    if sum(1 for _ in article_lines(path)) != segment.count:
        _remove(path)
        raise OSError(f"{path}: the written file has other lines when it is read back; the old segments stay")
    for one in paths:
        _remove(one)
    return MergeResult(path, len(paths), segment.count, before, path.stat().st_size)


def finish_merges(articles: Path) -> None:
    """Clean up after killed merges: delete unfinished files, and old segments of finished ones. Raises `OSError`."""
    for unfinished in articles.rglob(f"*{MERGING}"):
        unfinished.unlink()
    for path in articles.glob("*/*/*.jsonl.zst"):
        if _MONTH.fullmatch(path.name[:7]) is None or path.name[7] not in ".-":
            continue
        old = [path.with_name(name) for name in (read_manifest(path) or {}).get("merged", ())]
        old = [one for one in old if one.exists()]
        if old and is_as_stated(path):
            for one in old:
                _remove(one)


def _remove(segment: Path) -> None:
    segment.unlink()
    manifest_path(segment).unlink(missing_ok=True)
