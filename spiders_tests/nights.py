"""Run harvests of a small modelled paper; report what each requested and what it left in the data folder."""

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
from spiders_tests.loopback import command_of, run
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import Served

OLD = "RECHECK_HOURS=0"  # no article is so young that it is requested again


class Night(NamedTuple):
    """What one run left, and the article and discovery pages it requested, by the last part of their addresses."""

    code: int
    out: str
    err: str
    articles: list[str]
    discovery: list[str]
    record: dict[str, Any]


def night(data: Path, served: Served, *arguments: str, paper: Paper | None = None, command: str = "harvest") -> Night:
    """Run `scrapy harvest hanoimoi`, or another command, to its end."""
    if paper is not None:
        served.pages = paper.pages()
    before = len(served.log)
    done = run(data, command, "hanoimoi", *arguments, served=served)
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


def paper_of(*days: str, each: int = 4) -> Paper:
    """Return a paper with `each` articles a day, numbered from 101 on, the oldest first."""
    paper = Paper()
    for turn, day in enumerate(sorted(days)):
        for hour in range(each):
            paper.publish(101 + turn * 100 + hour, at(f"{day} {8 + hour:02}:15"))
    return paper


def publish(paper: Paper, day: int, number: int = 3) -> None:
    """Add the articles of a day of March 2023, numbered from `day` * 100 on."""
    for turn in range(number):
        paper.publish(day * 100 + turn, at(f"2023-03-{day:02} {8 + turn:02}:15"))


class Running:
    """A harvest, or another command, in a fresh process, to be stopped on its way."""

    def __init__(
        self,
        data: Path,
        served: Served,
        *arguments: str,
        environment: dict[str, str] | None = None,
        command: str = "harvest",
        **options: Any,
    ) -> None:
        line, variables = command_of(data, command, "hanoimoi", *arguments, served=served)
        self.served = served
        self.before = len(served.log)
        self.process = subprocess.Popen(
            line,
            cwd=ROOT,
            env=variables | (environment or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def wait_for(self, requests: int) -> bool:
        """Wait until the site has answered so many requests; return False if the run ended before."""
        return self.wait_until(lambda: len(self.served.log) - self.before >= requests)

    def wait_until(self, seen: Callable[[], bool]) -> bool:
        """Wait until `seen()` is true; return False if the run ended before."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if seen():
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(0.002)
        raise AssertionError("the run neither moves nor ends")

    def end(self, how: signal.Signals | None = None) -> tuple[int, str, str]:
        """Send a signal, if any, and wait for the end; return exit code, standard output and standard error."""
        if how is not None and self.process.poll() is None:
            os.kill(self.process.pid, how)
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out, err


def last_line(out: str) -> str:
    return out.strip().splitlines()[-1]


def corpus(data: Path) -> list[dict[str, Any]]:
    """Return every stored line without its times, by id and revision. Raises `ValueError` for a torn line."""
    found = [json.loads(line.raw) for path in segments(data) for line in lines(path)]
    for one in found:
        del one["fetched_at"], one["archive"]
    return sorted(found, key=lambda one: (one["id"], one["revision"]))


def revisions(data: Path) -> dict[str, list[int]]:
    """Return the revision numbers of each id."""
    found: dict[str, list[int]] = {}
    for one in corpus(data):
        found.setdefault(one["id"], []).append(one["revision"])
    return found


def nothing_left(data: Path) -> list[str]:
    """Return the temporary files in a data folder: a finished run must not leave any."""
    return [path.name for path in data.rglob("*") if path.name.endswith((".part", ".new", ".salvaging", ".merging"))]


CHALLENGE = Page.of("<html><head><title>Just a moment...</title></head><body></body></html>", status=403)
