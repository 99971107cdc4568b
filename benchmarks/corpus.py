"""Measure the corpus, over invented articles. Each measurement is a process of its own, whose peak memory is known.

`python -m benchmarks.corpus --articles 1000000`: what each command takes at a tenth of the size and at the whole, and
how that grew. `--keep DIR` makes the corpora there and uses them again; `--only load,search` measures only these.

`python -m benchmarks.corpus [SIZE]`, or `--quality`: loading against `json.loads`, near duplicates against datasketch,
over SIZE (100,000) articles; precision and recall. Times are CPU seconds of all threads. Compare ratios between
machines, not absolute times. The targets are printed beside the results.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.corpus_growth import STEPS, growth
from benchmarks.formulaic import FAMILIES
from benchmarks.invented import articles
from benchmarks.labelled import EDITS, Text, labelled
from hanoi_press.corpus import load
from hanoi_press.items import Article, Extraction, Raw, content_hash
from hanoi_press.store.segment_writer import to_line
from hanoi_press.store.segments import lines, segments

_PER_SEGMENT = 10_000


def make(data: Path, size: int) -> None:
    """Write the corpus: 5 % formulaic news, 13 % copies of earlier articles, the rest unlike each other."""
    rng = random.Random(1)
    fresh = articles(rng)
    kept: list[str] = []
    for start in range(0, size, _PER_SEGMENT):
        path = data / "articles" / "bench" / "2026-11" / f"{start:07}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for number in range(start, min(start + _PER_SEGMENT, size)):
                dice = rng.random()
                if dice < 0.05:
                    text = rng.choice(FAMILIES)(rng)[1]
                elif dice < 0.18 and kept:
                    text = "\n\n".join(rng.choice(list(EDITS.values()))(rng, rng.choice(kept).split("\n\n")))
                else:
                    text = next(fresh)
                    if len(kept) < 5_000 or rng.random() < 0.05:
                        kept = [*kept[-4_999:], text]
                file.write(to_line(article(number, text, f"{2006 + number * 20 // size}-03-01").to_dict()))


def article(number: int, text: str, day: str, title: str = "Bài báo") -> Article:
    """Return an article with a text, published on a day (`2026-03-01`)."""
    return Article(
        id=f"bench/{number}",
        source="bench",
        publisher="Báo",
        url=f"https://bench.vn/bai-{number}.html",
        title=f"{title} {number}",
        summary=text[:150],
        text=text,
        authors=["Lê An"],
        dateline=None,
        published_at=f"{day}T08:00:00+07:00",
        modified_at=None,
        section=["Kinh tế", "Đầu tư"],
        tags=["đầu tư", "hạ tầng"],
        images=[],
        attachments=[],
        attribution=None,
        language="vi",
        raw=Raw(published="01/03/2026 08:00"),
        content_hash=content_hash(f"{title} {number}", text[:150], text),
        extraction=Extraction("onecms", {"title": "css", "text": "css"}),
        fetched_at="2026-11-24T00:00:00Z",
    )


def run_json(data: Path) -> str:
    """Parse every line with `json.loads` and do nothing else; return the count."""
    count = sum(json.loads(line) is not None for path in segments(data) for line in path.open("rb"))
    return f"{count}"


def run_load(data: Path) -> str:
    """Load the newest revisions as checked articles; return the count."""
    return f"{sum(1 for _ in load(data))}"


def run_read(data: Path) -> str:
    """Read the lines, which `run_json` and `run_load` both need; return the count."""
    return f"{sum(1 for path in segments(data) for _ in lines(path))}"


def run_ours(data: Path) -> str:
    """Find near duplicates with our code; return the number of copies."""
    from hanoi_press.corpus.duplicate_finder import clusters

    return f"{sum(len(one.copies) for one in clusters(load(data)))}"


def run_datasketch(data: Path) -> str:
    """Find near duplicates as the documentation of datasketch does: MinHash of 128 permutations, one LSH index."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    hashes = {}
    for one in load(data):
        words = f"{one.summary}\n{one.text}".lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch({" ".join(words[n : n + 5]).encode() for n in range(len(words) - 4)})
        index.insert(one.id, sketch)
        hashes[one.id] = sketch
    return f"{sum(len(index.query(sketch)) > 1 for sketch in hashes.values())}"


def run_jobs(jobs: int, data: Path) -> str:
    """Find near duplicates in units of work on processes of this machine; return the seconds by the clock."""
    from hanoi_press.corpus.duplicate_search import WORK, DuplicateSearch
    from hanoi_press.engine.engine_choice import open_engine

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(None, jobs, preload=[WORK])
        try:
            assert list(DuplicateSearch(load(data), engine, Path(folder), jobs).clusters())
        finally:
            engine.close()
    return f"{time.perf_counter() - start:.2f}"


def run_clock(data: Path) -> str:
    """Find near duplicates in this process; return the seconds by the clock."""
    start = time.perf_counter()
    assert run_ours(data)
    return f"{time.perf_counter() - start:.2f}"


RUNS: dict[str, Callable[[Path], str]] = {
    "read": run_read,
    "json": run_json,
    "load": run_load,
    "ours": run_ours,
    "datasketch": run_datasketch,
    "clock": run_clock,
    "jobs": partial(run_jobs, 2),
}


def measured(name: str, data: Path) -> tuple[float, float, str]:
    """Return CPU seconds, peak memory in MB and the result of a run in a new process."""
    command = [sys.executable, "-m", "benchmarks.corpus", "--run", name, str(data)]
    seconds, peak, said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak), said


def run_one(name: str, data: Path) -> None:
    """Print the measurements of one run; called in the new process."""
    start = time.process_time()  # CPU time of all threads, so that other processes do not count
    said = RUNS[name](data)
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, said)


def scores(texts: list[Text]) -> tuple[float, float]:
    """Return precision and recall over pairs of texts in one cluster."""
    from hanoi_press.corpus.duplicate_finder import clusters

    printed = (article(n, one.text, f"20{one.day:02}-01-01", one.title) for n, one in enumerate(texts))
    got = set()
    for cluster in clusters(printed):
        members = sorted(int(id.partition("/")[2]) for id in (cluster.original, *(one.id for one in cluster.copies)))
        got |= set(itertools.combinations(members, 2))
    pairs = itertools.combinations(range(len(texts)), 2)
    wanted = {(a, b) for a, b in pairs if texts[a].families & texts[b].families}
    return len(got & wanted) / len(got), len(got & wanted) / len(wanted)


def report(size: int, folder: Path) -> Iterator[str]:
    """Yield the lines of the report."""
    whole, tenth = folder / "whole", folder / "tenth"
    make(whole, size)
    make(tenth, size // 10)
    times = {name: min(measured(name, whole)[0] for _ in range(2)) for name in ("json", "load", "read")}
    _, peak, _ = measured("load", whole)
    _, small, _ = measured("load", tenth)
    megabytes = sum(path.stat().st_size for path in segments(whole)) / 1e6
    yield f"load: {size:,} articles, {megabytes:.0f} MB"
    yield f"  load        {size / times['load']:9,.0f} articles/s"
    yield f"  json.loads  {size / times['json']:9,.0f} lines/s"
    yield f"  load / json.loads:            {times['json'] / times['load']:6.2f} x  (target: 0.6)"
    yield f"  peak memory: {small:.0f} MB for {size // 10:,} articles, {peak:.0f} MB for {size:,}"
    yield "near duplicates, reading included:"
    ours, theirs = measured("ours", whole), measured("datasketch", whole)
    _, tenth_peak, _ = measured("ours", tenth)
    yield f"  ours        {size / ours[0]:9,.0f} articles/s, peak {ours[1]:.0f} MB, {ours[2]} copies"
    yield f"  datasketch  {size / theirs[0]:9,.0f} articles/s, peak {theirs[1]:.0f} MB, {theirs[2]} with a candidate"
    yield f"  ours / datasketch:            {theirs[0] / ours[0]:6.2f} x  (target: 3)"
    yield f"  peak memory of ours for {size // 10:,} articles: {tenth_peak:.0f} MB"
    one, two = (min(float(measured(name, whole)[2]) for _ in range(2)) for name in ("clock", "jobs"))
    yield f"  by the clock: {one:.1f} s in one process, {two:.1f} s with two: {one / two:.2f} x"
    for seed in (101, 102):
        texts = labelled(seed)
        precision, recall = scores(texts)
        yield f"labelled set {seed}, {len(texts)} texts: precision {precision:.4f} (0.99), recall {recall:.4f} (0.97)"


def main(arguments: list[str]) -> int:
    """Print the report."""
    if arguments[:1] == ["--run"]:
        run_one(arguments[1], Path(arguments[2]))
        return 0
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("size", type=int, nargs="?", help="articles for the comparison with other libraries (100,000)")
    parser.add_argument("--quality", action="store_true", help="the comparison, also beside --articles")
    parser.add_argument("--articles", type=int, metavar="N", help="measure each command at N/10 and at N articles")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the corpora of --articles here, and keep them")
    parser.add_argument("--only", metavar="STEPS", help=f"of {', '.join(dict.fromkeys(one.kind for one in STEPS))}")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.articles:
            only = options.only.split(",") if options.only else None
            for line in growth(options.articles, options.keep or Path(folder), only, progress):
                print(line, flush=True)
        if options.size or options.quality or not options.articles:
            for line in report(options.size or 100_000, Path(folder)):
                print(line, flush=True)
    return 0


def progress(line: str) -> None:
    """Print what has been measured so far."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
