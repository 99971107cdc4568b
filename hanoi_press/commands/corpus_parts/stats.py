"""Run `scrapy corpus stats`: count the articles of the corpus."""

from __future__ import annotations

import argparse
from pathlib import Path

from hanoi_press.commands.corpus_parts._selection import (
    add_labels,
    add_selection,
    filter_of,
    index_exit_code,
    opened_index,
)
from hanoi_press.commands.output import say, say_json
from hanoi_press.commands.usage import invalid_usage

ABOUT = "count articles and words by source, month and section, and how many fill each field"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_selection(parser)
    add_labels(parser)
    parser.add_argument("--json", action="store_true", help="the same, and more, as JSON")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.index.index_queries import index_statistics
    from hanoi_press.corpus.statistics import table

    wanted = filter_of(options)
    with opened_index(data) as index:
        with invalid_usage():
            found = index_statistics(index, wanted)
        if options.json:
            say_json(found.to_dict(), indent=1)
        else:
            say(table(found))
        return index_exit_code(index, wanted)
