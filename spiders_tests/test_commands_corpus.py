"""`scrapy corpus PART`: parts are found by their files, arguments and exit codes go through."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from hanoi_press.commands import corpus, corpus_parts

TRIAL = """
ABOUT = "tries it"

def add_arguments(parser):
    parser.add_argument("--code", type=int, default=0)

def run(options, data):
    if options.code == 9:
        raise FileNotFoundError("no folder here")
    print("ran on", data)
    return options.code
"""


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trial_part.py").write_text(TRIAL)
    monkeypatch.setattr(corpus_parts, "__path__", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "hanoi_press.commands.corpus_parts.trial_part", raising=False)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", "corpus", *arguments], settings=get_project_settings())
    return ended.value.code


@pytest.mark.usefixtures("trial")
def test_a_file_in_the_folder_is_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(corpus.parts()) == ["trial-part"]
    assert run("trial-part", "-s", "DATA_DIR=/somewhere", "--code", "3") == 3
    assert run("-s", "DATA_DIR=/elsewhere", "trial-part") == 0
    assert capsys.readouterr().out == "ran on /somewhere\nran on /elsewhere\n"


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nosuch"], "choose from 'trial-part'"),
        ([], "required: PART"),
        (["trial-part", "--wrong"], "invalid option --wrong; `-h` lists the options"),
        (["trial-part", "--code", "9"], "trial-part: no folder here"),
    ],
)
def test_a_bad_argument_exits_2_and_says_why(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", list(corpus.parts()))
def test_every_part_keeps_the_contract(name: str) -> None:
    part = corpus.parts()[name]
    assert part.ABOUT and "\n" not in part.ABOUT
    assert ":" not in part.ABOUT  # Scrapy's help makes a heading of a line that ends with a colon
    part.add_arguments(argparse.ArgumentParser())
    assert callable(part.run)
