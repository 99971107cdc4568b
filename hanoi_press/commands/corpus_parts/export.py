"""Run `scrapy corpus export`: write the corpus as one file, or as a dataset that can be published."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.corpus_parts._export_splits import add_splits, splits_of
from hanoi_press.commands.corpus_parts._selection import (
    add_labels,
    add_selection,
    asked,
    code_of,
    exit_code,
    faults_of,
    filter_of,
    selected,
    target_of,
    typed_words,
)
from hanoi_press.commands.output import say
from hanoi_press.commands.usage import InvalidUsageError
from hanoi_press.items import Article

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex
    from hanoi_press.corpus.splits import Splits

ABOUT = "write Parquet, JSONL, CSV without the text, or a folder for Hugging Face with card and Croissant metadata"
MORE_WORDS = "query"  # the argument to which words between the options belong


def add_arguments(parser: argparse.ArgumentParser) -> None:
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--parquet", metavar="FILE")
    target.add_argument("--jsonl", metavar="FILE", help="compressed if the name ends in .zst")
    target.add_argument("--csv", metavar="FILE", help="for spreadsheets; the text only with --text")
    target.add_argument("--hf", metavar="DIR", help="Parquet shards by source and year, README.md, croissant.json")
    parser.add_argument("--text", action="store_true", help="--csv: all fields, with the text")
    parser.add_argument(
        "query",
        metavar="WORDS",
        nargs="*",
        help="only articles that have these words or phrases, as `search` finds them",
    )
    parser.add_argument(
        "--contact", help="--hf: the address for removal requests (default: the project's issue tracker)"
    )
    parser.add_argument(
        "--take-down",
        metavar="FILE",
        help="ids and addresses, one a line, that are hidden: left out of this export and of the corpus "
        "(`corpus remove` deletes them from the disk, too)",
    )
    parser.add_argument(
        "--words",
        choices=("underthesea", "pyvi"),
        help="also the title, summary and text as words, compound words joined by _, in columns of their own",
    )
    add_splits(parser)
    add_selection(parser)
    add_labels(parser)


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.dataset import ForeignFolderError

    if options.text and not options.csv:
        raise InvalidUsageError("--text is for --csv; the other kinds have the text")
    unmatched = _take_down(data, Path(options.take_down)) if options.take_down else []
    kind = next(one for one in ("parquet", "jsonl", "csv", "hf") if getattr(options, one))
    try:
        is_found = options.query or options.section or options.tag or options.author
        code = (_export_found if is_found else _export_loaded)(options, data, kind)
    except ImportError as error:
        print(error, file=sys.stderr)
        return 2
    except ForeignFolderError as error:
        raise InvalidUsageError(str(error)) from None
    return 1 if unmatched and not code else code


def _export_loaded(options: argparse.Namespace, data: Path, kind: str) -> int:
    """Write the articles of the segments; return the exit code."""
    articles = selected(options, data, words=options.words)
    _export(articles, options, kind, data, splits_of(options, lambda: selected(options, data), data))
    return exit_code(articles)


def _export_found(options: argparse.Namespace, data: Path, kind: str) -> int:
    """Write the articles that the index finds; return the exit code."""
    from hanoi_press.corpus.index.index_queries import found_articles
    from hanoi_press.corpus.segmented_words import segmented

    wanted = filter_of(options)

    def export(index: CorpusIndex) -> int:
        def found() -> Iterator[Article]:
            return found_articles(index, typed_words(options.query), wanted, "stored")

        articles = segmented(found(), options.words) if options.words else found()
        faults = faults_of(index, wanted)
        _export(articles, options, kind, data, splits_of(options, found, data))
        return code_of(faults)

    return asked(data, export)


def _export(
    articles: Iterable[Article], options: argparse.Namespace, kind: str, data: Path, splits: Splits | None
) -> None:
    """Write the articles, and say what is not in the file. Raises `ImportError` if a library is missing."""
    from hanoi_press.corpus.data_statement import PROJECT
    from hanoi_press.corpus.dataset import publish
    from hanoi_press.corpus.export_file import write_articles

    target = target_of(getattr(options, kind), data)
    if kind == "hf":
        contact = options.contact or f"{PROJECT}/issues"
        publish(articles, target, contact=contact, without_copies=options.without_copies, splits=splits)
    else:
        for line in write_articles(articles, target, kind, with_text=options.text).remarks:
            say(line, to=sys.stderr)
    say(target)


def _take_down(data: Path, file: Path) -> list[str]:
    """Add a list to the data folder's take-down list; print and return the entries that match no article."""
    from hanoi_press.corpus.removal import take_down_list
    from hanoi_press.store.segments import data_folder
    from hanoi_press.store.takedown import NAME

    if not file.is_file():
        advice = "use a file of ids and addresses, one a line"
        raise InvalidUsageError(f"invalid --take-down {file}: no such file; {advice}")
    folder = data_folder(data) or data
    try:
        removal = take_down_list(folder, file)
    except ValueError as error:
        raise InvalidUsageError(str(error)) from None
    say(f"{removal.new} new {'entry' if removal.new == 1 else 'entries'} in {folder / NAME}")
    for entry in removal.unmatched:
        say(
            f"{file}: no article of the corpus matches {entry}; check its spelling. It stays on the list and applies "
            "when such an article is harvested",
            to=sys.stderr,
        )
    return removal.unmatched
