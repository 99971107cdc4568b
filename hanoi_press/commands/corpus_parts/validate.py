"""Run `scrapy corpus validate`: check every line against the schema, every segment against its manifest."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from hanoi_press.commands.output import say

ABOUT = "check every line against the schema, and name file, line and reason of each failure; exit 1 if there is any"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="*", help="segments or folders (default: the data folder)")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.validation import Validation

    faults = files = lines = 0
    for path in options.path or [data]:
        check = Validation(path)
        try:
            for fault in check:
                say(fault)
                faults += 1
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from None
        files += check.files
        lines += check.lines
    print(f"{lines} lines in {files} segments: {faults} faults")
    return 1 if faults else 0
