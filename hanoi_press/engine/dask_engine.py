"""Run units on the workers of a Dask cluster."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import uuid4

from hanoi_press.engine.dask_cluster import connect
from hanoi_press.engine.dask_run import DaskRun
from hanoi_press.engine.dask_scheduler import Scheduler
from hanoi_press.engine.exchange import open_exchange
from hanoi_press.engine.fork_hub import ForkHub
from hanoi_press.engine.unit import Message, Unit, UnitEnd

logger = logging.getLogger(__name__)
_DEFAULT_EXCHANGE = ".exchange"  # in the folder of the run's units


class DaskEngine:
    """A Dask cluster (see `Engine`). Raises `EngineError` if it cannot be used, with what to do.

    `address`: of the scheduler; None for a cluster of `jobs` workers on this machine, which `close` ends. `lanes`:
    units that ask hosts and run side by side on one worker; of others it does one a thread. `preload`: modules that
    the processes of a worker share. `exchange`: a folder that all workers see, or an fsspec URL; None for a folder
    beside those of the units (in `data`, if that is given), which all workers have to see then. `ship_every`: seconds
    between two looks at what a running unit has written; None for 1 over a folder and 5 over an address, or as many as
    it takes for them to cost little.
    """

    def __init__(
        self,
        address: str | None,
        jobs: int = 1,
        lanes: int = 1,
        *,
        preload: Sequence[str] = (),
        exchange: str | None = None,
        data: Path | None = None,
        ship_every: float | None = None,
    ) -> None:
        self._options = {"preload": list(preload), "ship_every": ship_every}
        self._exchange = exchange
        self._parts = data / "parts" if data else None
        if exchange is not None:
            open_exchange(exchange).check()
        self._hub = _hub(preload) if address is None else None
        try:
            client = connect(address, max(jobs, 1))
        except BaseException:
            self._close_hub()
            raise
        self._scheduler = Scheduler(client, address or "on this machine", max(lanes, 1))
        self._run: DaskRun | None = None
        self._is_stopping = False

    def run(
        self,
        units: list[Unit],
        root: Path,
        *,
        prepare: Callable[[Unit, Path], None] = lambda unit, folder: None,
        on_message: Callable[[Unit, Message], None] = lambda unit, message: None,
    ) -> Iterator[UnitEnd]:
        """Yield the ends of the units, in the order in which they end (see `Engine.run`)."""
        root.mkdir(parents=True, exist_ok=True)
        exchange = open_exchange(self._exchange or str(self._parts or root / _DEFAULT_EXCHANGE))
        name = f"hanoi_press-{uuid4().hex[:16]}"
        self._run = DaskRun(self._scheduler, exchange, name, units, root, self._options)
        if self._is_stopping:
            self._run.stop()
        try:
            yield from self._run.ends(prepare, on_message)
        finally:
            if not (self._exchange or self._parts):
                exchange.remove_if_empty()

    def stop(self) -> None:
        """Let running units end early, and start no others."""
        self._is_stopping = True
        if self._run is not None:
            self._run.stop()

    def close(self) -> None:
        """End all units that still run, and the cluster if it was started here."""
        self._scheduler.close()
        self._close_hub()

    def _close_hub(self) -> None:
        if self._hub is not None:
            self._hub.close()


def _hub(preload: Sequence[str]) -> ForkHub | None:
    """Return what forks the processes of workers on this machine; None if that cannot be: then they start programs."""
    try:
        return ForkHub(preload) if hasattr(os, "fork") else None
    except OSError as error:
        logger.debug("no fork hub: %s", error)
        return None
