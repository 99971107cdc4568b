"""Harvests in units: the same corpus from one process, from two, and with a process killed in the middle."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spiders_tests.loopback import run
from spiders_tests.nights import Running, corpus, night, nothing_left, revisions
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow
OTHERS = ("moit", "mst")


def paper_of(*days: str) -> Paper:
    paper = Paper()
    for turn, day in enumerate(days):
        for hour in range(5):
            paper.publish(100 * (turn + 1) + hour, at(f"{day} {8 + hour:02}:15"))
    return paper


PAPER = paper_of("2023-03-01", "2023-03-02", "2023-03-03", "2023-03-04")
PAGES = PAPER.pages() | {url: page for name in OTHERS for url, page in site(name).items()}


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(PAGES) as running:
        yield running


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The corpus of an undisturbed harvest in one process."""
    data = tmp_path_factory.mktemp("plain") / "data"
    with serve(PAGES) as served:
        done = night(data, served, *OTHERS, "--jobs", "1")
    assert done.code == 0, done.err
    assert done.record["engine"] == "processes" and done.record["retries"] == []
    assert not (data / "parts").exists()
    found = corpus(data)
    assert {one["source"] for one in found} == {"hanoimoi", *OTHERS} and len(found) > 25
    return found


def process_of(data: Path, unit: str) -> int:
    """Return the process that crawls a unit, by the lock of its part."""
    (lock,) = data.glob(f"parts/*/{unit}/.lock")
    found = re.search(r"process (\d+),", lock.read_text("utf-8"))
    assert found
    return int(found[1])


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_for_lines(data: Path) -> None:
    """Wait until the articles that were read before the answer that is kept back are written."""
    deadline = time.monotonic() + 60
    before = sum(number >= 202 for number in PAPER.pieces)
    while sum(path.read_bytes().count(b"\n") for path in data.glob("parts/*/hanoimoi/articles/*/*/*.part")) < before:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def held_at(served: Served, end: str) -> tuple[threading.Event, threading.Event]:
    """Let the site keep back one answer, once: the events that it was asked for, and that it may be given."""
    asked, go_on = threading.Event(), threading.Event()

    def fault(url: str) -> Page | None:
        if url.endswith(end) and not asked.is_set():
            asked.set()
            go_on.wait(60)
        return None

    served.faults = fault
    return asked, go_on


def asked_again(served: Served, *, lists: bool = False) -> dict[str, int]:
    """Return the articles that were requested more than once; with `lists` the lists, too."""
    counts = Counter(url for url in served.urls() if "bai-viet-" in url or (lists and not url.endswith("/robots.txt")))
    return {url: number for url, number in counts.items() if number > 1}


def test_two_processes(served: Served, plain: list[dict[str, Any]], tmp_path: Path) -> None:
    done = night(tmp_path, served, *OTHERS, "--jobs", "2")
    assert done.code == 0, done.err
    assert corpus(tmp_path) == plain and nothing_left(tmp_path) == [] and not (tmp_path / "parts").exists()
    assert asked_again(served) == {}
    figures = done.record["sources"]["hanoimoi"]
    assert (figures["new"], figures["status"]) == (20, "ok") and (tmp_path / figures["segment"]).is_file()
    assert sum("User-Agent" in line for line in done.err.splitlines()) == 1


def test_a_process_that_is_killed_loses_nothing(served: Served, plain: list[dict[str, Any]], tmp_path: Path) -> None:
    asked, go_on = held_at(served, "-201.html")
    running = Running(tmp_path, served, *OTHERS, "--jobs", "2")
    assert asked.wait(60)
    wait_for_lines(tmp_path)
    os.kill(process_of(tmp_path, "hanoimoi"), signal.SIGKILL)
    go_on.set()
    code, out, err = running.end()
    assert code == 0, err
    assert corpus(tmp_path) == plain and nothing_left(tmp_path) == []
    again = asked_again(served, lists=True)  # on a busy machine the process had other sources, too
    assert {url: number for url, number in again.items() if "//hanoimoi.vn/" in url} == {PAPER.pieces[201].url: 2}
    assert "  run again: hanoimoi: a process that worked on it died (signal 9, SIGKILL)\n" in out
    shown = run(tmp_path, "runs", "show", "last").stdout
    assert "  run again: hanoimoi: a process that worked on it died" in shown
    assert re.search(r"^hanoimoi +20 ", shown, re.M)  # also those of the first try


def test_a_coordinator_that_is_killed_takes_its_processes_with_it(
    served: Served, plain: list[dict[str, Any]], tmp_path: Path
) -> None:
    asked, go_on = held_at(served, "-201.html")
    running = Running(tmp_path, served, *OTHERS, "--jobs", "2")
    assert asked.wait(60)
    wait_for_lines(tmp_path)
    pid = process_of(tmp_path, "hanoimoi")
    assert running.end(signal.SIGKILL)[0] == -signal.SIGKILL
    go_on.set()
    deadline = time.monotonic() + 30
    while is_alive(pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    before = len(served.log)
    time.sleep(0.1)
    assert len(served.log) <= before + 1  # the answer that was kept back
    done = night(tmp_path, served, *OTHERS)
    assert done.code == 0 and "a harvest was broken off" in done.err, done.err
    assert corpus(tmp_path) == plain and nothing_left(tmp_path) == []
    assert asked_again(served) == {PAPER.pieces[201].url: 2}


def test_a_second_signal_ends_at_once_and_loses_nothing(
    served: Served, plain: list[dict[str, Any]], tmp_path: Path
) -> None:
    asked, go_on = held_at(served, "-201.html")
    running = Running(tmp_path, served, *OTHERS)
    assert asked.wait(60)
    wait_for_lines(tmp_path)
    running.process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    code, _, err = running.end(signal.SIGINT)
    assert code == 128 + signal.SIGINT, err
    assert not go_on.is_set()
    go_on.set()
    done = night(tmp_path, served, *OTHERS)
    assert done.code == 0, done.err
    assert corpus(tmp_path) == plain
    assert asked_again(served) == {PAPER.pieces[201].url: 2}


def test_a_back_fill_goes_year_by_year_from_the_newest_on(tmp_path: Path) -> None:
    paper = paper_of("2020-12-30", "2021-05-05", "2022-01-02", "2022-12-31", "2023-01-01")
    with serve(paper.pages()) as served:
        done = night(tmp_path, served, "--since", "2021-01-01", "--until", "2022-12-31")
        assert done.code == 0, done.err
        asked = [int(name[9:-5]) for name in done.articles]
        assert sorted(asked) == [*range(200, 205), *range(300, 305), *range(400, 405)]
        assert [number // 100 for number in asked[::5]] == [4, 3, 2]
        figures = done.record["sources"]["hanoimoi"]
        assert (figures["new"], figures["asked"], figures["status"]) == (15, 15, "ok")
        assert done.out.splitlines()[1].split()[:2] == ["hanoimoi", "15"]
        assert (tmp_path / figures["segment"]).is_file()
        again = night(tmp_path, served, "--since", "2021-01-01", "--until", "2022-12-31")
        assert again.articles == [] and again.record["sources"]["hanoimoi"]["segment"] is None
        assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == {piece.id: [1] for piece in paper.pieces.values()}
