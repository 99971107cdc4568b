"""`python -m benchmarks.index [--articles N] [--jobs N]`: make and update the index over N (20,000) invented articles.

The articles are those of `benchmarks.corpus`, in up to 3,000 segments. Each step runs in a process of its own, so that
its peak memory is known. Times are CPU seconds of all processes, and seconds by the clock.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import article, make
from benchmarks.invented import articles
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.store.segment_writer import to_line
from hanoi_press.store.segments import segments

_SEGMENTS = 3_000
_LEAST = 20  # articles of a segment
_NIGHT = 26  # segments of a night
_LOOKED_UP = 200  # articles


class IndexCost(NamedTuple):
    """What a step took: seconds of CPU and by the clock, and the peak memory of its largest process in MB."""

    cpu: float
    clock: float
    peak: float
    said: str


def make_segments(data: Path, size: int) -> None:
    """Write a corpus of `size` articles in at most 3,000 segments."""
    make(data, size)
    for_each = max(_LEAST, size // _SEGMENTS)
    for path in segments(data):
        rows = path.read_bytes().splitlines(keepends=True)
        for start in range(0, len(rows), for_each):
            path.with_name(f"{path.stem}-{start:05}.jsonl").write_bytes(b"".join(rows[start : start + for_each]))
        path.unlink()


def add_articles(data: Path, first: int, count: int) -> None:
    """Write the articles of a night, in a segment for each source."""
    fresh = articles(random.Random(first))
    for number in range(min(_NIGHT, count)):
        lines = [
            to_line(article(n, next(fresh), "2026-11-26").to_dict())
            for n in range(first + number, first + count, _NIGHT)
        ]
        path = data / f"articles/bench/2026-11/night-{first}-{number}.jsonl"
        path.write_bytes(b"".join(lines))


def run_index(data: Path, jobs: int | None) -> str:
    """Make the index, or bring it up to date; return its size in bytes."""
    with CorpusIndex.open(data, jobs=jobs) as index:
        return f"{index.file.stat().st_size}"


def run_get(data: Path, jobs: int | None) -> str:
    """Open the index, in which nothing is new, and look articles up; return the milliseconds of both."""
    start = time.process_time()
    with CorpusIndex.open(data) as index:
        opened = time.process_time()
        numbers = [number for (number,) in index.db.execute("SELECT number FROM article")]
        wanted = [index.article(number).id for number in random.Random(1).choices(numbers, k=_LOOKED_UP)]
        begun = time.process_time()
        assert all(index.get(id) for id in wanted)
        took = (time.process_time() - begun) / _LOOKED_UP
    return f"{(opened - start) * 1e3:.1f}/{took * 1e3:.2f}"


RUNS: dict[str, Callable[[Path, int | None], str]] = {"index": run_index, "get": run_get}


def measured(name: str, data: Path, jobs: int | None) -> IndexCost:
    """Return what a step takes in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.index", "--run", name, str(data), "--jobs", str(jobs or 0)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return IndexCost(*json.loads(printed))


def run_one(name: str, data: Path, jobs: int | None) -> None:
    """Print the measurements of a step; called in the new process."""
    start, clock = time.process_time(), time.perf_counter()
    said = RUNS[name](data, jobs)
    cpu, clock = time.process_time() - start, time.perf_counter() - clock
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    peak = max(own.ru_maxrss, others.ru_maxrss) / 1024
    print(json.dumps([cpu + others.ru_utime + others.ru_stime, clock, peak, said]))


def report(data: Path, size: int, jobs: int | None) -> Iterator[str]:
    """Yield the lines of the report; the corpus is made in a folder, or found there."""
    if not (data / "articles").is_dir():
        make_segments(data, size)
    corpus_bytes = sum(path.stat().st_size for path in segments(data))
    new = measured("index", data, jobs)
    yield f"{size:,} articles in {len(segments(data)):,} segments, {corpus_bytes / 1e6:,.0f} MB"
    yield (
        f"  made      {size / new.cpu:9,.0f} articles/s of CPU, {size / new.clock:,.0f} by the clock, "
        f"peak {new.peak:.0f} MB  (target: 5,000)"
    )
    share = int(new.said) / corpus_bytes
    yield f"  size      {share:9.2f} x of the segments, {int(new.said) / size:,.0f} bytes an article"
    night = max(1, size // 200)
    add_articles(data, size, night)
    update = measured("index", data, jobs)
    yield (
        f"  update    {update.cpu:9.2f} s of CPU, {update.clock:.2f} by the clock, for {night:,} new articles, "
        f"peak {update.peak:.0f} MB  (target: 2 s)"
    )
    opened, _, got = measured("get", data, jobs).said.partition("/")
    yield f"  open      {float(opened):9.1f} ms of CPU with nothing new  (target: 50)"
    yield f"  get       {float(got):9.2f} ms of CPU"


def main(arguments: list[str]) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.index", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=0, help="processes (default: as many as pay)")
    parser.add_argument("--folder", type=Path, help="make the corpus here, and leave it")
    parser.add_argument("--run", nargs=2, metavar=("STEP", "DATA"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    jobs = options.jobs or None
    if options.run:
        run_one(options.run[0], Path(options.run[1]), jobs)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for line in report(options.folder or Path(folder), options.articles, jobs):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
