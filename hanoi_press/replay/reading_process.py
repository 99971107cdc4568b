"""Read stretches in a process of its own, which the one that started it may kill at any instant."""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from hanoi_press.crawl.bounded import limit_memory
from hanoi_press.crawl.child_process import close_inherited, die_with_parent, fork_process, most_memory
from hanoi_press.replay.page_marker import PageMarker
from hanoi_press.replay.readings import ReadingsFile
from hanoi_press.replay.slices import SliceReading, Task, read_slice

_LARGE = 0.5  # the part of the memory limit after which a fresh process should go on
DONE, GO_ON = "done", "go on"  # the stretch is read; another process should read its rest


class Job(NamedTuple):
    """What a process is to read. `path`: its file of readings, `digest`: of its task. `marker`: see `PageMarker`."""

    path: Path
    digest: str
    marker: Path
    task: Task


class ReadingProcess:
    """A fork of this process that reads one stretch after the other. It inherits no file. Raises `OSError`.

    `memory`: bytes that it may take on top of what this process has; 0: no limit.
    """

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self._connection, theirs = Pipe()
        with theirs:
            self.pid = fork_process()
            if self.pid == 0:
                _serve(theirs, memory)

    @property
    def is_alive(self) -> bool:
        """True while it waits for a stretch."""
        return not self._connection.poll()

    def give(self, job: Job) -> None:
        """Let it read a stretch; if it has died meanwhile, `word` says so."""
        with suppress(OSError):
            self._connection.send(job)

    def wait(self, seconds: float) -> bool:
        """Return True if it has read its stretch, or ended, within so many seconds."""
        return self._connection.poll(seconds)

    def word(self) -> str:
        """Return `DONE`, `GO_ON`, why a file could not be read, or "" if it ended. Only after `wait`."""
        with suppress(EOFError, OSError):
            return str(self._connection.recv())
        return ""

    def end(self) -> None:
        """Kill it unless it has ended."""
        self._connection.close()
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def _serve(connection: Connection, memory: int) -> None:
    """Read the stretches that come over a connection until it closes. It never returns."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with_parent()
        close_inherited(connection.fileno())
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, force=True)
        limit_memory(memory)
        with suppress(EOFError, ConnectionError):
            word = DONE
            while word != GO_ON:
                word = _word(connection.recv(), memory)
                connection.send(word)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(0)


def _word(job: Job, memory: int) -> str:
    try:
        return read_into(job, memory)
    except OSError as error:
        return " ".join(str(error).split()) or type(error).__name__


def read_into(job: Job, memory: int) -> str:
    """Append what is left of a stretch to its readings; return `DONE` or `GO_ON`. Raises `OSError`."""
    marker, file = PageMarker(job.marker), ReadingsFile(job.path, job.digest)
    try:
        number = file.number
        for number, reading in read_slice(job.task, marker.on_page):
            file.add(number, reading)
            if number > job.task.done and memory and most_memory() > memory * _LARGE:
                return GO_ON  # each process comes further than the one before
        file.add(number, SliceReading(), is_last=True)
    finally:
        file.close()
        marker.close()
    return DONE
