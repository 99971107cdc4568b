"""Every command checks settings, data folder and files written by hand before it does anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders_tests.loopback import run

COMMANDS = ["harvest", "crawl hanoimoi", "crawl hanoimoi -o out.jsonl", "replay", "corpus stats", "sources"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["-s", "--set"])
def test_a_wrong_setting(tmp_path: Path, command: str, option: str) -> None:
    for given, says in (
        ("RETRY_TIMES=abc", "invalid RETRY_TIMES=abc; use a number, 0 or more, without a fraction"),
        ("RETRY_TIMES", "invalid -s RETRY_TIMES; use -s NAME=VALUE"),
    ):
        done = run(tmp_path / "data", *command.split(), option, given)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{says}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_log_level_of_the_command_line(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "harvest", "-L", "BLA")
    assert (done.returncode, done.stderr) == (
        2,
        "invalid LOG_LEVEL=BLA; use DEBUG, INFO, WARNING, ERROR or CRITICAL\n",
    )
    done = run(tmp_path / "data", "harvest", "--pidfile", str(tmp_path / "no" / "pid"))
    assert done.returncode == 2 and done.stderr.startswith(f"invalid --pidfile {tmp_path}/no/pid: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["harvest", "crawl hanoimoi", "replay"])
def test_a_file_in_the_place_of_the_data_folder(tmp_path: Path, command: str) -> None:
    file = tmp_path / "file"
    file.touch()
    done = run(file, *command.split())
    assert (done.returncode, done.stderr) == (
        2,
        f"invalid DATA_DIR={file}: {file} is no folder; use the path of a folder\n",
    )


@pytest.mark.parametrize("command", ["harvest", "corpus stats"])
def test_a_data_folder_without_a_name(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, *command.split(), "-s", "DATA_DIR=")
    assert (done.returncode, done.stderr) == (2, "invalid DATA_DIR=; use the path of a folder\n")


@pytest.mark.parametrize("command", ["harvest", "crawl hanoimoi", "crawl hanoimoi -o {out}", "replay"])
def test_a_broken_rule(tmp_path: Path, command: str) -> None:
    rules = tmp_path / "boilerplate" / "hanoimoi.txt"
    rules.parent.mkdir()
    rules.write_bytes(b"- a line\nno rule\n")
    done = run(tmp_path, *command.format(out=tmp_path / "out.jsonl").split())
    assert (done.returncode, done.stderr) == (
        2,
        f"{rules}:2: invalid rule 'no rule'; use '- ' or '+ ' before a line\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["boilerplate"]
