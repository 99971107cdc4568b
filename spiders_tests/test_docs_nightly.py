"""docs/nightly.md and docs/examples call commands and options that exist, settings that exist, paths that are told."""

from __future__ import annotations

import argparse
import configparser
import re
import shlex
import subprocess

import pytest
from scrapy.cmdline import _get_commands_dict
from scrapy.utils.project import get_project_settings

from hanoi_press import settings
from hanoi_press.commands.command_list import command_words, module_of
from hanoi_press.sources import sources
from spiders_tests.loopback import ROOT

EXAMPLES = ROOT / "docs" / "examples"
NIGHTLY = (ROOT / "docs" / "nightly.md").read_text("utf-8")
FILES = ["crontab", "hanoi-press.service", "hanoi-press.timer", "logrotate.conf", "Dockerfile"]
_CALL = re.compile(
    rf"(?:^|[\s/(`])(?:scrapy|hanoi-press(?: --data[ =]\S+)?) ((?:{'|'.join(command_words())})\b[^\n`#;)]*)", re.M
)


def calls(text: str) -> list[list[str]]:
    """Each `scrapy …` and `hanoi-press …` that a text names, as words; redirections left out."""
    return [shlex.split(found.split(">>")[0].split(" >")[0]) for found in _CALL.findall(text)]


DOCKER = re.findall(r"hanoi_press (harvest[^\n]*)", (EXAMPLES / "Dockerfile").read_text("utf-8"))
CALLS = [
    words for text in (NIGHTLY, *((EXAMPLES / name).read_text("utf-8") for name in FILES)) for words in calls(text)
]
CALLS += [shlex.split(one) for one in DOCKER]


@pytest.fixture(scope="module")
def commands() -> dict[str, object]:
    return _get_commands_dict(get_project_settings(), inproject=True)


def test_there_is_something_to_check() -> None:
    assert len(CALLS) > 12 and {words[0] for words in CALLS} >= {"harvest", "replay", "corpus"}


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_call_is_understood(words: list[str], commands: dict[str, object]) -> None:
    name, *rest = words
    command = commands[module_of(name)]
    if name == "corpus":
        parts = {path.stem for path in (ROOT / "hanoi_press" / "commands" / "corpus_parts").glob("*.py")}
        assert not rest or rest[0] in parts
        return
    command.settings = get_project_settings()  # type: ignore[attr-defined]
    parser = argparse.ArgumentParser(exit_on_error=False)
    command.add_options(parser)  # type: ignore[attr-defined]
    _, named = parser.parse_known_args(rest)
    assert not [word for word in named if word.startswith("-")], "no such option"
    assert set(named) <= {"SOURCE", "[SOURCE", "…]", *sources()}, "no such source"


def test_settings_that_are_named_exist() -> None:
    for name in re.findall(r"\b([A-Z]+_[A-Z_]+)(?:=|`)", NIGHTLY):
        assert name in ("HANOI_PRESS_DATA", "HANOI_PRESS_ALLOW_PRIVATE") or hasattr(settings, name), name


@pytest.mark.parametrize("name", FILES)
def test_the_docs_show_each_file(name: str) -> None:
    assert f"(examples/{name})" in NIGHTLY


def test_all_say_the_same_of_where_things_are() -> None:
    texts = {name: (EXAMPLES / name).read_text("utf-8") for name in FILES}
    for name in ("crontab", "hanoi-press.service"):
        assert "SCRAPY_SETTINGS_MODULE=hanoi_press.settings" in texts[name]
        assert "HANOI_PRESS_DATA=/var/lib/hanoi_press" in texts[name]
        assert "/opt/hanoi_press/.venv/bin/scrapy harvest --max-minutes 300" in texts[name]
    assert "/var/log/hanoi_press/" in texts["crontab"] and "/var/log/hanoi_press/" in texts["logrotate.conf"]


def test_the_crontab_is_one() -> None:
    for line in (EXAMPLES / "crontab").read_text("utf-8").splitlines():
        if not line or line.startswith("#") or re.fullmatch(r"[A-Z_]+=\S+", line):
            continue
        minute, hour, day, month, weekday, command = line.split(maxsplit=5)
        assert 0 <= int(minute) < 60 and 0 <= int(hour) < 24
        assert (day == "*" or 1 <= int(day) <= 28) and month == weekday == "*"
        assert "%" not in command, "cron reads % as the end of the line"
        assert subprocess.run(["sh", "-n", "-c", command], check=False).returncode == 0


def test_the_units_are_units() -> None:
    for name in ("hanoi-press.service", "hanoi-press.timer"):
        unit = configparser.RawConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment]
        unit.read(EXAMPLES / name)
        assert set(unit.sections()) <= {"Unit", "Service", "Timer", "Install"}
    timer = (EXAMPLES / "hanoi-press.timer").read_text("utf-8")
    assert re.search(r"^OnCalendar=\*-\*-\* \d\d:\d\d:\d\d Asia/Ho_Chi_Minh$", timer, re.M)


def test_the_dockerfile_holds_what_docker_knows() -> None:
    known = {"FROM", "RUN", "COPY", "USER", "WORKDIR", "ENV", "VOLUME", "STOPSIGNAL", "ENTRYPOINT", "CMD"}
    lines = [line for line in (EXAMPLES / "Dockerfile").read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    assert {line.split()[0] for line in lines} <= known and lines[0].startswith("FROM ")
