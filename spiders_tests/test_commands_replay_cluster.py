"""`scrapy replay --engine` on a real Dask cluster: the corpus of one process, also if a worker is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.dask_processes import DaskProcess, DaskProcesses, dask_processes
from spiders_tests.loopback import run
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.hanoimoi.site import Site

pytestmark = pytest.mark.slow

SITE = Site()
PAGES = SITE.pages()
SPECS = [spec for spec in SITE.current if not spec.sponsored]
HTML = [("Content-Type", "text/html; charset=utf-8")]
COUNT = 90  # pages of a file


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with three archive files of articles, each of which has two revisions."""
    folder = tmp_path_factory.mktemp("archives")
    for month in ("09", "10", "11"):
        writer = WarcWriter(folder, "hanoimoi", "test")
        for number in range(COUNT):
            spec = SPECS[number % len(SPECS)]
            body = PAGES[spec.url].body.replace(str(spec.id).encode(), str(700000 + number).encode())
            body = body.replace(b"</p>", f" (bản {'09' if month == '09' else '10'})</p>".encode(), 1)
            url = f"https://hanoimoi.vn/tin-{700000 + number}.html"
            writer.write(Exchange(url, f"2026-{month}-24T03:00:00Z", 200, "OK", HTML, body))
        writer.close()
        (path,) = folder.glob("archive/*/*/*.warc.gz")
        path.rename(folder / f"{month}.warc.gz")
    return folder


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[DaskProcesses, DaskProcess, list[DaskProcess]]]:
    with dask_processes() as processes:
        scheduler = processes.scheduler()
        yield processes, scheduler, [processes.worker(scheduler) for _ in range(2)]


def corpus(data: Path) -> list[str]:
    """Return the lines in the order in which they were written."""
    return [line for path in sorted(data.glob("articles/*/*/*.jsonl")) for line in path.read_text("utf-8").splitlines()]


def record(data: Path) -> dict[str, object]:
    (found,) = [json.loads(path.read_text()) for path in data.glob("runs/*.json")]
    assert isinstance(found, dict)
    return found


def test_a_worker_is_killed_in_mid_unit(
    tmp_path: Path, archives: Path, cluster: tuple[DaskProcesses, DaskProcess, list[DaskProcess]]
) -> None:
    processes, scheduler, workers = cluster
    flags = ("hanoimoi", "--archive", str(archives / "*.warc.gz"))
    alone = run(tmp_path / "alone", "replay", *flags, "--jobs", "1")
    engine = ("--engine", scheduler.address, "--exchange", str(tmp_path / "exchange"), "--jobs", "2")
    command = [sys.executable, "-m", "scrapy", "replay", *flags, *engine, "-s", f"DATA_DIR={tmp_path / 'data'}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        for _ in range(600):
            if any(path.stat().st_size for path in processes.folder.rglob("readings.part")):
                break
            time.sleep(0.05)
        workers[0].kill()
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert alone.stdout.startswith(f"hanoimoi: {3 * COUNT} pages read: {COUNT} new, ")
    assert out.splitlines()[0] == alone.stdout.rstrip()
    assert corpus(tmp_path / "data") == corpus(tmp_path / "alone") and len(corpus(tmp_path / "data")) >= 2 * COUNT
    found = record(tmp_path / "data")
    assert found["engine"] == f"dask {scheduler.address}" and record(tmp_path / "alone")["engine"] == "processes"
    assert isinstance(found["retries"], list)
    assert out.splitlines()[1:] == [f"tried again: {line}" for line in found["retries"]]
    assert "was lost" in err and not list(tmp_path.glob("data/parts/*")) and not list(tmp_path.glob("exchange/*"))
