"""Compact the corpus: the segments of a past month become one `<yyyy-mm>.jsonl.zst`.

The new file is written next to the old ones, its manifest lists the merged segments, it is renamed and read back, and
only then are the old ones deleted. If the process is killed, every line is still in a file, and the next compaction or
harvest finishes or undoes the merge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hanoi_press.store.manifest import Manifest, is_as_stated, manifest_path, read_manifest
from hanoi_press.store.salvage import unused_path
from hanoi_press.store.segment_check import is_sound, sound_lines
from hanoi_press.store.segment_writer import PART, SegmentWriter
from hanoi_press.store.segments import line_digests, segments

MERGING = ".merging"  # ending of the new file while it is written
_MONTH = re.compile(r"\d{4}-\d{2}")


class MergeResult(NamedTuple):
    """A merged month: the new segment, the number of old ones, its lines, its bytes before and after."""

    path: Path
    segments: int
    lines: int
    before: int
    after: int


def closed_months(
    articles: Path, now: datetime, on_damaged: Callable[[Path], None] = lambda path: None
) -> Iterator[list[Path]]:
    """Yield the segments of each source and past month (UTC) that are worth merging: several, or one uncompressed.

    A month with an unfinished segment is left out. `on_damaged` is called for each segment that is not what its
    manifest states; it is left as it is. Raises `OSError`.
    """
    for folder in sorted(one for one in articles.glob("*/*") if one.is_dir() and _MONTH.fullmatch(one.name)):
        found = segments(folder)
        is_past = folder.name < f"{now.astimezone(UTC):%Y-%m}"
        if not is_past or not _gains(found) or any(folder.glob(f"*{PART}")):
            continue
        sound = []
        for path in found:
            if is_sound(path):
                sound.append(path)
            else:
                on_damaged(path)
        if _gains(sound):
            yield sound


def _gains(paths: list[Path]) -> bool:
    return len(paths) > 1 or any(path.suffix != ".zst" for path in paths)


def merge(paths: list[Path]) -> MergeResult:
    """Merge the segments of one folder; every line is copied byte for byte, in the order of the runs.

    Raises `FaultError` if a segment is not as it was written, and `OSError`; the old segments then stay.
    """
    folder = paths[0].parent
    path = unused_path(folder / f"{folder.name}.jsonl.zst")
    manifest = Manifest.of(path, merged=(one.name for one in paths))
    segment = SegmentWriter(path, manifest, path.with_name(path.name + MERGING))
    segment.part.unlink(missing_ok=True)
    before = sum(one.stat().st_size for one in paths)
    try:
        for one in paths:
            for line, record in sound_lines(one):
                segment.write_line(line.raw + b"\n", record)
        segment.close()
    except Exception:
        segment.discard()
        raise
    if sum(1 for _ in sound_lines(path, lambda fault: None)) != segment.count:
        _remove(path)
        raise OSError(f"{path}: the written file has other lines when it is read back; the old segments stay")
    for one in paths:
        _remove(one)
    return MergeResult(path, len(paths), segment.count, before, path.stat().st_size)


def finish_merges(articles: Path) -> None:
    """Clean up after killed merges: delete unfinished files, and old segments of finished ones.

    An old segment with a line that the new one has not stays: the new one was damaged since. Raises `OSError`.
    """
    for unfinished in articles.rglob(f"*{MERGING}"):
        unfinished.unlink()
    for path in articles.glob("*/*/*.jsonl.zst"):
        old = [path.with_name(name) for name in merged_names(path)]
        old = [one for one in old if one.exists()]
        if old and is_as_stated(path):
            merged = line_digests(path)
            for one in old:
                if line_digests(one) <= merged:
                    _remove(one)


def merged_names(path: Path) -> list[str]:
    """Return the names of the segments that were merged into a segment; [] if it is no merged one."""
    if not _is_merged(path):
        return []
    stated = (read_manifest(path) or {}).get("merged")
    names = stated if isinstance(stated, list) else []
    return [name for name in names if isinstance(name, str) and name == Path(name).name]


def _is_merged(path: Path) -> bool:
    return path.name.endswith(".jsonl.zst") and _MONTH.fullmatch(path.name[:7]) is not None and path.name[7] in ".-"


def _remove(segment: Path) -> None:
    segment.unlink()
    manifest_path(segment).unlink(missing_ok=True)
