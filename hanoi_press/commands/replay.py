"""`scrapy replay [SOURCE …]`: archives read again with today's page classes; no request is made."""

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

from hanoi_press.commands.command_folder import check_settings, end, unknown_source, working_folder
from hanoi_press.crawl.run_outcome import count_of, listed_counts, unreadable_pages
from hanoi_press.replay.merge import Replay
from hanoi_press.replay.slices import Slice, slices
from hanoi_press.replay.workers import WorkerDied, Workers
from hanoi_press.sources import sources
from hanoi_press.store.folder import DataFolder

_LARGEST = 8 * 1024 * 1024  # bytes of a slice; what it gives is held in memory
_SMALLEST = 256 * 1024


class ReplayCommand(ScrapyCommand):
    """Exit codes: 0 all well; 1 something in an archive could not be read, or the disk failed; 2 a bad argument or
    setting; 75 another run holds the data folder."""

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
            help="WARC files, Common Crawl's too, in place of the data folder's archive",
        )
        parser.add_argument("--jobs", metavar="N", help="processes that read (default: one a core)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        check_settings(self.settings)
        self.wanted = _names(args)
        self.jobs = _jobs(opts.jobs)
        self.data = Path(self.settings["DATA_DIR"])
        self.files = _files(self.data, self.wanted, opts.archive)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        configure_logging(self.settings)
        workers = Workers(self.jobs, self.wanted)
        try:
            with working_folder(self.settings, "scrapy replay") as folder:
                self.exitcode = self._replay(folder, workers)
                folder.record.end(self.exitcode)
        finally:
            workers.close()

    def _replay(self, folder: DataFolder, workers: Workers) -> int:
        replay = Replay(folder, lambda line: print(line, file=sys.stderr))
        failed = False
        parts = list(self._parts())
        begun = perf_counter()
        try:
            for found in _shown(workers.read(iter(parts)), len(parts)):
                replay.take(found)
            replay.close()
        except (OSError, sqlite3.Error, WorkerDied) as error:
            print(f"the replay broke off: {error}", file=sys.stderr)
            failed = True
        seen = {source for source, _ in replay.counts}
        for name in self.wanted:
            if name in seen:
                counts = Counter({kind: n for (source, kind), n in replay.counts.items() if source == name})
                print(line(name, counts))
                folder.record.add(name, dict(sorted(counts.items())) | {"seconds": round(perf_counter() - begun, 2)})
        if not seen:
            print(f"no page of {_some(self.wanted)} in {len(self.files)} archive files")
        return 1 if failed or replay.is_damaged or folder.reconciled.faults or folder.is_damaged else 0

    def _parts(self) -> Iterator[Slice]:
        sizes = sum(path.stat().st_size for path in self.files)
        size = max(_SMALLEST, min(_LARGEST, sizes // (8 * self.jobs)))
        data = self.data.resolve()
        for path in self.files:
            there = path.resolve()
            shown = there.relative_to(data).as_posix() if there.is_relative_to(data) else str(there)
            yield from slices(path, shown, size)


def line(name: str, counts: Counter[str]) -> str:
    """`hanoimoi: 120 pages read: 2 new, 5 changed, 113 unchanged; 0 pages could not be read`."""
    kept = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "changed", "unchanged"))
    parts = [f"{count_of(counts['read'], 'page')} read: {kept}"]
    if counts["older"]:
        parts.append(f"{counts['older']} from before the corpus' last word")
    missed = {kind.partition("/")[2]: n for kind, n in sorted(counts.items()) if kind.startswith("unreadable/")}
    total = sum(missed.values()) + counts["invalid"]
    parts.append(unreadable_pages(total, missed))
    skipped = {kind.partition("/")[2]: n for kind, n in sorted(counts.items()) if kind.startswith("skipped/")}
    if skipped:
        parts.append(f"left out: {listed_counts(skipped)}")
    return f"{name}: " + "; ".join(parts)


def _names(named: list[str]) -> list[str]:
    known = sources()
    for name in named:
        if name not in known:
            end(2, unknown_source(name))
    return list(dict.fromkeys(named)) or list(known)


def _jobs(given: str | None) -> int:
    if given is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:4]) <= 256 and len(given) <= 3):
        end(2, f"--jobs {given}: a number of processes from 1 to 256 is accepted")
    return int(given)


def _files(data: Path, names: list[str], pattern: str | None) -> list[Path]:
    """The archives, oldest first within a source; Common Crawl's file names sort by time as well."""
    if pattern is None:
        return [path for name in names for path in sorted((data / "archive" / name).glob("*/*.warc.gz"))]
    found = sorted(Path(one) for one in glob.glob(pattern, recursive=True))  # noqa: PTH207 - takes absolute patterns
    found = [path for path in found if path.is_file()]
    if not found:
        end(2, f"--archive {pattern}: no such file; WARC files (.warc or .warc.gz) or a glob of them are accepted")
    return found


def _some(names: list[str]) -> str:
    return ", ".join(names) if len(names) < 5 else f"{len(names)} sources"


def _shown(found: Iterator[Any], total: int) -> Iterator[Any]:
    """A line that moves in a terminal."""
    return iter(tqdm(found, total=total, unit=" slices", disable=not sys.stderr.isatty(), leave=False))
