"""Harvests on a Dask cluster of two workers: the corpus is that of this machine's processes, also if one is killed."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

from hanoi_press.commands.harvest import _PRELOADED
from hanoi_press.engine.dask_engine import DaskEngine
from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import Engine
from hanoi_press.harvest.harvest_joining import HarvestJoining
from hanoi_press.harvest.harvest_plan import HarvestPlan
from hanoi_press.harvest.shipped_settings import shipped_settings
from hanoi_press.harvest.source_work import UnknownSource, _known
from hanoi_press.store.folder import DataFolder
from spiders_tests.dask_processes import DaskProcess, DaskProcesses, dask_processes
from spiders_tests.loopback import PORT, LoopbackHandler
from spiders_tests.nights import corpus, night, nothing_left
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow
SOURCES = ("hanoimoi", "mst", "moit")
ARTICLES = 24
HELD = 106  # the article whose answer is kept back until a worker is killed; all newer ones were read by then


def pages() -> dict[str, Page]:
    paper = Paper()
    for number in range(ARTICLES):
        paper.publish(100 + number, at(f"2023-03-0{1 + number // 12} {8 + number % 12:02}:15"))
    return paper.pages() | site("mst") | site("moit")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with serve(pages()) as running:
        monkeypatch.setenv(PORT, str(running.port))  # for the workers, too
        yield running


@pytest.fixture
def processes(served: Served) -> Iterator[DaskProcesses]:
    with dask_processes() as found:
        yield found


def settings() -> dict[str, Any]:
    handler = f"{LoopbackHandler.__module__}.LoopbackHandler"
    found = Settings()
    found.setmodule("hanoi_press.settings", priority="project")
    stated = {
        "DOWNLOAD_HANDLERS": json.dumps({"http": handler, "https": handler}),
        "DOWNLOAD_DELAY": "0",
        "AUTOTHROTTLE_ENABLED": "False",
        "ALLOW_PRIVATE_ADDRESSES": "True",
    }
    found.setdict(stated, priority="cmdline")
    return shipped_settings(found)


def harvest(data: Path, engine: Engine) -> dict[str, Any]:
    """Run a harvest in this process, and return its record."""
    units = HarvestPlan(SOURCES, {"since": "1990-01-01"}, settings()).units()
    with DataFolder.open(data, "a test") as folder:
        joining = HarvestJoining(folder, units, engine.stop)
        for ended in engine.run(units, data / "parts" / folder.run, prepare=joining.prepare):
            joining.join(ended)
        joining.finish("shutdown")
    engine.close()
    return folder.record.content


def kill_at_work(processes: DaskProcesses, workers: list[DaskProcess], asked: threading.Event) -> None:
    """Kill the worker that crawls hanoimoi, once it has shipped what came before the answer that is kept back."""
    assert asked.wait(60)
    time.sleep(1.5)
    (lock,) = processes.folder.rglob("hanoimoi/.lock")
    found = re.search(r"process (\d+),", lock.read_text("utf-8"))
    assert found
    ancestors = set()
    pid = int(found[1])
    while pid > 1:
        ancestors.add(pid)
        pid = int(Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[1])
    next(worker for worker in workers if worker.pid in ancestors).kill()


def test_two_workers_of_which_one_is_killed(served: Served, processes: DaskProcesses, tmp_path: Path) -> None:
    plain = harvest(tmp_path / "plain", ProcessEngine(1, 3))
    assert plain["retries"] == [] and plain["sources"]["hanoimoi"]["new"] == ARTICLES
    before = len(served.log)
    scheduler = processes.scheduler()
    workers = [processes.worker(scheduler) for _ in range(2)]
    asked, go_on = threading.Event(), threading.Event()
    served.faults = _held(f"-{HELD}.html", asked, go_on)

    def disturb() -> None:
        try:
            kill_at_work(processes, workers, asked)
        finally:
            go_on.set()

    killer = threading.Thread(target=disturb)
    killer.start()
    record = harvest(tmp_path / "dask", DaskEngine(scheduler.address, lanes=3, preload=_PRELOADED, ship_every=0.2))
    killer.join()
    assert corpus(tmp_path / "dask") == corpus(tmp_path / "plain") and nothing_left(tmp_path / "dask") == []
    assert any(line.startswith("hanoimoi: ") for line in record["retries"]), record["retries"]
    assert {name: one["status"] for name, one in record["sources"].items()} == dict.fromkeys(SOURCES, "ok")
    assert record["sources"]["hanoimoi"]["new"] == ARTICLES
    twice = [url for url, number in Counter(hit.url for hit in served.log[before:]).items() if number > 1]
    articles = [url for url in twice if "bai-viet-" in url]
    assert len(articles) <= ARTICLES / 10, articles
    assert all(count == 1 for count in served.peak.values())  # one request at a time to each site
    served.faults = None
    again = night(tmp_path / "dask", served, "mst", "--engine", scheduler.address)  # the command, on the other worker
    assert (again.code, again.articles) == (0, []), again.err
    assert (again.record["engine"], again.record["retries"]) == (f"dask {scheduler.address}", [])
    assert "hanoimoi: 0 new articles" in again.err


def _held(end: str, asked: threading.Event, go_on: threading.Event) -> Callable[[str], Page | None]:
    def fault(url: str) -> Page | None:
        if url.endswith(end) and not asked.is_set():
            asked.set()
            go_on.wait(60)
        return None

    return fault


def test_a_source_that_a_machine_does_not_know_is_named() -> None:
    with pytest.raises(UnknownSource, match=r"the source xa_vidu is not known here; .* xa_vidu\.py"):
        _known("xa_vidu")
