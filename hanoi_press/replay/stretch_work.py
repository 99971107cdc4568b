"""Read a stretch of an archive into a file of readings: the work of a unit of a replay.

The pages are read by a process that this one forks, watches and may kill. One that dies is followed by another that
goes on where it was. A page over which two processes died, or were killed because it took too long, counts as too
costly: the first may have been stopped for another reason. A stretch in which processes keep dying is reported as
damage. What is known of deaths stays in the unit's folder, for the next attempt if this process dies, too.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec

from hanoi_press.engine.unit import WorkContext
from hanoi_press.replay.page_marker import PageMarker
from hanoi_press.replay.reading_process import DONE, GO_ON, Job, ReadingProcess
from hanoi_press.replay.readings import ReadingsFile
from hanoi_press.replay.slices import Slice, SliceReading, Task
from hanoi_press.replay.stretch_task import ARCHIVE, READINGS, SETUP, StretchTask, load_setup, task_of
from hanoi_press.sources import sources
from hanoi_press.store.atomic import write_whole

_MARKER, _DEATHS_FILE = "page.marker", "deaths.json"
_POLL = 0.2  # seconds between looks at the clock
_TOLD = 1.0  # seconds between two messages on how far it is
_TRIES = 2  # processes that may die over one page: the first may have been killed for another reason
_TRIES_BETWEEN = 4  # processes that may die between the same two pages of a stretch
_DEATHS = 10  # processes that may die over one stretch
_SILENT = 5  # times as long as a page may a process be silent between two pages: it may search damage for records
_DIED = "worker processes died while they read this part; the rest of it was not read"
_STOPPED, _KILLED, _OVERDUE = "stopped", "", "overdue"
_reader: ReadingProcess | None = None  # it is kept for the next unit, because a new one has to warm up


def read_stretch(context: WorkContext) -> dict[str, Any]:
    """Read the stretch of a unit into its folder; return `{"pages": …, "retries": [lines]}`. Raises `OSError`."""
    supervisor = _Supervisor(context)
    try:
        return supervisor.run()
    finally:
        supervisor.close()


class _Deaths(msgspec.Struct):
    """How many processes died over each page, by its number, or between two (by the number of the first)."""

    pages: dict[int, int] = {}
    between: dict[int, int] = {}
    lines: list[str] = []

    def costly(self) -> frozenset[int]:
        """Return the numbers of the pages that nobody should read again."""
        return frozenset(number for number, count in self.pages.items() if count >= _TRIES)

    @property
    def are_too_many(self) -> bool:
        """True if no further process should be tried."""
        total = sum(self.pages.values()) + sum(self.between.values())
        return any(n >= _TRIES_BETWEEN for n in self.between.values()) or total > _DEATHS + len(self.costly())


class _Supervisor:
    """The process of a unit, which starts those that read."""

    def __init__(self, context: WorkContext) -> None:
        self.context = context
        self.task: StretchTask = task_of(context.inputs)
        self.setup = load_setup(context.file(SETUP), self.task.setup)
        if missing := set(self.setup.names) - sources().keys():  # their pages would be passed over
            raise ValueError(f"this machine does not know the source {', '.join(sorted(missing))}")
        self.path = context.folder / READINGS
        self.marker = PageMarker(context.folder / _MARKER)
        self.deaths_path = context.folder / _DEATHS_FILE
        self.deaths = _loaded(self.deaths_path)
        self.part = _slice(self.task, context)
        self._told = 0.0

    def run(self) -> dict[str, Any]:
        """Start processes until the stretch is read, or given up."""
        if (marked := self.marker.read()).begun:  # an earlier attempt died over a page with all its processes
            self._count(self.deaths.pages, marked.number)
        while True:
            readings = ReadingsFile(self.path, self.task.digest())
            try:
                if readings.is_complete:
                    return {"pages": self.marker.read().pages, "retries": self.deaths.lines}
                if self.deaths.are_too_many:
                    self._give_up(readings, _DIED)
                    continue
            finally:
                readings.close()
            word = self._read(readings.number)
            if word == _STOPPED:
                return {"pages": self.marker.read().pages, "retries": self.deaths.lines, "is_stopped": True}
            if word in (_KILLED, _OVERDUE):
                self._died(is_overdue=word == _OVERDUE)
            elif word not in (DONE, GO_ON):
                self._fail(word)

    def _read(self, done: int) -> str:
        """Let a process read on; return how it ended: its word, or `_KILLED`, `_OVERDUE` or `_STOPPED`."""
        task = Task(
            self.part,
            frozenset(self.setup.names),
            self.setup.api_answers,
            done,
            self.deaths.costly(),
            self.setup.seconds,
            self.setup.templates,
            self.setup.one_in,
        )
        self.marker.start()
        process = _process(self.setup.memory)
        process.give(Job(self.path, self.task.digest(), self.context.folder / _MARKER, task))
        word = _KILLED
        try:
            while not process.wait(_POLL):
                if self.context.is_stopping:
                    return _STOPPED
                if self._is_overdue():
                    return _OVERDUE
                self._tell()
            word = process.word()
        finally:
            if word in (_KILLED, GO_ON):
                _end_process()
        return word

    def _is_overdue(self) -> bool:
        """Return True if a page, or the search for the next one, takes so long that the process hangs or is stopped."""
        if not self.setup.seconds:
            return False
        marked = self.marker.read()
        limit = 2 * self.setup.seconds + 1
        since = time.monotonic() - (marked.begun or marked.heard)
        return since > (limit if marked.begun else _SILENT * limit)

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told >= _TOLD:
            self._told = now
            marked = self.marker.read()
            self.context.tell("progress", pages=marked.pages, bytes=max(0, marked.offset - self.task.start))

    def _died(self, *, is_overdue: bool) -> None:
        marked = self.marker.read()
        if not is_overdue:
            offset = marked.offset if marked.begun else self.task.start
            line = f"a worker died while it read {self.task.address} from byte {offset} on"
            self.deaths.lines.append(line)
            self.context.tell("log", level="WARNING", logger=__name__, text=line)
        if marked.begun:
            self._count(self.deaths.pages, marked.number)
        else:
            self._count(self.deaths.between, self._done())

    def _count(self, deaths: dict[int, int], number: int) -> None:
        deaths[number] = deaths.get(number, 0) + 1
        write_whole(self.deaths_path, msgspec.json.encode(self.deaths).decode())
        self.marker.start()

    def _done(self) -> int:
        """Return how many responses the readings hold. Raises `OSError`."""
        readings = ReadingsFile(self.path, self.task.digest())
        readings.close()
        return readings.number

    def _fail(self, reason: str) -> None:
        readings = ReadingsFile(self.path, self.task.digest())
        try:
            self._give_up(readings, reason)
        finally:
            readings.close()

    def _give_up(self, readings: ReadingsFile, reason: str) -> None:
        """End the readings with the reason why the rest is not read."""
        damage = self.task.damage(self.task.start, reason)
        readings.add(readings.number, SliceReading(damage=[damage]), is_last=True)

    def close(self) -> None:
        self.marker.close()


def _process(memory: int) -> ReadingProcess:
    """Return a process that waits for a stretch. Raises `OSError`."""
    global _reader
    if _reader is not None and not (_reader.is_alive and _reader.memory == memory):
        _end_process()
    if _reader is None:
        _reader = ReadingProcess(memory)
    return _reader


def _end_process() -> None:
    global _reader
    if _reader is not None:
        _reader.end()
        _reader = None


def _slice(task: StretchTask, context: WorkContext) -> Slice:
    if task.is_remote:
        from hanoi_press.engine.remote_files import RemoteFile

        return Slice(RemoteFile(task.address), task.shown, task.start, task.end, task.address)
    return Slice(context.file(ARCHIVE), task.shown, task.start, task.end, task.address)


def _loaded(path: Path) -> _Deaths:
    """Return what earlier attempts noted; nothing if that cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Deaths)
    except (OSError, msgspec.MsgspecError):
        return _Deaths()
