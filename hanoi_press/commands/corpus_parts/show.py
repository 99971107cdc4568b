"""Run `scrapy corpus show ID`: show one article, how it changed, and the page that it was read from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hanoi_press.commands.corpus_parts._selection import as_typed, asked
from hanoi_press.commands.output import say, say_json
from hanoi_press.commands.usage import InvalidUsageError

if TYPE_CHECKING:
    from hanoi_press.corpus.index.corpus_index import CorpusIndex
    from hanoi_press.items import Article

ABOUT = "show one article by its id or address, how it changed (--revisions), or its page as it was served (--raw)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="hanoimoi/1305109, or an address of the article, in any spelling")
    parser.add_argument("--revisions", action="store_true", help="all revisions, and what changed between them")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the line of the corpus; with --revisions all lines")
    form.add_argument(
        "--raw", action="store_true", help="write the page out of the archive, without compression, to standard output"
    )
    parser.add_argument("--headers", action="store_true", help="--raw: status and headers before the page")


def run(options: argparse.Namespace, data: Path) -> int:
    if options.raw and options.revisions:
        raise InvalidUsageError("--raw and --revisions contradict each other; --raw writes the page of the newest")
    if options.headers and not options.raw:
        raise InvalidUsageError("--headers is for --raw; use both")
    return asked(data, lambda index: _answer(index, as_typed(options.id), options, data))


def _answer(index: CorpusIndex, wanted: str, options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.index.known_address import id_of_known_address

    name = id_of_known_address(index, wanted) or wanted
    found = index.revisions(name) if options.revisions else [index.get(name)]
    articles = [one for one in found if one is not None]
    if not articles:
        return _nothing(index, wanted, data)
    if options.raw:
        return _write_raw(index, articles[-1], with_headers=options.headers)
    if options.json:
        for one in articles:
            say_json(one.to_dict())
        return 0
    return _print_changes(articles) if options.revisions else _print(index, articles[-1])


def _nothing(index: CorpusIndex, wanted: str, data: Path) -> int:
    """Say why there is no such article; return the exit code."""
    from hanoi_press.store.takedown import id_of, taken_down

    if id_of(wanted) in taken_down(index.data).ids:
        say(f"{wanted} was taken down: it is on the take-down list of {data}", to=sys.stderr)
    else:
        say(f"{wanted}: no such article in {data}", to=sys.stderr)
    return 1


def _print(index: CorpusIndex, article: Article) -> int:
    from hanoi_press.commands.corpus_parts._shown_article import shown
    from hanoi_press.corpus.page_place import place_of_page

    say(shown(article, place_of_page(index.data, article)))
    return 0


def _print_changes(articles: list[Article]) -> int:
    from hanoi_press.corpus.revisions import differences

    for number, article in enumerate(articles):
        say(f"revision {article.revision}, fetched {article.fetched_at}: {article.title}")
        for line in differences(articles[number - 1], article) if number else ():
            say("  " + line)
    return 0


def _write_raw(index: CorpusIndex, article: Article, *, with_headers: bool) -> int:
    """Write the page of an article to standard output; return the exit code."""
    from hanoi_press.corpus.archived_page import NoArchivedPageError, archived_page

    try:
        page = archived_page(index.data, article)
    except NoArchivedPageError as error:
        say(error, to=sys.stderr)
        return 1
    if page.other_url is not None:
        say(
            f"{article.id}: the page at its place in the archive is of another address, {page.other_url}: the file is "
            "another one than when it was written",
            to=sys.stderr,
        )
    sys.stdout.flush()
    sys.stdout.buffer.write((page.head() if with_headers else b"") + page.body)
    sys.stdout.buffer.flush()
    return int(page.other_url is not None)
