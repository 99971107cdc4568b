"""Run units on a Dask cluster: one task a unit, sent to the worker with the most room, its files over the exchange.

Which worker does a unit is decided here and not by the scheduler, and so is what happens when one is lost: then the
unit is submitted anew, as another task, and the old one is cancelled.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from hanoi_press.engine.dask_leases import HostLeases
from hanoi_press.engine.dask_scheduler import Scheduler, SchedulerLost
from hanoi_press.engine.exchange import UnitExchange
from hanoi_press.engine.handover import Handover
from hanoi_press.engine.host_queue import HostQueue
from hanoi_press.engine.process_host import one_line
from hanoi_press.engine.shipped_attempts import is_attempt
from hanoi_press.engine.submitted_unit import SubmittedUnit
from hanoi_press.engine.unit import EngineError, Message, Unit, UnitEnd

logger = logging.getLogger(__name__)
_POLL = 0.5  # seconds between two looks at the workers
_ASK_AGAIN = 1.0  # seconds until a host that another run asks is tried again
_RESULT = 15.0  # seconds in which a worker hands out the result of a task
_LAST_SHIPMENT = 3.0  # seconds in which workers that lost their scheduler ship what they have
_SUBMISSIONS = 9  # of one unit, whatever the workers count
_Handler = Callable[[Any, Any], None]
OnMessage = Callable[[Unit, Message], None]
Prepare = Callable[[Unit, Path], None]


class DaskRun:
    """One run of units on a cluster. `run`: its name, also on the exchange. `options`: for `dask_task.run_unit`."""

    def __init__(
        self,
        scheduler: Scheduler,
        exchange: UnitExchange,
        run: str,
        units: list[Unit],
        root: Path,
        options: Mapping[str, Any],
    ) -> None:
        if len({unit.name for unit in units}) < len(units):
            raise ValueError("two units have the same name")
        self._scheduler = scheduler
        self._exchange = exchange
        self._run = run
        self._options = options
        self._tasks = [SubmittedUnit(run, index, unit, root / unit.name) for index, unit in enumerate(units)]
        self._kinds = {task.asks_hosts for task in self._tasks}
        self._by_name = {task.unit.name: task for task in self._tasks}
        self._queue = HostQueue([unit.hosts for unit in units])
        self._heard: SimpleQueue[tuple[str, Any, Any]] = SimpleQueue()
        self._handover = Handover(exchange, run, lambda *told: self._heard.put(told))
        self._leases = HostLeases(scheduler.client)
        self._active: set[SubmittedUnit] = set()  # sent, running or fetched
        self._again: list[SubmittedUnit] = []
        self._ends: deque[tuple[SubmittedUnit, UnitEnd]] = deque()
        self._is_stopping = self._is_told = False
        ends: dict[str, _Handler] = {"failed": self._on_failed, "fetched": self._on_fetched, "left": self._on_left}
        self._handlers = ends | {"told": self._on_told, "done": self._on_done, "sent": self._on_sent}

    def ends(self, prepare: Prepare, on_message: OnMessage) -> Iterator[UnitEnd]:
        """Yield the ends of the units (see `Engine.run`). Raises `EngineError`, `OSError`."""
        self._on_message = on_message
        try:
            self._scheduler.begin(self._exchange, self._run, self._options["preload"], self._hear)
            while True:
                if self._is_stopping:
                    self._stop_units()
                else:
                    self._start_units(prepare)
                if self._ends:
                    task, end = self._ends.popleft()
                    yield end
                    self._queue.release(task.index)
                elif self._active or (self._queue and not self._is_stopping):
                    self._listen()
                else:
                    return
        except SchedulerLost as error:
            self._handover.fetch_last([task.index for task in self._active], _LAST_SHIPMENT)
            raise EngineError(
                f"the Dask scheduler {self._scheduler.label} was lost ({error}); run the same command again once it is "
                "there: what the units had written is kept"
            ) from error
        finally:
            self._clean_up()

    def stop(self) -> None:
        """Let running units end early, and start no others."""
        self._is_stopping = True
        self._heard.put(("told", None, None))  # `_listen` goes round once more

    def _start_units(self, prepare: Prepare) -> None:
        """Start the units that can start now. Raises `OSError`, `SchedulerLost`."""
        for task in list(self._again):
            if self._take_hosts(task):
                self._again.remove(task)
                self._submit(task)
        full: set[bool] = set()
        for index in self._queue.ready():
            task = self._tasks[index]
            if task.asks_hosts in full:
                continue
            waiting = sum(one.future is None and one.asks_hosts == task.asks_hosts for one in self._active)
            if not self._scheduler.places.has_room(asks_hosts=task.asks_hosts, waiting=waiting):
                full.add(task.asks_hosts)
                if full == self._kinds:
                    return
            elif self._take_hosts(task):
                self._queue.start(index)
                self._active.add(task)
                self._begin(task, prepare)

    def _begin(self, task: SubmittedUnit, prepare: Prepare) -> None:
        """Prepare a unit's folder, and let it be sent. Raises `OSError`."""
        task.folder.mkdir(parents=True, exist_ok=True)
        try:
            prepare(task.unit, task.folder)
        except OSError:
            raise
        except Exception as error:
            logger.debug("unit %s could not be prepared", task.unit.name, exc_info=True)
            self._ended(task, error=f"it could not be prepared: {one_line(error)}")
            return
        self._handover.send(task.index, task.unit, task.folder)

    def _take_hosts(self, task: SubmittedUnit) -> bool:
        """Take the leases of a unit's hosts; return False if another run has one of them. Raises `SchedulerLost`."""
        if not task.unit.hosts:
            return True
        if monotonic() < task.next_try:
            return False
        busy = self._scheduler.ask(self._leases.take, task.unit.hosts, task.lease)
        if busy:
            task.next_try = monotonic() + _ASK_AGAIN
            if not task.is_waiting:
                logger.warning(
                    "unit %s waits until another run on this scheduler has done with %s", task.unit.name, busy
                )
            task.is_waiting = True
        return not busy

    def _submit(self, task: SubmittedUnit) -> None:
        """Submit a unit, whose files were sent, as a task. Raises `SchedulerLost`."""
        if not self._scheduler.submit(task, task.payload(self._exchange.address, self._options)):
            self._leases.end(task.lease)
            self._again.append(task)
            return
        task.future.add_done_callback(lambda done: self._heard.put(("done", task.index, done)))

    def _listen(self) -> None:
        """Take what workers, threads and the scheduler tell; see after lost workers. Raises `SchedulerLost`."""
        with suppress(Empty):
            heard = self._heard.get(timeout=_POLL)
            while True:
                self._handlers[heard[0]](*heard[1:])
                if self._ends:
                    break
                heard = self._heard.get_nowait()
        for index, was_alone in self._scheduler.look():
            self._lost(self._tasks[index], was_alone=was_alone)

    def _hear(self, told: Any) -> None:
        self._heard.put(("told", told, None))

    def _on_told(self, told: Any, _: None) -> None:
        """Take what a unit tells from its worker. Others on the scheduler may tell what they like."""
        message = None
        with suppress(KeyError, ValueError, TypeError):
            task = self._by_name[told["unit"]]
            if task.future is None or told["submission"] != task.submission:
                return  # of a submission that was given up
            if told["event"] == "message":
                message = Message(str(told["kind"]), json.loads(told["what"]))
            elif told["event"] == "attempt":
                task.begun = monotonic()
            elif told["event"] == "retry":
                logger.warning("unit %s: %s; it runs again", task.unit.name, told["why"])
            elif told["event"] == "delay":
                logger.warning("unit %s: %s", task.unit.name, told["why"])
            elif told["event"] == "shipped" and is_attempt(told["attempt"]):
                self._handover.follow(task.index, told["attempt"], int(told["bundles"]), is_whole=bool(told["whole"]))
        if message is not None:
            self._on_message(task.unit, message)

    def _on_sent(self, index: int, files: Mapping[str, tuple[str, int]] | str) -> None:
        task = self._tasks[index]
        if isinstance(files, str) or self._is_stopping:
            self._ended(task, error=files if isinstance(files, str) else "")
            return
        task.files = files
        self._submit(task)

    def _on_done(self, index: int, future: Any) -> None:
        task = self._tasks[index]
        if future is task.future and future.status in {"finished", "error"}:
            self._handover.finish((index, task.submission), lambda: future.result(timeout=_RESULT))

    def _on_failed(self, key: tuple[int, int], error: BaseException) -> None:
        """Take it that a task's result could not be had."""
        task = self._tasks[key[0]]
        if task.future is None or key[1] != task.submission:
            return
        if type(error).__name__ == "KilledWorker":
            self._lost(task, was_alone=True)
        elif isinstance(error, (OSError, TimeoutError, CancelledError)):  # is its worker gone? the next look tells
            if task.future.status == "finished":
                self._on_done(task.index, task.future)
        else:
            self._ended(task, error=f"worker {task.worker} could not begin it: {one_line(error)}")

    def _on_fetched(self, key: tuple[int, int], end: Mapping[str, Any]) -> None:
        """Take a unit's end, with all that it wrote."""
        task = self._tasks[key[0]]
        if task.future is None or key[1] != task.submission:
            return
        if end["kind"] == "interrupted":
            self._run_again(task, end["why"])
        elif end["fetch_error"]:
            self._ended(task, retries=end["retries"], error=end["fetch_error"])
        else:
            self._ended(task, end["result"], end["retries"], end["error"])

    def _on_left(self, index: int, _: None) -> None:
        self._ended(self._tasks[index])

    def _lost(self, task: SubmittedUnit, *, was_alone: bool) -> None:
        task.note_loss(was_alone=was_alone)
        self._run_again(task, f"worker {task.worker} was lost")

    def _run_again(self, task: SubmittedUnit, why: str) -> None:
        """Let a unit run again, elsewhere if there is another worker."""
        self._release(task)
        if self._is_stopping:
            self._handover.fetch_furthest(task.index)
        elif task.submission >= _SUBMISSIONS:
            self._ended(task, error=f"given up after {task.submission} submissions; the last: {why}")
        else:
            logger.warning("unit %s: %s; it runs again", task.unit.name, why)
            task.submission += 1
            task.begun = None
            self._again.append(task)

    def _release(self, task: SubmittedUnit) -> None:
        """Give back what a task has on the cluster."""
        if task.future is not None:
            self._scheduler.forget(task.index, task.future)
            task.future = None
        if task.asks_hosts and not self._scheduler.is_lost:
            self._leases.end(task.lease)

    def _ended(
        self,
        task: SubmittedUnit,
        result: dict[str, Any] | None = None,
        retries: list[str] | None = None,
        error: str = "",
    ) -> None:
        self._release(task)
        if task.is_hopeless:  # it was the one, then, because of which workers were lost
            for other in self._active:
                other.losses = 0
        self._active.discard(task)
        self._ends.append((task, UnitEnd(task.unit, task.folder, result, retries or [], error)))

    def _stop_units(self) -> None:
        """Tell all units to end early. Raises `SchedulerLost`."""
        self._queue.drop()
        for task in self._again:
            self._handover.fetch_furthest(task.index)
        self._again.clear()
        if not self._is_told:
            self._is_told = True
            self._scheduler.stop(self._run)

    def _clean_up(self) -> None:
        """End what still runs, and delete the run's files from the exchange."""
        running = [task for task in self._active if task.future is not None]
        if running:
            self._scheduler.abandon(self._run)
        for task in running:
            self._release(task)
        self._leases.close()
        self._handover.close()
        self._scheduler.end(self._run)
        if self._handover.is_complete:
            with suppress(OSError):
                self._exchange.remove(self._run)
