"""`extensions/checked_feeds.py`: a run whose `-o` file cannot be written fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders_tests.loopback import run
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.serve import serve


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "count", "reason"),
    [("/dev/full:jsonl", 2, "finished"), ("/dev/full:jsonl", 60, "disk")],
    ids=["at the end", "on the way"],
)
def test_a_file_that_cannot_be_written(tmp_path: Path, file: str, count: int, reason: str) -> None:
    paper = Paper()
    for number in range(count):
        paper.publish(101 + number, at(f"2023-03-{number // 20 + 1:02} {number % 20:02}:15"))
    with serve(paper.pages()) as served:
        done = run(tmp_path, "crawl", "hanoimoi", "-O", file, served=served)
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("CRITICAL: a file of -o or -O could not be written") == 1
    assert ("ended early: disk" in done.stdout) is (reason == "disk")
