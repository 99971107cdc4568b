"""Run `scrapy corpus PART`, which works on the articles on disk. The parts are the modules of `corpus_parts/`."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_parser import PlainHelp, add_data_option, refuse_unknown_options, tidy_errors
from hanoi_press.commands.part_run import parts, run_part, take_more
from hanoi_press.commands.program import program
from hanoi_press.commands.usage import InvalidUsageError


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
        if not take_more(parts()[opts.part], opts, args):
            help_of = f"{program()} corpus {opts.part} -h"
            raise UsageError(
                f"{opts.part}: invalid arguments {' '.join(args)}; `{help_of}` lists what to use", print_help=False
            )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert isinstance(self.settings, BaseSettings)
        try:
            self.exitcode = run_part(parts()[opts.part], opts.part, opts, Path(self.settings["DATA_DIR"]))
        except InvalidUsageError as error:
            raise UsageError(str(error), print_help=False) from None
