"""`commands/after_run.py`: what follows a harvest never harms it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from scrapy.settings import Settings

from hanoi_press.commands.after_run import after_run

STEPS = ("report.report_files", "report.metrics", "notices")


def replace(monkeypatch: pytest.MonkeyPatch, name: str, **functions: Any) -> None:
    module = ModuleType(f"hanoi_press.{name}")
    vars(module).update(functions)
    monkeypatch.setitem(sys.modules, module.__name__, module)


def test_each_step_is_tried_and_a_failure_is_one_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[Any] = []

    def fail(*arguments: Any) -> None:
        asked.append(arguments)
        raise OSError("disk\nfull")

    settings = Settings()
    replace(monkeypatch, STEPS[0], write_reports=fail)
    replace(monkeypatch, STEPS[1], write_metrics=fail)
    replace(monkeypatch, STEPS[2], send_notices=fail)
    assert after_run(Path("data"), "run", settings) is None
    assert asked == [(Path("data"), "run"), (Path("data"), "run"), (Path("data"), "run", settings)]
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 3
    assert not any(record.exc_info for record in caplog.records)


def test_what_is_not_there_is_left_out(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    replace(monkeypatch, STEPS[0], write_reports=lambda data, run: data / "reports" / f"{run}.html")
    replace(monkeypatch, STEPS[1])
    monkeypatch.setitem(sys.modules, "hanoi_press.notices", None)  # cannot be imported
    assert after_run(Path("data"), "run", Settings()) == Path("data/reports/run.html")
    assert caplog.records == []


def test_a_step_that_wants_to_exit_does_not_end_the_harvest(monkeypatch: pytest.MonkeyPatch) -> None:
    replace(monkeypatch, STEPS[0], write_reports=lambda data, run: sys.exit(5))
    replace(monkeypatch, STEPS[1])
    replace(monkeypatch, STEPS[2])
    assert after_run(Path("data"), "run", Settings()) is None


def test_reports_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    replace(monkeypatch, STEPS[0], write_reports=lambda data, run: data / "reports" / f"{run}.html")
    replace(monkeypatch, STEPS[1])
    replace(monkeypatch, STEPS[2])
    assert after_run(Path("data"), "run", Settings({"RUN_REPORTS": False})) is None
