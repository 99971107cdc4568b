"""Run `scrapy replay [SOURCE …]`: read archives again with today's page classes, without any request."""

from __future__ import annotations

import argparse
import glob
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from scrapy.commands import ScrapyCommand
from scrapy.utils.log import configure_logging

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end, finish, working_folder
from hanoi_press.commands.output import say
from hanoi_press.commands.program import program
from hanoi_press.commands.replay_progress import with_progress
from hanoi_press.commands.source_names import checked_names
from hanoi_press.commands.stop_request import StopRequest
from hanoi_press.crawl.template_learner import TemplateLearner, share_for
from hanoi_press.extensions.clean_log import one_line
from hanoi_press.extensions.log_handler import install_log_handler
from hanoi_press.extensions.terminal import print_above
from hanoi_press.replay.api_answers import stored_addresses
from hanoi_press.replay.cut_archives import cut_archives, pruned_files
from hanoi_press.replay.merge import Replay
from hanoi_press.replay.result import faults, figures, line, unread
from hanoi_press.replay.slices import Slice, slices
from hanoi_press.replay.workers import Workers
from hanoi_press.sources import sources
from hanoi_press.store.folder import DataFolder
from hanoi_press.warc.index import holds_no_answer

_LARGEST = 8 * 1024 * 1024  # bytes of a slice, whose articles are all in memory
_SMALLEST = 256 * 1024  # bytes


class ReplayCommand(CheckedCommand, ScrapyCommand):
    """The command `replay`.

    Exit codes: 0 success; 1 a part of an archive or too many pages could not be read, the archives give clearly less
    than the corpus has from them (drift), the replay was stopped, or the disk failed; 2 an invalid argument or setting;
    75 another run uses the data folder.
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
            help="WARC files (also of Common Crawl) instead of the data folder's archive",
        )
        parser.add_argument("--jobs", metavar="N", help="number of reading processes (default: one for each core)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        self.wanted = checked_names(args) or list(sources())
        self.jobs = _jobs(opts.jobs)
        self.hides_progress = self.settings.getbool("PROGRESS_DISABLED")
        self.data = Path(self.settings["DATA_DIR"])
        self.is_own_archive = opts.archive is None
        self.files = _files(self.data, self.wanted, opts.archive)
        self.check_files(self.wanted)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        configure_logging(self.settings)
        install_log_handler(self.settings)  # also in the processes that are forked now
        with StopRequest() as stop:
            workers = self._workers(stop)
            try:
                with working_folder(self.settings, f"{program()} replay") as folder:
                    self.exitcode = finish(folder, self._replay(folder, workers, stop))
            finally:
                workers.close()

    def _workers(self, stop: StopRequest) -> Workers:
        assert self.settings is not None
        try:
            return Workers(
                self.jobs,
                self.wanted,
                seconds=self.settings.getfloat("PAGE_SECONDS"),
                memory=int(self.settings.getfloat("PAGE_MEMORY")),
                templates={name: TemplateLearner(self.data, name).template for name in self.wanted},
                one_in=share_for(sum(path.stat().st_size for path in self.files) // len(self.wanted)),
                warn=_warn,
                is_stopping=lambda: stop.is_made,
            )
        except OSError as error:
            end(1, f"the processes that read the archives could not be started: {error}; try fewer --jobs")

    def _replay(self, folder: DataFolder, workers: Workers, stop: StopRequest) -> int:
        failed = False
        begun = perf_counter()
        try:
            replay = Replay(folder, _warn, self.wanted)
        except OSError as error:
            _warn(f"the corpus could not be read: {error}")
            return 1
        try:
            for fault in cut_archives(self.data, self.wanted) if self.is_own_archive else _without_answers(self.files):
                replay.is_damaged = True
                _warn(f"not read: {fault}")
            parts = list(self._parts())
            for found in with_progress(workers.read(parts), len(parts), is_hidden=self.hides_progress):
                replay.take(found)
            if shells := replay.shells():
                for found in workers.read(parts, stored_addresses(shells)):
                    replay.take(found)
            replay.close()
        except (OSError, sqlite3.Error) as error:
            _warn(f"the replay broke off: {error}")
            failed = True
        if stop.is_made:
            _warn("the replay was stopped; what it had read is kept, the next one reads the archives from the start")
            failed = True
        seconds = {"seconds": round(perf_counter() - begun, 2)}
        has_faults = self._report(folder, replay, seconds, is_stopped=stop.is_made)
        return int(failed or has_faults or replay.is_damaged)

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

    def _parts(self) -> Iterator[Slice]:
        sizes = sum(path.stat().st_size for path in self.files)
        size = max(_SMALLEST, min(_LARGEST, sizes // (8 * self.jobs)))
        for file in self._whole_files():
            yield from slices(file.path, file.shown, size)

    def _whole_files(self) -> Iterator[Slice]:
        data = self.data.resolve()
        for path in self.files:
            full_path = path.resolve()
            shown = full_path.relative_to(data).as_posix() if full_path.is_relative_to(data) else str(full_path)
            yield Slice(path, shown, 0, path.stat().st_size)


def _jobs(given: str | None) -> int:
    if given is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:4]) <= 256 and len(given) <= 3):
        end(2, f"invalid --jobs {given}; use a number of processes from 1 to 256")
    return int(given)


def _files(data: Path, names: list[str], pattern: str | None) -> list[Path]:
    """Return the archives, oldest first within a source; Common Crawl's file names sort by time as well."""
    if pattern is None:
        found = [path for name in names for path in sorted((data / "archive" / name).glob("*/*.warc.gz"))]
        return [path for path in found if path.stat().st_size]  # a crawl that is killed may leave an empty one
    found = sorted(Path(one) for one in glob.glob(pattern, recursive=True))  # noqa: PTH207 - takes absolute patterns
    found = [path for path in found if path.is_file()]
    if not found:
        end(2, f"invalid --archive {pattern}: no such file; use WARC files (.warc or .warc.gz) or a glob of them")
    return found


def _without_answers(files: list[Path]) -> Iterator[str]:
    """Yield a message for each given file that holds no page, although it is a WARC file. Raises `OSError`."""
    return (f"{path} holds no response" for path in files if holds_no_answer(path))


def _some(names: list[str]) -> str:
    return ", ".join(names) if len(names) < 5 else f"{len(names)} sources"


def _warn(line: str) -> None:
    if not print_above(one_line(line)):
        say(one_line(line), to=sys.stderr)
