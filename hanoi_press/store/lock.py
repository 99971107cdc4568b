"""Lock a data folder, so that one run at a time works on it, and the files that a run is writing.

The locks are the kernel's (`flock`) and end with the process that has them, even if that is killed. A data folder has
two: one on the folder itself, which nobody can delete while the folder stays, and one on `<data>/.lock`, which names
the holder. File systems without locks for folders (NFS) have only the second.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from weakref import WeakSet

from hanoi_press.text.moments import utc_now

logger = logging.getLogger(__name__)
_ATTEMPTS = 10  # to open a `.lock` that somebody deletes between opening and locking
_READ_WRITE = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC


class HeldError(Exception):
    """Raised if another process has the lock of the data folder; the message says which one, and since when."""


class LockLost(OSError):
    """Raised if the data folder is no longer this run's: it was moved, or another process has the lock."""


class FolderLock:
    """The lock of a data folder, taken by the constructor. `who` names the holder to a second run ("a harvest").

    Raises `HeldError`, and `OSError` if no file can be written in the folder, or if its locks exclude nobody.
    """

    def __init__(self, data: Path, who: str) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.data = data
        self.path = data / ".lock"
        self._note = f"{who}, process {os.getpid()}, since {utc_now()}\n".encode()
        self._fd = -1
        self._folder = os.open(data, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self._has_folder = self._lock_folder()
            self._fd = self._lock_file()
            self._write_note()
        except BaseException:
            self.release()
            raise
        _held_folders.add(self)

    def _lock_folder(self) -> bool:
        """Lock the folder itself; return False if the file system cannot. Raises `HeldError`."""
        try:
            if not _take(self._folder):
                raise HeldError(f"{self.data} is in use by {self._holder()}")
            return not _is_free(self.data, os.O_RDONLY)
        except OSError:
            return False

    def _lock_file(self) -> int:
        """Lock `.lock`; return its descriptor. Raises `HeldError`, `OSError`."""
        for _ in range(_ATTEMPTS):
            descriptor = os.open(self.path, _READ_WRITE, 0o644)
            try:
                self._try_lock(descriptor)
                if _is_at(descriptor, self.path):
                    return descriptor
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)
        raise OSError(f"{self.path} is deleted again and again by another program")

    def _try_lock(self, descriptor: int) -> None:
        try:
            is_taken = _take(descriptor)
            excludes = not is_taken or not _is_free(self.path, os.O_RDWR)
        except FileNotFoundError:  # deleted just now; the caller sees that, too
            return
        except OSError as error:
            raise OSError(f"its file system has no locks ({error.strerror}); use a folder on a local disk") from error
        if not is_taken:
            raise HeldError(f"{self.data} is in use by {self._holder()}")
        if not excludes:
            raise OSError("locks of its file system exclude nobody, two runs would damage it; use a local disk")

    def _holder(self) -> str:
        with suppress(OSError):
            if words := self.path.read_bytes()[:500].decode("utf-8", "replace").strip():
                return words
        return "another process"

    def _write_note(self) -> None:
        os.ftruncate(self._fd, 0)
        os.pwrite(self._fd, self._note, 0)

    def verify(self) -> None:
        """Check that the folder is still this run's, and restore a `.lock` that was deleted; takes some microseconds.

        Raises `LockLost` if the folder was moved, deleted or replaced, or if another process has the lock; `OSError` if
        `.lock` cannot be restored and is the only lock.
        """
        if not _is_at(self._folder, self.data):
            raise LockLost("the folder was moved, deleted or replaced while the run worked on it")
        if _is_at(self._fd, self.path):
            return
        try:
            self._retake()
        except LockLost:
            raise
        except OSError:
            if not self._has_folder:
                raise

    def _retake(self) -> None:
        descriptor = os.open(self.path, _READ_WRITE, 0o644)
        if not _take(descriptor):
            os.close(descriptor)
            if self._has_folder:  # a second run, which will find the folder locked
                return
            raise LockLost(f".lock was deleted, and the folder is now in use by {self._holder()}")
        os.close(self._fd)
        self._fd = descriptor
        self._write_note()
        logger.warning("%s was deleted while the run needs it; it is restored", self.path)

    def release(self) -> None:
        """Release the lock. A second call does nothing."""
        if self._fd >= 0:
            os.ftruncate(self._fd, 0)
        self.close_in_child()

    def close_in_child(self) -> None:
        """Close the descriptors. The lock ends when no process has them any more."""
        for descriptor in (self._fd, self._folder):
            if descriptor >= 0:
                os.close(descriptor)
        self._fd = self._folder = -1


def lock_written(file: FileIO) -> None:
    """Lock a file for as long as it is open, to show other runs that it is being written."""
    with suppress(OSError):  # a file system without locks is refused when the folder is opened
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    _held_files.add(file)


def is_being_written(path: Path) -> bool:
    """Return True if a running process has locked the file by `lock_written`."""
    try:
        return not _is_free(path, os.O_RDWR)
    except OSError:
        return False


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process at a time run the `with` block for a folder, which is made if missing; the others wait.

    It is for small files that a person changes during a run, which has the data folder's lock. Raises `OSError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # a file system without locks for folders
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    """Lock a file; return False if another one has its lock. Raises `OSError` if it cannot be locked."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_free(path: Path, flags: int) -> bool:
    """Return True if a file could be locked now. Raises `OSError`."""
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        return _take(descriptor)
    finally:
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    """Return True if an open file or folder is the one at `path`."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


# --- forked processes -------------------------------------------------------------------------------------------------

_held_folders: WeakSet[FolderLock] = WeakSet()
_held_files: WeakSet[FileIO] = WeakSet()


def _close_in_child() -> None:
    """Close all locks in a forked process, which would keep them alive after the death of its parent."""
    for folder in list(_held_folders):
        folder.close_in_child()
    for file in list(_held_files):
        with suppress(OSError):
            file.close()


os.register_at_fork(after_in_child=_close_in_child)
