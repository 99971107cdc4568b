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
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.utils.log import configure_logging
from tqdm import tqdm

from hanoi_press.commands.checked_command import CheckedCommand
from hanoi_press.commands.command_folder import end, finish, working_folder
from hanoi_press.commands.source_names import checked_names
from hanoi_press.crawl.run_outcome import count_of, counts_of_group, listed_counts, unreadable_pages
from hanoi_press.replay.api_answers import read_api_answers
from hanoi_press.replay.merge import Replay
from hanoi_press.replay.slices import Slice, slices
from hanoi_press.replay.workers import WorkerDied, Workers
from hanoi_press.sources import sources
from hanoi_press.store.folder import DataFolder

_LARGEST = 8 * 1024 * 1024  # bytes of a slice, whose articles are all in memory
_SMALLEST = 256 * 1024  # bytes


class ReplayCommand(CheckedCommand, ScrapyCommand):
    """The command `replay`.

    Exit codes: 0 success; 1 a part of an archive could not be read, or the disk failed; 2 an invalid argument or
    setting; 75 another run uses the data folder.
    """

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [SOURCE ...]"

    def short_desc(self) -> str:
        return "Read archived pages again with today's page classes; write revisions where the words differ"

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
        self.data = Path(self.settings["DATA_DIR"])
        self.files = _files(self.data, self.wanted, opts.archive)
        self.check_files(self.wanted)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        configure_logging(self.settings)
        workers = Workers(self.jobs, self.wanted)
        try:
            with working_folder(self.settings, "scrapy replay") as folder:
                self.exitcode = finish(folder, self._replay(folder, workers))
        finally:
            workers.close()

    def _replay(self, folder: DataFolder, workers: Workers) -> int:
        replay = Replay(folder, lambda line: print(line, file=sys.stderr))
        failed = False
        parts = list(self._parts())
        begun = perf_counter()
        try:
            for found in _with_progress(workers.read(iter(parts)), len(parts)):
                replay.take(found)
            if shells := replay.shells():
                replay.take(read_api_answers(self._whole_files(), shells))
            replay.close()
        except (OSError, sqlite3.Error, WorkerDied) as error:
            print(f"the replay broke off: {error}", file=sys.stderr)
            failed = True
        seen = {source for source, _ in replay.counts}
        for name in self.wanted:
            if name in seen:
                counts = Counter({kind: n for (source, kind), n in replay.counts.items() if source == name})
                print(line(name, counts))
                folder.record.add(name, figures(counts) | {"seconds": round(perf_counter() - begun, 2)})
        if not seen:
            print(f"no page of {_some(self.wanted)} in {len(self.files)} archive files")
        return int(failed or replay.is_damaged)

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


def line(name: str, counts: Counter[str]) -> str:
    """Return the line of a source: `hanoimoi: 120 pages read: 2 new, 5 changed, 113 unchanged; …`."""
    kept = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "changed", "unchanged"))
    parts = [f"{count_of(counts['read'], 'page')} read: {kept}"]
    if counts["older"]:
        parts.append(f"{counts['older']} older than the latest revision")
    missed = counts_of_group(counts, "unreadable")
    parts.append(unreadable_pages(sum(missed.values()) + counts["invalid"], missed))
    if skipped := counts_of_group(counts, "skipped"):
        parts.append(f"left out: {listed_counts(skipped)}")
    if counts["blocked"]:
        parts.append(f"blocked: {counts['blocked']}")
    return f"{name}: " + "; ".join(parts)


def figures(counts: Counter[str]) -> dict[str, Any]:
    """Return the figures of a source for the run's record, with the keys that a crawl's have."""
    missed = counts_of_group(counts, "unreadable")
    single = ("read", "new", "changed", "unchanged", "older", "invalid", "blocked")
    return {
        **{kind: counts[kind] for kind in single},
        "left_out": counts_of_group(counts, "skipped"),
        "unreadable": sum(missed.values()),
        "unreadable_kinds": missed,
    }


def _jobs(given: str | None) -> int:
    if given is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:4]) <= 256 and len(given) <= 3):
        end(2, f"invalid --jobs {given}; use a number of processes from 1 to 256")
    return int(given)


def _files(data: Path, names: list[str], pattern: str | None) -> list[Path]:
    """Return the archives, oldest first within a source; Common Crawl's file names sort by time as well."""
    if pattern is None:
        return [path for name in names for path in sorted((data / "archive" / name).glob("*/*.warc.gz"))]
    found = sorted(Path(one) for one in glob.glob(pattern, recursive=True))  # noqa: PTH207 - takes absolute patterns
    found = [path for path in found if path.is_file()]
    if not found:
        end(2, f"invalid --archive {pattern}: no such file; use WARC files (.warc or .warc.gz) or a glob of them")
    return found


def _some(names: list[str]) -> str:
    return ", ".join(names) if len(names) < 5 else f"{len(names)} sources"


def _with_progress(found: Iterator[Any], total: int) -> Iterator[Any]:
    """Return the iterator, with a progress line if standard error is a terminal."""
    return iter(tqdm(found, total=total, unit=" slices", disable=not sys.stderr.isatty(), leave=False))
