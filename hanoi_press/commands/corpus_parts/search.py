"""Run `scrapy corpus search WORDS`: find articles by their words, and show them or write them to a file."""

from __future__ import annotations

import argparse
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.corpus_parts._selection import (
    add_labels,
    add_selection,
    asked,
    code_of,
    faults_of,
    filter_of,
    target_of,
    typed_words,
)
from hanoi_press.commands.output import say, say_json
from hanoi_press.commands.usage import InvalidUsageError, invalid_usage
from hanoi_press.text.plurals import count_of

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex
    from hanoi_press.corpus.index.found import ArticleFilter, Hit, Order, SearchResult

ABOUT = "find articles whose title, summary or text have all words, and show them or write them to a file"
MORE_WORDS = "words"  # the argument to which words between the options belong
_SHOWN = 20  # articles, unless `--limit` says another number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        help="words or quoted phrases, in any case; one without accents has any, one with accents only these; none, "
        "if an option says which articles are wanted",
    )
    add_selection(parser)
    add_labels(parser)
    parser.add_argument("--any-accent", action="store_true", help="ignore accents also where they were typed")
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--order", choices=("best", "newest", "oldest"), default="best", help="default: best")
    order.add_argument("--newest", action="store_const", dest="order", const="newest", help="the newest first")
    parser.add_argument("--limit", type=int, metavar="N", help=f"at most N articles; default {_SHOWN}, with --to all")
    to = parser.add_mutually_exclusive_group()
    to.add_argument("--json", action="store_true", help="print a JSON object a line, one for each article")
    to.add_argument(
        "--to", metavar="FILE", help="write the articles found, with their texts: .jsonl, .jsonl.zst, .csv, .parquet"
    )


def run(options: argparse.Namespace, data: Path) -> int:
    wanted = filter_of(options)
    words = typed_words(options.words)
    if options.limit is not None and options.limit < 0:
        raise InvalidUsageError(f"invalid --limit {options.limit}; use 0 or more")
    if not words and not _is_filter(wanted):
        raise InvalidUsageError("no word to search for; use one word or more, or an option such as --since")
    if options.to:
        return _write(options, data, words, wanted)
    return asked(data, lambda index: _show(index, words, wanted, options))


def _show(index: CorpusIndex, words: tuple[str, ...], wanted: ArticleFilter, options: argparse.Namespace) -> int:
    found = _search(index, words, wanted, options, _SHOWN if options.limit is None else options.limit)
    faults = faults_of(index, wanted)
    for hit in found.hits:
        _print(hit, as_json=options.json)
    line = _summary(found)
    if not options.json:
        print(line)
    elif len(found.hits) < found.total or found.other_accents:
        print(line, file=sys.stderr)
    return code_of(faults)


def _search(
    index: CorpusIndex, words: tuple[str, ...], wanted: ArticleFilter, options: argparse.Namespace, limit: int
) -> SearchResult:
    from hanoi_press.corpus.index.index_queries import search

    order: Order = options.order
    return search(index, words, wanted, order=order, limit=limit, any_accent=options.any_accent)


def _is_filter(wanted: ArticleFilter) -> bool:
    return wanted != type(wanted)()


def _print(hit: Hit, *, as_json: bool) -> None:
    if as_json:
        say_json(hit._asdict())
        return
    place = " › ".join((hit.source, *hit.section))
    say(f"{hit.id}  {(hit.published_at or '-')[:10]}  {hit.marked_title}\n    {place} | {hit.excerpt}")


def _summary(found: SearchResult) -> str:
    """Return the line that says how many articles there are."""
    if found.other_accents:
        others = count_of(found.other_accents, "article")
        return f"0 articles; {others} with other accents: --any-accent finds them"
    if len(found.hits) < found.total:
        all_of_them = count_of(found.total, "article")
        return f"{len(found.hits)} of {all_of_them}; --limit N shows more, --to FILE writes all with their texts"
    return count_of(found.total, "article")


def _write(options: argparse.Namespace, data: Path, words: tuple[str, ...], wanted: ArticleFilter) -> int:
    """Write the articles found to a file; return the exit code."""
    from hanoi_press.corpus.export_file import kind_of, write_articles
    from hanoi_press.corpus.index.index_queries import found_articles

    target = target_of(options.to, data)
    with invalid_usage():
        kind = kind_of(target)

    def write(index: CorpusIndex) -> int:
        found = _search(index, words, wanted, options, 0)  # what cannot be asked is said before the file is begun
        faults = faults_of(index, wanted)
        articles = found_articles(index, words, wanted, options.order, any_accent=options.any_accent)
        written = write_articles(islice(articles, options.limit), target, kind)
        for line in written.remarks:
            say(line, to=sys.stderr)
        of_all = "" if written.articles == found.total else f"{written.articles} of "
        say(f"{target}: {_summary(found) if found.other_accents else of_all + count_of(found.total, 'article')}")
        return code_of(faults)

    try:
        return asked(data, write)
    except ImportError as error:
        print(error, file=sys.stderr)
        return 2
