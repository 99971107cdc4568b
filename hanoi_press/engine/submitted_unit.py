"""Keep what the coordinator knows of a unit that it has on a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from hanoi_press.engine.process_engine import ATTEMPTS, LONG
from hanoi_press.engine.unit import Unit


@dataclass(slots=True, eq=False)
class SubmittedUnit:
    """A unit on its way through a cluster.

    `files`: names and sizes of its files on the exchange. `submission`: it is submitted anew when its worker was lost.
    `future`: None unless it is submitted. `next_try`: when its hosts are asked for again, which another run has.
    `begun`: when this submission began on its worker (`monotonic`); None before. `losses`: how often its worker was
    lost since nobody knows better who was to blame; `forgiven`: how often that was while other units were on that
    worker, or after the unit had worked for long (`LONG`).
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
    begun: float | None = None
    losses: int = 0
    forgiven: int = 0
    is_hopeless: bool = False

    @property
    def asks_hosts(self) -> bool:
        """True if it asks hosts."""
        return bool(self.unit.hosts)

    @property
    def lease(self) -> str:
        """The name of this submission, also that of its leases."""
        return f"{self.run}/{self.unit.name}/{self.submission}"

    @property
    def has_to_be_alone(self) -> bool:
        """True if it was lost with so many workers that no other unit should be on the next one."""
        return self.losses >= ATTEMPTS - 1

    def note_loss(self, *, was_alone: bool) -> None:
        """Take notice that its worker was lost. It is hopeless if it is the one that kills them."""
        if self.begun is not None:
            is_long = monotonic() - self.begun >= LONG
            self.losses += not is_long
            self.forgiven += is_long or not was_alone
            self.is_hopeless = was_alone and self.losses >= ATTEMPTS

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
            "attempts": 0 if self.is_hopeless else ATTEMPTS + self.forgiven,
            **options,
        }
