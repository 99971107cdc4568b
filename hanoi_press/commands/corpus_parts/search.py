"""Run `scrapy corpus search WORDS`: find articles by their words."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from hanoi_press.commands.corpus_parts._selection import add_selection, exit_code, selected
from hanoi_press.commands.output import say, say_json

ABOUT = "find articles whose title, summary or text contain all words; quote a phrase"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", help="words or quoted phrases, in any case")
    parser.add_argument("--any-accent", action="store_true", help="ignore accents: `ha noi` finds Hà Nội")
    parser.add_argument("--limit", type=int, metavar="N", help="stop after N articles")
    parser.add_argument("--json", action="store_true", help="print a JSON object a line, one for each article")
    add_selection(parser)


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus.query import Query

    try:
        query = Query(options.words, any_accent=options.any_accent)
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from None
    articles = selected(options, data)
    found = 0
    for article in articles:
        excerpt = query.excerpt(article)
        if excerpt is None:
            continue
        found += 1
        if options.json:
            hit = {"id": article.id, "published_at": article.published_at, "title": article.title, "excerpt": excerpt}
            say_json(hit | {"url": article.url})
        else:
            say(f"{article.id}  {(article.published_at or '-')[:10]}  {article.title}\n    {excerpt}")
        if found == options.limit:
            break
    if not options.json:
        print(f"{found} articles")
    return exit_code(articles)
