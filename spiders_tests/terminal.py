"""Run a command in a real pseudo-terminal, and see what it shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyte


class Shown(NamedTuple):
    """The exit code, the screen at its end, all lines that were shown in the middle of it, and the bytes written."""

    code: int
    screen: list[str]
    shots: list[list[str]]
    raw: bytes


def in_terminal(
    line: list[str],
    environment: Mapping[str, str],
    folder: Path,
    *,
    rows: int = 24,
    columns: int = 80,
    resize: Callable[[int], tuple[int, int] | None] = lambda shots: None,
) -> Shown:
    """Run a command in a terminal of this size, with a look at it after each piece of output.

    `resize` is asked after each look, by their number, for a new size.
    """
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the command itself
        time.sleep(0.05)
        os.chdir(folder)
        os.execvpe(line[0], line, dict(environment))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    shots, raw, end = [], b"", time.monotonic() + 120
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the command has ended
            break
        if not data:
            break
        raw += data
        stream.feed(data)
        shots.append([one.rstrip() for one in screen.display])
        if size := resize(len(shots)):
            screen.resize(*size)
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    return Shown(os.waitstatus_to_exitcode(status), [one.rstrip() for one in screen.display], shots, raw)
