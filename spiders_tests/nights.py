"""Runs the harvest as cron does, over the paper in small, and looks at what it asked for and what lies on disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from hanoi_press.store.segments import lines, segments
from spiders_tests.loopback import ROOT, command_of
from spiders_tests.sites.nightly import Paper
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import Served

OLD = "RECHECK_HOURS=0"  # no article is young


class Night(NamedTuple):
    """What one run left, and what it asked the site for: article pages, and pages of discovery, by their last part."""

    code: int
    out: str
    err: str
    articles: list[str]
    discovery: list[str]
    record: dict[str, Any]


def night(data: Path, served: Served, *arguments: str, paper: Paper | None = None, command: str = "harvest") -> Night:
    """One whole run of `scrapy harvest hanoimoi` (or another command)."""
    if paper is not None:
        served.pages = paper.pages()
    before = len(served.log)
    line, environment = command_of(data, command, "hanoimoi", *arguments, served=served)
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180)
    asked = [hit.url.rsplit("/", 1)[1] for hit in served.log[before:]]
    records = sorted((data / "runs").glob("*.json"))
    return Night(
        done.returncode,
        done.stdout,
        done.stderr,
        [name for name in asked if name.startswith("bai-viet-")],
        [name for name in asked if not name.startswith(("bai-viet-", "robots"))],
        json.loads(records[-1].read_bytes()) if records else {},
    )


class Running:
    """A run on its way, to be stopped."""

    def __init__(self, data: Path, served: Served, *arguments: str, **options: Any) -> None:
        line, environment = command_of(data, "harvest", "hanoimoi", *arguments, served=served)
        self.served = served
        self.before = len(served.log)
        self.process = subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
        )

    def wait_for(self, requests: int) -> bool:
        """Waits until the site has answered so many requests; False where the run ended before."""
        return self.wait_until(lambda: len(self.served.log) - self.before >= requests)

    def wait_until(self, seen: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if seen():
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(0.002)
        raise AssertionError("the run neither moves nor ends")

    def end(self, how: signal.Signals | None = None) -> tuple[int, str, str]:
        """Sends a signal, if any, and waits for the end: code, standard output and error."""
        if how is not None and self.process.poll() is None:
            os.kill(self.process.pid, how)
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out, err


def corpus(data: Path) -> list[dict[str, Any]]:
    """Every line on disk without its times, by id and revision; a torn line fails."""
    found = [json.loads(line.raw) for path in segments(data) for line in lines(path)]
    for one in found:
        del one["fetched_at"], one["archive"]
    return sorted(found, key=lambda one: (one["id"], one["revision"]))


def revisions(data: Path) -> dict[str, list[int]]:
    """The revisions of each id, as they stand on disk."""
    found: dict[str, list[int]] = {}
    for one in corpus(data):
        found.setdefault(one["id"], []).append(one["revision"])
    return found


def nothing_left(data: Path) -> list[str]:
    """Files that a finished run must not leave."""
    return [path.name for path in data.rglob("*") if path.name.endswith((".part", ".new", ".salvaging", ".merging"))]


CHALLENGE = Page.of("<html><head><title>Just a moment...</title></head><body></body></html>", status=403)
