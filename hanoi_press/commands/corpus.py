"""Run `scrapy corpus PART`, which works on the articles on disk. The parts are the modules of `corpus_parts/`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sqlite3
import sys
from pathlib import Path
from typing import Protocol, cast

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from hanoi_press.commands import corpus_parts
from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_parser import PlainHelp, add_data_option, refuse_unknown_options, tidy_errors
from hanoi_press.commands.output import quiet_broken_pipe, say
from hanoi_press.commands.program import program
from hanoi_press.store.segments import FaultError

_NO_SUCH_FILE = (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError)  # of an argument


class CorpusPart(Protocol):
    """The interface of a module of `corpus_parts/`."""

    ABOUT: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the part's own arguments."""

    def run(self, options: argparse.Namespace, data: Path) -> int:
        """Do the work on the data folder; return the exit code."""


def parts() -> dict[str, CorpusPart]:
    """Return all sub-commands by name: `import_dump.py` is `import-dump`."""
    names = sorted(one.name for one in pkgutil.iter_modules(corpus_parts.__path__) if one.name[0] != "_")
    return {
        name.replace("_", "-"): cast(CorpusPart, importlib.import_module(f"{corpus_parts.__name__}.{name}"))
        for name in names
    }


class CorpusCommand(CheckedCommand, ScrapyCommand):
    """The command `corpus`. Exit codes: 0 success; 1 a fault was found, or the disk failed; 2 an invalid argument."""

    requires_project = True
    requires_crawler_process = False
    part_parsers: dict[str, argparse.ArgumentParser]

    def syntax(self) -> str:
        return "PART [options]"

    def short_desc(self) -> str:
        return "Look into the harvested articles (PART -h tells more)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        choice = parser.add_subparsers(
            dest="part", metavar="PART", required=True, title="parts", parser_class=argparse.ArgumentParser
        )
        self.part_parsers = {}
        for name, part in parts().items():
            prog = f"{program()} corpus {name}"
            one = choice.add_parser(name, help=part.ABOUT, description=part.ABOUT, prog=prog, formatter_class=PlainHelp)
            part.add_arguments(one)
            one.add_argument(
                "-s", "--set", dest="own_settings", action="append", default=[], metavar="NAME=VALUE", help="a setting"
            )
            add_data_option(one, "own_data")
            tidy_errors(one)
            self.part_parsers[name] = one

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        opts.set += opts.own_settings
        opts.data = opts.data if opts.own_data is None else opts.own_data
        refuse_unknown_options(args, self.part_parsers[opts.part])
        super().process_options(args, opts)
        if args:
            help_of = f"{program()} corpus {opts.part} -h"
            raise UsageError(
                f"{opts.part}: invalid arguments {' '.join(args)}; `{help_of}` lists what to use", print_help=False
            )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert isinstance(self.settings, BaseSettings)
        try:
            with quiet_broken_pipe():
                self.exitcode = parts()[opts.part].run(opts, Path(self.settings["DATA_DIR"]))
        except (FaultError, OSError, sqlite3.Error) as error:
            say(f"{opts.part}: {error}", to=sys.stderr)
            self.exitcode = 2 if isinstance(error, (FaultError, *_NO_SUCH_FILE)) else 1
