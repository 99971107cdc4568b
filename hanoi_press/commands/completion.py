"""Run `hanoi-press completion SHELL`: print the script by which a shell completes commands, options and sources."""

from __future__ import annotations

import argparse
import importlib
import inspect

import shtab
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_list import command_words, meanings, module_of
from hanoi_press.discovery.captures import WEB_ARCHIVES
from hanoi_press.sources import sources
from hanoi_press.spiders.arguments import PAST

SHELLS = ("bash", "zsh", "fish")
_OF_SOURCES = ("crawl", "harvest", "replay", "sources", "doctor")  # commands whose arguments are sources
_ROUTES = ("sitemap", "feed", "latest", "section", *PAST)
_FOLDERS = ("data", "own_data", "save", "root", "venv")  # by the name of the option's value
_FILES = (
    *("archive", "argument_archive", "argument_index"),
    *("logfile", "pidfile", "profile", "output", "overwrite_output"),
)
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class CompletionCommand(CheckedCommand, ScrapyCommand):
    """The command `completion`. Exit codes: 0 success; 2 an invalid argument."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "|".join(SHELLS)

    def short_desc(self) -> str:
        return "Print the script that completes commands, options and sources in a shell"

    def long_desc(self) -> str:
        return (
            f"{self.short_desc()}. For bash: hanoi-press completion bash > "
            "~/.local/share/bash-completion/completions/hanoi-press; for zsh: into a file _hanoi-press in a folder of "
            "$fpath; for fish: into ~/.config/fish/completions/hanoi-press.fish."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if len(args) != 1 or args[0] not in SHELLS:
            raise UsageError(f"invalid shell {' '.join(args)!r}; use {', '.join(SHELLS)}", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        print(shtab.complete(whole_parser(self.settings), shell=args[0]))


def whole_parser(settings: Settings) -> argparse.ArgumentParser:
    """Return the parser of all commands, with what their arguments and options may be."""
    parser = argparse.ArgumentParser("hanoi-press")
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.add_argument("--data", metavar="DIR", help="the data folder")
    choice = parser.add_subparsers(dest="command")
    for word in command_words():
        command = _command(module_of(word))
        command.settings = settings
        one = choice.add_parser(word, help=meanings()[word])
        command.add_options(one)
        if word in _OF_SOURCES:
            one.add_argument("source", nargs="*", choices=list(sources()), help="a source")
        if word == "completion":
            one.add_argument("shell", choices=SHELLS, help="a shell")
        _complete_values(one)
    _complete_values(parser)
    return parser


def _command(module: str) -> ScrapyCommand:
    """Return the command that a module defines."""
    found = importlib.import_module(f"hanoi_press.commands.{module}")
    classes = (one for one in vars(found).values() if inspect.isclass(one) and one.__module__ == found.__name__)
    return next(one for one in classes if issubclass(one, ScrapyCommand))()


def _complete_values(parser: argparse.ArgumentParser) -> None:
    """State what the values of options may be: files, folders, names of sources."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                _complete_values(one)
        elif action.dest in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.dest in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.dest in ("exclude", "source") and action.option_strings:
            action.choices = list(sources())
        elif action.dest == "argument_via":
            action.choices = _ROUTES
        elif action.dest == "via":  # of doctor
            action.choices = WEB_ARCHIVES
        elif action.dest == "loglevel":
            action.choices = _LEVELS
