"""Put the archived answers that a run of a source will read again into a part, at the places they have in the archive.

Each file of the part is sparse: it takes no more room on the disk than the records in it. So a place that the ledger
or a line states is right in both folders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO

from hanoi_press.compression import GZIP_MAGIC, CompressionError
from hanoi_press.store.capture_table import DOUBTFUL_AT_ONCE, CaptureTable
from hanoi_press.warc.gzip_members import Checkpoints, MemberStream, whole_size
from hanoi_press.warc.record_starts import head_at
from hanoi_press.warc.stored_records import stored_record


def seed_answers(data: Path, part: Path, captures: CaptureTable, source: str, reading: str) -> dict[str, int]:
    """Copy the records of the answers that are to be read again by this reading.

    Return the files (relative to the folder) and where the last record in each ends. Records that are gone or damaged
    are left out. Raises `OSError`, `sqlite3.Error`.
    """
    places: dict[str, set[int]] = defaultdict(set)
    for row in chain(captures.unread(source, reading), captures.doubtful(source, reading, DOUBTFUL_AT_ONCE)):
        if row.file is not None and row.start is not None and _is_inside(row.file):
            places[row.file].add(row.start)
    ends = {}
    for name, offsets in sorted(places.items()):
        if (data / name).is_file() and (end := _copy(data / name, part / name, sorted(offsets))):
            ends[name] = end
    return ends


def _is_inside(file: str) -> bool:
    path = PurePosixPath(file)
    return path.parts[:1] == ("archive",) and ".." not in path.parts and len(path.parts) > 1


def _copy(path: Path, target: Path, offsets: Iterable[int]) -> int:
    """Copy records to the same offsets of another file; return the end of the last one, 0 if there is none."""
    end = 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as file, target.open("wb") as copy:
        for offset in offsets:
            if raw := _record(file, offset):
                copy.seek(offset)
                copy.write(raw)
                end = copy.tell()
    if not end:
        target.unlink()
    return end


def _record(file: IO[bytes], offset: int) -> bytes:
    """Return the bytes of the record at `offset`, of a compressed one its gzip member; b"" if there is none."""
    if head_at(file, offset).startswith(GZIP_MAGIC):
        members = MemberStream(file, offset)
        with suppress(CompressionError):
            for _ in members.chunks():
                pass
            file.seek(offset)
            return file.read(members.end - offset)
        return b""
    found = stored_record(file, offset, 0, Checkpoints())
    return found.raw + b"\r\n\r\n" if found else b""


def archive_sizes(data: Path, source: str, first_day: str) -> dict[str, int]:
    """Return the sizes of a source's archive files (of whole records) from a day (`20261124`) on. Raises `OSError`."""
    found = {}
    for path in (data / "archive" / source).glob(f"*/{source}-*.warc.gz"):
        if path.name.removeprefix(f"{source}-")[:8] >= first_day:
            with path.open("rb") as file:
                found[path.relative_to(data).as_posix()] = whole_size(file)
    return found
