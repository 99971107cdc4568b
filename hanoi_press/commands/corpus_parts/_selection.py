"""Select articles by options that several parts share, and report lines that could not be read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.commands.usage import InvalidUsageError, invalid_usage

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex
    from hanoi_press.corpus.index.found import ArticleFilter
    from hanoi_press.corpus.loading import Articles
    from hanoi_press.store.segments import Fault

_NAMED = 10  # faults printed one by one


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Declare `--source`, `--since`, `--until` and `--without-copies`."""
    parser.add_argument("--source", metavar="NAMES", help="only these sources, comma-separated")
    parser.add_argument("--since", metavar="DAY", help="published on this day of Hanoi or later (2026-11-01)")
    parser.add_argument("--until", metavar="DAY", help="published on this day or earlier")
    parser.add_argument(
        "--without-copies", action="store_true", help="leave out the copies that `duplicates --write` found"
    )


def add_labels(parser: argparse.ArgumentParser) -> None:
    """Declare `--section`, `--tag` and `--author`, which the index knows."""
    for name, meaning in (("section", "in this section (of any level)"), ("tag", "with this tag"), ("author", "by")):
        parser.add_argument(
            f"--{name}",
            metavar="NAME",
            action="append",
            default=[],
            help=f"{meaning}{' this author' if name == 'author' else ''}, in any case and accents; repeatable: or",
        )


def filter_of(options: argparse.Namespace) -> ArticleFilter:
    """Return the filter that the options ask for."""
    from hanoi_press.corpus.index.found import ArticleFilter

    return ArticleFilter(
        sources=_sources(options),
        sections=tuple(map(as_typed, getattr(options, "section", ()))),
        tags=tuple(map(as_typed, getattr(options, "tag", ()))),
        authors=tuple(map(as_typed, getattr(options, "author", ()))),
        since=options.since,
        until=options.until,
        without_copies=options.without_copies,
    )


def as_typed(argument: str) -> str:
    """Return an argument in the letters that were typed, also if the locale has none of them (`LANG=C`)."""
    try:
        return os.fsencode(argument).decode("utf-8", "replace")
    except UnicodeEncodeError:
        return argument.encode("utf-8", "replace").decode()


def target_of(name: str, data: Path) -> Path:
    """Return the file or folder to write to. Raises `InvalidUsageError` for one among the segments."""
    target = Path(name)
    if (data / "articles").resolve() in target.resolve().parents:
        raise InvalidUsageError(f"invalid {name}: what lies in {data / 'articles'} is the corpus; use another folder")
    return target


def typed_words(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the words and phrases of arguments: each one is a word or a phrase, or several with quotation marks."""
    from hanoi_press.corpus.index.search_terms import split_query

    words = map(as_typed, arguments)
    return tuple(word for one in words for word in (split_query(one) or (one,) if '"' in one else (one,)))


def selected(options: argparse.Namespace, data: Path, **arguments: Any) -> Articles:
    """Return the selected articles; broken lines are skipped and counted. Raises `InvalidUsageError`."""
    from hanoi_press.corpus.loading import load

    with invalid_usage():
        articles: Articles = load(
            data,
            sources=_sources(options) or None,
            since=options.since,
            until=options.until,
            without_copies=options.without_copies,
            on_error="skip",
            **arguments,
        )
        return articles


def _sources(options: argparse.Namespace) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, as_typed(options.source or "").split(","))))


def asked(data: Path, question: Callable[[CorpusIndex], int]) -> int:
    """Return the exit code of a question to the index of the corpus, which is brought up to date first.

    If it could not be, that is said, and the code is 1 at least. A question may be asked twice, if the index turns out
    to be damaged, so it prints nothing before it has read all. Raises `InvalidUsageError`, `OSError`.
    """
    from hanoi_press.corpus.index.corpus_index import ask
    from hanoi_press.corpus.index.index_place import IndexFailure
    from hanoi_press.store.segments import data_folder
    from hanoi_press.store.takedown import taken_down

    def answered(index: CorpusIndex) -> int:
        if index.stale:
            say(f"the index is not up to date, the newest articles may be missing: {index.stale}", to=sys.stderr)
        return max(question(index), int(index.stale is not None))

    with invalid_usage():
        try:
            return ask(data, answered, progress=_say_progress)
        except IndexFailure:
            taken_down(data_folder(data))  # if that list is broken, it says so with its line
            raise


def _say_progress(line: str) -> None:
    """Print a line for a person who waits, not for a file or a program."""
    if sys.stderr.isatty():
        say(line, to=sys.stderr)


def exit_code(articles: Articles) -> int:
    """Return the exit code: 0, or 1 if lines could not be read, which are listed on standard error."""
    return code_of(articles.faults, articles.skipped)


def faults_of(index: CorpusIndex, wanted: ArticleFilter) -> list[Fault]:
    """Return the faults of the articles that a filter wants."""
    from hanoi_press.corpus.index.found_faults import found_faults

    return found_faults(index, wanted)


def code_of(faults: Sequence[Fault], number: int | None = None) -> int:
    """Return the exit code for these faults, which are listed on standard error. `number`: of all, if they are more."""
    number = len(faults) if number is None else number
    for fault in faults[:_NAMED]:
        say(fault, to=sys.stderr)
    if number > _NAMED:
        print(f"… {number} faults; `{program()} corpus validate` names all", file=sys.stderr)
    return 1 if number else 0
