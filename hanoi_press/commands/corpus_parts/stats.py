"""`scrapy corpus stats`: what is in the corpus."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from hanoi_press.commands.corpus_parts._selection import add_selection, exit_code, say, selected

ABOUT = "articles and words by source, month and section; which fields are filled"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_selection(parser)
    parser.add_argument("--json", action="store_true", help="the same, and more, as JSON")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.statistics import statistics, table

    articles = selected(options, data)
    found = statistics(articles)
    say(json.dumps(found.to_dict(), ensure_ascii=False, indent=1) if options.json else table(found))
    return exit_code(articles)
