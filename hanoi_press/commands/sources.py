"""`scrapy sources`: the table of all sources; with a name, one source in full, or its learnt frame."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from hanoi_press.commands import boilerplate_options
from hanoi_press.sources import sources, table


class SourcesCommand(ScrapyCommand):
    """Exit codes: 0 well; 1 the frame's files cannot be read or written; 2 a bad argument."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [NAME]"

    def short_desc(self) -> str:
        return "The table of all sources; with NAME one source in full"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON: a list of objects, with NAME one object")
        boilerplate_options.add_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if len(args) > 1:
            raise UsageError(f"one source at a time is accepted, not {', '.join(args)}", print_help=False)
        if args and args[0] not in sources():
            print(f"{args[0]}: no such source; accepted are {', '.join(sources())}", file=sys.stderr)
            raise SystemExit(2)
        if not (args and opts.frame) and (opts.frame or boilerplate_options.ruling(opts)):
            raise UsageError("--frame and its rulings are about one source: NAME --frame is accepted", print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self._print(args, opts)
            sys.stdout.flush()
        except BrokenPipeError:  # `… | head` has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _print(self, args: list[str], opts: argparse.Namespace) -> None:
        if opts.frame:
            assert self.settings is not None
            try:
                print(
                    boilerplate_options.show(Path(self.settings["DATA_DIR"]), args[0], boilerplate_options.ruling(opts))
                )
            except (OSError, ValueError) as error:
                print(f"{args[0]}: {error}", file=sys.stderr)
                self.exitcode = 1
            return
        wanted = [row for row in table.rows() if not args or row.source == args[0]]
        if opts.json:
            found = [row.to_dict() for row in wanted]
            print(json.dumps(found[0] if args else found, ensure_ascii=False, indent=1))
        else:
            print(table.card(sources()[args[0]]) if args else table.text(wanted))
