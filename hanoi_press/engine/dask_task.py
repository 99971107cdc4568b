"""Do one unit on a Dask worker: fetch its files, do the work in a process of its own, ship what it writes.

The coordinator names these functions, so that hanoi_press has to be installed where the workers run.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from hanoi_press.engine.bundles import BundleError
from hanoi_press.engine.dask_watch import Abandoned, Watch, is_told_to_stop, remove_if_over
from hanoi_press.engine.exchange import open_exchange
from hanoi_press.engine.lone_unit import run_alone
from hanoi_press.engine.shipped_attempts import Shipment, checked_end, earlier_attempts, new_attempt, restore
from hanoi_press.engine.unit import EngineError, Message, Unit, UnitEnd

# Seconds between two looks for what is new in a unit's folder: over a shared folder, and where each object is paid for.
SHIP_EVERY, SHIP_EVERY_REMOTE = 1.0, 5.0
_SHIP_SHARE = 0.05  # of the time may go into that
_LONGEST_WAIT = 60.0  # seconds between two looks, whatever they cost
_LONGEST_PAUSE = 60.0  # seconds between two tries to send the last bundle
_SEND = 900.0  # seconds after which what a unit wrote is given up, because the exchange cannot be reached
_files_lock = threading.Lock()


def run_unit(task: Mapping[str, Any]) -> dict[str, Any]:
    """Do a unit; return how it ended: `kind` is `ended`, or `interrupted`, then `why` says so and it may run again.

    `task`: what `dask_run` makes, plain JSON. What the unit wrote is on the exchange then.
    """
    from distributed import get_worker, secede

    worker = get_worker()
    if task["unit"]["hosts"]:  # it mostly waits for its sites: the coordinator counts how many are here
        secede()
    scratch = Path(worker.local_directory, task["run"])
    scratch.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=scratch, prefix="unit-"))
    try:
        with Watch(worker, task) as watch:
            return _UnitTask(task, worker, watch, folder).run()
    except Abandoned as error:
        remove_if_over(scratch, task["run"])
        return {"kind": "interrupted", "why": str(error)}
    except BundleError as error:
        return _failed(f"its inputs on the exchange are damaged: {error}")
    except (OSError, EngineError) as error:
        return _failed(f"worker {worker.address}: {error}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _failed(error: str) -> dict[str, Any]:
    return {"kind": "ended", "result": None, "error": error, "retries": [], "attempt": "", "bundles": 0, "sums": {}}


class _UnitTask:
    """A unit on a worker."""

    def __init__(self, task: Mapping[str, Any], worker: Any, watch: Watch, folder: Path) -> None:
        self._task = task
        self._worker = worker
        self._watch = watch
        self._exchange = open_exchange(task["exchange"])
        self._place = f"{task['run']}/{task['unit']['name']}"
        self._scratch = folder
        self._folder = folder / task["unit"]["name"]
        self._whole = False

    def run(self) -> dict[str, Any]:
        """Return how the unit ended. Raises `Abandoned`, `OSError`, `BundleError`."""
        earlier = earlier_attempts(self._exchange, self._place)
        for attempt in earlier:
            if done := checked_end(attempt.done):
                return done | {"kind": "ended", "attempt": attempt.name}
        retries = [line for attempt in earlier for line in attempt.ends]
        if is_told_to_stop(self._task["run"]):
            return _failed("") | {"retries": retries}
        self._whole = restore(self._exchange, self._place, earlier, self._folder)
        shipment = Shipment(
            self._exchange, self._place, new_attempt(self._task["submission"]), self._folder, is_whole=self._whole
        )
        shipment.begin(self._worker.address)
        self._tell("attempt", {"attempt": shipment.name})
        unit = self._unit()
        if len(retries) >= self._task["attempts"]:
            return self._finish(shipment, UnitEnd(unit, self._folder, None, retries[:-1], _given_up(retries)))
        try:
            with _Shipping(shipment, self._ship_every, lambda: self._shipped(shipment)):
                end = self._attempts(unit, shipment, retries)
        except Abandoned as error:
            with suppress(OSError):
                shipment.leave(str(error))
            raise
        return self._finish(shipment, end)

    def _attempts(self, unit: Unit, shipment: Shipment, retries: list[str]) -> UnitEnd:
        """Return how the attempts on this worker ended."""
        while True:
            number = len(retries) + 1
            end = run_alone(
                unit,
                self._folder,
                attempt=number,
                on_message=self._on_message,
                is_stopping=self._watch.is_stopping,
                preload=self._task["preload"],
                keep=not unit.hosts,
            )
            if end.result is not None or end.error or not end.retries:
                return UnitEnd(unit, self._folder, end.result, retries, end.error)
            retries = [*retries, f"{end.retries[-1]}, on worker {self._worker.address}"]
            if len(retries) >= self._task["attempts"]:
                return UnitEnd(unit, self._folder, None, retries[:-1], _given_up(retries))
            if self._watch.is_stopping():
                return UnitEnd(unit, self._folder, None, retries, "")
            shipment.begin_again(number + 1, retries[-1])
            self._tell("retry", {"why": retries[-1]})

    def _ship_every(self, cost: float) -> float:
        """Return the seconds until the next look for what is new, if the last one took `cost` seconds."""
        if every := self._task["ship_every"]:
            return float(every)
        every = SHIP_EVERY if self._exchange.is_local else SHIP_EVERY_REMOTE
        return min(max(every, cost / _SHIP_SHARE), _LONGEST_WAIT)

    def _unit(self) -> Unit:
        stated = self._task["unit"]
        files = {name: str(self._file(*found)) for name, found in self._task["files"].items()}
        return Unit(**{**stated, "hosts": frozenset(stated["hosts"]), "files": files})

    def _file(self, name: str, size: int) -> Path:
        """Return where a file of the unit lies on this machine. Raises `OSError`."""
        path = self._exchange.local_path(f"{self._task['run']}/{name}")
        if path is None:
            path = self._scratch.parent / name
            with _files_lock:
                if not path.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    part = path.with_name(path.name + ".part")
                    self._exchange.get_file(f"{self._task['run']}/{name}", part).replace(path)
        if path.stat().st_size < size:  # it may grow meanwhile
            raise OSError(f"{path} has {path.stat().st_size:,} bytes in place of {size:,}")
        return path

    def _on_message(self, message: Message) -> None:
        if message.kind != "beat":
            self._tell("message", {"kind": message.kind, "what": json.dumps(message.what)})

    def _shipped(self, shipment: Shipment) -> None:
        self._tell("shipped", {"attempt": shipment.name, "bundles": shipment.bundles, "whole": self._whole})

    def _tell(self, event: str, what: Mapping[str, Any]) -> None:
        told = {"event": event, "unit": self._task["unit"]["name"], "submission": self._task["submission"], **what}
        with suppress(Exception):  # the scheduler is gone: the watch sees that
            self._worker.log_event(self._task["run"], told)

    def _finish(self, shipment: Shipment, ended: UnitEnd) -> dict[str, Any]:
        """Ship the rest, if need be for as long as hours of work are worth. Raises `OSError`, `Abandoned`."""
        end = {"result": ended.result, "error": ended.error, "retries": ended.retries, "whole": self._whole}
        pause, last_try = 1.0, time.monotonic() + _SEND
        while True:
            try:
                return shipment.finish(end) | {"kind": "ended"}
            except OSError as error:
                if time.monotonic() + pause > last_try:
                    raise
                self._tell("delay", {"why": f"what it wrote cannot be sent ({error}); it is tried again"})
            time.sleep(pause)
            self._watch.is_stopping()
            pause = min(2 * pause, _LONGEST_PAUSE)


def _given_up(reasons: list[str]) -> str:
    return f"given up after {len(reasons)} attempts: {'; '.join(reasons)}"


class _Shipping:
    """Ship what is new every few seconds, in a thread, for the time of a `with` block.

    `every`: the seconds to the next time, from those that the last one took.
    """

    def __init__(self, shipment: Shipment, every: Callable[[float], float], on_shipped: Callable[[], None]) -> None:
        self._every = every
        self._shipment = shipment
        self._on_shipped = on_shipped
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._ship, name="hanoi_press shipping", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _ship(self) -> None:
        cost = 0.0
        while not self._ended.wait(self._every(cost)):
            begun = time.monotonic()
            with suppress(OSError):  # the next bundle holds it too
                if self._shipment.ship():
                    self._on_shipped()
            cost = time.monotonic() - begun
