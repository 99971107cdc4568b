"""Keep what the coordinator knows of a unit that it has on a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hanoi_press.engine.unit import Unit


@dataclass(slots=True, eq=False)
class SubmittedUnit:
    """A unit on its way through a cluster.

    `files`: names and sizes of its files on the exchange. `submission`: it is submitted anew when its worker was lost.
    `future`: None unless it is submitted. `next_try`: when its hosts are asked for again, which another run has.
    """

    run: str
    index: int
    unit: Unit
    folder: Path
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    submission: int = 1
    future: Any = None
    worker: str = ""
    next_try: float = 0.0
    is_waiting: bool = False

    @property
    def asks_hosts(self) -> bool:
        """True if it asks hosts."""
        return bool(self.unit.hosts)

    @property
    def lease(self) -> str:
        """The name of this submission, also that of its leases."""
        return f"{self.run}/{self.unit.name}/{self.submission}"

    def payload(self, exchange: str, options: Mapping[str, Any]) -> dict[str, Any]:
        """Return what `dask_task.run_unit` is given: plain JSON. `exchange`: its address."""
        unit = self.unit
        stated = {"name": unit.name, "work": unit.work, "inputs": unit.inputs, "silence": unit.silence}
        return {
            "run": self.run,
            "unit": {**stated, "hosts": sorted(unit.hosts)},
            "files": self.files,
            "exchange": exchange,
            "submission": self.submission,
            "lease": self.lease,
            **options,
        }
