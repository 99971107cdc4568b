"""Run units on processes of this machine, whatever happens to one of them."""

from __future__ import annotations

import inspect
import logging
import socket
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path

from hanoi_press.engine.fork_server import ForkServer
from hanoi_press.engine.host_queue import HostQueue
from hanoi_press.engine.listening_clock import ListeningClock
from hanoi_press.engine.process_host import one_line
from hanoi_press.engine.unit import Message, Unit, UnitEnd, work_function
from hanoi_press.engine.unit_process import ProcessDied, Run, UnitProcess, attempt_end, given_up

logger = logging.getLogger(__name__)
ATTEMPTS = 3  # of a unit whose processes die
LONG = 1800.0  # seconds of work; an attempt that came so far says nothing against its unit …
MOST = 9  # … until there were so many
_POLL = 0.2  # seconds between looks at the clock
_ALONE = 8  # processes beyond `jobs` that do again, alone, units whose process died

OnMessage = Callable[[Unit, Message], None]
Prepare = Callable[[Unit, Path], None]


class ProcessEngine:
    """Processes of this machine, `jobs` at most, that do units (see `Engine`). Raises `OSError`.

    A process does up to `lanes` units side by side if their work is a coroutine function, else one after the other.
    A process that died, or a unit of which was silent for too long, is replaced; its units run again, each alone in a
    process, until `attempts` of them were short (`LONG`). `preload`: modules that the processes share. `memory`: bytes
    after which a process is replaced once its units have ended (0: no limit).

    Create it before the data folder is opened and before threads are started: it forks this process once, and all
    others are forks of that one.
    """

    def __init__(
        self, jobs: int, lanes: int = 1, *, preload: Sequence[str] = (), memory: int = 0, attempts: int = ATTEMPTS
    ) -> None:
        self.jobs = max(jobs, 1)
        self.lanes = max(lanes, 1)
        self._preload = tuple(preload)
        self._memory = memory
        self._attempts = attempts
        self._is_stopping = False
        self._told_to_stop: set[UnitProcess] = set()
        self._clock = ListeningClock()
        self._processes: list[UnitProcess] = []
        self._wake, self._woken = socket.socketpair()
        self._wake.setblocking(False)
        self._woken.setblocking(False)
        self._server = ForkServer(self._preload)

    def run(
        self,
        units: list[Unit],
        root: Path,
        *,
        prepare: Prepare = lambda unit, folder: None,
        on_message: OnMessage = lambda unit, message: None,
    ) -> Iterator[UnitEnd]:
        """Yield the ends of the units, in the order in which they end (see `Engine.run`)."""
        if len({unit.name for unit in units}) < len(units):
            raise ValueError("two units have the same name")
        self._runs = [Run(index, unit, root / unit.name) for index, unit in enumerate(units)]
        self._queue = HostQueue([unit.hosts for unit in units])
        self._again: set[int] = set()  # units that wait for another attempt
        self._ends: deque[tuple[Run, UnitEnd]] = deque()
        self._has_changed = True
        self._prepare, self._on_message = prepare, on_message
        self._clock.pause()
        try:
            while True:
                if self._is_stopping:
                    self._stop_units()
                elif self._has_changed:
                    self._has_changed = False
                    self._assign()
                if self._ends:
                    run, end = self._ends.popleft()
                    yield end
                    self._queue.release(run.index)
                    self._has_changed = True
                    self._clock.pause()
                elif any(process.runs for process in self._processes):
                    self._listen()
                elif not self._queue or self._is_stopping:
                    return
        finally:
            for process in [process for process in self._processes if process.runs]:
                self._end(process)

    def stop(self) -> None:
        """Let running units end early, and start no others."""
        self._is_stopping = True
        with suppress(OSError):
            self._wake.send(b".")

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.end()
        self._processes.clear()
        self._server.close()
        self._wake.close()
        self._woken.close()

    def _assign(self) -> None:
        """Start the units that can start now. Raises `OSError`."""
        for index in self._queue.ready() if self._has_room() else ():
            run = self._runs[index]
            try:
                work = work_function(run.unit.work)
            except Exception as error:
                self._queue.start(index)
                self._ended(run, f"its work {run.unit.work} cannot be found: {one_line(error)}")
                continue
            process = self._process_for(run, run.unit.work if inspect.iscoroutinefunction(work) else "")
            if process is not None:
                self._queue.start(index)
                self._begin(process, run)
            if not self._has_room():
                return

    def _begin(self, process: UnitProcess, run: Run) -> None:
        """Begin an attempt. Raises `OSError`."""
        if not run.is_prepared:
            run.folder.mkdir(parents=True, exist_ok=True)
            try:
                self._prepare(run.unit, run.folder)
            except OSError:
                raise
            except Exception as error:
                logger.debug("unit %s could not be prepared", run.unit.name, exc_info=True)
                self._ended(run, f"it could not be prepared: {one_line(error)}")
                return
            run.is_prepared = True
        try:
            process.give(run, self._clock.now)
            self._again.discard(run.index)
        except OSError:  # it died while it had nothing to do
            self._died(process)
            self._queue.wait_again(run.index)

    def _has_room(self) -> bool:
        """Return False if no unit of any kind could start now."""
        return (
            len(self._processes) < self.jobs
            or any(process.has_room or not process.runs for process in self._processes)
            or bool(self._again)
        )

    def _process_for(self, run: Run, work: str) -> UnitProcess | None:
        """Return a process for a unit; None if it has to wait. Raises `OSError`."""
        others = [process for process in self._processes if not process.is_alone]
        if work and run.attempt:
            return self._start(work, is_alone=True) if len(self._processes) - len(others) < _ALONE else None
        same = [process for process in others if process.work == work and process.has_room]
        if all(process.runs for process in same):
            idle = next((process for process in others if not process.runs and process.work != work), None)
            if len(others) >= self.jobs and idle is not None:
                self._end(idle)
                others.remove(idle)
            if len(others) < self.jobs and (process := self._start(work)):
                return process
        return min(same, key=lambda process: len(process.runs), default=None)

    def _start(self, work: str, *, is_alone: bool = False) -> UnitProcess | None:
        """Return a new process; None if there can be none now, but others run. Raises `OSError`."""
        lanes = self.lanes if work and not is_alone else 1
        try:
            try:
                process = UnitProcess(self._server, work, lanes, is_alone=is_alone)
            except ConnectionError:  # somebody killed the server: another one is forked
                self._server.close()
                self._server = ForkServer(self._preload)
                process = UnitProcess(self._server, work, lanes, is_alone=is_alone)
        except OSError:
            if any(process.runs for process in self._processes):
                return None
            raise
        self._processes.append(process)
        return process

    def _listen(self) -> None:
        """Take what the processes send; see after those that died or are silent."""
        for source in wait([*self._processes, self._woken], _POLL):  # type: ignore[list-item]
            if isinstance(source, UnitProcess):
                self._take(source)
            else:
                self._woken.recv(1)
        self._clock.tick()
        for process in list(self._processes):
            try:
                process.check()
            except ProcessDied:
                self._died(process)
            else:
                if silent := process.silent(self._clock.now):
                    self._died(process, silent)

    def _take(self, process: UnitProcess) -> None:
        try:
            for run, found in process.heard(self._clock.now):
                if isinstance(found, Message):
                    self._on_message(run.unit, found)
                else:
                    self._has_changed = True
                    self._ends.append((run, found))
                    process.is_last |= process.is_alone or 0 < self._memory < process.memory
        except ProcessDied:
            self._died(process)
        else:
            if process.is_last and not process.runs:
                self._end(process)

    def _end(self, process: UnitProcess) -> str:
        """End a process; return how it ended."""
        self._processes.remove(process)
        self._has_changed = True
        return process.end()

    def _died(self, process: UnitProcess, silent: Run | None = None) -> None:
        """Let the units of a process that died, or has to be killed, run again."""
        how = self._end(process)
        for run in process.runs.values():
            line = attempt_end(run, how, silent)
            run.ends.append(line)
            run.short += run.heard - run.begun < LONG
            if self._is_stopping:
                self._ended(run, "")
            elif run.short >= self._attempts or run.attempt >= MOST:
                error = given_up(run.ends)
                run.ends.pop()
                self._ended(run, error)
            else:
                logger.warning("unit %s: %s; it runs again", run.unit.name, line)
                self._queue.wait_again(run.index)
                self._again.add(run.index)

    def _ended(self, run: Run, error: str) -> None:
        """Note the end of a unit that came to no result."""
        self._ends.append((run, UnitEnd(run.unit, run.folder, None, run.ends, error)))

    def _stop_units(self) -> None:
        """Tell all units to end early; those that wait for another attempt have ended."""
        for index in self._queue.drop():
            if (run := self._runs[index]).attempt:
                self._ended(run, "")
        for process in set(self._processes) - self._told_to_stop:
            process.stop()
            self._told_to_stop.add(process)
