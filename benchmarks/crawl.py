"""`python -m benchmarks.crawl [PAGES]`: the whole pipeline beside a bare Scrapy spider, and what each stage costs.

A local server (its own process, its own core where there are two) gives 100-KB pages. Beside each other, in turns:
Scrapy at stock settings with an empty callback, and `scrapy crawl hanoimoi` with extraction, validation, ledger,
segment and archive; both with Scrapy's stock number of connections and no delay. Then `scrapy replay` of what was
archived, with one process and with two. To reach: half of stock Scrapy; 1.7 times the speed with two processes.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.local import FIRST, page, url

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
PORT = "HANOI_PRESS_TEST_PORT"  # read by the tests' download handler, which leads every host to the local server
HANDLER = "spiders_tests.loopback.LoopbackHandler"
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
_STOCK = """
import sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"

    async def start(self):
        for number in range(int(sys.argv[2]), int(sys.argv[2]) + int(sys.argv[1])):
            yield scrapy.Request(f"https://hanoimoi.vn/bai-{number}.html")

    def parse(self, response):
        pass

process = AsyncCrawlerProcess({"DOWNLOAD_HANDLERS": {"http": sys.argv[3], "https": sys.argv[3]}})
crawler = process.create_crawler(Bare)
process.crawl(crawler)
process.start()
stats = crawler.stats.get_stats()
assert stats["response_received_count"] == int(sys.argv[1]), stats
print(stats["elapsed_time_seconds"])
"""
_OURS = "from scrapy.cmdline import execute; execute()"


def pin(core: int) -> Callable[[], None] | None:
    """Keeps a process on one core, where there are two."""
    if len(CORES) < 2:
        return None
    return lambda: os.sched_setaffinity(0, {CORES[core]})


@contextmanager
def server(count: int) -> Iterator[int]:
    """The local server's port."""
    command = [sys.executable, "-m", "benchmarks.local", str(count)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=pin(1)
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        yield int(process.stdout.readline())
        process.stdin.close()


def run(*arguments: str, data: Path | None = None, port: int = 0, pinned: bool = True) -> str:
    """A Python process and what it printed."""
    environment = os.environ | {PORT: str(port), "HANOI_PRESS_DATA": str(data), "HANOI_PRESS_ALLOW_PRIVATE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        preexec_fn=pin(0) if pinned else None,
    )
    if done.returncode:
        sys.exit(f"{arguments[1:3]} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return done.stdout


def stock(port: int, count: int) -> float:
    """Pages a second of a bare spider."""
    return count / float(run(_STOCK, str(count), str(FIRST), HANDLER, port=port))


def ours(port: int, count: int, data: Path) -> float:
    """Pages a second of the whole pipeline."""
    settings = {
        "DOWNLOAD_HANDLERS": json.dumps({"http": HANDLER, "https": HANDLER}),
        "DOWNLOAD_DELAY": "0",
        "AUTOTHROTTLE_ENABLED": "False",
        "CONCURRENT_REQUESTS": "16",
        "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
    }
    flags = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    run(_OURS, "crawl", "hanoimoi", "-a", "since=2026-11-20", *flags, data=data, port=port)
    figures = record_of(data)
    assert figures["new"] == count, figures
    return count / float(figures["seconds"])


def record_of(data: Path) -> dict[str, Any]:
    """What the only run in a data folder wrote of the source."""
    (record,) = (json.loads(file.read_text()) for file in data.glob("runs/*.json"))
    figures: dict[str, Any] = record["sources"]["hanoimoi"]
    return figures


def replayed(data: Path, count: int, jobs: int) -> float:
    """Pages a second of a replay into an empty corpus, the start of the program left out."""
    with tempfile.TemporaryDirectory() as empty:
        archive = str(data / "archive" / "*" / "*" / "*.warc.gz")
        flags = ("--jobs", str(jobs), "--archive", archive)
        out = run(_OURS, "replay", "hanoimoi", *flags, data=Path(empty), pinned=False)
        assert f"{count} new" in out, out
        return count / float(record_of(Path(empty))["seconds"])


def stages(count: int = 200) -> dict[str, float]:
    """Milliseconds of processor time a page for each stage by itself, in this process."""
    from hanoi_press import extract
    from hanoi_press.pipelines.check_articles import problems
    from hanoi_press.store.folder import DataFolder
    from hanoi_press.warc.bodies import flaw
    from hanoi_press.warc.writer import Exchange, WarcWriter

    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    bodies = [(page(FIRST + number), url(FIRST + number)) for number in range(1)] * count
    headers = [("Content-Type", "text/html; charset=utf-8")] * 8
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[int], object]) -> list[object]:
        begun = time.process_time()
        results = [work(number) for number in range(count)]
        spent[name] = (time.process_time() - begun) / count * 1000
        return results

    with tempfile.TemporaryDirectory() as data:
        writer = WarcWriter(Path(data), "hanoimoi", "benchmark")
        timed("is it whole", lambda n: flaw(bodies[n][0]))
        timed("archive", lambda n: writer.write(Exchange(bodies[n][1], now, 200, "OK", headers, bodies[n][0])))
        articles = timed("extract", lambda n: extract(bodies[n][0], bodies[n][1], fetched_at=now))
        timed("validate", lambda n: problems(articles[n]))  # type: ignore[arg-type]
        with DataFolder.open(Path(data), "a benchmark") as folder:
            for number, article in enumerate(articles):
                article.id = f"hanoimoi/{FIRST + number}"  # type: ignore[attr-defined]
            timed("segment and ledger", lambda n: folder.keep(articles[n]))  # type: ignore[arg-type]
    return spent


def main() -> int:
    """All of it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    rates: dict[str, list[float]] = {"stock": [], "ours": [], "one": [], "two": []}
    with server(count) as port, tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            rates["stock"].append(stock(port, count))
            data = Path(folder) / str(number)
            rates["ours"].append(ours(port, count, data))
            rates["one"].append(replayed(data, count, 1))
            rates["two"].append(replayed(data, count, 2))
    rate = {name: statistics.median(found) for name, found in rates.items()}
    print(f"{count} pages of {len(page()) / 1000:.0f} KB, median of {ROUNDS} rounds")
    print(f"  Scrapy, stock settings, empty callback  {rate['stock']:7.0f} pages/s")
    print(f"  scrapy crawl hanoimoi, all of it        {rate['ours']:7.0f} pages/s")
    print(f"  whole pipeline / stock Scrapy: {rate['ours'] / rate['stock']:.2f} x  (to reach: 0.5)")
    print(f"  scrapy replay --jobs 1                  {rate['one']:7.0f} pages/s")
    print(f"  scrapy replay --jobs 2                  {rate['two']:7.0f} pages/s")
    print(f"  two processes / one: {rate['two'] / rate['one']:.2f} x  (to reach: 1.7)")
    print("cost of a page by stage, ms (each by itself; the rest of a page is Scrapy's):")
    for name, milliseconds in stages().items():
        print(f"  {name:20} {milliseconds:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
