"""Talk to the scheduler of a Dask cluster; whatever fails there is one error."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from time import monotonic, sleep
from typing import Any, ParamSpec, TypeVar

from hanoi_press.engine.dask_cluster import check_workers, close_cluster
from hanoi_press.engine.dask_places import Places
from hanoi_press.engine.dask_task import run_unit
from hanoi_press.engine.dask_watch import end_run, stop_run
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.submitted_unit import SubmittedUnit
from hanoi_press.engine.unit import EngineError

logger = logging.getLogger(__name__)
_ANSWER = 15.0  # seconds
_LOOK_EVERY = 0.5  # seconds
_NO_WORKER = 600.0  # seconds without a worker after which a run ends
_LAST_UNITS = 5.0  # seconds in which units end that were abandoned
_GONE = (OSError, TimeoutError, RuntimeError, ValueError, CancelledError)  # what a scheduler raises that is lost
_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")


class SchedulerLost(Exception):
    """Raised if the scheduler does not answer, or has forgotten us; the message is one line."""


class Scheduler:
    """A scheduler, its workers, and the units that they have. `label` names it in messages; `lanes`: see `Places`."""

    def __init__(self, client: Any, label: str, lanes: int) -> None:
        self.client = client
        self.label = label
        self.places = Places(lanes)
        self._exchange: UnitExchange | None = None
        self._run = ""
        self._preload: Sequence[str] = ()
        self._good: set[str] = set()
        self._refused: set[str] = set()
        self._next_look = 0.0
        self._last_worker = monotonic()
        self._is_waiting = False
        self.is_lost = False

    def ask(
        self, function: Callable[_Arguments, _Answer], *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> _Answer:
        """Return what a function of the client's returns. Raises `SchedulerLost`."""
        if self.client.status != "running":
            self.is_lost = True
            raise SchedulerLost("its connection has ended")
        try:
            return function(*args, **kwargs)
        except _GONE as error:
            self.is_lost = True
            raise SchedulerLost(" ".join(str(error).split()) or "it does not answer") from error

    def begin(self, exchange: UnitExchange, run: str, preload: Sequence[str], hear: Callable[[Any], None]) -> None:
        """Check the workers, and hear what the units of a run tell. Raises `EngineError`, `SchedulerLost`."""
        self._exchange, self._run, self._preload = exchange, run, preload
        self._good.clear()
        self._refused.clear()
        self._last_worker = monotonic()
        self._see()
        self.ask(self.client.subscribe_topic, run, lambda event: hear(event[1]))

    def look(self) -> list[tuple[int, bool]]:
        """Return the units whose worker is gone, and if they had it alone. Raises `EngineError`, `SchedulerLost`."""
        if monotonic() < self._next_look:
            return []
        return self._see()

    def _see(self) -> list[tuple[int, bool]]:
        threads = self.ask(lambda: self.client.sync(self.client.scheduler.ncores, callback_timeout=_ANSWER))
        self._next_look = monotonic() + _LOOK_EVERY
        is_first = not self._good
        if new := [worker for worker in threads if worker not in self._good | self._refused]:
            self._check(new, is_first=is_first)
        good = {worker: count for worker, count in threads.items() if worker in self._good}
        if good:
            self._last_worker = monotonic()
            self._is_waiting = False
        elif not self._is_waiting:
            self._is_waiting = True
            logger.warning("the scheduler %s has no worker now; units wait until there is one", self.label)
        elif monotonic() - self._last_worker > _NO_WORKER:
            raise EngineError(
                f"the scheduler {self.label} has had no worker for {_NO_WORKER / 60:.0f} minutes; start one"
            )
        return self.places.see(good)

    def _check(self, new: list[str], *, is_first: bool) -> None:
        """Check workers that were not there before. Raises `EngineError` for the first ones, `SchedulerLost`."""
        assert self._exchange is not None
        try:
            good, faults = check_workers(self.client, self._exchange, self._run, new, self._preload)
        except TimeoutError:  # one of them hangs
            if len(new) > 1:
                for worker in new:
                    self._check([worker], is_first=is_first)
                return
            good, faults = set(), {new[0]: f"worker {new[0]} does not answer; restart it"}
        except _GONE as error:
            self.is_lost = True
            raise SchedulerLost(" ".join(str(error).split())) from error
        if faults and is_first:
            raise EngineError("; ".join(faults.values()))
        for fault in faults.values():
            logger.warning("%s; it is given no work", fault)
        self._refused |= faults.keys()
        self._good |= good

    def submit(self, unit: SubmittedUnit, payload: dict[str, Any]) -> bool:
        """Submit a unit to the worker with the most room; return False if it has to wait. Raises `SchedulerLost`."""
        worker = self.places.place(unit.index, asks_hosts=unit.asks_hosts, alone=unit.has_to_be_alone)
        if worker is None:
            return False
        unit.worker = worker
        unit.future = self.ask(
            self.client.submit,
            run_unit,
            payload,
            key=unit.lease,
            pure=False,
            retries=0,
            workers=[worker],
            allow_other_workers=False,
        )
        return True

    def forget(self, index: int, future: Any) -> None:
        """Take a unit from its worker, where it ends at once if it runs."""
        self.places.leave(index)
        with suppress(*_GONE):
            future.release()

    def stop(self, run: str) -> None:
        """Let the units of a run end early. Raises `SchedulerLost`."""
        self.ask(self.client.run, stop_run, run, on_error="ignore", callback_timeout=_ANSWER)

    def abandon(self, run: str) -> None:
        """Let the units of a run end at once, and wait until they have."""
        end = monotonic() + _LAST_UNITS
        with suppress(*_GONE):
            while not self.is_lost and monotonic() < end:
                counts = self.client.run(stop_run, run, at_once=True, on_error="ignore", callback_timeout=_LAST_UNITS)
                if not any(counts.values()):
                    return
                sleep(0.1)

    def end(self, run: str) -> None:
        """Hear nothing more of a run, and have its files deleted on the workers."""
        with suppress(Exception):
            if not self.is_lost:
                self.client.run(end_run, run, on_error="ignore", callback_timeout=_LAST_UNITS)
                self.client.unsubscribe_topic(run)

    def close(self) -> None:
        """Close the connection, and the cluster if it was started here."""
        close_cluster(self.client)
