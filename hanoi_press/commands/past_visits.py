"""Implement `scrapy doctor --via ARCHIVE SOURCE …`: visit captures of web archives, and print one line a year."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

from scrapy.crawler import Crawler

from hanoi_press.commands.command_folder import end
from hanoi_press.commands.output import say, say_json
from hanoi_press.commands.source_names import checked_names
from hanoi_press.discovery.captures import WEB_ARCHIVES
from hanoi_press.doctor.past_findings import PastFindings
from hanoi_press.doctor.past_spider import PastVisitSpider, past_spider_for
from hanoi_press.doctor.past_table import text_of_past
from hanoi_press.sources import sources
from hanoi_press.text.moments import utc_now

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_FIRST = 1990


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare `--via` and `--years`."""
    parser.add_argument(
        "--via",
        metavar="ARCHIVE",
        help=f"visit old pages in a web archive, three captures a year: {' or '.join(WEB_ARCHIVES)}",
    )
    parser.add_argument("--years", metavar="FIRST-LAST", help="with --via: captures of these years only, as 2013-2019")


def spiders(args: Sequence[str], opts: argparse.Namespace) -> list[type[PastVisitSpider]]:
    """Return the spider classes of `--via`; [] without it. Ends the command (2) for an invalid option."""
    if opts.via is None:
        if opts.years is not None:
            end(2, f"--years is for captures of web archives; use --via {' or '.join(WEB_ARCHIVES)}")
        return []
    if opts.via not in WEB_ARCHIVES:
        end(2, f"invalid --via {opts.via}; use {' or '.join(WEB_ARCHIVES)}")
    if opts.archive is not None:
        end(2, "--via and --archive cannot be combined: a WARC file is read alone")
    if not args:
        end(2, f"--via needs the name of a source; use SOURCE --via {opts.via}")
    first, last = _years(opts.years) if opts.years is not None else (None, None)
    return [past_spider_for(sources()[name], opts.via, first, last) for name in checked_names(args)]


def _years(given: str) -> tuple[int, int]:
    found = _YEARS.fullmatch(given.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not _FIRST <= first <= last or first > int(utc_now()[:4]):
        end(2, f"invalid --years {given}; use the first and the last year, as 2013-2019, or one year")
    return first, last


def findings_of(crawler: Crawler) -> PastFindings:
    """Return what a crawler's visit found."""
    if isinstance(crawler.spider, PastVisitSpider):
        return crawler.spider.past
    spider: type[PastVisitSpider] = crawler.spidercls  # type: ignore[assignment]
    reasons = ["the visit did not start"]
    return PastFindings(source=spider.name, status=spider.source.status_words, via=spider.web_archive, reasons=reasons)


def print_findings(findings: Sequence[PastFindings], *, as_json: bool) -> None:
    """Print a table a source, or one JSON list."""
    if as_json:
        say_json([one.to_dict() for one in findings], indent=1)
        return
    for one in findings:
        say(text_of_past(one) + "\n")
