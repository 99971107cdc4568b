"""`replay/reading_process.py`: a process that hangs, waits or takes all memory over a page holds up no other page."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.failures import FailureKind
from hanoi_press.replay.slices import Task
from hanoi_press.warc.reader import Capture
from spiders_tests.stretch_trial import COUNT, Hook, Trial, archive_in, number_of


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return archive_in(tmp_path)


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


def test_a_reader_that_is_slow_between_pages_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path
) -> None:
    """It may fetch the next page, or search damage for it."""

    def slow(task: Task, record: Capture) -> Any:
        with (tmp_path / "asked").open("a") as file:
            file.write("x")
        if number_of(record.url) == 4:
            time.sleep(0.7)
        return page_of(task, record)

    page_of = Task.page_of
    monkeypatch.setattr(Task, "page_of", slow)
    trial = Trial(monkeypatch, archive, lambda number: None, 1, seconds=1).all()
    assert trial.numbers() == list(range(COUNT)) and not trial.damage
    assert (tmp_path / "asked").read_text() == COUNT * "x"
