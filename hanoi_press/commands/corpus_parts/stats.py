"""Run `scrapy corpus stats`: count the articles of the corpus."""

from __future__ import annotations

import argparse
from pathlib import Path

from hanoi_press.commands.corpus_parts._selection import add_selection, exit_code, selected
from hanoi_press.commands.output import say, say_json

ABOUT = "count articles and words by source, month and section, and how many fill each field"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_selection(parser)
    parser.add_argument("--json", action="store_true", help="the same, and more, as JSON")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.statistics import statistics, table

    articles = selected(options, data)
    found = statistics(articles)
    if options.json:
        say_json(found.to_dict(), indent=1)
    else:
        say(table(found))
    return exit_code(articles)
