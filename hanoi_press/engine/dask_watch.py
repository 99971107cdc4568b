"""Watch, on a worker, whether a unit may go on: its hosts are leased to it, and its coordinator wants it.

A lease is a place in a `Semaphore` of the scheduler's, one for each host. Its id is that of the unit's submission, so
that coordinator and worker hold the same one, and that it outlives a worker that dies. Each of them asks for it again
every few seconds; the scheduler answers whether it is still theirs.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from hanoi_press.engine.lone_unit import end_kept

LEASE = 30.0  # seconds after which the scheduler takes back a lease that nobody asked for again
RENEW_EVERY = 4.0  # seconds
_LONGEST_DOUBT = 15.0  # seconds without an answer after which a unit ends: well before its lease does
_LOOK_EVERY = 0.3  # seconds
_stopped: set[str] = set()
_abandoned: set[str] = set()
_running: dict[str, int] = {}
_lock = threading.Lock()


class Abandoned(Exception):
    """Raised if a unit has to end at once; the message is one line."""


def lease_name(host: str) -> str:
    """Return the name of a host's semaphore."""
    return f"hanoi_press: requests to {host}"


async def take_lease(scheduler: Any, host: str, lease: str) -> bool:
    """Take a lease, or keep it; return False if another one has the host. Raises `OSError`."""
    name = lease_name(host)
    await scheduler.semaphore_register(name=name, max_leases=1, lease_timeout=LEASE)
    return bool(await scheduler.semaphore_acquire(name=name, timeout=0, lease_id=lease))


async def end_lease(scheduler: Any, host: str, lease: str) -> None:
    """Give a lease back. Raises `OSError`."""
    await scheduler.semaphore_release(name=lease_name(host), lease_id=lease)


def stop_run(run: str, *, at_once: bool = False) -> int:
    """Let the units of a run end early in this process, or at once; return how many there are now."""
    with _lock:
        (_abandoned if at_once else _stopped).add(run)
        return _running.get(run, 0)


def end_run(run: str, dask_worker: Any = None) -> None:
    """Delete what a run that has ended has on this machine. Dask passes the worker."""
    stop_run(run, at_once=True)
    if not any(_running.values()):
        end_kept()
    remove_if_over(Path(dask_worker.local_directory, run), run)


def remove_if_over(scratch: Path, run: str) -> None:
    """Delete the folder of a run's files unless a unit of it still runs in this process."""
    with _lock:
        if not _running.get(run):
            shutil.rmtree(scratch, ignore_errors=True)


def is_told_to_stop(run: str) -> bool:
    """Return True if the units of a run are to end early."""
    return run in _stopped


class Watch:
    """A thread that watches for the time of a `with` block. It raises `Abandoned` if the unit may not begin."""

    def __init__(self, worker: Any, task: Mapping[str, Any]) -> None:
        self._worker = worker
        self._key = worker.get_current_task()
        self._run: str = task["run"]
        self._hosts: list[str] = sorted(task["unit"]["hosts"])
        self._lease: str = task["lease"]
        self._why = ""
        self._renewed = monotonic()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="hanoi_press watch", daemon=True)

    def __enter__(self) -> Watch:
        self._look(is_first=True)
        if self._why:
            raise Abandoned(self._why)
        with _lock:
            _running[self._run] = _running.get(self._run, 0) + 1
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()
        with _lock:
            _running[self._run] -= 1

    def is_stopping(self) -> bool:
        """Return True if the unit is to end early. Raises `Abandoned` if it has to end at once."""
        if self._why:
            raise Abandoned(self._why)
        return self._run in _stopped

    def _watch(self) -> None:
        while not self._why and not self._ended.wait(_LOOK_EVERY):
            self._look()

    def _look(self, *, is_first: bool = False) -> None:
        state = self._worker.state.tasks.get(self._key)
        if self._run in _abandoned or state is None or state.state == "cancelled":
            self._why = "its coordinator is gone"
        elif self._worker.status.name not in {"running", "paused", "closing_gracefully"}:
            self._why = f"worker {self._worker.address} lost its scheduler, or was told to end"
        elif self._hosts and (is_first or monotonic() - self._renewed >= RENEW_EVERY):
            self._renew()

    def _renew(self) -> None:
        for host in self._hosts:
            try:
                is_ours = self._take(host)
            except Exception:  # Dask has many errors for a scheduler that does not answer
                if monotonic() - self._renewed > _LONGEST_DOUBT:
                    self._why = f"worker {self._worker.address} could not reach its scheduler"
                return
            if not is_ours:
                self._why = f"another run makes requests to {host}"
                return
        self._renewed = monotonic()

    def _take(self, host: str) -> bool:
        from distributed.utils import sync

        worker = self._worker
        return bool(sync(worker.loop, take_lease, worker.scheduler, host, self._lease, callback_timeout=RENEW_EVERY))
