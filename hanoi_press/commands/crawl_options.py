"""Declare the arguments of a crawl (`-a since=…`) as options too (`--since …`), and read both."""

from __future__ import annotations

import argparse

from hanoi_press.commands.command_folder import end
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.spiders.arguments import NAMES
from hanoi_press.text.similar_names import similar_name

# What each argument takes, and what it means.
_ARGUMENTS = {
    "days": ("N", "articles of today and the N-1 days before (days of Hanoi)"),
    "since": ("DAY", "articles published from this day on, as 2026-11-01"),
    "until": ("DAY", "articles published up to this day, which is included"),
    "section": ("NAME[,NAME]", "articles of these sections"),
    "limit": ("N", "the newest N articles at most; of a web archive N, its oldest captures first"),
    "url": ("URL[,URL]", "these articles, also at addresses of an old site"),
    "via": (
        "ROUTE",
        "find articles by this route alone: sitemap, feed, latest, section (`sources NAME` lists them); or in a web"
        " archive, wayback or commoncrawl, all years unless bounded; or auto: on the site, and in web archives what is"
        " gone or blocked there",
    ),
    "index": ("FILE", "with commoncrawl: the captures that this file lists, JSON lines or CSV (docs/past.md)"),
    "archive": (
        "FILE",
        "read the pages of WARC files and not the site: one file, a glob, an address (https://, s3://), or a list of"
        " files (.paths.gz); docs/past.md says how each is read",
    ),
}


def add_crawl_options(parser: argparse.ArgumentParser) -> None:
    """Declare an option for each argument, and explain Scrapy's own options in our words."""
    spider_arguments = " ".join(f"{name}={what}" for name, (what, _) in _ARGUMENTS.items())
    group = parser.add_argument_group(
        "which articles",
        f"Without any of these, the newest 200. Each is also an argument of the spider (-a): {spider_arguments}",
    )
    for name, (metavar, meaning) in _ARGUMENTS.items():
        group.add_argument(f"--{name}", dest=f"argument_{name}", metavar=metavar, help=meaning)
    group.add_argument(
        "-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE", help="one of the above; repeatable"
    )
    group = parser.add_argument_group("output, in place of the data folder")
    group.add_argument("-o", "--output", metavar="FILE", action="append", help="append articles to FILE (.jsonl)")
    group.add_argument(
        "-O", "--overwrite-output", metavar="FILE", action="append", help="write articles to FILE; what it held is lost"
    )


def crawl_arguments(opts: argparse.Namespace) -> dict[str, str]:
    """Return the arguments that `-a` and the options state. Ends the command (2) if they contradict each other."""
    stated: dict[str, str] = dict(opts.spargs)
    for name, value in stated.items():
        if name not in NAMES and (close := similar_name(name, NAMES)):
            end(2, f"invalid argument {one_line(name)}={one_line(value)}; did you mean {close}={one_line(value)}?")
    for name in _ARGUMENTS:
        value = getattr(opts, f"argument_{name}")
        if value is None:
            continue
        if stated.get(name, value) != value:
            end(2, one_line(f"--{name} {value} and -a {name}={stated[name]} contradict each other; use one of them"))
        stated[name] = value
    return stated
