"""`replay/stretch_work.py`: whatever happens to a reading process, every other page is read, and the replay ends."""

from __future__ import annotations

import gzip
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.crawl.read_answer import Outcome, Skipped
from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import Message, Unit
from hanoi_press.failures import FailureKind
from hanoi_press.replay import reading_process, stretch_work
from hanoi_press.replay import slices as slices_module
from hanoi_press.replay.ordered_readings import OrderedReadings
from hanoi_press.replay.slices import Task
from hanoi_press.replay.stretch_task import Archive, Setup, StretchLimits, save_setup, stretch_units
from hanoi_press.warc.reader import Capture
from spiders_tests.warc_records import http, warc

COUNT = 12
Hook = Any


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive with 12 addresses of articles."""
    pages = ((f"https://hanoimoi.vn/tin-{100000 + n}.html", http(b"<p>" + os.urandom(3000))) for n in range(COUNT))
    path = tmp_path / "a.warc.gz"
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
        self.limits = StretchLimits(["hanoimoi"], **limits)
        self.engine = ProcessEngine(jobs)
        self.readings = OrderedReadings(self.engine, self.root, self.heard)
        self.found: list[str] = []
        self.named: list[str] = []
        self.damage: list[str] = []

    def heard(self, unit: Unit, message: Message) -> None:
        if message.kind == "log":
            self.said.append(message.what["text"])

    def units(self) -> list[Unit]:
        digest = save_setup(self.root / "setup", Setup({}))
        return stretch_units(self.archives, self.size, self.limits, self.root / "setup", digest)

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


@pytest.mark.parametrize("jobs", [1, 3])
def test_slices_come_in_their_order(monkeypatch: pytest.MonkeyPatch, archive: Path, jobs: int) -> None:
    trial = Trial(monkeypatch, archive, lambda number: None, jobs).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.said and not trial.damage


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_killed_once_is_replaced(
    monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path, jobs: int
) -> None:
    def hook(number: int) -> None:
        if number in (0, 5, 11) and not (mark := tmp_path / str(number)).exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGTERM if number == 5 else signal.SIGKILL)

    trial = Trial(monkeypatch, archive, hook, jobs).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.damage
    assert len(trial.said) == 3 and all(f"a worker died while it read {archive}" in line for line in trial.said)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_kills_its_readers_is_too_costly(monkeypatch: pytest.MonkeyPatch, archive: Path, jobs: int) -> None:
    trial = Trial(monkeypatch, archive, lambda number: os._exit(9) if number == 7 else None, jobs).all()
    assert trial.numbers() == [n for n in range(COUNT) if n != 7]
    assert trial.found.count(f"unreadable/{FailureKind.TOO_COSTLY}") == 1
    assert len(trial.named) == 1 and "tin-100007" in trial.named[0] and not trial.damage


def test_workers_that_never_live_end_the_replay(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    monkeypatch.setattr(reading_process, "_serve", lambda *arguments: os._exit(9))
    trial = Trial(monkeypatch, archive, lambda number: None, 2).all()
    assert trial.numbers() == [] and len(trial.damage) == len(trial.units())
    assert all("worker processes died" in line for line in trial.damage)


def _native(number: int) -> None:
    """Block as a call into a C library would, which no alarm interrupts."""
    if number == 4:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        while True:
            time.sleep(1)


def _python(number: int) -> None:
    while number == 4:
        try:
            time.sleep(1)
        except Exception:
            continue


def _memory(number: int) -> None:
    if number == 4:
        kept = []
        while True:
            kept.append(bytearray(50_000_000))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("hook", [_native, _python, _memory])
def test_a_page_is_bounded(monkeypatch: pytest.MonkeyPatch, archive: Path, hook: Hook, jobs: int) -> None:
    trial = Trial(monkeypatch, archive, hook, jobs, seconds=0.4, memory=1024**3).all()
    assert trial.numbers() == [n for n in range(COUNT) if n != 4]
    assert trial.found.count(f"unreadable/{FailureKind.TOO_COSTLY}") == 1
    assert len(trial.named) == 1 and "tin-100004" in trial.named[0] and not trial.damage


def test_processes_inherit_no_file(monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path) -> None:
    """Else a process that replaces another one would hold the data folder's lock."""
    held = os.open(tmp_path / "held", os.O_CREAT | os.O_RDWR)
    target = f"/proc/self/fd/{held}"

    def hook(number: int) -> None:
        if os.path.exists(target) and os.readlink(target).endswith("held"):  # noqa: PTH110, PTH115 - no path of a file
            os._exit(9)
        if number == 3 and not (mark := tmp_path / "died").exists():
            mark.touch()
            os._exit(9)

    trial = Trial(monkeypatch, archive, hook, 1).all()
    os.close(held)
    assert trial.numbers() == list(range(COUNT)) and len(trial.said) == 1


def test_a_stop_ends_it_early(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    """What was read before the stop is kept, in order and without a gap."""
    monkeypatch.setattr(slices_module, "_PART", 3000)
    trial = Trial(monkeypatch, archive, lambda number: time.sleep(0 if number < 6 else 60), 1)
    while_running = trial.readings.on_message

    def heard(unit: Unit, message: Message) -> None:
        while_running(unit, message)
        if unit.name.endswith("1"):
            trial.engine.stop()

    trial.readings.on_message = heard
    trial.all()
    assert trial.numbers() == list(range(6)) and not trial.damage and not trial.said


def test_parts_of_a_slice_are_handed_on(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    monkeypatch.setattr(slices_module, "_PART", 5000)
    trial = Trial(monkeypatch, archive, lambda number: None, 1)
    assert sum(1 for _ in trial.run()) > 5 and trial.numbers() == list(range(COUNT))


def test_a_process_that_grew_large_is_replaced(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    monkeypatch.setattr(slices_module, "_PART", 5000)
    monkeypatch.setattr("hanoi_press.replay.reading_process._LARGE", 0.0)
    trial = Trial(monkeypatch, archive, lambda number: None, 2, memory=1024**3).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.said


def test_a_file_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path) -> None:
    trial = Trial(monkeypatch, archive, lambda number: None, 2)
    trial.archives.insert(0, Archive(str(tmp_path / "gone.warc"), "gone.warc", 9))
    trial.all()
    assert trial.numbers() == list(range(COUNT)) and len(trial.damage) == 1 and "gone.warc" in trial.damage[0]


def test_processes_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    def start(memory: int) -> Any:
        raise OSError("Resource temporarily unavailable")

    monkeypatch.setattr(stretch_work, "ReadingProcess", start)
    trial = Trial(monkeypatch, archive, lambda number: None, 2).all()
    assert len(trial.damage) == len(trial.units()) and all("temporarily" in line for line in trial.damage)


def test_a_reader_stopped_once_is_replaced(monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path) -> None:
    def hook(number: int) -> None:
        if number == 4 and not (mark := tmp_path / "stopped").exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGSTOP)

    trial = Trial(monkeypatch, archive, hook, 1, seconds=0.2).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.damage and not trial.said


def test_a_reader_that_only_waited_tries_again(monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path) -> None:
    """As after Ctrl-Z and `fg`."""

    def hook(number: int) -> None:
        if number == 4 and not (mark := tmp_path / "waited").exists():
            mark.touch()
            time.sleep(60)

    trial = Trial(monkeypatch, archive, hook, 1, seconds=0.3).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.damage and not trial.said


def test_a_reader_stopped_between_pages_is_replaced(
    monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path
) -> None:
    page_of = Task.page_of

    def stopping(task: Task, record: Capture) -> Any:
        if number_of(record.url) == 4 and not (mark := tmp_path / "stopped").exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGSTOP)
        return page_of(task, record)

    monkeypatch.setattr(Task, "page_of", stopping)
    monkeypatch.setattr("hanoi_press.replay.stretch_work._SILENT", 1)
    trial = Trial(monkeypatch, archive, lambda number: None, 1, seconds=0.2).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.damage


def test_a_process_killed_between_two_stretches(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    prepare = stretch_work._process

    def kill_idle(memory: int) -> Any:
        if stretch_work._reader is not None:
            os.kill(stretch_work._reader.pid, signal.SIGKILL)
            stretch_work._reader.wait(5)
        return prepare(memory)

    monkeypatch.setattr(stretch_work, "_process", kill_idle)
    trial = Trial(monkeypatch, archive, lambda number: None, 1).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.said and not trial.readings.retries


def test_what_was_read_before_a_kill_is_not_read_again(
    monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path
) -> None:
    """The process of the unit and the one that reads die at once, as by a power failure or no memory."""
    monkeypatch.setattr(slices_module, "_PART", 3000)

    def hook(number: int) -> None:
        if number in (2, 9) and not (mark := tmp_path / str(number)).exists():
            mark.touch()
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)

    trial = Trial(monkeypatch, archive, hook, 2).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.damage and len(trial.readings.retries) == 2
    begun = Counter(map(int, trial.begun.read_text().split()))
    assert begun == {number: 2 if number in (2, 9) else 1 for number in range(COUNT)}
    assert not list(trial.root.glob("stretch-*"))


def test_a_page_that_kills_all_processes_is_too_costly(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    def hook(number: int) -> None:
        if number == 7:
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)

    trial = Trial(monkeypatch, archive, hook, 2).all()
    assert trial.numbers() == [n for n in range(COUNT) if n != 7] and not trial.damage
    assert len(trial.named) == 1 and "tin-100007" in trial.named[0]


def test_many_pages_of_one_stretch_that_kill_their_readers(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    """The engine tries a unit three times; each of these kills two processes."""
    trial = Trial(monkeypatch, archive, lambda number: os._exit(9) if number in (1, 4, 5, 8) else None, 1)
    trial.size = archive.stat().st_size
    trial.all()
    assert trial.numbers() == [n for n in range(COUNT) if n not in (1, 4, 5, 8)] and not trial.damage
    assert len(trial.named) == 4 and len(trial.said) == 8


def test_a_stretch_in_which_processes_keep_dying_is_given_up(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    monkeypatch.setattr(slices_module, "_PART", 3000)

    def dying(task: Task, record: Capture) -> Any:
        if number_of(record.url) == 2:
            os._exit(9)
        return page_of(task, record)

    page_of = Task.page_of
    monkeypatch.setattr(Task, "page_of", dying)
    trial = Trial(monkeypatch, archive, lambda number: None, 2).all()
    assert trial.numbers() == [0, 1, *range(4, COUNT)]  # what was read before, and the other stretches
    assert trial.damage == [
        f"{archive} at byte 0: worker processes died while they read this part; the rest of it was not read"
    ]
