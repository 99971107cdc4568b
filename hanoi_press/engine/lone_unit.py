"""Make one attempt at a unit in a process of its own, from any thread of any program (a Dask worker)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from pathlib import Path

from hanoi_press.engine.fork_server import ForkServer
from hanoi_press.engine.listening_clock import ListeningClock
from hanoi_press.engine.unit import Message, Unit, UnitEnd
from hanoi_press.engine.unit_process import ProcessDied, Run, UnitProcess, attempt_end

_POLL = 0.2  # seconds between looks at the clock
_servers: dict[tuple[str, ...], ForkServer] = {}
_lock = threading.Lock()


def run_alone(
    unit: Unit,
    folder: Path,
    *,
    attempt: int = 1,
    on_message: Callable[[Message], None] = lambda message: None,
    is_stopping: Callable[[], bool] = lambda: False,
    preload: Sequence[str] = (),
) -> UnitEnd:
    """Return how one attempt at a unit ended. Raises `OSError`.

    Its work is imported in its own process only, so that a Dask worker stays small. If its process died, or was silent
    for too long, `UnitEnd.retries` says so in a line and there is neither a result nor an error: another attempt is
    worth it. The first call starts a program that imports `preload`; the processes are forks of that, so this one may
    have threads. What `on_message` or `is_stopping` raise ends the process.
    """
    run = Run(0, unit, folder, attempt=attempt - 1)
    process = _process(tuple(preload))
    silent = None
    try:
        process.give(run)
        for found in _heard(process, is_stopping):
            if isinstance(found, UnitEnd):
                return found
            on_message(found)
        silent = run
    except ProcessDied:
        pass
    finally:
        how = process.end()
    return UnitEnd(unit, folder, retries=[attempt_end(run, how, silent)])


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


def _process(preload: tuple[str, ...]) -> UnitProcess:
    """Return a new process of the program that has these modules. Raises `OSError`."""
    for is_last in (False, True):
        with _lock:
            if preload not in _servers:
                _servers[preload] = ForkServer(preload, is_forked=False)
            server = _servers[preload]
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
