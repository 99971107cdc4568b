"""Run `scrapy corpus show ID`: show one article, and how it changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.exceptions import UsageError

from hanoi_press.commands.output import say
from hanoi_press.items import ArchiveRef, Article

ABOUT = "show one article by its id or address; with --revisions how it changed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="hanoimoi/1305109, or an address of the article, in any spelling")
    parser.add_argument("--revisions", action="store_true", help="all revisions, and what changed between them")


def run(options: argparse.Namespace, data: Path) -> int:
    from hanoi_press.corpus import load
    from hanoi_press.corpus.revisions import differences
    from hanoi_press.store.segments import data_folder
    from hanoi_press.store.takedown import id_of, is_address, taken_down

    wanted = id_of(options.id)
    by_address = is_address(options.id)
    try:
        if wanted in taken_down(data_folder(data)).ids:
            say(f"{options.id} was taken down: it is on the take-down list of {data}", to=sys.stderr)
            return 1
        articles = load(data, revisions="all", on_error="skip")
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from None
    found = [one for one in articles if one.id == wanted or (by_address and id_of(one.url) == wanted)]
    if not found:
        say(f"{options.id}: no such article in {data}", to=sys.stderr)
        return 1
    found.sort(key=lambda one: one.revision)
    if not options.revisions:
        say(_shown(found[-1]))
        return 0
    for number, article in enumerate(found):
        say(f"revision {article.revision}, fetched {article.fetched_at}: {article.title}")
        for line in differences(found[number - 1], article) if number else ():
            say("  " + line)
    return 0


def _place(archive: ArchiveRef) -> str:
    """Return where the page is stored, or that it is no more."""
    if archive.pruned:
        return f"pruned: {archive.file} was deleted on {archive.pruned}"
    return f"{archive.file}, at byte {archive.offset}"


def _shown(article: Article) -> str:
    head = {
        "id": f"{article.id}, revision {article.revision}",
        "address": article.url,
        "published": article.published_at,
        "modified": article.modified_at,
        "section": " › ".join(article.section),
        "authors": ", ".join(article.authors),
        "dateline": article.dateline,
        "attribution": article.attribution and article.attribution.name,
        "tags": ", ".join(article.tags),
        "images": len(article.images),
        "attachments": ", ".join(one.url for one in article.attachments),
        "archive": article.archive and _place(article.archive),
    }
    lines = [f"{name:12}{value}" for name, value in head.items() if value]
    return "\n\n".join(("\n".join(lines), article.title, *filter(None, [article.summary]), article.text))
