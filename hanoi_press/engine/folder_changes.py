"""Find what is new in the folder of a running unit since it was last looked at, without disturbing the unit.

Files that only grow (archives, segments) give the bytes that were appended; others are taken as a whole when they have
changed. A SQLite database is copied through SQLite, so that the copy is one state of it, and as seldom as its size asks.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from hanoi_press.engine.bundles import CHUNK, Header, Piece
from hanoi_press.store.atomic import UNFINISHED

_SQLITE = b"SQLite format 3\0"
_SIDE_FILES = ("-wal", "-shm", "-journal")
_COPY_SHARE = 0.05  # of the time may go into copies of a database
_BUSY = 5.0  # seconds that a copy waits for a lock
_TAIL = 4096  # bytes before the end by which a file that has only grown is told from one that was written anew


class _State(NamedTuple):
    """What was last taken of a file: size and CRC-32 of its bytes, and by what it is known not to have changed."""

    size: int
    crc: int
    tail: int
    inode: int
    stamp: tuple[int, ...]


class FolderChanges:
    """What is new in a folder. What was taken counts as known from then on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, _State] = {}
        self._next_copy: dict[str, float] = {}

    def mark_known(self) -> None:
        """Take all that is there now as known. Raises `OSError`."""
        with self.taken(is_last=True):
            pass

    def sums(self) -> dict[str, tuple[int, int]]:
        """Return size and CRC-32 of each known file, by name."""
        return {name: (state.size, state.crc) for name, state in self._known.items()}

    @contextmanager
    def taken(self, *, is_last: bool = False) -> Iterator[Header]:
        """Yield what is new, with its files open; it counts as known if the block ends without an error.

        `is_last`: the unit has ended. All files are read again, so that none is wrong that was rewritten in place.
        Raises `OSError`.
        """
        known: dict[str, _State] = {}
        pieces: list[Piece] = []
        with ExitStack() as stack:
            # databases first, so that no copy speaks of bytes that are not taken
            databases = {name for name, path in _files(self._folder) if _is_database(path)}
            for name in sorted(databases):
                self._take_database(name, stack, known, pieces, is_last=is_last)
            side_files = {name + end for name in databases for end in _SIDE_FILES}
            for name, _ in _files(self._folder):
                if name not in databases and name not in side_files:
                    self._take_file(name, stack, known, pieces, is_last=is_last)
            gone = sorted(self._known.keys() - known.keys())
            yield Header(pieces, gone, sum(state.size for state in known.values()))
        self._known = known

    def _take_file(
        self, name: str, stack: ExitStack, known: dict[str, _State], pieces: list[Piece], *, is_last: bool
    ) -> None:
        was = self._known.get(name)
        try:
            file = stack.enter_context((self._folder / name).open("rb"))
        except FileNotFoundError:  # it was renamed meanwhile
            return
        now = os.fstat(file.fileno())
        stamp = (now.st_size, now.st_mtime_ns)
        if was is not None and (was.inode, was.stamp) == (now.st_ino, stamp) and not is_last:
            known[name] = was
            return
        offset = crc = 0
        if was is not None and was.size <= now.st_size and _is_start(was, now.st_ino, file, is_last=is_last):
            offset, crc = was.size, was.crc
        crc = _crc(file, offset, now.st_size, crc)
        known[name] = _State(now.st_size, crc, _tail(file, now.st_size), now.st_ino, stamp)
        if was is None or offset != now.st_size or not (offset or was.size == 0):
            pieces.append(Piece(name, offset, now.st_size - offset, now.st_mtime_ns, file))

    def _take_database(
        self, name: str, stack: ExitStack, known: dict[str, _State], pieces: list[Piece], *, is_last: bool
    ) -> None:
        was = self._known.get(name)
        path = self._folder / name
        try:
            now = path.stat()
            stamp = (now.st_size, now.st_mtime_ns, *_stamp_of(path.with_name(path.name + "-wal")))
            is_due = is_last or was is None or monotonic() >= self._next_copy.get(name, 0)
            if was is not None and ((was.inode, was.stamp) == (now.st_ino, stamp) or not is_due):
                known[name] = was
                return
            started = monotonic()
            folder = stack.enter_context(tempfile.TemporaryDirectory(dir=self._folder.parent, prefix=".copy-"))
            file = stack.enter_context(_copy_of(path, Path(folder, "copy")).open("rb"))
        except (sqlite3.Error, FileNotFoundError):  # damaged, busy or gone: the unit's own business
            if was is not None:
                known[name] = was
            return
        size = os.fstat(file.fileno()).st_size
        crc = _crc(file, 0, size)
        known[name] = _State(size, crc, 0, now.st_ino, stamp)
        pieces.append(Piece(name, 0, size, now.st_mtime_ns, file))
        self._next_copy[name] = monotonic() + (monotonic() - started) / _COPY_SHARE


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of each file of a folder that is no link and whole; the name has `/` between its parts."""
    for where, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(where, name)
            if name.endswith(UNFINISHED):
                continue
            with suppress(FileNotFoundError):
                if stat.S_ISREG(path.lstat().st_mode):
                    yield path.relative_to(folder).as_posix(), path


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _stamp_of(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _copy_of(path: Path, copy: Path) -> Path:
    """Copy a database as it is at one instant, while another process writes it. Raises `sqlite3.Error`."""
    name = f"file:{quote(str(path.absolute()))}?mode=rw"  # its journal may have to be replayed
    with closing(sqlite3.connect(name, uri=True, timeout=_BUSY)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, with all that was in the journal
    return copy


def _is_start(was: _State, inode: int, file: BinaryIO, *, is_last: bool) -> bool:
    """Return True if what was taken of a file is still its start."""
    if is_last:
        return _crc(file, 0, was.size) == was.crc
    return was.inode == inode and _tail(file, was.size) == was.tail


def _tail(file: BinaryIO, end: int) -> int:
    return _crc(file, max(0, end - _TAIL), end)


def _crc(file: BinaryIO, start: int, end: int, crc: int = 0) -> int:
    file.seek(start)
    while start < end and (chunk := file.read(min(end - start, CHUNK))):
        crc = zlib.crc32(chunk, crc)
        start += len(chunk)
    return crc
