"""Run units on an engine and keep what it said, for the tests of the engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import Message, Unit, UnitEnd
from spiders_tests.toy_works import PLAIN, SIDE_BY_SIDE

DIED = "a process that worked on it died (signal 9, SIGKILL)"
GIVEN_UP = f"given up after 3 attempts; in each, {DIED}"


def unit(name: str, do: str = "", *, hosts: str = "", silence: float = 60, work: str = PLAIN, **inputs: Any) -> Unit:
    """Return a unit of `toy_works.plain`; `hosts` are separated by blanks."""
    return Unit(name, work, {"do": do, **inputs}, frozenset(hosts.split()), silence=silence)


def lane(name: str, do: str = "", **inputs: Any) -> Unit:
    """Return a unit of `toy_works.side_by_side`."""
    return unit(name, do, work=SIDE_BY_SIDE, **inputs)


class Trial:
    """An engine, and what came of its units: `ends` by name, in the order in which they ended."""

    def __init__(self, root: Path, jobs: int = 1, lanes: int = 1, **more: Any) -> None:
        self.root = root
        self.engine = ProcessEngine(jobs, lanes, **more)
        self.ends: dict[str, UnitEnd] = {}
        self.messages: list[tuple[str, Message]] = []
        self.prepared: list[str] = []
        self.on_message: Callable[[Message], None] = lambda message: None

    def prepare(self, unit: Unit, folder: Path) -> None:
        """Note what the engine prepares."""
        assert folder.is_dir()
        self.prepared.append(unit.name)

    def run(self, *units: Unit) -> Trial:
        """Run units to their ends, and end the engine."""

        def heard(unit: Unit, message: Message) -> None:
            self.messages.append((unit.name, message))
            self.on_message(message)

        try:
            for end in self.engine.run(list(units), self.root, prepare=self.prepare, on_message=heard):
                self.ends[end.unit.name] = end
        finally:
            self.engine.close()
        return self

    def result(self, name: str) -> dict[str, Any]:
        """Return what a unit returned."""
        end = self.ends[name]
        assert end.result is not None, end
        return end.result

    def notes(self, name: str) -> list[str]:
        """Return what a unit wrote in its folder."""
        notes = self.root / name / "notes"
        return notes.read_text().splitlines() if notes.exists() else []

    def pids(self) -> list[int]:
        """Return the processes in which the units ended."""
        return [end.result["pid"] for end in self.ends.values() if end.result]
