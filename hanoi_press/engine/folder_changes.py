"""Find what is new in the folder of a running unit since it was last looked at, without disturbing the unit.

Files that only grow (archives, segments) give the bytes that were appended; others are taken as a whole when they have
changed. A SQLite database is copied through SQLite, so that the copy is one state of it, and as seldom as its size
asks.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from hanoi_press.engine.bundles import CHUNK, Header, Piece
from hanoi_press.store.atomic import UNFINISHED

_SQLITE = b"SQLite format 3\0"
_SIDE_FILES = ("-wal", "-shm", "-journal")
_COPY_SHARE = 0.05  # of the time may go into copies of a database, until they are sent
_BUSY = 5.0  # seconds that a copy waits for a lock
_TAIL = 4096  # bytes before the end by which a file that has only grown is told from one that was written anew


class _State(NamedTuple):
    """What was last taken of a file: size and CRC-32 of its bytes, and by what it is known not to have changed."""

    size: int
    crc: int
    tail: int
    inode: int
    stamp: tuple[int, ...]


@dataclass(slots=True)
class _Look:
    """One look at a folder: what is known of its files from then on, what is new, and which databases were copied.

    `is_last`: the unit has ended. All files are read again, so that none is wrong that was rewritten in place.
    """

    is_last: bool
    stack: ExitStack
    known: dict[str, _State] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)


class FolderChanges:
    """What is new in a folder. What was taken counts as known from then on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, _State] = {}
        self._taken: set[str] = set()
        self._next_copy: dict[str, float] = {}

    def mark_known(self) -> None:
        """Count all that is there now as known and as not taken. Raises `OSError`."""
        with self.taken(is_last=True):
            pass
        self._taken.clear()

    def sums(self) -> dict[str, tuple[int, int]]:
        """Return size and CRC-32 of each file that was taken and is still there, by name."""
        return {name: (state.size, state.crc) for name, state in self._known.items() if name in self._taken}

    @contextmanager
    def taken(self, *, is_last: bool = False) -> Iterator[Header]:
        """Yield what is new; it counts as known if the block ends without an error. `is_last`: the unit has ended.

        Raises `OSError`.
        """
        started = monotonic()
        with ExitStack() as stack:
            look = _Look(is_last, stack)
            # databases first, so that no copy speaks of bytes that are not taken
            databases = {name for name, path in _files(self._folder) if _is_database(path)}
            for name in sorted(databases):
                self._look_at_database(name, look)
            for name, path in _files(self._folder):
                if name not in databases and not (name.endswith(_SIDE_FILES) and name.rpartition("-")[0] in databases):
                    with suppress(FileNotFoundError):  # it was renamed meanwhile
                        self._look_at_file(name, path, look)
            gone = sorted(self._known.keys() - look.known.keys())
            yield Header(look.pieces, gone, sum(state.size for state in look.known.values()))
        self._known = look.known
        for name in look.copied:
            self._next_copy[name] = monotonic() + (monotonic() - started) / _COPY_SHARE
        self._taken.update(piece.name for piece in look.pieces)

    def _look_at_file(self, name: str, path: Path, look: _Look) -> None:
        was, now = self._known.get(name), path.stat()
        stamp = (now.st_size, now.st_mtime_ns)
        if was is not None and (was.inode, was.stamp) == (now.st_ino, stamp) and not look.is_last:
            look.known[name] = was
            return
        with path.open("rb") as file:
            offset = crc = 0
            if was is not None and was.size <= now.st_size and _is_start(was, now.st_ino, file, is_last=look.is_last):
                offset, crc = was.size, was.crc
            crc = _crc(file, offset, now.st_size, crc)
            look.known[name] = _State(now.st_size, crc, _tail(file, now.st_size), now.st_ino, stamp)
        if was is None or (was.size, was.crc) != (now.st_size, crc):
            look.pieces.append(Piece(name, offset, now.st_size - offset, now.st_mtime_ns, path))

    def _look_at_database(self, name: str, look: _Look) -> None:
        was, path = self._known.get(name), self._folder / name
        if look.is_last and not any(path.with_name(path.name + ending).exists() for ending in _SIDE_FILES):
            self._look_at_file(name, path, look)  # it was closed, and may be sealed with a checksum of its bytes
            return
        try:
            now = path.stat()
            stamp = (now.st_size, now.st_mtime_ns, *_stamp_of(path.with_name(path.name + "-wal")))
            is_due = look.is_last or was is None or monotonic() >= self._next_copy.get(name, 0)
            if was is not None and ((was.inode, was.stamp) == (now.st_ino, stamp) or not is_due):
                look.known[name] = was
                return
            folder = look.stack.enter_context(tempfile.TemporaryDirectory(dir=self._folder.parent, prefix=".copy-"))
            copy = _copy_of(path, Path(folder, "copy"))
        except (sqlite3.Error, FileNotFoundError):  # damaged, busy or gone
            if was is not None:
                look.known[name] = was
            elif look.is_last and path.is_file():  # damaged: whoever gets it sees to it
                self._look_at_file(name, path, look)
            return
        with copy.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            look.known[name] = _State(size, _crc(file, 0, size), 0, now.st_ino, stamp)
        look.pieces.append(Piece(name, 0, size, now.st_mtime_ns, copy))
        look.copied.append(name)


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
