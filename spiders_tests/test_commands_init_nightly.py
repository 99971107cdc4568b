"""`init-nightly`: its arguments, what it prints, what it runs."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from hanoi_press.commands import init_nightly
from hanoi_press.commands.init_nightly import InitNightlyCommand
from hanoi_press.commands.nightly_files import setup_script


def command(*arguments: str) -> InitNightlyCommand:
    """Return the command after it has taken these arguments."""
    one = InitNightlyCommand()
    one.settings = get_project_settings()
    parser = argparse.ArgumentParser()
    one.add_options(parser)
    opts, rest = parser.parse_known_args(arguments)
    one.process_options(rest, opts)
    one.opts = opts  # type: ignore[attr-defined]
    return one


@pytest.mark.parametrize(
    "arguments",
    [
        ("--time", "1:17"),
        ("--time", "24:00"),
        ("--user", "root"),
        ("--user", "a b"),
        ("--data", "press"),
        ("--data", "/srv/my press"),
        ("--data", "/srv/$(id)"),
        ("--data", "/srv/a%b"),
        ("--data", "/"),
        ("--venv", "~/venv"),
        ("--contact", "me"),
        ("--root", "/mnt"),
    ],
    ids=" ".join,
)
def test_invalid_arguments(arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command("--cron", *arguments)
    err = capsys.readouterr().err
    assert ended.value.code == 2 and arguments[0] in err and err.count("\n") == 1


def test_the_arguments_go_into_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    one = command("--cron", "--user", "lan", "--time", "23:59", "--data", "/srv/press", "--venv", "/opt/v")
    one.run([], one.opts)  # type: ignore[attr-defined]
    script = capsys.readouterr().out
    for words in ("user=lan\n", "data=/srv/press\n", "program=/opt/v/bin/hanoi-press\n", "59 * * * * lan ", "= 23 ]"):
        assert words in script
    assert one.exitcode == 0 and script == setup_script(one.plan)


def test_install_runs_what_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ran: list[tuple[list[str], str]] = []

    def recorded(words: list[str], input: str, **options: object) -> subprocess.CompletedProcess[str]:
        ran.append((words, input))
        return subprocess.CompletedProcess(words, 3)

    monkeypatch.setattr(init_nightly.subprocess, "run", recorded)
    monkeypatch.setattr(init_nightly.os, "geteuid", lambda: 0)
    one = command("--systemd", "--install", "--root", "/mnt")
    one.run([], one.opts)  # type: ignore[attr-defined]
    assert ran == [(["chroot", "/mnt", "/bin/sh", "-s"], setup_script(one.plan))] and one.exitcode == 1
    monkeypatch.setattr(init_nightly.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as ended:
        one.run([], one.opts)  # type: ignore[attr-defined]
    assert ended.value.code == 2 and "needs root" in capsys.readouterr().err


def test_only_an_environment_that_all_can_run_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_text("")
    file.chmod(0o755)
    assert not init_nightly._is_for_all(file)  # below /tmp, or below a folder of pytest's that others cannot enter
    assert init_nightly._is_for_all(Path("/usr/bin/env").resolve())
    assert init_nightly._own_venv("/mnt") is None
