"""Run `scrapy corpus import-dump FILE`: read the articles in plain text dumps of portal pages."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

from hanoi_press.commands.output import say, say_json

if TYPE_CHECKING:
    from hanoi_press.text.dump import Dump

ABOUT = "read plain text dumps of portal pages; print title, date, text, images and attribution as JSON lines"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="the text of one page, UTF-8, line by line")
    parser.add_argument("--to", metavar="FILE", help="write to this file instead of standard output")


def run(options: argparse.Namespace, data: Path) -> int:
    """Print the article of each dump. Nothing is added to the corpus, because a dump has no address and so no id."""
    from hanoi_press.sources import source_of
    from hanoi_press.store.atomic import write_whole
    from hanoi_press.text.dump import read_dump

    for file in options.files:
        if not Path(file).is_file():
            raise UsageError(f"invalid file {file}: no such file; use the text of one page", print_help=False)
    articles = []
    code = 0
    for file in options.files:
        try:
            found = read_dump(Path(file).read_text("utf-8-sig"), source_of)
        except UnicodeDecodeError as error:
            say(f"invalid file {file}: not UTF-8 ({error}); use the text of one page in UTF-8", to=sys.stderr)
            code = 1
            continue
        if found.text:
            articles.append(_record(found))
        else:
            say(f"{file}: no article found; use a dump of one article's page", to=sys.stderr)
            code = 1
    if options.to and articles:
        write_whole(Path(options.to), "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles))
    elif not options.to:
        for article in articles:
            say_json(article)
    return code


def _record(found: Dump) -> dict[str, Any]:
    """Return an article of a dump as JSON types, with the fields and names that a line of the corpus has."""
    from msgspec import to_builtins

    return {
        "title": found.title,
        "published_at": found.published_at,
        "text": found.text,
        "images": to_builtins(found.images),
        "attribution": to_builtins(found.attribution),
        "raw": {"published": found.raw_published},
    }
