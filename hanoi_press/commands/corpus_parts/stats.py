"""Run `scrapy corpus stats`: count the articles of the corpus."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.corpus_parts._selection import (
    add_labels,
    add_selection,
    asked,
    code_of,
    faults_of,
    filter_of,
)
from hanoi_press.commands.output import say, say_json

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex

ABOUT = "count articles and words by source, month and section, and how many fill each field"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_selection(parser)
    add_labels(parser)
    parser.add_argument("--json", action="store_true", help="the same, and more, as JSON")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.index.index_queries import index_statistics
    from hanoi_press.corpus.statistics import table

    wanted = filter_of(options)

    def print_counts(index: CorpusIndex) -> int:
        found, faults = index_statistics(index, wanted), faults_of(index, wanted)
        if options.json:
            say_json(found.to_dict(), indent=1)
        else:
            say(table(found))
        return code_of(faults)

    return asked(data, print_counts)
