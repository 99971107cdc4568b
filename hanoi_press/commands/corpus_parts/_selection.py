"""What the parts share: which articles are meant, and what is said of lines that could not be read."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from hanoi_press.corpus import Articles, load

_NAMED = 10  # faults printed one by one
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(text: object) -> None:
    """Prints what strangers wrote: nothing in it may steer the terminal."""
    print(_CONTROL.sub("�", str(text)))


def add_selection(parser: argparse.ArgumentParser) -> None:
    """`--source`, `--since`, `--until`, `--without-copies`."""
    parser.add_argument("--source", metavar="NAMES", help="these sources only, comma-separated")
    parser.add_argument("--since", metavar="DAY", help="published on this day of Hanoi or later (2026-11-01)")
    parser.add_argument("--until", metavar="DAY", help="published on this day or earlier")
    parser.add_argument("--without-copies", action="store_true", help="leave out what `duplicates --write` found")


def selected(options: argparse.Namespace, data: Path, **wish: Any) -> Articles:
    """The articles that the options name; broken lines are passed over and counted. Raises `UsageError`."""
    try:
        return load(
            data,
            sources=options.source.split(",") if options.source else None,
            since=options.since,
            until=options.until,
            without_copies=options.without_copies,
            on_error="skip",
            **wish,
        )
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from None


def exit_code(articles: Articles) -> int:
    """0; 1 where lines could not be read, which are then named in the terminal."""
    for fault in articles.faults[:_NAMED]:
        print(fault, file=sys.stderr)
    if articles.skipped > _NAMED:
        print(f"… {articles.skipped} faults; `scrapy corpus validate` names all", file=sys.stderr)
    return 1 if articles.skipped else 0
