"""End a harvest: judge it, write its record, print its table, and do what follows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from scrapy.settings import BaseSettings

from hanoi_press.commands.after_run import after_run
from hanoi_press.commands.command_folder import damage_of, finish
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.commands.unbegun_run import unbegun_run
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.report.night_rows import night_table, reason_lines, total_line
from hanoi_press.report.run_records import StoredRun, hold, read_record
from hanoi_press.report.verdict import verdict
from hanoi_press.store.folder import DataFolder


class HarvestEnd:
    """The end of a harvest: its verdict, written while the data folder is open, and what is said of it afterwards."""

    def __init__(self, settings: BaseSettings, *, strict: bool) -> None:
        self.settings = settings
        self.strict = strict
        self.folder: DataFolder | None = None  # once it is open
        self._record = StoredRun("")
        self._is_written = True

    @property
    def exit_code(self) -> int:
        """Return the exit code of the harvest."""
        return self._record.exit_code or 0

    def judge(self, folder: DataFolder, damage: Sequence[str] = ()) -> None:
        """Write the verdict on the harvest, by its record, and its end to that record.

        `damage` is what went wrong with the data folder besides what the folder itself knows, a line each.
        """
        content = folder.record.content
        content |= {"strict": self.strict, "damage": [*damage_of(folder), *damage]}
        content["salvaged"] = folder.reconciled.kept
        self.folder, self._record = folder, StoredRun(folder.run, content)
        found = verdict(self._record)
        finish(folder, found.exit_code, found.attention)
        if not read_record(folder.record.path).is_ended:  # the disk is full; reports and notices tell the end, too
            self._is_written = False
            hold(folder.record.path, self._record)

    def tell(self, *, is_closed: bool, why: str = "") -> None:
        """Print the table of the harvest, do what follows it, and print its last line.

        `is_closed`: the data folder could be closed; else that is a failure of the harvest, too. `why` the harvest
        did not come to its verdict, as on a full disk; without it, one that did not begin is passed over.
        """
        if not self._record.run:
            if not why:
                return
            self._record = self._without_verdict(why)
        elif not (is_closed and self._is_written):  # closing the ledger may have made room
            self._write_again(is_closed)
        for text in (night_table(self._record), *reason_lines(self._record)):
            if text:
                say(text)
        if self.folder is None or not self.folder.is_lost:  # nothing more may be written where it was
            data = self.folder.path if self.folder else Path(self.settings["DATA_DIR"])
            report = after_run(data, self._record.run, self.settings)
            if report:
                say(f"report: {report}")
        say(total_line(self._record))

    def _write_again(self, is_closed: bool) -> None:
        assert self.folder is not None
        lost = [] if is_closed else ["the data folder could not be closed; the next run repairs it"]
        attention = [*self._record.attention, *lost]
        with suppress(OSError):
            self.folder.record.end(1, attention=attention)

    def _without_verdict(self, why: str) -> StoredRun:
        """Return the record of a harvest that ended before its verdict."""
        if self.folder is None:
            return unbegun_run(Path(self.settings["DATA_DIR"]), f"{program()} harvest", one_line(why))
        record = self.folder.record
        found = StoredRun(self.folder.run, record.content)
        with suppress(OSError):
            record.end(1, attention=[one_line(why)])
        hold(record.path, found)
        return found
