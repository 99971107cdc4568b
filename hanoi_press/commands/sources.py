"""Run `scrapy sources`: print the table of all sources, or one source in full, or what is known or archived of it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from hanoi_press.commands import archive_options, boilerplate_options
from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.output import quiet_broken_pipe, say
from hanoi_press.commands.source_names import checked_names
from hanoi_press.commands.template_options import show_template
from hanoi_press.sources import sources, table
from hanoi_press.store.learnt_names import learnt_name, year_of


class SourcesCommand(CheckedCommand, ScrapyCommand):
    """The command `sources`.

    Exit codes: 0 success; 1 the disk failed, or an index of a web archive could not be read to its end; 2 an invalid
    argument or rule; 75 another run uses the data folder.
    """

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [NAME]"

    def short_desc(self) -> str:
        return "The table of all sources; with NAME one source in full"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON: a list of objects, with NAME one object")
        parser.add_argument(
            "--template", action="store_true", help="with NAME: where its fields stand, as learnt from its pages"
        )
        parser.add_argument(
            "--year", metavar="YEAR", help="with --template or --boilerplate: as learnt from captures of that year"
        )
        archive_options.add_options(parser)
        boilerplate_options.add_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        archive_options.check_options(args, opts)
        if len(args) > 1:
            raise UsageError(f"invalid arguments {' '.join(args)}; use one source at a time", print_help=False)
        checked_names(args)
        if not (args and opts.boilerplate) and (opts.boilerplate or boilerplate_options.ruling(opts)):
            raise UsageError("--boilerplate and its rulings need a source; use NAME --boilerplate", print_help=False)
        if opts.archives:
            assert self.settings is not None
            self.check_files(args)
            self.requires_crawler_process = True
            archive_options.set_log_level(self.settings, opts)
        if opts.template and (not args or opts.boilerplate):
            raise UsageError("--template needs a source, and no --boilerplate; use NAME --template", print_help=False)
        if opts.year is not None and not (opts.template or opts.boilerplate):
            raise UsageError("--year is for what was learnt; use NAME --template --year 2015", print_help=False)
        if opts.year is not None and year_of(f"@{opts.year}") is None:
            raise UsageError(f"invalid --year {opts.year}; use a year, as 2015", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with quiet_broken_pipe():
            if opts.archives:
                assert self.crawler_process is not None and self.settings is not None
                self.exitcode = archive_options.show_archives(self.crawler_process, self.settings, args[0], opts)
            else:
                self._print(args, opts)

    def _print(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.boilerplate or opts.template:
            assert self.settings is not None
            data = Path(self.settings["DATA_DIR"])
            name = learnt_name(args[0], opts.year, "web archive") if opts.year else args[0]
            try:
                if opts.template:
                    say(show_template(data, name, as_json=opts.json))
                else:
                    say(boilerplate_options.show(data, name, boilerplate_options.ruling(opts)))
            except (OSError, ValueError) as error:
                say(f"{args[0]}: {error}", to=sys.stderr)
                self.exitcode = 2 if isinstance(error, ValueError) else 1
            return
        wanted = [row for row in table.rows() if not args or row.source == args[0]]
        if opts.json:
            found = [row.to_dict() for row in wanted]
            print(json.dumps(found[0] if args else found, ensure_ascii=False, indent=1))
        else:
            print(table.card(sources()[args[0]]) if args else table.text(wanted))
