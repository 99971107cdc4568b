"""`python -m benchmarks.engines`: replay and harvest by one process, by the standard library's and by Dask's workers.

Replay: one archive in 16 files of even size, each way in turns; wall and CPU seconds, and ratios of wall times in the
same run. To reach: two Dask workers 1.5 times as fast as one process, and within 15 % of two processes.
Harvest: 13 modelled sites on loopback by one process, then by two Dask workers of which one is killed with -9 half-way.
To reach: no article lost, at most 10 % of the pages requested twice, the same lines apart from times.
`--quick` does less, in under a minute. Ends with 1 if lines differ or articles are lost, never for a time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import engine_pages
from benchmarks.engine_harvest import harvests
from benchmarks.session_cpu import run
from hanoi_press.store.segments import lines, segments

ROOT = Path(__file__).resolve().parent.parent
FILES = 16
WAYS = {"one process": ("--jobs", "1"), "two processes": ("--jobs", "2"), "dask": ("--engine", "dask", "--jobs", "2")}


class Took(NamedTuple):
    """What a command took, in seconds: on the clock, and of processors for it and the processes it started."""

    wall: float
    cpu: float


def took(data: Path, *arguments: str) -> Took:
    """Run `hanoi-press …` with its data under `data`. Raises `SystemExit` if it fails."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HANOI_PRESS_DATA": str(data)}
    command = [sys.executable, "-m", "hanoi_press", *arguments]
    done = run(command, environment, data.parent, data.with_suffix(".log"))
    if done.code:
        sys.exit(f"{' '.join(arguments)} ended with {done.code}:\n{done.out[-3000:]}")
    return Took(done.wall, done.cpu)


def replays(number: int, rounds: int) -> Iterator[str]:
    """Yield the lines on the replay. Raises `SystemExit` if the ways do not give the same corpus."""
    times: dict[str, list[Took]] = {name: [] for name in WAYS}
    corpora: dict[str, list[bytes]] = {}
    with tempfile.TemporaryDirectory() as folder:
        articles = engine_pages.archive(Path(folder, "archive"), FILES, number)
        for turn in range(rounds):
            for name, arguments in WAYS.items():
                data = Path(folder, f"{name} {turn}")
                data.mkdir()
                files = Path(folder, "archive", "*.warc.gz")
                times[name].append(took(data, "replay", *arguments, "--archive", str(files)))
                corpora[name] = sorted(line.raw for path in segments(data) for line in lines(path))
    yield f"replay of {articles:,} articles in {FILES} files, {rounds} rounds in turns, medians:"
    for name, found in times.items():
        wall = statistics.median(one.wall for one in found)
        cpu = statistics.median(one.cpu for one in found)
        yield f"  {name:14} {wall:7.1f} s, {cpu:7.1f} s of CPU, {articles / wall:6.0f} articles/s"
    yield f"  two processes / one process:      {speed(times, 'two processes', 'one process'):5.2f} x"
    yield f"  two Dask workers / one process:   {speed(times, 'dask', 'one process'):5.2f} x  (to reach: 1.5)"
    yield f"  two Dask workers / two processes: {speed(times, 'dask', 'two processes'):5.2f} x  (to reach: 0.87)"
    if len(corpora["one process"]) != articles or any(one != corpora["one process"] for one in corpora.values()):
        counts = ", ".join(f"{name} {len(found)}" for name, found in corpora.items())
        sys.exit(f"the corpora differ (lines: {counts}; articles: {articles})")
    yield "  the lines are the same"


def speed(times: dict[str, list[Took]], way: str, other: str) -> float:
    """Return how many times as fast one way is as another: the median of the ratios of each round."""
    return statistics.median(slow.wall / fast.wall for fast, slow in zip(times[way], times[other], strict=True))


def main(words: Sequence[str] | None = None) -> int:
    """Print all of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description="Measure the engines.")
    parser.add_argument("--quick", action="store_true", help="fewer pages, one round: under a minute")
    parser.add_argument("--only", choices=("replay", "harvest"), help="one of the two")
    given = parser.parse_args(words)
    if given.only != "harvest":
        for line in replays(*((600, 1) if given.quick else (4000, 3))):
            print(line, flush=True)
    code = 0
    if given.only != "replay":
        for line, is_fault in harvests(*((30, 0.6) if given.quick else (60, 0.6))):
            print(line, flush=True)
            code |= is_fault
    return code


if __name__ == "__main__":
    sys.exit(main())
