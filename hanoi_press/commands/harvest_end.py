"""End a harvest: judge it, write its record, print its table, and do what follows."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from hanoi_press.commands.after_run import after_run
from hanoi_press.commands.command_folder import damage_of, finish
from hanoi_press.commands.output import say
from hanoi_press.crawl.run_outcome import RunOutcome, outcome_of
from hanoi_press.report.night_rows import night_table, reason_lines, total_line
from hanoi_press.report.run_records import StoredRun, hold, read_record
from hanoi_press.report.verdict import verdict
from hanoi_press.store.folder import DataFolder

logger = logging.getLogger(__name__)


class HarvestEnd:
    """The end of a harvest: its verdict, written while the data folder is open, and what is said of it afterwards."""

    def __init__(self, settings: BaseSettings, *, strict: bool) -> None:
        self.settings = settings
        self.strict = strict
        self._folder: DataFolder | None = None
        self._record = StoredRun("")

    @property
    def exit_code(self) -> int:
        """Return the exit code of the harvest."""
        return self._record.exit_code or 0

    def judge(self, folder: DataFolder, crawlers: Mapping[str, Crawler], damage: Sequence[str] = ()) -> None:
        """Write the verdict on the harvest, and its end, to its record.

        `damage` is what went wrong with the data folder besides what the folder itself knows, a line each.
        """
        content = folder.record.content
        for name, crawler in crawlers.items():
            outcome = outcome_of(crawler)
            content["sources"][name] = _to_the_end(content["sources"].get(name), outcome)
            if outcome is not None:
                logger.info("%s", outcome.summary())
        content |= {"strict": self.strict, "damage": [*damage_of(folder), *damage]}
        self._folder, self._record = folder, StoredRun(folder.run, content)
        found = verdict(self._record)
        finish(folder, found.exit_code, found.attention)
        if not read_record(folder.record.path).is_ended:  # the disk is full; reports and notices tell the end, too
            hold(folder.record.path, self._record)

    def tell(self, *, is_closed: bool) -> None:
        """Print the table of the harvest, do what follows it, and print its last line; nothing if it did not begin.

        `is_closed`: the data folder could be closed; else that is a failure of the harvest, too.
        """
        if self._folder is None:
            return
        if not is_closed:
            lines = [*self._record.attention, "the data folder could not be closed; the next run repairs it"]
            with suppress(OSError):
                self._folder.record.end(1, attention=lines)
        for text in (night_table(self._record), *reason_lines(self._record)):
            if text:
                say(text)
        if not self._folder.is_lost:  # nothing more may be written where it was
            report = after_run(self._folder.path, self._record.run, self.settings)
            if report:
                say(f"report: {report}")
        say(total_line(self._record))


def _to_the_end(figures: dict[str, Any] | None, outcome: RunOutcome | None) -> dict[str, Any]:
    """Return the figures of a source with what failed after they were computed, or instead of that."""
    if outcome is None or figures is None:
        why = "it did not start" if outcome is None else "its figures could not be written"
        found = outcome.figures() if outcome else {"asked": 0}
        ended = {"status": "failed", "faults": [f"{why}, see the log"], "drift": [], "own_faults": [why]}
        return found | ended | {"reason_line": f"{why}, see the log"}
    if outcome.own_faults == figures["own_faults"]:
        return figures
    faults = {"faults": outcome.faults, "own_faults": outcome.own_faults, "reason_line": outcome.reason_line}
    return figures | {"status": str(outcome.status)} | faults
