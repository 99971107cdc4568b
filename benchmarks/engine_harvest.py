"""Harvest 13 modelled sites by one process, and by two Dask workers of which one is killed on its way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import engine_pages
from hanoi_press.sources import source_for
from spiders_tests.loopback import arguments_of
from spiders_tests.nights import corpus
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.serve import Hit, Served, serve

_PATIENCE = 120  # seconds
_LAST_WORDS = 10  # seconds in which a worker ends by itself


class Harvest(NamedTuple):
    """What a harvest took on the clock, its exit code, what it requested, and its run's record."""

    seconds: float
    code: int
    hits: list[Hit]
    record: dict[str, Any]


def harvests(number: int, delay: float) -> Iterator[tuple[str, bool]]:
    """Yield lines on harvests of sites with `number` articles, `delay` seconds apart, and if they state a fault."""
    with serve(engine_pages.sites(engine_pages.SITES, number)) as served, tempfile.TemporaryDirectory() as folder:
        plain, killed = Path(folder, "plain"), Path(folder, "killed")
        one = _harvest(plain, served, 0)
        with _cluster(Path(folder), served) as (address, workers):
            two = _harvest(killed, served, delay, address, workers[0], len(one.hits) // 2)
        wanted, got = corpus(plain), corpus(killed)
    asked, again = (Counter(hit.url for hit in harvest.hits) for harvest in (one, two))
    twice = again - asked
    articles = sum(number for url, number in twice.items() if _is_article(url))
    lost = {line["id"] for line in wanted} - {line["id"] for line in got}
    retries = two.record.get("retries", [])
    yield f"harvest of {len(engine_pages.SITES)} sites with {len(wanted)} articles:", not wanted
    yield f"  one process, without pauses       {one.seconds:5.1f} s, {len(one.hits):,} requests", False
    yield f"  two Dask workers, one killed      {two.seconds:5.1f} s, {len(two.hits):,} requests {delay} s apart", False
    yield f"  units that ran again              {len(retries):5}", not retries
    yield f"  articles lost                     {len(lost):5}    (to reach: 0)", bool(lost)
    number = twice.total()
    yield (
        f"  pages requested twice             {number:5}, {number / len(one.hits):.1%} of all  (to reach: 10 %)",
        False,
    )
    yield f"    of which articles               {articles:5}, {articles / len(wanted):.1%} of the articles", False
    at_once = max(served.peak.values())
    yield f"  requests to a host at one time    {at_once:5}    (to reach: 1)", at_once > 1
    faults = ", ".join(f"{name} {it['status']}" for name, it in two.record["sources"].items() if it["status"] != "ok")
    yield f"  exit codes                        {one.code:5}, {two.code}" + (f": {faults}" if faults else ""), False
    yield f"  the lines {'are the same' if got == wanted else 'differ'}", got != wanted


def _is_article(url: str) -> bool:
    source = source_for(url)
    return source is not None and source.identify(url) is not None


def _harvest(
    data: Path,
    served: Served,
    delay: float,
    engine: str = "",
    worker: subprocess.Popen[bytes] | None = None,
    at: int = 0,
) -> Harvest:
    """Run a harvest; kill the worker once `at` requests were answered. Raises `SystemExit` if it fails."""
    line, environment = arguments_of(data, "harvest", *engine_pages.SITES, served=served)
    way = (
        ["--engine", engine, "--jobs", "2"] if engine else ["--jobs", "1"]
    )  # two jobs: seven units at most on a worker
    options = ["-s", f"DOWNLOAD_DELAY={delay}", *way]
    before, begun = len(served.log), time.perf_counter()
    with (data.with_suffix(".log")).open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "hanoi_press", *line, *options], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        while worker is not None and process.poll() is None and len(served.log) - before < at:
            time.sleep(0.05)
        if worker is not None:
            os.kill(worker.pid, signal.SIGKILL)
        code = process.wait(30 * _PATIENCE)
        if code not in (0, 1):  # 1: what the second attempt at a unit read may drift from what the first one did
            sys.exit(f"the harvest ended with {code}:\n{data.with_suffix('.log').read_text('utf-8')[-3000:]}")
    record = json.loads(max((data / "runs").glob("*.json")).read_bytes())
    return Harvest(time.perf_counter() - begun, code, served.log[before:], record)


@contextmanager
def _cluster(folder: Path, served: Served) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers on loopback. Yield its address, and the workers."""
    _, environment = arguments_of(folder, "harvest", served=served)
    environment = dict(environment) | {"PYTHONPATH": str(ROOT)}
    file = folder / "scheduler.json"
    started: list[subprocess.Popen[bytes]] = []

    def start(module: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--scheduler-file", str(file), *options]
        with (folder / f"{module}-{len(started)}.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        started.append(process)
        return process

    scratch = ("--local-directory", str(folder / "scratch"))
    try:
        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        workers = [
            start("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0", *scratch)
            for _ in range(2)
        ]
        yield _address(file), workers
    finally:
        for process in reversed(started):
            process.terminate()
        for process in reversed(started):
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LAST_WORDS)
            process.kill()
            process.wait()


def _address(file: Path) -> str:
    """Wait for the scheduler and its workers; return its address."""
    from distributed import Client

    with Client(scheduler_file=str(file), timeout=_PATIENCE) as client:
        client.wait_for_workers(2, timeout=_PATIENCE)
        address: str = client.scheduler.address
    return address
