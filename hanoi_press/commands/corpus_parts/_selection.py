"""Select articles by options that several parts share, and report lines that could not be read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.corpus import Articles, load

_NAMED = 10  # faults printed one by one


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Declare `--source`, `--since`, `--until` and `--without-copies`."""
    parser.add_argument("--source", metavar="NAMES", help="only these sources, comma-separated")
    parser.add_argument("--since", metavar="DAY", help="published on this day of Hanoi or later (2026-11-01)")
    parser.add_argument("--until", metavar="DAY", help="published on this day or earlier")
    parser.add_argument(
        "--without-copies", action="store_true", help="leave out the copies that `duplicates --write` found"
    )


def selected(options: argparse.Namespace, data: Path, **arguments: Any) -> Articles:
    """Return the selected articles; broken lines are skipped and counted. Raises `UsageError`."""
    try:
        articles: Articles = load(
            data,
            sources=options.source.split(",") if options.source else None,
            since=options.since,
            until=options.until,
            without_copies=options.without_copies,
            on_error="skip",
            **arguments,
        )
        return articles
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from None


def exit_code(articles: Articles) -> int:
    """Return the exit code: 0, or 1 if lines could not be read, which are listed on standard error."""
    for fault in articles.faults[:_NAMED]:
        say(fault, to=sys.stderr)
    if articles.skipped > _NAMED:
        print(f"… {articles.skipped} faults; `{program()} corpus validate` names all", file=sys.stderr)
    return 1 if articles.skipped else 0
