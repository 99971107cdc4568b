"""Join the parts of a harvest: seed each before its unit starts, merge it into the data folder when the unit ends."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hanoi_press.engine.unit import Unit, UnitEnd
from hanoi_press.harvest.added_figures import added_figures
from hanoi_press.harvest.final_figures import failed_figures, unbegun_figures
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_errors import is_damage
from hanoi_press.store.merged_part import PartMerged
from hanoi_press.store.part_merge import merge_part
from hanoi_press.store.part_seed import seed_part
from hanoi_press.store.seeded_ledger import check_seeded, has_set_ledger_aside

logger = logging.getLogger(__name__)


_STORED = "not everything could be stored"  # a fault of a source whose part cannot be seeded or merged


class NotSeeded(Exception):
    """Raised for a unit that cannot start, because its part cannot be seeded."""


class HarvestJoining:
    """The coordinator's side of the units of a harvest: `prepare` and `join` are called for each, `finish` at the end.

    `stop` ends the run early; it is called once nothing more can be stored.
    """

    def __init__(self, folder: DataFolder, units: Sequence[Unit], stop: Callable[[], None]) -> None:
        self.folder = folder
        self._stop = stop
        self._left = [str(unit.inputs["source"]) for unit in units]  # a name for each unit that has not ended
        self._has_failed = False
        self._unseeded: set[str] = set()  # names of units
        self._cut_off: dict[str, dict[str, Any]] = {}  # what units gave that were stopped before they had figures
        folder.record.content["retries"] = []

    def prepare(self, unit: Unit, part: Path) -> None:
        """Seed the part folder of a unit with what the data folder knows of its source. Raises `NotSeeded`."""
        source = str(unit.inputs["source"])
        try:
            seed_part(self.folder, part, source)
            check_seeded(part)
        except (OSError, sqlite3.Error) as error:
            logger.critical("%s; %s is not crawled", error, source)
            self.folder.is_damaged |= isinstance(error, sqlite3.Error) and is_damage(error)
            shutil.rmtree(part, ignore_errors=True)
            self._unseeded.add(unit.name)
            raise NotSeeded from error

    def join(self, end: UnitEnd) -> None:
        """Merge the part of a unit that has ended, and write its figures to the run's record."""
        source = str(end.unit.inputs["source"])
        self.folder.record.content["retries"] += [f"{end.unit.name}: {why}" for why in end.retries]
        figures = self._figures(end) | {"segment": None}  # not the one in the part
        has_ended = end.result is not None or bool(end.error)
        try:
            if not self._has_failed:
                figures |= self._merged(source, end)
        except (OSError, sqlite3.Error) as error:
            self._fail(error)
            figures |= failed_figures([_STORED])
            has_ended = True
        if not has_ended:
            self._cut_off[source] = figures
            return
        self._left.remove(source)
        self._record(source, figures)

    def finish(self, reason: str) -> None:
        """Write the figures of the sources whose turn did not come, or did not end; `reason`: `time` or `shutdown`."""
        for source in self._left:
            self._record(source, unbegun_figures(reason) | self._cut_off.pop(source, {}))
        self._left = []

    def _record(self, source: str, figures: dict[str, Any]) -> None:
        """Write the figures of a unit to the run's record."""
        known = self.folder.record.content["sources"].get(source)
        try:
            self.folder.record.add(source, added_figures(known, figures) if known else figures)
        except OSError as error:
            self._fail(error)

    def _merged(self, source: str, end: UnitEnd) -> dict[str, Any]:
        """Merge a part; return the figures that only the data folder knows. Raises `OSError`, `sqlite3.Error`."""
        if has_set_ledger_aside(end.folder):  # it was seeded with damaged rows; if not, this costs a rebuild
            self.folder.is_damaged = True
        merged = merge_part(self.folder, end.folder)
        _log_merged(merged)
        is_counted = end.result is not None and not end.retries  # by the only attempt, which had all of the part
        found: dict[str, Any] = {} if is_counted else {"new": merged.new, "changed": merged.changed}
        if segment := self.folder.close_source(source):
            found["segment"] = str(segment.relative_to(self.folder.path))
        return found

    def _figures(self, end: UnitEnd) -> dict[str, Any]:
        """Return the figures of a unit, as its work made them, or instead of that; {} if it was stopped."""
        if end.result is not None:
            found: dict[str, Any] = end.result["figures"]
            return found
        if end.unit.name in self._unseeded:
            return failed_figures([_STORED])
        if end.error:
            logger.error("%s: %s", end.unit.name, end.error)
        return failed_figures([end.error]) if end.error else {}

    def _fail(self, error: Exception) -> None:
        """Log once that nothing more can be stored, and end the run."""
        if not self._has_failed:
            self._has_failed = True
            logger.critical("%s", self._note(error))
            self._stop()

    def _note(self, error: Exception) -> str:
        """Take note of a damaged ledger; return what failed and what follows, in words."""
        is_rebuilt = isinstance(error, sqlite3.Error) and is_damage(error)
        self.folder.is_damaged |= is_rebuilt
        what = f"{error}" if is_rebuilt else f"{self.folder.path} cannot be written: {error}"
        then = "the next run makes it again from the articles" if is_rebuilt else "nothing stored is lost"
        return f"{what}; the run ends, {then}"


def _log_merged(merged: PartMerged) -> None:
    """Log what is odd about a part."""
    for fault in merged.faults:
        logger.warning("%s: %s", merged.source, fault)
    for path in merged.kept_as:
        logger.warning("%s: what could not be used is kept as %s", merged.source, path)
