"""Make one attempt at a unit in a process of its own, from any thread of any program (a Dask worker)."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path

from hanoi_press.engine.fork_hub import PLACE
from hanoi_press.engine.fork_server import ForkServer
from hanoi_press.engine.listening_clock import ListeningClock
from hanoi_press.engine.unit import Message, Unit, UnitEnd
from hanoi_press.engine.unit_process import ProcessDied, Run, UnitProcess, attempt_end

_MOST_MEMORY = 1 << 30  # bytes of a process that is kept
_POLL = 0.2  # seconds between looks at the clock
_servers: dict[tuple[str, ...], ForkServer] = {}
_kept: dict[tuple[str, ...], list[UnitProcess]] = {}  # that have nothing to do now, by what they share
_lock = threading.Lock()


def run_alone(
    unit: Unit,
    folder: Path,
    *,
    attempt: int = 1,
    on_message: Callable[[Message], None] = lambda message: None,
    is_stopping: Callable[[], bool] = lambda: False,
    preload: Sequence[str] = (),
    keep: bool = False,
) -> UnitEnd:
    """Return how one attempt at a unit ended. Raises `OSError`.

    Its work is imported in its own process only, so that a Dask worker stays small. If its process died, or was silent
    for too long, `UnitEnd.retries` says so in a line and there is neither a result nor an error: another attempt is
    worth it. The first call starts a program that imports `preload`, or asks a hub (`fork_hub`) for a server; the
    processes are forks of that, so this one may have threads. What `on_message` or `is_stopping` raise ends the
    process. `keep`: its work is no coroutine function, and the process may do other units afterwards, also those of
    other calls, one after the other (`end_kept`).
    """
    run = Run(0, unit, folder, attempt=attempt - 1)
    process = _process_with(run, tuple(preload), keep)
    silent = None
    is_kept = False
    try:
        for found in _heard(process, is_stopping):
            if isinstance(found, UnitEnd):
                is_kept = keep and not (process.is_last or is_stopping() or process.memory > _MOST_MEMORY)
                return found
            on_message(found)
        silent = run
    except ProcessDied:
        pass
    finally:
        if is_kept:
            with _lock:
                _kept.setdefault(tuple(preload), []).append(process)
        else:
            how = process.end()
    return UnitEnd(unit, folder, retries=[attempt_end(run, how, silent)])


def end_kept() -> None:
    """End the processes that were kept and do nothing now."""
    with _lock:
        idle = [process for processes in _kept.values() for process in processes]
        _kept.clear()
    for process in idle:
        process.end()


def _process_with(run: Run, preload: tuple[str, ...], keep: bool) -> UnitProcess:
    """Return a process to which a unit was given: one that was kept, or a new one. Raises `OSError`."""
    while keep:
        with _lock:
            if not _kept.get(preload):
                break
            process = _kept[preload].pop()
        try:
            process.check()
            process.give(run)
        except (OSError, ProcessDied):  # it died while it had nothing to do
            process.end()
        else:
            return process
    process = _process(preload)
    process.give(run)
    return process


def _heard(process: UnitProcess, is_stopping: Callable[[], bool]) -> Iterator[Message | UnitEnd]:
    """Yield what a process sends, until it is silent for too long. Raises `ProcessDied`."""
    clock = ListeningClock()
    is_told = False
    while process.silent(clock.now) is None:
        if is_stopping() and not is_told:
            process.stop()
            is_told = True
        if wait([process], _POLL):  # type: ignore[list-item]
            for _, found in process.heard(clock.now):
                yield found
        process.check()
        clock.tick()


def start_program(preload: tuple[str, ...]) -> ForkServer:
    """Start the program that imports these modules, unless it runs; it is not waited for. Raises `OSError`."""
    with _lock:
        if preload not in _servers:
            _servers[preload] = _server(preload)
        return _servers[preload]


def _server(preload: tuple[str, ...]) -> ForkServer:
    """Return a new server: of the hub that the environment names, else a program. Raises `OSError`."""
    if hub := os.environ.get(PLACE):
        with suppress(OSError):  # it has ended
            return ForkServer(hub=hub)
    return ForkServer(preload, is_forked=False)


def _process(preload: tuple[str, ...]) -> UnitProcess:
    """Return a new process of the program that has these modules. Raises `OSError`."""
    for is_last in (False, True):
        server = start_program(preload)
        try:
            return UnitProcess(server)
        except ConnectionError:  # somebody killed it
            with _lock:
                if _servers.get(preload) is server:
                    del _servers[preload]
            server.close()
            if is_last:
                raise
    raise AssertionError("the second attempt returns")
