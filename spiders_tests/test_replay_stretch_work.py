"""`replay/stretch_work.py`: whatever happens to a reading process, every other page is read, and the replay ends."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.engine.unit import Message, Unit
from hanoi_press.failures import FailureKind
from hanoi_press.replay import reading_process, stretch_work
from hanoi_press.replay import slices as slices_module
from hanoi_press.replay.slices import Task
from hanoi_press.replay.stretch_task import Archive
from hanoi_press.warc.reader import Capture
from spiders_tests.stretch_trial import COUNT, Trial, archive_in, number_of


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return archive_in(tmp_path)


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


def test_processes_that_die_at_several_places(monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path) -> None:
    """Each is tried again as often as if it were the only one."""
    monkeypatch.setattr(slices_module, "_PART", 3000)

    def dying(task: Task, record: Capture) -> Any:
        marks = [tmp_path / f"{number_of(record.url)}-{count}" for count in range(3)]
        if number_of(record.url) in (1, 5, 9) and (new := [mark for mark in marks if not mark.exists()]):
            new[0].touch()
            os._exit(9)
        return page_of(task, record)

    page_of = Task.page_of
    monkeypatch.setattr(Task, "page_of", dying)
    trial = Trial(monkeypatch, archive, lambda number: None, 1)
    trial.size = archive.stat().st_size
    trial.all()
    assert trial.numbers() == list(range(COUNT)) and not trial.damage and len(trial.said) == 9


def test_a_machine_without_the_source_is_named(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    """It would pass over the source's pages in silence."""
    trial = Trial(monkeypatch, archive, lambda number: None, 1)
    trial.setup.names = ["hanoimoi", "my_own"]
    trial.all()
    assert trial.numbers() == [] and len(trial.damage) == len(trial.units())
    assert all("does not know the source my_own" in line for line in trial.damage)
