"""Bring the archive of a part into that of the main folder, each record once, and say where the records went.

The bytes of a file are linked into place if the main folder has none of that name, else appended. What the main file
has of them already, from an earlier merge that was killed or from another attempt of the same unit, is found by the
bytes themselves, because each record has an id of its own; so no journal is needed.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections import deque
from collections.abc import Mapping
from io import FileIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import IO, NamedTuple

from hanoi_press.store.atomic import sync_file, sync_folder, whole_file
from hanoi_press.warc.gzip_members import member_end, whole_size
from hanoi_press.warc.record_starts import MEMBER_START, starts
from hanoi_press.warc.writer import cut_torn_end

_BLOCK = 1024 * 1024
_LONGEST_FIRST = 64 * 1024  # bytes of a record by which it is looked for
_NO_LINKS = (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EACCES, errno.ENOSYS)


class _Stretch(NamedTuple):
    """Records of a part's file from offset `start` to `end`, which begin at offset `to` in the main folder's file."""

    start: int
    end: int
    to: int


class MovedRecords:
    """Where the records of a part lie in the main folder. `ends`: by file, where the seeded records end."""

    def __init__(self, ends: Mapping[str, int]) -> None:
        self._ends = ends
        self._stretches: dict[str, list[_Stretch]] = {}
        self.bytes = 0  # that were new to the main folder

    def add(self, file: str, stretches: list[_Stretch]) -> None:
        """Record where the records of a file went."""
        self._stretches[file] = stretches

    def place(self, file: str, offset: int) -> tuple[str, int] | None:
        """Return the place in the main folder of a record of the part, which is the same for a seeded one.

        None if the part has no such record: it was on another machine, or the power failed.
        """
        if offset < self._ends.get(file, 0):
            return file, offset
        for one in self._stretches.get(file, ()):
            if one.start <= offset < one.end:
                return file, offset - one.start + one.to
        return None


def archive_files(folder: Path) -> list[Path]:
    """Return the WARC files of a data folder, sorted. Raises `OSError`."""
    return sorted((folder / "archive").glob("*/*/*.warc.gz"))


def move_archives(main: Path, part: Path, ends: Mapping[str, int], sizes: Mapping[str, int]) -> MovedRecords:
    """Bring the records of a part into the archive of the main folder and sync them; the part keeps its files.

    `ends`: by file, where the records end with which the part was seeded. `sizes`: the size of the main folder's file
    at that time. Raises `OSError`; a file is changed as a whole or not at all, none if the disk has no room for all.
    """
    moved = MovedRecords(ends)
    files = [(path, path.relative_to(part).as_posix()) for path in archive_files(part)]
    _check_space(main, [(path.stat().st_size - ends.get(name, 0), main / name) for path, name in files])
    for path, name in files:
        with path.open("rb") as file:
            size = whole_size(file)
        if size > ends.get(name, 0):
            stretches, added = _move(path, main / name, ends.get(name, 0), size, sizes.get(name, 0))
            moved.add(name, stretches)
            moved.bytes += added
    return moved


def _check_space(main: Path, needed: list[tuple[int, Path]]) -> None:
    """Raise `OSError` if the disk has no room for what has to be copied."""
    total = sum(size for size, target in needed if target.exists())
    if total > shutil.disk_usage(main).free:
        raise OSError(errno.ENOSPC, f"{os.strerror(errno.ENOSPC)} ({total} bytes of archives to add)", str(main))


def _move(path: Path, target: Path, start: int, size: int, searched: int) -> tuple[list[_Stretch], int]:
    """Bring the bytes of a file from `start` to `size` into the target. Return where they are, and how many are new.

    `searched`: offset in the target before which none of them can be.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if start == 0 and not target.exists():
        _link(path, target, size)
        sync_file(target)
        _sync_folders(target.parent)
        return [_Stretch(0, size, 0)], size
    with path.open("rb") as ours, FileIO(os.open(target, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644), "r+") as theirs:
        fcntl.flock(theirs, fcntl.LOCK_EX)
        cut_torn_end(theirs)
        found, rest = _known(ours, theirs, start, size, searched)
        if rest < size:
            to = theirs.seek(0, os.SEEK_END)
            _append(ours, theirs, rest, size)
            found.append(_Stretch(rest, size, to))
        os.fsync(theirs.fileno())
    _sync_folders(target.parent)
    return found, size - rest


def _link(path: Path, target: Path, size: int) -> None:
    """Give a file a second name, or copy it where that is not possible; what is torn at its end is cut off before."""
    if size < path.stat().st_size:
        os.truncate(path, size)
    try:
        os.link(path, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with whole_file(target) as temporary:
            shutil.copyfile(path, temporary)


def _sync_folders(month: Path) -> None:
    """Sync the folders of a month, of its source, and of all archives: they may be new."""
    for folder in (month, *month.parents[:3]):
        sync_folder(folder)


def _known(ours: IO[bytes], theirs: FileIO, start: int, size: int, searched: int) -> tuple[list[_Stretch], int]:
    """Return the records that the target has already, and the offset in our file from which it has none."""
    found: list[_Stretch] = []
    if theirs.seek(0, os.SEEK_END) <= searched:
        return found, start
    with mmap(theirs.fileno(), 0, access=ACCESS_READ) as known:
        while start < size:
            end = min(member_end(ours, start), start + _LONGEST_FIRST)
            to = known.find(_bytes(ours, start, end - start), searched)
            end = _end_of_same(ours, start, size, known, to) if to >= 0 else start
            if end == start:
                break
            found.append(_Stretch(start, end, to))
            start = end
    return found, start


def _end_of_same(ours: IO[bytes], start: int, size: int, known: mmap, to: int) -> int:
    """Return the end of the last whole record from `start` on that the target has in the same place of its bytes."""
    at = start
    while at < size:
        block = _bytes(ours, at, min(_BLOCK, size - at))
        other = known[to + at - start : to + at - start + len(block)]
        if block != other:
            at += _same_length(block, other)
            return deque(starts(ours, MEMBER_START, start, at + 1), maxlen=1)[-1]
        at += len(block)
    return size


def _same_length(one: bytes, other: bytes) -> int:
    """Return the length of the common start of two blocks that differ."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _bytes(file: IO[bytes], start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _append(ours: IO[bytes], theirs: FileIO, start: int, size: int) -> None:
    """Append the bytes of a file from `start` to `size` to another one, all of them or none. Raises `OSError`."""
    before = theirs.seek(0, os.SEEK_END)
    try:
        while start < size:
            rest = memoryview(_bytes(ours, start, min(_BLOCK, size - start)))
            start += len(rest)
            while rest:
                rest = rest[theirs.write(rest) or 0 :]
    except OSError:
        theirs.truncate(before)
        raise
