"""`commands/container_health.py`: what the health check of a container says of the last harvest."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hanoi_press.commands.container_health import health, main

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def record(data: Path, started: str, exit_code: int | None, command: str = "hanoi-press harvest") -> None:
    name = started.replace("-", "").replace(":", "")
    content = {"run": name, "command": command, "started": started, "exit_code": exit_code, "sources": {}}
    (data / "runs").mkdir(exist_ok=True)
    (data / "runs" / f"{name}.json").write_text(json.dumps(content))


@pytest.mark.parametrize(
    ("started", "exit_code", "wanted"),
    [
        ("2026-11-25T18:17:00Z", 0, ""),
        ("2026-11-25T10:01:00Z", 0, ""),
        ("2026-11-25T18:17:00Z", None, ""),  # it runs
        ("2026-11-25T18:17:00Z", 1, "needs a person"),
        ("2026-11-25T09:59:00Z", 0, "more than 26 hours ago"),
    ],
)
def test_the_last_harvest_decides(tmp_path: Path, started: str, exit_code: int | None, wanted: str) -> None:
    record(tmp_path, "2026-11-20T18:17:00Z", 0)
    record(tmp_path, started, exit_code)
    record(tmp_path, "2026-11-26T11:00:00Z", 1, command="hanoi-press replay")
    found = health(tmp_path, NOW)
    assert wanted in found and bool(found) == bool(wanted)


def test_no_harvest_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("HANOI_PRESS_DATA", str(tmp_path))
    assert main() == 1 and "no record of a harvest" in capsys.readouterr().out
