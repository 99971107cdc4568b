"""Run `scrapy harvest [SOURCE …]`: crawl all or the named sources in parallel in one process, as from a crontab."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import date, datetime
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import BUSY, CommandEnd, end, working_folder
from hanoi_press.commands.config_settings import without_contact
from hanoi_press.commands.harvest_end import HarvestEnd
from hanoi_press.commands.harvest_sources import add_exclude_option, harvest_sources
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.commands.retention import days_to_keep, prune_after_run
from hanoi_press.discovery import VN
from hanoi_press.sources import Merger, sources
from hanoi_press.spiders import spider_for
from hanoi_press.spiders.arguments import ArgumentError, check_arguments
from hanoi_press.store.archive_pruning import archive_sources

_EVERYTHING = "1990-01-01"  # the first day that is harvested without --since and --days


class HarvestCommand(CheckedCommand, ScrapyCommand):
    """The command `harvest`.

    Exit codes: 0 success, or a stumble of some sources; 1 something needs a person (`report.verdict`); 2 an invalid
    argument or setting; 75 another run uses the data folder.
    """

    requires_project = True
    default_settings = {"REPORT_DISABLED": True}  # all lines are printed together, at the end

    def syntax(self) -> str:
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        return "Harvest all sources, or those named, into the data folder: what is new and what was corrected"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_exclude_option(parser)
        parser.add_argument("--since", metavar="DAY", help="articles published from this day on (2026-11-01)")
        parser.add_argument("--days", metavar="N", help="articles of today and the N-1 days before (days of Hanoi)")
        parser.add_argument("--limit", metavar="N", help="the newest N articles of each source at most")
        parser.add_argument(
            "--only-verified", action="store_true", help="only sources that were checked on a real page"
        )
        parser.add_argument(
            "--max-minutes", metavar="N", help="stop after N minutes; the next run continues from there"
        )
        parser.add_argument(
            "--strict", action="store_true", help="end with 1 if any source failed, also if only for one night"
        )
        parser.add_argument(
            "--keep-archives", metavar="AGE", help="afterwards delete archived pages older than this, as 90d"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        self.wanted = harvest_sources(args, opts.exclude, self.settings, only_verified=opts.only_verified)
        self.minutes = _minutes(opts.max_minutes)
        self.keep_days = days_to_keep(opts.keep_archives, self.settings)
        self.arguments = {
            name: value for name in ("since", "days", "limit") if (value := getattr(opts, name)) is not None
        }
        if not self.arguments.keys() & {"since", "days"}:
            self.arguments["since"] = _EVERYTHING
        for name in list(self.wanted):
            try:
                checked = check_arguments(self.arguments, sources()[name], datetime.now(VN).date())
            except ArgumentError as error:
                end(2, f"{name}: {error}")
            if not args and checked.window.since and _is_over(sources()[name].merged_into, checked.window.since.date()):
                self.wanted.remove(name)
        self.check_files(self.wanted)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        ending = HarvestEnd(self.settings, strict=opts.strict)
        try:
            with working_folder(self.settings, f"{program()} harvest") as folder:
                ending.folder = folder
                crawlers = self._crawl()
                old = self.wanted if args else archive_sources(folder.path)
                ending.judge(folder, crawlers, prune_after_run(folder, self.keep_days, old))
        except CommandEnd as ended:  # the folder could not be opened, or closed
            ending.tell(is_closed=False, why="" if ended.code == BUSY else ended.why)
            raise
        except Exception as error:
            ending.tell(is_closed=False, why=f"an error of the program: {type(error).__name__}: {error}; see the log")
            raise
        ending.tell(is_closed=True)
        self.exitcode = ending.exit_code

    def _crawl(self) -> dict[str, Crawler]:
        """Crawl the wanted sources to their end, and return their crawlers."""
        assert self.crawler_process is not None and self.settings is not None
        if line := without_contact(self.settings):
            say(line, to=sys.stderr)
        crawlers = {name: self.crawler_process.create_crawler(spider_for(sources()[name])) for name in self.wanted}
        for crawler in crawlers.values():
            self.crawler_process.crawl(crawler, **self.arguments)
        if self.minutes:
            _later(self.minutes * 60, list(crawlers.values()))
        self.crawler_process.start()
        return crawlers


def _is_over(merged_into: Merger | None, since: date) -> bool:
    """Return True if a source was merged into another before `since`, so that its site has nothing new."""
    return merged_into is not None and merged_into.on < since.isoformat()


def _minutes(given: str | None) -> float | None:
    try:
        minutes = None if given is None else float(given)
    except ValueError:
        minutes = 0.0
    if minutes is not None and not 0 < minutes < 100_000:
        end(2, f"invalid --max-minutes {given}; use a number of minutes above 0")
    return minutes


def _later(seconds: float, crawlers: list[Crawler]) -> None:
    from twisted.internet import reactor  # imported late, because Scrapy installs it when its process is made

    reactor.callLater(seconds, _stop, crawlers)  # type: ignore[arg-type]


def _stop(crawlers: list[Crawler]) -> None:
    """Close all crawlers; pending requests are finished and their articles kept."""
    starting = []
    for crawler in crawlers:
        if crawler._engine is not None and crawler.engine.running:
            task: asyncio.Future[Any] = asyncio.ensure_future(crawler.engine.close_spider_async(reason="time"))
            task.add_done_callback(lambda done: done.exception())
        elif crawler.crawling:
            starting.append(crawler)
    if starting:
        _later(0.1, starting)
