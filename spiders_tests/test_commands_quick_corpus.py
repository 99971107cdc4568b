"""`hanoi-press corpus index|search|show|stats` answers without Scrapy; what is unusual is left to the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hanoi_press.commands.quick_corpus import run_quickly
from spiders_tests.corpora import line, put
from spiders_tests.hanoi_press_process import run_hanoi_press
from spiders_tests.loopback import ROOT


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put(tmp_path / "own", "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1"))
    put(tmp_path / "data", "mst/2026-11/a.jsonl", line("mst/1"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANOI_PRESS_DATA", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([], ["search", "cầu"], "mst/1"),
        ([], ["search", "cầu", "--data", "own"], "hanoimoi/1"),
        (["--data", "own"], ["search", "cầu"], "hanoimoi/1"),
        (["--data=own"], ["search", "cầu"], "hanoimoi/1"),
        (["-s", "DATA_DIR=own"], ["search", "cầu"], "hanoimoi/1"),
        ([], ["search", "cầu", "--data", "own", "xe"], "»xe«"),
        ([], ["-s", "DATA_DIR=own", "show", "hanoimoi/1"], "hanoimoi/1"),
        ([], ["--data=own", "stats"], "hanoimoi"),
        ([], ["--data=own", "index", "--jobs", "1"], "1 article"),
    ],
)
def test_a_question_is_answered(
    data: Path, capsys: pytest.CaptureFixture[str], before: list[str], after: list[str], found: str
) -> None:
    assert run_quickly(before, after) == 0
    assert found in capsys.readouterr().out


def test_the_order_in_which_the_data_folder_is_looked_for(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    users = data / "xdg" / "hanoi-press" / "config.toml"
    users.parent.mkdir(parents=True)
    users.write_text(f'data = "{data}/own"')
    assert run_quickly([], ["search", "cầu"]) == 0
    assert "hanoimoi/1" in capsys.readouterr().out
    monkeypatch.setenv("HANOI_PRESS_DATA", "data")
    assert run_quickly([], ["search", "cầu"]) == 0
    assert "mst/1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], []),
        ([], ["-h"]),
        ([], ["--data"]),
        ([], ["validate"]),
        ([], ["search", "-h"]),
        ([], ["search", "cầu", "--wrong"]),
        ([], ["search", "cầu", "--limit", "x"]),
        ([], ["show", "mst/1", "mst/2"]),
        ([], ["search", "…"]),
        ([], ["search", "cầu", "-s", "LOG_LEVEL=DEBUG"]),
        ([], ["search", "cầu", "--source", "nosuch"]),
        ([], ["search", "cầu", "--data", "nowhere"]),
        ([], ["search", "cầu", "--data", ""]),
        (["--data", "own"], ["search", "cầu", "--data", "data"]),
        (["--loglevel", "DEBUG"], ["search", "cầu"]),
    ],
)
def test_what_is_unusual_is_left_to_the_command(
    data: Path, capsys: pytest.CaptureFixture[str], before: list[str], after: list[str]
) -> None:
    assert run_quickly(before, after) is None
    assert capsys.readouterr() == ("", "")


def test_a_broken_config_file_is_left_to_the_command(data: Path) -> None:
    (data / "data" / "hanoi-press.toml").write_text("contract = 1")
    assert run_quickly([], ["search", "cầu"]) is None


def test_an_empty_variable_is_left_to_the_command(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANOI_PRESS_DATA", "")
    assert run_quickly([], ["search", "cầu"]) is None


def test_control_c_ends_it_with_a_line(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hanoi_press.corpus.index.corpus_index.ask", interrupted)
    assert run_quickly([], ["search", "cầu"]) == 130
    assert capsys.readouterr().err == "search: stopped\n"


def test_the_code_is_that_of_the_part(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_quickly([], ["show", "mst/7"]) == 1
    assert capsys.readouterr().err == "mst/7: no such article in data\n"


def test_no_library_of_the_crawler_is_imported(data: Path) -> None:
    heavy = "{'scrapy', 'twisted', 'lxml', 'dateparser', 'hanoi_press.sources', 'tabulate', 'warcio'}"
    for question in (["search", "cầu"], ["show", "mst/1"]):
        code = f"import sys\nfrom hanoi_press.cli import main\nsys.argv[1:] = ['corpus', *{question}]\ntry: main()\n"
        code += f"except SystemExit as end: assert not end.code\nassert not {heavy} & set(sys.modules)"
        subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(ROOT)}, capture_output=True)


def test_a_mistake_is_said_as_by_every_command(data: Path) -> None:
    done = run_hanoi_press(data, "corpus", "search", "cầu", "--source", "mts")
    assert done.returncode == 2 and "invalid source name 'mts'; did you mean 'mst'?" in done.stderr
