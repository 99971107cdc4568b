"""Say where the index of the corpus lies, and let one process at a time write or delete it.

Those that only read it need no lock: SQLite keeps them apart.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

INDEX = Path("corpus") / "index.sqlite"  # in the data folder
LOCK = ".lock"  # ending of the file beside an index
_POLL = 0.1  # seconds


@contextmanager
def index_lock(file: Path, progress: Callable[[str], None], most: float | None = None) -> Iterator[bool]:
    """Take the lock of an index for a `with` block; gives False if another process has it for more than `most` seconds.

    The folder is made if it is missing. Raises `OSError` if nothing can be written there.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file.with_name(f"{file.name}{LOCK}"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        yield _wait(descriptor, progress, most)
    finally:
        os.close(descriptor)


def _wait(descriptor: int, progress: Callable[[str], None], most: float | None) -> bool:
    start, is_told = time.monotonic(), False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        except OSError:  # a file system without locks: SQLite's own, and the renaming of whole files, have to do
            return True
        else:
            return True
        if not is_told:
            progress("another process is writing the index; waiting for it")
            is_told = True
        if most is not None and time.monotonic() - start > most:
            return False
        time.sleep(_POLL)
