"""Read a stretch in a process of its own, which the one that started it may kill at any instant."""

from __future__ import annotations

import logging
import os
import select
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hanoi_press.crawl.bounded import limit_memory
from hanoi_press.crawl.child_process import close_inherited, die_with_parent, most_memory
from hanoi_press.replay.page_marker import PageMarker
from hanoi_press.replay.readings import ReadingsFile
from hanoi_press.replay.slices import SliceReading, Task, read_slice

_LARGE = 0.5  # the part of the memory limit after which a fresh process should go on
_LONGEST = 4096  # bytes of the reason why a file could not be read
DONE, GO_ON = "done", "go on"  # the stretch is read; another process should read its rest


def read_into(path: Path, digest: str, task: Task, marker: PageMarker, memory: int) -> str:
    """Append what is left of a stretch to its readings; return `DONE` or `GO_ON`. Raises `OSError`."""
    file = ReadingsFile(path, digest)
    number = file.number
    for number, reading in read_slice(task, marker.on_page):
        file.add(number, reading)
        if number > task.done and memory and most_memory() > memory * _LARGE:
            return GO_ON  # each process comes further than the one before
    file.add(number, SliceReading(), is_last=True)
    return DONE


class ReadingProcess:
    """A fork of this process that runs a function which returns a word, and ends. Raises `OSError`.

    `memory`: bytes that it may take on top of what this process has; 0: no limit. It inherits no file.
    """

    def __init__(self, work: Callable[[], str], memory: int) -> None:
        self._pipe, theirs = os.pipe()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which only wait
                self.pid = os.fork()
        except OSError:
            os.close(self._pipe)
            os.close(theirs)
            raise
        if self.pid == 0:
            _run(work, memory, theirs)
        os.close(theirs)

    def wait(self, seconds: float) -> bool:
        """Return True if it ends, or has ended, within so many seconds."""
        return bool(select.select([self._pipe], [], [], seconds)[0])

    def end(self) -> str:
        """Return the word with which it ended, after `wait`, or kill it; "" if it came to no end."""
        word = b""
        if self.wait(0):
            while part := os.read(self._pipe, _LONGEST):
                word += part
        os.close(self._pipe)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        return word.decode("utf-8", "replace")


def _run(work: Callable[[], str], memory: int, pipe: int) -> None:
    """Run the function in the new process; send what it returns, or the reason why a file could not be read."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with_parent()
        close_inherited(pipe)
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, force=True)
        limit_memory(memory)
        try:
            word = work()
        except OSError as error:
            word = " ".join(str(error).split()) or type(error).__name__
        os.write(pipe, word.encode("utf-8", "replace")[:_LONGEST])
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(0)
