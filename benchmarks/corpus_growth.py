"""Measure the commands of the corpus at two sizes: time, peak memory, and how both grew with the articles."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus_maker import add_night, make_corpus
from hanoi_press.commands.part_run import part_words
from hanoi_press.store.segments import lines, segments
from hanoi_press.text.tabular import columns

_LOAD = "from hanoi_press.corpus import load; print(sum(1 for _ in load({!r})), 'articles')"
_HEAD = ["step", "CPU s", "wall s", "peak MB", "articles/s", "CPU grew", "peak grew"]
_TINY = 100  # articles
_SHORT = 0.3  # seconds of processor time beyond the start; the growth of what takes less says nothing


@dataclass(frozen=True)
class Step:
    """A command that is measured: its name here, and its arguments for a data folder and a folder for what it writes.

    `prepare` is called before it. `part`: the part of `corpus` that must be there.
    """

    name: str
    arguments: Callable[[Path, Path], list[str]]
    part: str | None = None
    prepare: Callable[[Path], None] | None = None

    @property
    def kind(self) -> str:
        """Return the first word of its name, as `--only` takes it."""
        return self.name.split()[0]


class Cost(NamedTuple):
    """What a process and those that it started took: seconds of CPU and by the clock, megabytes of the largest one."""

    cpu: float
    wall: float
    peak: float


def _corpus(part: str, *arguments: str, prepare: Callable[[Path], None] | None = None, name: str = "") -> Step:
    """Return the step of `corpus PART …`; `{out}`, `{id}` and `{url}` in an argument are filled in."""

    def filled(data: Path, out: Path) -> list[str]:
        known = {"out": str(out), **_any_article(data)} if any("{" in one for one in arguments) else {}
        said = [one.format(**known) for one in arguments]
        return ["-m", "hanoi_press", "corpus", part, *said, "-s", f"DATA_DIR={data}"]

    return Step(name or part, filled, part, prepare)


def _any_article(data: Path) -> dict[str, str]:
    record = json.loads(next(lines(segments(data)[-1])).raw)
    return {"id": record["id"], "url": record["url"]}


STEPS = [
    Step("load", lambda data, out: ["-c", _LOAD.format(str(data))]),
    _corpus("index", name="index (new)"),
    _corpus("index", name="index (a night)", prepare=add_night),
    _corpus("search", "giao thông", name="search"),
    _corpus("show", "{id}", name="show ID"),
    _corpus("show", "{url}", name="show URL"),
    _corpus("stats"),
    _corpus("duplicates", "--write"),
    _corpus("export", "--jsonl", "{out}/a.jsonl", name="export jsonl"),
    _corpus("export", "--parquet", "{out}/a.parquet", name="export parquet"),
    _corpus("export", "--csv", "{out}/a.csv", name="export csv"),
    _corpus("export", "--hf", "{out}/hf", name="export hf"),
    _corpus("validate"),
    _corpus("verify"),
    _corpus("reindex"),  # a harvested folder has its ledger when it is compacted
    _corpus("compact"),
]


def growth(size: int, folder: Path, wanted: list[str] | None, log: Callable[[str], None]) -> Iterator[str]:
    """Yield the lines of the report. The corpora are made in a folder, or found there.

    `wanted`: names or kinds of steps; all without it. `log` is told after each step what it took.
    """
    sizes = [_TINY, max(_TINY, size // 10), size]
    steps = [one for one in STEPS if is_there(one) and (not wanted or {one.kind, one.name} & {*wanted})]
    costs: dict[str, list[Cost]] = {one.name: [] for one in steps}
    for articles in sizes:
        started = time.perf_counter()
        made = folder / f"articles-{articles}"
        make_corpus(made, articles)
        log(f"{articles:,} articles are there after {time.perf_counter() - started:.0f} s")
        with _Copy(made) as data:
            for step in steps:
                cost = measured(step, data, folder)
                costs[step.name].append(cost)
                took = f"{cost.cpu:.1f} s of CPU, {cost.wall:.1f} s by the clock, {cost.peak:.0f} MB"
                log(f"{articles:,} articles: {step.name}: {took}")
    yield columns(_HEAD, [row(one.name, costs[one.name], sizes) for one in steps], numbers=True)
    yield (
        f"for {size:,} articles. Grew: from {sizes[1]:,}, the CPU time for each article, and the peak of memory as a "
        f"whole. What the step takes for {_TINY} articles, its start, is left out of articles/s and of CPU grew"
    )


def is_there(step: Step) -> bool:
    """Return True if this version has the command."""
    return step.part is None or step.part in part_words()


class _Copy:
    """A copy of a corpus by hard links, so that commands may change it and the made one can be used again."""

    def __init__(self, made: Path) -> None:
        self.data = made.with_name(f"{made.name}.work")
        self.made = made

    def __enter__(self) -> Path:
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.made, self.data, copy_function=os.link)
        return self.data

    def __exit__(self, *exc: object) -> None:
        shutil.rmtree(self.data)


def measured(step: Step, data: Path, folder: Path) -> Cost:
    """Run a step in a process of its own; return what it took. Raises `RuntimeError` if it fails."""
    if step.prepare:
        step.prepare(data)
    with tempfile.TemporaryDirectory(dir=folder) as written:
        command = [sys.executable, *step.arguments(data, Path(written))]
        printed = Path(written, "printed.txt")
        start = time.perf_counter()
        with printed.open("wb") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file)
            _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said = printed.read_text("utf-8", "replace")
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def row(name: str, costs: list[Cost], sizes: list[int]) -> list[str]:
    """Return the row of a step: its costs at the largest size, and how they grew from the size before.

    The costs of the first size are those of the start, which do not depend on the articles.
    """
    start, small, large = costs
    before, after = (max(0.0, one.cpu - start.cpu) for one in (small, large))
    more = sizes[2] / sizes[1]
    return [
        *(name, f"{large.cpu:.1f}", f"{large.wall:.1f}", f"{large.peak:.0f}"),
        f"{sizes[2] / after:,.0f}" if after >= _SHORT else "-",
        f"{after / before / more:.2f} x" if before >= _SHORT else "-",
        f"{large.peak / small.peak:.2f} x",
    ]
