"""Run `scrapy harvest [SOURCE …]`: crawl all or the named sources side by side, as from a crontab."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from math import ceil
from pathlib import Path
from time import time

from scrapy.commands import ScrapyCommand
from scrapy.utils.log import log_scrapy_info

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import BUSY, CommandEnd, end, working_folder
from hanoi_press.commands.config_settings import without_contact
from hanoi_press.commands.engine_options import (
    add_engine_options,
    check_engine,
    engine_name,
    number_of_jobs,
    opened_engine,
)
from hanoi_press.commands.harvest_end import HarvestEnd
from hanoi_press.commands.harvest_sources import add_exclude_option, harvest_sources
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.commands.retention import days_to_keep, prune_after_run
from hanoi_press.commands.run_end import RunEnd
from hanoi_press.discovery import VN
from hanoi_press.engine.engine_choice import LOCAL_CLUSTER
from hanoi_press.engine.unit import Engine, EngineError, Message, Unit
from hanoi_press.extensions.log_handler import log_settings
from hanoi_press.extensions.progress import redraws
from hanoi_press.harvest.harvest_joining import HarvestJoining
from hanoi_press.harvest.harvest_plan import HarvestPlan
from hanoi_press.harvest.shipped_settings import shipped_settings
from hanoi_press.harvest.unit_messages import UnitMessages
from hanoi_press.sources import Merger, sources
from hanoi_press.spiders.arguments import ArgumentError, check_arguments
from hanoi_press.store.archive_pruning import archive_sources
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.left_parts import PARTS

_EVERYTHING = "1990-01-01"  # the first day that is harvested without --since and --days
_SIDE_BY_SIDE = 13  # sources that a process crawls before another one is worth its memory; they take 1/8 of a core
_ON_A_WORKER = 16  # sources at a time on a worker of a cluster, each in a process of its own
_PRELOADED = ("hanoi_press.harvest.source_work",)


class HarvestCommand(CheckedCommand, ScrapyCommand):
    """The command `harvest`.

    Exit codes: 0 success, or a stumble of some sources; 1 something needs a person (`report.verdict`); 2 an invalid
    argument or setting; 75 another run uses the data folder.
    """

    requires_project = True
    requires_crawler_process = False  # the sources are crawled in processes that this one starts

    def syntax(self) -> str:
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        return "Harvest all sources, or those named, into the data folder: what is new and what was corrected"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_exclude_option(parser)
        parser.add_argument("--since", metavar="DAY", help="articles published from this day on (2026-11-01)")
        parser.add_argument("--until", metavar="DAY", help="articles published up to this day, which is included")
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
        add_engine_options(parser, f"one for {_SIDE_BY_SIDE} sources, one a core at most")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        check_engine(opts)
        self.wanted = harvest_sources(args, opts.exclude, self.settings, only_verified=opts.only_verified)
        self.minutes = _minutes(opts.max_minutes)
        self.jobs = min(number_of_jobs(opts.jobs, ceil(len(self.wanted) / _SIDE_BY_SIDE)), len(self.wanted))
        self.keep_days = days_to_keep(opts.keep_archives, self.settings)
        self.arguments = {
            name: value for name in ("since", "until", "days", "limit") if (value := getattr(opts, name)) is not None
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
        try:
            self.shipped = shipped_settings(self.settings)
        except ValueError as error:
            end(2, str(error))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        ending = HarvestEnd(self.settings, strict=opts.strict)
        try:
            with self._engine(opts) as engine, working_folder(self.settings, f"{program()} harvest") as folder:
                ending.folder = folder
                folder.record.content["engine"] = engine_name(opts)
                self._crawl(folder, engine)
                old = self.wanted if args else archive_sources(folder.path)
                ending.judge(folder, prune_after_run(folder, self.keep_days, old))
        except CommandEnd as ended:  # the folder could not be opened, or closed
            ending.tell(is_closed=False, why="" if ended.code == BUSY else ended.why)
            raise
        except Exception as error:
            ending.tell(is_closed=False, why=f"an error of the program: {type(error).__name__}: {error}; see the log")
            raise
        ending.tell(is_closed=True)
        self.exitcode = ending.exit_code

    @contextmanager
    def _engine(self, opts: argparse.Namespace) -> Iterator[Engine]:
        """Open the engine; all sources are crawled at once, spread over its processes."""
        assert self.settings is not None
        is_cluster = opts.engine not in (None, LOCAL_CLUSTER)  # whose number of workers is not known
        lanes = _ON_A_WORKER if is_cluster else ceil(len(self.wanted) / self.jobs)
        data = Path(self.settings["DATA_DIR"])
        with opened_engine(opts, data, self.jobs, lanes, preload=_PRELOADED, code=1) as engine:
            yield engine

    def _crawl(self, folder: DataFolder, engine: Engine) -> None:
        """Crawl the wanted sources to their end, and join what they found."""
        assert self.settings is not None
        if line := without_contact(self.settings):
            say(line, to=sys.stderr)
        if self.settings["LOG_LEVEL"] in ("DEBUG", "NOTSET"):
            log_scrapy_info(self.settings)
        log_settings(self.settings)
        is_drawn, seconds = redraws(self.settings), self.minutes * 60 if self.minutes else None
        ends = time() + seconds if seconds else None
        units = HarvestPlan(tuple(self.wanted), self.arguments, self.shipped, is_drawn, ends).units()
        messages = UnitMessages(is_drawn=is_drawn)
        joining = HarvestJoining(folder, units, engine.stop)
        root = folder.path / PARTS / folder.run
        try:
            with RunEnd(engine.stop, seconds, messages.close) as run_end:

                def receive(unit: Unit, message: Message) -> None:
                    run_end.log()
                    messages.receive(unit, message)

                for ended in engine.run(units, root, prepare=joining.prepare, on_message=receive):
                    joining.join(ended)
        except EngineError as error:
            end(1, str(error))
        except OSError as error:  # no process can be started, or no part made
            end(1, f"{folder.path}: the run ends: {error}; the next one continues it")
        finally:
            messages.close()
        joining.finish(run_end.reason)


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
