"""Run `scrapy replay [SOURCE …]`: read archives again with today's page classes, without any request."""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

from scrapy.commands import ScrapyCommand
from scrapy.utils.log import configure_logging

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end, finish, working_folder
from hanoi_press.commands.engine_options import (
    add_engine_options,
    check_engine,
    engine_name,
    number_of_jobs,
    opened_engine,
)
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.commands.replay_progress import ReplayProgress, replay_progress
from hanoi_press.commands.source_names import checked_names
from hanoi_press.commands.stop_request import StopRequest
from hanoi_press.crawl.source_templates import SourceTemplates
from hanoi_press.crawl.template_learner import share_for
from hanoi_press.engine.unit import Engine, EngineError, Message, Unit
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.extensions.log_handler import install_log_handler
from hanoi_press.extensions.terminal import print_above
from hanoi_press.pages.learnt_template import LearntTemplate
from hanoi_press.replay.api_answers import stored_addresses
from hanoi_press.replay.archives import matching_archives, own_archives
from hanoi_press.replay.cut_archives import cut_archives, pruned_files
from hanoi_press.replay.merge import Replay
from hanoi_press.replay.ordered_readings import OrderedReadings
from hanoi_press.replay.result import faults, figures, line, unread
from hanoi_press.replay.stretch_task import Archive, Setup, preloaded, stretch_units
from hanoi_press.sources import sources
from hanoi_press.store.folder import DataFolder

_LARGEST = 32 * 1024 * 1024  # bytes of a stretch, which is read again if its machine dies
_SMALLEST = 1024 * 1024  # bytes


class ReplayCommand(CheckedCommand, ScrapyCommand):
    """The command `replay`.

    Exit codes: 0 success; 1 a part of an archive or too many pages could not be read, the archives give clearly less
    than the corpus has from them (drift), the replay was stopped, the disk failed, or no scheduler answered; 2 an
    invalid argument or setting; 75 another run uses the data folder.
    """

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        return "Read archived pages again with today's page classes; other words replace the line of the page"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--archive",
            metavar="GLOB",
            help="WARC files (also of Common Crawl) instead of the data folder's archive, for all sources at once and "
            "on all cores: paths, or addresses as s3://BUCKET/*.warc.gz (`crawl --archive` reads them for one source)",
        )
        add_engine_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        self.wanted = checked_names(args) or list(sources())
        self.jobs = number_of_jobs(opts.jobs)
        check_engine(opts)
        self.hides_progress = self.settings.getbool("PROGRESS_DISABLED")
        self.data = Path(self.settings["DATA_DIR"])
        self.is_own_archive = opts.archive is None
        self.files = _files(self.data, self.wanted, opts.archive)
        self.check_files(self.wanted)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        configure_logging(self.settings)
        install_log_handler(self.settings)
        with (
            StopRequest() as stop,
            opened_engine(opts, self.data, self.jobs, preload=preloaded(), code=1) as engine,
            working_folder(self.settings, f"{program()} replay") as folder,
        ):
            folder.record.content["engine"] = engine_name(opts)
            stop.on_stop(engine.stop)
            self.exitcode = finish(folder, self._replay(folder, engine, stop))

    def _replay(self, folder: DataFolder, engine: Engine, stop: StopRequest) -> int:
        failed = False
        begun = perf_counter()
        try:
            replay = Replay(folder, _warn, self.wanted)
        except OSError as error:
            _warn(f"the corpus could not be read: {error}")
            return 1
        root = self.data / "parts" / folder.run
        with replay_progress(is_hidden=self.hides_progress) as progress:
            found = OrderedReadings(engine, root, lambda unit, message: _on_message(progress, unit, message))
            try:
                for fault in cut_archives(self.data, self.wanted) if self.is_own_archive else ():
                    replay.is_damaged = True
                    _warn(f"not read: {fault}")
                self._read(replay, found, root, progress)
                replay.close()
            except (EngineError, OSError, sqlite3.Error) as error:
                _warn(f"the replay broke off: {error}")
                failed = True
            finally:
                shutil.rmtree(root, ignore_errors=True)
        if stop.is_made:
            _warn("the replay was stopped; what it had read is kept, the next one reads the archives from the start")
            failed = True
        else:
            self._name_archives_without_answers(replay, found)
        folder.record.content["retries"] = found.retries
        seconds = {"seconds": round(perf_counter() - begun, 2)}
        has_faults = self._report(folder, replay, seconds, is_stopped=stop.is_made)
        for retry in found.retries:
            say(f"tried again: {one_line(retry)}")
        return int(failed or has_faults or replay.is_damaged)

    def _read(self, replay: Replay, found: OrderedReadings, root: Path, progress: ReplayProgress) -> None:
        """Read all archives, and a second time for the answers of APIs. Raises `EngineError`, `OSError`."""
        size = sum(archive.size for archive in self.files)
        stretch = max(_SMALLEST, min(_LARGEST, size // (4 * self.jobs)))
        templates: dict[str, LearntTemplate] = {}
        for name in self.wanted:
            templates |= SourceTemplates(self.data, name).by_name()
        for prefix in ("stretch", "api"):
            answers = stored_addresses(replay.shells()) if prefix == "api" else None
            if answers == {}:
                return
            setup = self._setup(size, templates, answers)
            progress.begin(size)
            for reading in found.read(stretch_units(self.files, stretch, root / "setup" / prefix, setup, prefix)):
                replay.take(reading)

    def _setup(self, size: int, templates: dict[str, LearntTemplate], answers: dict[str, str] | None) -> Setup:
        assert self.settings is not None
        return Setup(
            names=self.wanted,
            seconds=self.settings.getfloat("PAGE_SECONDS"),
            memory=int(self.settings.getfloat("PAGE_MEMORY")),
            one_in=share_for(size // len(self.wanted)),
            templates=templates,
            api_answers=answers,
        )

    def _name_archives_without_answers(self, replay: Replay, found: OrderedReadings) -> None:
        """Name each given file that holds no page, although it is a WARC file."""
        for archive in () if self.is_own_archive else self.files:
            if found.is_without_responses(archive.address):
                replay.is_damaged = True
                _warn(f"not read: {archive.address} holds no response")

    def _report(self, folder: DataFolder, replay: Replay, more: dict[str, float], *, is_stopped: bool) -> bool:
        """Print the lines of the sources and record their figures; return True if the replay of one is a failure."""
        has_faults = False
        seen = {source for source, _ in replay.counts}
        drifting = []
        for name in self.wanted:
            if name in seen:
                counts = Counter({kind: n for (source, kind), n in replay.counts.items() if source == name})
                drift = replay.drift(name) or ([] if faults(counts) else unread(counts))
                say(line(name, counts, drift))
                folder.record.add(name, figures(counts, is_stopped=is_stopped, drift=drift) | more)
                has_faults = has_faults or bool(faults(counts) or drift)
                drifting += [f"{name} ({drift[0]})"] if drift else []
        if len(seen) > 1 and drifting:
            say(f"drift: {'; '.join(drifting)}")
        for pruned in pruned_files(self.data, self.wanted) if self.is_own_archive else ():
            say(pruned)
        if not seen:
            say(f"no page of {_some(self.wanted)} in {len(self.files)} archive files")
        return has_faults


def _files(data: Path, names: list[str], pattern: str | None) -> list[Archive]:
    """Return the archives to read. Ends the command (2) if a pattern matches none."""
    try:
        found = own_archives(data, names) if pattern is None else matching_archives(pattern, data)
    except OSError as error:
        if pattern is None:
            end(1, f"the archive cannot be read: {error}")
        end(2, f"invalid --archive {pattern}: {error}")
    if pattern is not None and not found:
        end(2, f"invalid --archive {pattern}: no such file; use WARC files (.warc or .warc.gz) or a glob of them")
    return found


def _on_message(progress: ReplayProgress, unit: Unit, message: Message) -> None:
    if message.kind == "progress":
        progress.told(unit.name, message.what)
    elif message.kind == "log":
        _warn(str(message.what.get("text", "")))


def _some(names: list[str]) -> str:
    return ", ".join(names) if len(names) < 5 else f"{len(names)} sources"


def _warn(line: str) -> None:
    if not print_above(one_line(line)):
        say(one_line(line), to=sys.stderr)
