"""Guard standard output and error of a command: a full disk, a closed stream or ASCII must not break a run.

What cannot be written is dropped, and the command ends with exit code 1 (`failed_output`).
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from typing import Any, ClassVar

_said: set[str] = set()  # lines that `failed_output` has printed
_NAMES = ("standard input", "standard output", "standard error")


class GuardedStream:
    """A text stream that remembers the first error of a write, in `error`, and goes on without output.

    With `ends_quietly`, a reader that has closed its pipe (`… | head`) is no such error: `BrokenPipeError` is raised.
    """

    def __init__(self, stream: Any, number: int, *, was_closed: bool = False) -> None:
        self._stream = stream
        self.name = _NAMES[number]
        self.number = number
        self.was_closed = was_closed
        self.error: OSError | None = None
        self.ends_quietly = False

    def write(self, text: str) -> int:
        """Write text."""
        if self.was_closed and self.error is None:
            self.error = OSError(errno.EBADF, os.strerror(errno.EBADF))
        try:
            return int(self._stream.write(text))
        except OSError as error:
            self._failed(error)
            return len(text)

    def flush(self) -> None:
        """Write what is buffered."""
        try:
            self._stream.flush()
        except OSError as error:
            self._failed(error)

    def _failed(self, error: OSError) -> None:
        if isinstance(error, BrokenPipeError) and self.ends_quietly:
            raise error
        self.error = self.error or error
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self.number)  # what is still buffered is flushed there at the end of the process
        os.close(null)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class GuardedLogFile(logging.FileHandler):
    """A log file that drops what its disk has no room for; `failed` is the first error of any of them."""

    failed: ClassVar[OSError | None] = None

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        if isinstance(error, OSError):
            self._failed(error)
        else:
            super().handleError(record)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            self._failed(error)

    def close(self) -> None:
        try:
            super().close()
        except OSError as error:
            self._failed(error)

    def _failed(self, error: OSError) -> None:
        GuardedLogFile.failed = GuardedLogFile.failed or error


def guard_streams() -> None:
    """Replace `sys.stdout` and `sys.stderr` by guarded streams that can write any character, and guard log files.

    Closed streams are opened on /dev/null, because the next file that the process opens would get their number.
    """
    closed = {number for number in range(3) if not _is_open(number)}
    for number in sorted(closed):
        null = os.open(os.devnull, os.O_RDWR)
        if null != number:
            os.dup2(null, number)
            os.close(null)
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if isinstance(stream, GuardedStream):
            continue
        if stream is None:
            stream = os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        setattr(sys, name, GuardedStream(stream, number, was_closed=number in closed))
    logging.FileHandler = GuardedLogFile  # type: ignore[misc]  # Scrapy names no other way to its handler


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def failed_output() -> bool:
    """Flush output, errors and log; return True if a part of them could not be written, which is said once."""
    failed = []
    for handler in logging.root.handlers:
        handler.flush()
    if GuardedLogFile.failed is not None:
        failed.append(f"the log could not be written: {GuardedLogFile.failed.strerror}")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, GuardedStream):
            stream.flush()
            if stream.error is not None:
                failed.append(f"{stream.name} could not be written: {stream.error.strerror}")
    for line in failed:
        if line not in _said:
            _said.add(line)
            print(line, file=sys.stderr)
    return bool(failed)
