"""Lock a data folder, so that one run at a time works on it.

The lock is the kernel's (`flock`) on `<data>/.lock`; it ends with the process that has it, even if that is killed.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from hanoi_press.text.moments import utc_now


class HeldError(Exception):
    """Raised if another process has the lock of the data folder; the message says which one, and since when."""


class FolderLock:
    """The lock of a data folder, taken by the constructor. `who` names the holder to a second run ("a harvest").

    Raises `HeldError`, and `OSError` if no file can be written in the folder.
    """

    def __init__(self, data: Path, who: str) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.path = data / ".lock"
        self._fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._fd, 500, 0).decode("utf-8", "replace").strip() or "another process"
            os.close(self._fd)
            raise HeldError(f"{data} is in use by {holder}") from None
        os.ftruncate(self._fd, 0)
        os.pwrite(self._fd, f"{who}, process {os.getpid()}, since {utc_now()}\n".encode(), 0)

    def release(self) -> None:
        """Release the lock. A second call does nothing."""
        if self._fd >= 0:
            os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = -1
