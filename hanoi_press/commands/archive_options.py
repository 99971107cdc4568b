"""Implement `scrapy sources NAME --archives`: ask web archives' indexes which captures they have of a source."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from hanoi_press.commands.archive_years import ArchiveYears, HostCount, YearCount, years_table
from hanoi_press.commands.command_folder import FOLDER_ERRORS, CommandEnd, report_folder_error
from hanoi_press.commands.config_settings import without_contact
from hanoi_press.commands.output import say, say_json
from hanoi_press.commands.program import program
from hanoi_press.crawl.capture_request import web_archives
from hanoi_press.discovery.capture_queries import today
from hanoi_press.discovery.captures import WEB_ARCHIVES
from hanoi_press.sources import Source, sources
from hanoi_press.spiders.index_spider import NOT_STARTED, IndexSpider, index_spider_for
from hanoi_press.spiders.past_routes import past_routes
from hanoi_press.spiders.watched_index import WatchedIndex, unread_years
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.open_folders import close_shared, open_shared
from hanoi_press.store.past_history import PastHistory
from hanoi_press.store.scope import RunScope
from hanoi_press.text.hosts import host_of

_BOTH = "both"
_WIDTH = 79  # of the line of progress


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare `--archives`."""
    parser.add_argument(
        "--archives",
        nargs="?",
        const=_BOTH,
        metavar="ARCHIVE",
        help="with NAME: what the web archives (or commoncrawl, wayback alone) have of it, by year",
    )


def check_options(args: list[str], opts: argparse.Namespace) -> None:
    """Complete and check the arguments of `--archives`. Raises `UsageError`."""
    if opts.archives is None:
        return
    if not args and opts.archives in sources():  # `--archives hanoimoi`
        args.append(opts.archives)
        opts.archives = _BOTH
    if opts.archives not in (_BOTH, *WEB_ARCHIVES):
        archives = " or ".join(WEB_ARCHIVES)
        raise UsageError(f"invalid --archives {opts.archives}; use {archives}, or no value for both", print_help=False)
    if not args or opts.boilerplate or opts.template:
        raise UsageError("--archives needs a source, and no other question; use NAME --archives", print_help=False)


def set_log_level(settings: BaseSettings, opts: argparse.Namespace) -> None:
    """Let the log be silent unless it was asked for, because what is printed says what failed."""
    if settings.getpriority("LOG_LEVEL") != SETTINGS_PRIORITIES["cmdline"] and not (opts.logfile or opts.verbose):
        settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")


def show_archives(process: CrawlerProcessBase, settings: BaseSettings, name: str, opts: argparse.Namespace) -> int:
    """Ask the indexes and print what they say; return the exit code, 1 if one could not be read to its end."""
    asked = WEB_ARCHIVES if opts.archives == _BOTH else (opts.archives,)
    source = sources()[name]
    if line := without_contact(settings):
        say(line, to=sys.stderr)
    path = Path(settings["DATA_DIR"])
    try:
        folder = open_shared(path, f"{program()} sources {name} --archives", settings["SEGMENT_COMPRESSION"])
    except FOLDER_ERRORS as error:
        raise CommandEnd(report_folder_error(path, error), f"{path} cannot be used: {error}") from None
    try:
        found = _asked(process, folder, source, asked)
    finally:
        close_shared(folder)
    if opts.json:
        say_json({"source": name, "hosts": _hosts(source), "archives": [one.to_dict() for one in found]}, indent=1)
    else:
        say(years_table(found, _hosts(source), today().year, settings.getfloat("WEB_ARCHIVE_DELAY")))
    for one in found:
        if one.fault:
            say(f"{one.archive}: {one.fault}", to=sys.stderr)
    return int(any(one.fault for one in found))


def _hosts(source: Source) -> list[str]:
    return [one.host for one in source.archived_hosts]


def _asked(process: CrawlerProcessBase, folder: DataFolder, source: Source, asked: Sequence[str]) -> list[ArchiveYears]:
    """Return what the indexes of the archives `asked` say, after those parts were asked for that no run has read."""
    progress = _Progress()
    index = WatchedIndex(PastHistory(folder, source.name, RunScope(), cycle=0, tries=1), progress.show)
    crawlers = {one: process.create_crawler(index_spider_for(source, one, index)) for one in asked}
    for archive, crawler in crawlers.items():
        process.crawl(crawler, via=archive)
    process.start()
    progress.end()
    routes = past_routes(source, web_archives(process.settings))
    past = folder.ledger.past
    found = []
    for archive, crawler in crawlers.items():
        years = {int(year): YearCount(*counts) for one, year, *counts in past.years(source.name) if one == archive}
        articles = past.articles(source.name, archive)
        unread = unread_years(routes[archive], index.known)
        fault = crawler.spider.fault if isinstance(crawler.spider, IndexSpider) else NOT_STARTED
        hosts = _host_counts(past.hosts(source.name, archive))
        found.append(ArchiveYears(archive, years, articles, unread, fault, hosts))
    return found


def _host_counts(known: Iterable[tuple[str, int, int, int]]) -> tuple[HostCount, ...]:
    """Return the hosts with the most captures first, each once with and without `www.`."""
    found: dict[str, HostCount] = {}
    for written, captures, first, last in known:
        host = host_of(f"//{written}")
        one = HostCount(host, captures, first, last)
        if before := found.get(host):
            one = HostCount(host, captures + before.captures, min(one.first, before.first), max(one.last, before.last))
        found[host] = one
    return tuple(sorted(found.values(), key=lambda one: (-one.captures, one.host)))


class _Progress:
    """A line on standard error, if it is a terminal, with the part of an index that is asked for."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def show(self, query: str) -> None:
        """Show the name of a query in place of the last one's."""
        if self._is_shown:
            print(f"\r{f'asking {query} …'[:_WIDTH]:{_WIDTH}}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self._is_shown:
            print(f"\r{'':{_WIDTH}}\r", end="", file=sys.stderr, flush=True)
