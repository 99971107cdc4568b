"""Run `scrapy crawl`, with arguments checked before anything starts and an exit code for the result."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from scrapy import Spider
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end, finish, working_folder
from hanoi_press.commands.config_settings import without_contact
from hanoi_press.commands.crawl_options import add_crawl_options, crawl_arguments
from hanoi_press.commands.feed_checks import are_stored, unusable_feeds
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.commands.source_names import checked_names
from hanoi_press.crawl.run_outcome import has_failed, outcome_of
from hanoi_press.discovery import VN
from hanoi_press.engine.given_files import given_files
from hanoi_press.extensions.clean_log import escape_log_records
from hanoi_press.sources import sources
from hanoi_press.spiders.arguments import check_arguments
from hanoi_press.warc.index import check_archive


class CrawlCommand(CheckedCommand, ScrapyCrawl):
    """The command `crawl` for one source.

    Exit codes: 0 success; 1 blocked, discovery incomplete, read clearly worse than usual (drift), or the run broke off;
    2 an invalid argument; 75 another run uses the data folder.
    """

    default_settings = {"REPORT_DISABLED": True}  # the report is printed when the log has ended, as the last line

    def __init__(self) -> None:
        super().__init__()
        self._crawlers: list[Crawler] = []

    def syntax(self) -> str:
        return "SOURCE [options]"

    def short_desc(self) -> str:
        return "Get the articles of one source: the newest, or those of some days, sections or addresses"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_crawl_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if len(args) != 1:
            end(2, f"crawl takes one source, as {program()} crawl hanoimoi; `{program()} harvest` takes several")
        (name,) = checked_names(args)
        opts.spargs = crawl_arguments(opts)
        try:
            self.is_live = not self._check(name, opts.spargs)
        except ValueError as error:
            end(2, f"{name}: {error}")
        self.check_files([name])
        assert self.settings is not None
        for feed in unusable_feeds(self.settings.getdict("FEEDS")):
            end(2, f"invalid output {feed}: it cannot be written; use a file in a folder that can be")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if self.settings.getdict("FEEDS"):
            self._crawl(args, opts)
            return
        with working_folder(self.settings, " ".join([program(), "crawl", *args])) as folder:
            self._crawl(args, opts)
            self.exitcode = finish(folder, self.exitcode)

    def _crawl(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if self.is_live and (line := without_contact(self.settings)):
            say(line, to=sys.stderr)
        super().run(args, opts)
        if any(has_failed(crawler) for crawler in self._crawlers):
            self.exitcode = 1
        if not all(map(are_stored, self._crawlers)):
            say("not every article could be written to the output, see the log", to=sys.stderr)
            self.exitcode = 1
        feeds = list(self.settings.getdict("FEEDS"))
        stream = sys.stderr if "stdout:" in feeds else sys.stdout  # which articles alone are written to
        for outcome in filter(None, map(outcome_of, self._crawlers)):
            say(outcome.summary(feeds), to=stream)

    def _check(self, name: str, arguments: dict[str, str]) -> Path | str | None:
        """Return the archive that is read in place of the network, if one is. Raises `ValueError`."""
        checked = check_arguments(arguments, sources()[name], datetime.now(VN).date())
        if checked.archive:
            escape_log_records()
        if isinstance(checked.archive, Path):
            check_archive(checked.archive)
        elif checked.archive:
            self._check_files(checked.archive)
        return checked.archive

    def _check_files(self, archive: str) -> None:
        """Raise `ValueError` if a glob, an address or a list names no file that is there."""
        assert self.settings is not None
        try:
            given_files(archive, self.settings["USER_AGENT"], self.settings["COMMONCRAWL_DATA_URL"])
        except OSError as error:
            raise ValueError(f"invalid archive={archive}: {error}") from error

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        crawler = super()._create_crawler(spidercls)
        self._crawlers.append(crawler)
        return crawler
