"""`scrapy crawl`: exit codes and the run's record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spiders_tests.faulty_extensions import CriticalLogExtension, RaiseOnceExtension, with_extension
from spiders_tests.loopback import crawl
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow


@pytest.fixture
def served() -> Iterator[Served]:
    paper = Paper()
    for number in range(101, 107):
        paper.publish(number, at(f"2023-03-06 {number - 95:02}:15"))
    with serve(paper.pages()) as running:
        yield running


def record_of(data: Path) -> dict[str, Any]:
    (file,) = (data / "runs").glob("*.json")
    record: dict[str, Any] = json.loads(file.read_bytes())
    return record


def test_a_callback_that_raises_is_a_failed_run(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimoi", *with_extension(RaiseOnceExtension), served=served)
    assert run.code == 1 and "ZeroDivisionError: a fault of ours" in run.err
    assert len(run.articles) == 5  # the others are read
    record = record_of(tmp_path)
    assert (record["exit_code"], record["sources"]["hanoimoi"]["status"]) == (1, "failed")


def test_a_critical_log_line_decides_nothing(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimoi", *with_extension(CriticalLogExtension), served=served)
    assert "CRITICAL: the sky is falling" in run.err
    assert (run.code, len(run.articles)) == (0, 6)
    record = record_of(tmp_path)
    assert (record["exit_code"], record["sources"]["hanoimoi"]["status"]) == (0, "ok")
