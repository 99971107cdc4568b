"""Join the parts of a harvest: seed each before its unit starts, merge it into the data folder when the unit ends."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hanoi_press.engine.unit import Unit, UnitEnd
from hanoi_press.harvest.added_figures import added_figures
from hanoi_press.harvest.final_figures import failed_figures, unbegun_figures
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_errors import is_damage

logger = logging.getLogger(__name__)


class NotSeeded(Exception):
    """Raised for a unit that cannot start because its part cannot be seeded; the message is the figures' own fault."""


class HarvestJoining:
    """The coordinator's side of the units of a harvest.

    `stop` ends the run early; it is called once nothing more can be stored. `reason`: why the run ends early, as in the
    figures of a source.
    """

    def __init__(self, folder: DataFolder, units: Sequence[Unit], stop: Callable[[], None]) -> None:
        self.folder = folder
        self._stop = stop
        self._left = [str(unit.inputs["source"]) for unit in units]  # a name for each unit that has not ended
        self._has_failed = False
        folder.record.content["retries"] = []

    def prepare(self, unit: Unit, part: Path) -> None:
        """Seed the part folder of a unit with what the data folder knows of its source. Raises `NotSeeded`."""
        source = str(unit.inputs["source"])
        try:
            seed_part(self.folder, part, [source])
        except (OSError, sqlite3.Error) as error:
            logger.critical("%s; %s is not crawled", error, source)
            self._note(error)
            raise NotSeeded("not everything could be stored") from error

    def join(self, end: UnitEnd) -> None:
        """Merge the part of a unit that has ended, and write its figures to the run's record."""
        source = str(end.unit.inputs["source"])
        self._left.remove(source)
        self.folder.record.content["retries"] += [f"{end.unit.name}: {why}" for why in end.retries]
        figures = self._figures(end)
        try:
            if not self._has_failed and end.folder.is_dir():
                figures = self._merged(source, end.folder, figures)
            known = self.folder.record.content["sources"].get(source)
            self.folder.record.add(source, added_figures(known, figures) if known else figures)
        except (OSError, sqlite3.Error) as error:
            self._fail(error)
            self.folder.record.content["sources"][source] = figures | failed_figures(["not everything could be stored"])

    def finish(self, reason: str) -> None:
        """Write the figures of the sources whose turn did not come."""
        sources = self.folder.record.content["sources"]
        for source in self._left:
            found = unbegun_figures(reason)
            sources[source] = added_figures(sources[source], found) if source in sources else found
