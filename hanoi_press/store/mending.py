"""Mend a data folder whose finished segments were damaged, cut or emptied."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NamedTuple

from hanoi_press.store.atomic import sync_folder, whole_file
from hanoi_press.store.compaction import merged_names
from hanoi_press.store.manifest import Manifest, manifest_path
from hanoi_press.store.salvage import SALVAGING, unused_path
from hanoi_press.store.segment_check import sound_lines
from hanoi_press.store.segment_writer import SegmentWriter
from hanoi_press.store.segments import Fault, line_digest, line_digests


class MendResult(NamedTuple):
    """A mended segment: its path, the number of lines that were kept, and the damaged file, which is kept, too."""

    path: Path
    lines: int
    kept_as: Path


def mend_segment(path: Path) -> MendResult | None:
    """Rewrite a damaged segment with its sound lines; the damaged file stays beside it as `….damaged`.

    Of a merged segment whose old ones are still there, the lines that are in these are left to them. Return None if the
    segment is sound. If this process is killed, the damaged segment is still in its place. Raises `OSError`.
    """
    faults: list[Fault] = []
    for _ in sound_lines(path, faults.append):
        pass
    if not faults:
        return None
    kept_as = unused_path(path.with_name(path.name + ".damaged"))
    _link_or_copy(path, kept_as)
    manifest = Manifest.of(path, salvaged=True, merged=merged_names(path))
    elsewhere: set[bytes] = set()
    for old in filter(Path.exists, map(path.with_name, manifest.merged)):
        elsewhere |= line_digests(old)
    segment = SegmentWriter(path, manifest, path.with_name(path.name + SALVAGING))
    segment.part.unlink(missing_ok=True)
    for line, record in sound_lines(path, lambda fault: None):
        if line_digest(line) not in elsewhere:
            segment.write_line(line.raw + b"\n", record)
    if segment.close() is None:  # no line is sound
        path.unlink()
        manifest_path(path).unlink(missing_ok=True)
        sync_folder(path.parent)
    return MendResult(path, segment.count, kept_as)


def _link_or_copy(path: Path, to: Path) -> None:
    """Give a file a second name, or copy it where the file system has no links."""
    try:
        os.link(path, to)
    except OSError:
        with whole_file(to) as temporary:
            shutil.copyfile(path, temporary)
