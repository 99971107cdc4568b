"""Define `ReportedRun`: a run's record as the report shows it, whoever wrote it and however much of it is left."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from hanoi_press.report.record_values import amount, group, line, moment, texts
from hanoi_press.report.reported_source import ReportedSource
from hanoi_press.report.run_records import StoredRun, read_record
from hanoi_press.text.zones import VN

RUN_NAME = re.compile(r"\d{8}T\d{6}Z-\d{1,10}(?:-\d{1,4})?")
DISK_PARTS = ("articles", "archive", "ledger", "other")
_SHOWN = 50  # units that ran again
_LOOKED_AT = 200  # records, in search of harvests among crawls and replays


class ReportedRun:
    """One run by its record. `fault` says why that cannot be read; all else is then empty."""

    def __init__(self, stored: StoredRun) -> None:
        self.run = stored.run
        self.stored = stored
        content = stored.content
        self.fault = stored.fault or ("" if isinstance(content.get("sources"), dict) else "it names no sources")
        self.sources = {
            name: ReportedSource(name, figures, self.run[:8])
            for name, figures in group(content.get("sources")).items()
            if isinstance(figures, dict)
        }

    @property
    def command(self) -> str:
        """Return the command as it was given."""
        return line(self.stored.command, 200)

    @property
    def version(self) -> str:
        """Return the version of the package that ran; "" if the record does not say."""
        return line(self.stored.content.get("version"), 40)

    @property
    def is_harvest(self) -> bool:
        """Return True for a harvest, and for a run whose command is unknown and that is no replay."""
        if self.stored.kind != "run":
            return self.stored.kind == "harvest"
        return not any(source.is_replay for source in self.sources.values())

    @cached_property
    def started(self) -> datetime | None:
        """When the run started, in Hanoi's time: by its record, else by its name."""
        if found := moment(self.stored.content.get("started")):
            return found
        try:
            return datetime.strptime(self.run[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(VN)
        except (ValueError, OverflowError):
            return None

    @property
    def seconds(self) -> float | None:
        """Return how long the run took; None for a killed one."""
        finished = moment(self.stored.content.get("finished"))
        if finished is None or self.started is None:
            return None
        return max((finished - self.started).total_seconds(), 0.0)

    @property
    def is_unfinished(self) -> bool:
        """Return True if the run was killed, or still runs."""
        return not self.fault and not self.stored.is_ended

    @property
    def exit_code(self) -> int | None:
        """Return the exit code; None if the record does not say."""
        return self.stored.exit_code

    @property
    def attention(self) -> list[str]:
        """Return what needs a person, one line each, as the run itself decided it."""
        return texts(self.stored.content.get("attention")) if "attention" in self.stored.content else []

    @property
    def retries(self) -> list[str]:
        """Return the units of work that ran again, and why, one line each; the first ones only."""
        return [line(one) for one in self.stored.retries[:_SHOWN]]

    @cached_property
    def disk(self) -> dict[str, float]:
        """The bytes of the data folder by `DISK_PARTS`, and of the `free` disk, as far as they are known."""
        stated = group(self.stored.content.get("disk"))
        known = {part: amount(stated.get(part)) for part in (*DISK_PARTS, "free")}
        return {part: size for part, size in known.items() if size is not None}

    def total(self, key: str) -> int:
        """Return a count of the record, over all sources."""
        return sum(source.number(key) for source in self.sources.values())

    @property
    def failures(self) -> int:
        """Return the number of pages and lists that gave nothing by a fault, over all sources."""
        return sum(source.failures for source in self.sources.values())

    @property
    def troubled(self) -> list[ReportedSource]:
        """Return the sources that failed, drifted or were blocked."""
        return [source for source in self.sources.values() if source.is_trouble]


def read_run(path: Path) -> ReportedRun:
    """Return a run by the file of its record; one with a fault if that cannot be read."""
    return ReportedRun(read_record(path))


def record_files(data: Path) -> list[Path]:
    """Return the files of all runs' records, the oldest first; other files of the folder are left out."""
    return sorted(path for path in (data / "runs").glob("*.json") if RUN_NAME.fullmatch(path.stem))


def runs_before(data: Path, run: str, most: int) -> list[ReportedRun]:
    """Return the last harvests before a run, `most` of them at most, the oldest first."""
    found: list[ReportedRun] = []
    earlier = [path for path in record_files(data) if path.stem < run]
    for path in earlier[: -_LOOKED_AT - 1 : -1]:
        if len(found) == most:
            break
        one = read_run(path)
        if one.is_harvest:
            found.append(one)
    return found[::-1]
