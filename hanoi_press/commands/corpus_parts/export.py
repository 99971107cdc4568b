"""Run `scrapy corpus export`: write the corpus as one file, or as a dataset that can be published."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.exceptions import UsageError

from hanoi_press.commands.corpus_parts._selection import add_selection, exit_code, selected
from hanoi_press.commands.output import say

ABOUT = "write Parquet, JSONL, CSV without the text, or a folder for Hugging Face with card and Croissant metadata"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--parquet", metavar="FILE")
    target.add_argument("--jsonl", metavar="FILE", help="compressed if the name ends in .zst")
    target.add_argument("--csv", metavar="FILE", help="without the text")
    target.add_argument("--hf", metavar="DIR", help="Parquet shards by source and year, README.md, croissant.json")
    parser.add_argument(
        "--contact", help="--hf: the address for removal requests (default: the project's issue tracker)"
    )
    parser.add_argument(
        "--take-down",
        metavar="FILE",
        help="ids and addresses, one a line, that are hidden: left out of this export and of the corpus "
        "(`corpus remove` deletes them from the disk, too)",
    )
    add_selection(parser)


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.croissant import PROJECT
    from hanoi_press.corpus.dataset import ForeignFolderError, publish
    from hanoi_press.corpus.export_file import WRITERS

    unmatched = _take_down(data, Path(options.take_down)) if options.take_down else []
    articles = selected(options, data)
    kind = next(one for one in ("parquet", "jsonl", "csv", "hf") if getattr(options, one))
    target = Path(getattr(options, kind))
    try:
        if kind == "hf":
            contact = options.contact or f"{PROJECT}/issues"
            publish(articles, target, contact=contact, without_copies=options.without_copies)
        else:
            WRITERS[kind](articles, target)
    except ImportError as error:
        print(error, file=sys.stderr)
        return 2
    except ForeignFolderError as error:
        raise UsageError(str(error), print_help=False) from None
    say(target)
    code = exit_code(articles)
    return 1 if unmatched else code


def _take_down(data: Path, file: Path) -> list[str]:
    """Add a list to the data folder's take-down list; print and return the entries that match no article."""
    from hanoi_press.corpus.removal import take_down_list
    from hanoi_press.store.segments import data_folder
    from hanoi_press.store.takedown import NAME

    if not file.is_file():
        advice = "use a file of ids and addresses, one a line"
        raise UsageError(f"invalid --take-down {file}: no such file; {advice}", print_help=False)
    folder = data_folder(data) or data
    try:
        removal = take_down_list(folder, file)
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from None
    say(f"{removal.new} new {'entry' if removal.new == 1 else 'entries'} in {folder / NAME}")
    for entry in removal.unmatched:
        say(
            f"{file}: no article of the corpus matches {entry}; check its spelling. It stays on the list and applies "
            "when such an article is harvested",
            to=sys.stderr,
        )
    return removal.unmatched
