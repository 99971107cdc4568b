"""`hanoi-press` works from any folder: its help, its commands, the data folder, and what it says of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press import __version__
from hanoi_press.cli import main
from hanoi_press.commands.command_list import command_words, meanings, overview
from spiders_tests.hanoi_press_process import run_hanoi_press
from spiders_tests.loopback import ROOT

SAMPLE = str(ROOT / "data" / "sample" / "hanoimoi.warc.gz")


def ended(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """Return the exit code of a call that runs no command, in this process."""
    monkeypatch.setattr("sys.argv", ["/usr/bin/hanoi-press", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code


@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"], ["help"], ["--data", "x", "--help"]])
def test_help(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(monkeypatch, *arguments) == 0
    assert capsys.readouterr().out == overview() + "\n"


@pytest.mark.parametrize("word", ["--version", "version"])
def test_version(word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(monkeypatch, word) == 0
    assert capsys.readouterr().out == f"hanoi-press {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["corpsu", "stats"], "unknown command 'corpsu'; did you mean corpus?"),
        (["Harvst"], "unknown command 'Harvst'; did you mean harvest?"),
        (["startproject"], "unknown command 'startproject'; `hanoi-press --help` lists the commands"),
        (["bench"], "unknown command 'bench'; `hanoi-press --help` lists the commands"),
        (["a\x1b[2J"], r"unknown command 'a\x1b[2J'; `hanoi-press --help` lists the commands"),
        (["--data", "x"], "a command is missing; `hanoi-press --help` lists the commands"),
    ],
)
def test_a_mistake(
    arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, *arguments) == 2
    assert capsys.readouterr().err == says + "\n"


def test_the_overview_fits_a_terminal_and_names_each_command_once() -> None:
    lines = overview().splitlines()
    assert max(map(len, lines)) <= 80
    listed = [line.split()[0] for line in lines if line.startswith("  ") and "," not in line.split()[0]]
    assert listed == list(command_words()) == list(meanings())
    assert {"crawl", "harvest", "replay", "corpus", "sources", "newsource", "config", "completion"} <= set(listed)
    assert not {"startproject", "genspider", "edit", "bench", "runspider"} & set(overview().replace(",", "").split())


def test_each_command_is_in_the_overview() -> None:
    from scrapy.cmdline import _get_commands_from_module

    from hanoi_press.commands.command_list import word_of

    ours = {word_of(module) for module in _get_commands_from_module("hanoi_press.commands", True)}
    assert ours == set(command_words())


def test_a_crawl_from_an_empty_folder(tmp_path: Path) -> None:
    """The options, the data folder and the names in messages are those of `hanoi-press`."""
    done = run_hanoi_press(tmp_path, "crawl", "hanoimoi", "--archive", SAMPLE, "--limit", "3", "--nolog")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("hanoimoi: 3 articles in data/articles/hanoimoi/2026-11/")
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
    done = run_hanoi_press(tmp_path, "corpus", "stats", "--data=data")
    assert done.returncode == 0 and "hanoimoi         3" in done.stdout


def test_the_order_in_which_a_data_folder_is_looked_for(tmp_path: Path) -> None:
    """--data, HANOI_PRESS_DATA, the user's file, ./data."""
    users = tmp_path / "xdg" / "hanoi-press" / "config.toml"
    users.parent.mkdir(parents=True)
    home = {"XDG_CONFIG_HOME": str(tmp_path / "xdg"), "HOME": str(tmp_path)}

    def folder(*arguments: str, **more: str) -> str:
        done = run_hanoi_press(tmp_path, *arguments, **home, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[0].removeprefix("data folder  ")

    assert folder("config") == f"{tmp_path}/data (default)"
    users.write_text('data = "~/users"')
    assert folder("config") == f"{tmp_path}/users ({users})"
    assert folder("config", HANOI_PRESS_DATA="~/variable") == f"{tmp_path}/variable (HANOI_PRESS_DATA)"
    assert folder("--data", "~/a", "config", HANOI_PRESS_DATA="b") == f"{tmp_path}/a (--data)"
    assert folder("config", "--data=~/a", HANOI_PRESS_DATA="b") == f"{tmp_path}/a (--data)"
    assert not {"a", "b", "data", "users", "variable"} & {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["--data", "s3://press/data", "corpus", "stats"],
            "invalid --data s3://press/data: s3:// is no folder of this machine; use a folder on a disk, and copy it "
            "after a run (rclone, or the tools of that store)",
        ),
        (
            ["sources", "--data", "a", "-s", "DATA_DIR=b"],
            "--data a and -s DATA_DIR=b contradict each other; use one",
        ),
        (["crawl", "hanoimoi", "--dasy", "3"], "invalid option --dasy; did you mean --days?"),
        (["crawl", "hanoimoi", "--days", "3", "-a", "days=2"], "--days 3 and -a days=2 contradict each other; use one"),
        (["crawl", "hanoimoi", "-s", "RECHEK_HOURS=1"], "unknown setting RECHEK_HOURS; did you mean RECHECK_HOURS?"),
        (["crawl"], "crawl takes one source, as hanoi-press crawl hanoimoi; `hanoi-press harvest` takes several"),
        (["harvest", "--exclude", "hanoimi"], "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"),
    ],
)
def test_a_mistake_ends_a_command_in_one_line(tmp_path: Path, arguments: list[str], says: str) -> None:
    done = run_hanoi_press(tmp_path, *arguments)
    assert done.returncode == 2 and done.stderr.startswith(says) and done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_mistyped_part_of_corpus(tmp_path: Path) -> None:
    done = run_hanoi_press(tmp_path, "corpus", "statz")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "hanoi-press corpus: error: argument PART: invalid choice: 'statz'; did you mean stats?"
    )


def test_a_mistake_in_the_config_file(tmp_path: Path) -> None:
    file = tmp_path / "hanoi-press.toml"
    for text, says in (
        ('contract = "me@vidu.vn"', "unknown key contract; did you mean contact?"),
        ('exclude = ["hanoimio"]', "exclude: invalid source name 'hanoimio'; did you mean 'hanoimoi'?"),
        ("[delays]\nhanoimio = 1", "delays: invalid source name 'hanoimio'; did you mean 'hanoimoi'?"),
    ):
        file.write_text(text)
        done = run_hanoi_press(tmp_path, "--data", str(tmp_path), "harvest")
        assert (done.returncode, done.stderr) == (2, f"{file}: {says}\n")


def test_one_of_scrapys_commands(tmp_path: Path) -> None:
    done = run_hanoi_press(tmp_path, "--data", "kho", "settings", "--get", "DATA_DIR")
    assert (done.returncode, done.stdout) == (0, "kho\n")
