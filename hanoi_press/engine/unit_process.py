"""Keep the coordinator's side of a process that does units."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

from hanoi_press.engine.fork_server import ForkServer
from hanoi_press.engine.process_host import Lines, packed
from hanoi_press.engine.unit import Message, Unit, UnitEnd
from hanoi_press.text.plurals import count_of

logger = logging.getLogger(__name__)
_READ = 1 << 16  # bytes
_SEND = 60.0  # seconds in which a process takes a unit


@dataclass(slots=True, eq=False)
class Run:
    """A unit that is being run, and how its earlier attempts ended.

    `begun`, `heard`: see `ListeningClock`. `short`: the attempts that ended soon after they began.
    """

    index: int
    unit: Unit
    folder: Path
    attempt: int = 0
    is_prepared: bool = False
    ends: list[str] = field(default_factory=list)
    begun: float = 0.0
    heard: float = 0.0
    short: int = 0


class ProcessDied(Exception):
    """Raised if a process has ended, or sends nonsense."""


class UnitProcess:
    """A process and the units that it does now. Raises `OSError` if it cannot be started.

    `work`: the coroutine function that it does side by side; "" if it does one unit after the other.
    """

    def __init__(self, server: ForkServer, work: str = "", lanes: int = 1, *, is_alone: bool = False) -> None:
        self.work = work
        self.lanes = lanes
        self.is_alone = is_alone
        self.is_last = False  # no further unit may be given to it
        self.runs: dict[str, Run] = {}
        self.memory = 0  # bytes, the most that it has had when its last unit ended
        self._server = server
        self._lines = Lines()
        self.pid, self._connection = server.fork()
        self._connection.settimeout(_SEND)
        self._exit = _descriptor(self.pid)

    def fileno(self) -> int:
        """Return the descriptor that is readable once the process has sent something, or ended."""
        return self._connection.fileno()

    @property
    def has_room(self) -> bool:
        """True if it can do one more unit."""
        return not self.is_last and len(self.runs) < self.lanes

    def give(self, run: Run, now: float = 0) -> None:
        """Start an attempt. Raises `OSError` if the process cannot be reached."""
        unit = run.unit
        task = {
            "name": unit.name,
            "work": unit.work,
            "folder": str(run.folder.absolute()),
            "inputs": unit.inputs,
            "files": {name: str(Path(path).absolute()) for name, path in unit.files.items()},
            "attempt": run.attempt + 1,
            "silence": unit.silence,
        }
        self._connection.sendall(packed(task))
        run.attempt += 1
        run.begun = run.heard = now
        self.runs[unit.name] = run

    def heard(self, now: float) -> Iterator[tuple[Run, Message | UnitEnd]]:
        """Yield what its units have told, and the ends of those that ended.

        Raises `ProcessDied`.
        """
        try:
            data = self._connection.recv(_READ)
            messages = list(self._lines.feed(data))
        except (OSError, ValueError) as error:
            raise ProcessDied from error
        if not data:
            raise ProcessDied
        for message in messages:
            if (run := self.runs.get(message["unit"])) is None:  # what it left behind tells something
                continue
            run.heard = now
            if "kind" in message:
                yield run, Message(message["kind"], message["what"])
                continue
            del self.runs[run.unit.name]
            self.memory = message["memory"]
            self.is_last |= message["is_last"]
            if trace := message["traceback"]:
                logger.debug("unit %s ended with an error\n%s", run.unit.name, trace)
            yield run, UnitEnd(run.unit, run.folder, message["result"], run.ends, message["error"])

    def silent(self, now: float) -> Run | None:
        """Return a unit that has given no sign of life for longer than it may."""
        for run in self.runs.values():
            if run.unit.silence and now - run.heard > run.unit.silence:
                return run
        return None

    def check(self) -> None:
        """Raise `ProcessDied` if it has died and all that it sent is read.

        Its connection does not say so as long as a process that it forked has it open.
        """
        if self._exit is not None and wait([self._exit], 0) and not wait([self._connection], 0):
            raise ProcessDied

    def stop(self) -> None:
        """Tell its units that the run is to end early."""
        with suppress(OSError):
            self._connection.sendall(packed({"stop": True}))

    def end(self) -> str:
        """Kill the process unless it has ended; return how it ended."""
        self._connection.close()
        if self._exit is not None:
            os.close(self._exit)
            self._exit = None
        try:
            code = self._server.end(self.pid)
        except ConnectionError:  # it has died with the server, if the system can do that
            with suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)
            return "died with the process that started it"
        if code < 0:
            with suppress(ValueError):
                return f"died (signal {-code}, {signal.Signals(-code).name})"
            return f"died (signal {-code})"
        return f"ended early (exit code {code})"


def _descriptor(pid: int) -> int | None:
    """Return a descriptor that is readable once a process has ended; None if the system has none."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            return os.pidfd_open(pid)
    return None


def attempt_end(run: Run, how: str, silent: Run | None) -> str:
    """Return in a line why an attempt ended with its process; `silent` is the unit because of which it was killed."""
    if silent is None:
        return f"a process that worked on it {how}"
    who = "it" if run is silent else f"{silent.unit.name}, in the same process,"
    return f"a process that worked on it was killed, because {who} gave no sign of life for {silent.unit.silence:g} s"


def given_up(ends: list[str]) -> str:
    """Return in a line why a unit gets no further attempt, from the ends of all of them."""
    attempts = count_of(len(ends), "attempt")
    if len(ends) > 1 and len(set(ends)) == 1:
        return f"given up after {attempts}; in each, {ends[0]}"
    return f"given up after {attempts}: " + "; ".join(ends)
