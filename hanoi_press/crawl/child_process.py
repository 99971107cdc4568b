"""Set up the processes that read pages, for crawl and replay."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import warnings
from contextlib import suppress

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def fork_process() -> int:
    """Fork this process; return 0 in the fork, else its number. Raises `OSError`.

    Python 3.12 warns of threads. Callers have none, or only some that wait (a progress bar's).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def die_with_parent(parent: int | None = None) -> None:
    """End this process when the one that forked it ends, where the system can do that.

    `parent`: its number; if it has ended before this was called, this process ends now.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        os._exit(0)


def close_inherited(kept: int) -> None:
    """Close the files that a fork inherited, as the data folder's lock, but descriptor `kept` and the standard ones."""
    gc.freeze()  # an inherited object that is collected would close a number that is another file by then
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))


def most_memory() -> int:
    """Return the most memory that this process has had, in bytes."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
