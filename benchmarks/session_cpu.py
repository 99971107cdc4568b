"""Run a command in a session of its own; count the CPU time of all its processes, also of those that are killed.

What a parent is told of its children leaves out grandchildren whose parent was killed. So the processes of the session
are looked at in `/proc` (Linux) every so often; what each of them used after the last look is not counted.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_LOOK_EVERY = 0.1  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")
_SESSION, _USER, _SYSTEM, _START = 3, 11, 12, 19  # fields of /proc/PID/stat after the name


class Finished(NamedTuple):
    """How a command ended. `wall`, `cpu`: seconds; `out`: what it wrote, standard error included."""

    code: int
    wall: float
    cpu: float
    out: str


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path) -> Finished:
    """Run a command in a folder; what it writes goes to the file `log`. Raises `OSError`."""
    begun = time.perf_counter()
    used: dict[tuple[str, str], int] = {}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out, start_new_session=True)
        while process.poll() is None:
            used |= ticks(process.pid)
            time.sleep(_LOOK_EVERY)
    wall = time.perf_counter() - begun
    return Finished(process.returncode, wall, sum(used.values()) / _TICKS, log.read_text("utf-8", errors="replace"))


def ticks(session: int) -> dict[tuple[str, str], int]:
    """Return the ticks that each process of a session has used, by its id and when it began."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it ended
            continue
        if fields[_SESSION] == str(session):
            found[path.parent.name, fields[_START]] = int(fields[_USER]) + int(fields[_SYSTEM])
    return found
