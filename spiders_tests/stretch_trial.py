"""Run the units of a replay whose pages are read by a function of the test, for the tests of what may happen then."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.crawl.read_answer import Outcome, Skipped
from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import Message, Unit
from hanoi_press.replay import slices as slices_module
from hanoi_press.replay.ordered_readings import OrderedReadings
from hanoi_press.replay.stretch_task import Archive, Setup, stretch_units
from hanoi_press.warc.reader import Capture
from spiders_tests.warc_records import http, warc

COUNT = 12
Hook = Any


def archive_in(folder: Path) -> Path:
    """Return an archive with 12 addresses of articles."""
    pages = ((f"https://hanoimoi.vn/tin-{100000 + n}.html", http(b"<p>" + os.urandom(3000))) for n in range(COUNT))
    path = folder / "a.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, warc(*pages))))
    return path


def number_of(url: str) -> int:
    return int(url.rpartition("-")[2].partition(".")[0]) - 100000


class Trial:
    """A replay whose pages are read by `hook`; what was found and said, and which pages were begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, path: Path, hook: Hook, jobs: int, **limits: Any) -> None:
        self.begun = path.with_name("begun")

        def read(record: Capture, url: str, source: Any, learnt: Any, **rest: Any) -> Outcome:
            with self.begun.open("a") as file:
                file.write(f"{number_of(url)}\n")
            hook(number_of(url))
            return Skipped(f"n{number_of(url)}", "read")

        monkeypatch.setattr(slices_module, "read_record", read)
        self.said: list[str] = []
        self.root = path.parent / "parts"
        self.archives = [Archive(str(path), "a", path.stat().st_size)]
        self.size = path.stat().st_size // 3
        self.setup = Setup(names=["hanoimoi"], **limits)
        self.engine = ProcessEngine(jobs)
        self.readings = OrderedReadings(self.engine, self.root, self.heard)
        self.found: list[str] = []
        self.named: list[str] = []
        self.damage: list[str] = []

    def heard(self, unit: Unit, message: Message) -> None:
        if message.kind == "log":
            self.said.append(message.what["text"])

    def units(self) -> list[Unit]:
        return stretch_units(self.archives, self.size, self.root / "setup", self.setup)

    def run(self) -> Iterator[None]:
        try:
            for part in self.readings.read(self.units()):
                self.found += [kind for (_, kind), n in part.counts.items() for _ in range(n) if kind != "read"]
                self.named += part.named
                self.damage += part.damage
                yield
        finally:
            self.engine.close()

    def all(self) -> Trial:
        for _ in self.run():
            pass
        return self

    def numbers(self) -> list[int]:
        return [int(kind.removeprefix("skipped/n")) for kind in self.found if kind.startswith("skipped/n")]
