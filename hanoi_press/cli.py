"""Run `hanoi-press`: the commands of this project, from any folder, with the project's settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hanoi_press import __version__
from hanoi_press.commands.command_list import SCRAPYS, command_words, module_of, overview
from hanoi_press.text.similar_names import did_you_mean

_WITH_VALUE = ("--data", "-s", "--set", "-L", "--loglevel", "--logfile", "--pidfile", "--profile")


def main() -> None:
    """Run the command that the command line names. Raises `SystemExit` with its exit code."""
    words = sys.argv[1:]
    before, command, after = _split(words)
    if "--version" in before or (command == "version" and not after):
        print(f"hanoi-press {__version__}")
        raise SystemExit(0)
    if command == "help" and after:
        command, after = after[0], ["-h"]
    if command in (None, "help") or "-h" in before or "--help" in before:
        _end_without_command(before, command)
    assert command is not None
    if command not in command_words() and command not in SCRAPYS:
        hint = did_you_mean(command, command_words(), "`hanoi-press --help` lists the commands")
        _end(f"unknown command {command!r}; {hint}")
    sys.argv[0] = "hanoi-press"
    if command == "corpus":
        from hanoi_press.commands.quick_corpus import run_quickly  # imported late, as only this command needs it

        code = run_quickly(before, after)
        if code is not None:
            raise SystemExit(code)
    os.environ["SCRAPY_SETTINGS_MODULE"] = "hanoi_press.settings"
    from scrapy.cmdline import execute  # imported late, because it reads the environment

    execute(["hanoi-press", module_of(command), *(_for_scrapy(before) if command in SCRAPYS else before), *after])


def _split(words: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    """Return the options before the command, the command's word, and what follows it."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in _WITH_VALUE else 1
    command = words[at] if at < len(words) else None
    return list(words[:at]), command, list(words[at + 1 :])


def _for_scrapy(options: list[str]) -> list[str]:
    """Return options with `--data` as the setting, for commands that are not ours."""
    text = "\n".join(options).replace("--data\n", "--set=DATA_DIR=").replace("--data=", "--set=DATA_DIR=")
    return text.split("\n") if text else []


def _end_without_command(before: list[str], command: str | None) -> None:
    """Print the overview. Raises `SystemExit`: 2 if options were given, but neither a command nor -h."""
    if before and command is None and not {"-h", "--help"} & set(before):
        _end("a command is missing; `hanoi-press --help` lists the commands")
    print(overview())
    raise SystemExit(0)


def _end(line: str) -> None:
    """End with one line on standard error. Raises `SystemExit` with 2."""
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)
    print(shown, file=sys.stderr)
    raise SystemExit(2)
