"""`scrapy harvest` as cron runs it: exit codes, the lock, signals, a full disk."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.commands.harvest import _is_over
from hanoi_press.sources import Merger
from spiders_tests.loopback import command_of, run
from spiders_tests.nights import CHALLENGE, Running, corpus, night, nothing_left, revisions
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow


def paper_of(number: int) -> Paper:
    paper = Paper()
    for turn in range(number):
        paper.publish(100 + turn, at(f"2023-03-{1 + turn // 20:02} {turn % 20:02}:15"))
    return paper


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(paper_of(60).pages(), delay=0.005) as running:
        yield running


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["hanoimo"], "invalid source name 'hanoimo'; did you mean 'hanoimoi'?"),
        (["hanoimoi", "--since", "hom-qua"], "hanoimoi: invalid since=hom-qua; use a day like 2026-11-01"),
        (["hanoimoi", "--days", "0"], "hanoimoi: invalid days=0; use a whole number from 1 to 99999"),
        (
            ["hanoimoi", "--since", "2026-11-01", "--days", "2"],
            "hanoimoi: days= and since= cannot be combined; use one of them",
        ),
        (["hanoimoi", "--limit", "-3"], "hanoimoi: invalid limit=-3; use a whole number"),
        (["hanoimoi", "--max-minutes", "lau"], "invalid --max-minutes lau; use a number of minutes above 0"),
        (["hanoimoi", "--max-minutes", "0"], "invalid --max-minutes 0; use a number of minutes above 0"),
        (["--untill", "2026-11-01"], "invalid option --untill; did you mean --until?"),
        (["hanoimoi", "--until", "2025-13-01"], "hanoimoi: invalid until=2025-13-01; use a day like 2026-11-01"),
        (["--engine", "spark"], "invalid engine 'spark'; give 'dask' for workers on this machine"),
        (["--jobs", "0"], "invalid --jobs 0; use a whole number from 1 to 1000"),
        (["-s", "SEGMENT_COMPRESSION=rar"], "invalid SEGMENT_COMPRESSION=rar; use none or zstd"),
        (["-s", "RECHECK_HOURS=nie"], "invalid RECHECK_HOURS=nie; use a number, 0 or more"),
        (["-s", "PAGE_TRIES=0"], "invalid PAGE_TRIES=0; use a number, 1 or more"),
        (["-s", "PAGE_SECONDS=0"], "invalid PAGE_SECONDS=0; use a number, 0.1 or more"),
        (["-s", "PAGE_MEMORY=9000"], "invalid PAGE_MEMORY=9000; use a number, 268435456 or more"),
    ],
)
def test_a_bad_argument_ends_at_once(tmp_path: Path, arguments: list[str], says: str) -> None:
    done = run(tmp_path / "data", "harvest", *arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1 and done.stderr.startswith(says)
    assert not (tmp_path / "data").exists()


def test_a_ministry_that_was_merged_is_over() -> None:
    merger = Merger("mae", "2025-03-01")
    assert _is_over(merger, date(2026, 11, 18))
    assert not _is_over(merger, date(2025, 3, 1))
    assert not _is_over(merger, date(1990, 1, 1))
    assert not _is_over(None, date(2026, 11, 18))


def test_all_well(served: Served, tmp_path: Path) -> None:
    done = night(tmp_path, served, "--limit", "30")
    assert done.code == 0, done.err
    head, row, *_, total = done.out.splitlines()
    assert head.split() == ["source", "new", "changed", "failed", "blocked", "read", "by", "time"]
    assert row.split()[:6] == ["hanoimoi", "30", "0", "0", "0", "selectors"]
    assert total.startswith("total: 1 source, ")
    assert total.endswith(", 30 new, 0 changed, 0 failed, 0 blocked; all well")
    assert (done.record["exit_code"], done.record["command"]) == (0, "scrapy harvest")
    figures = done.record["sources"]["hanoimoi"]
    assert (figures["status"], figures["new"], figures["reason"]) == ("ok", 30, "finished")
    assert (tmp_path / figures["segment"]).is_file()
    assert sum(figures["extraction"]["pages"].values()) == 30


def test_blocked_is_1_if_nothing_came_and_with_strict(served: Served, tmp_path: Path) -> None:
    served.faults = lambda url: CHALLENGE
    done = night(tmp_path, served)
    assert done.code == 1 and "blocked" in done.out
    assert (done.record["sources"]["hanoimoi"]["status"], done.record["exit_code"]) == ("blocked", 1)
    served.faults = lambda url: CHALLENGE if url.endswith("-159.html") else None
    done = night(tmp_path, served)
    assert done.code == 0 and "blocked" in done.out
    figures = done.record["sources"]["hanoimoi"]
    assert (figures["status"], figures["nights_in_a_row"], done.record["attention"]) == ("blocked", 1, [])
    done = night(tmp_path, served, "--strict")
    assert done.code == 1 and done.record["attention"] == [
        f"hanoimoi is blocked: {done.record['sources']['hanoimoi']['reason_line']}"
    ]
    served.faults = None
    assert night(tmp_path, served).code == 0
    assert len(revisions(tmp_path)) == 60


def test_a_second_run_at_once_is_75(served: Served, tmp_path: Path) -> None:
    others_are_done = threading.Event()
    served.faults = lambda url: others_are_done.wait(100) and None if url.endswith("-150.html") else None
    first = Running(tmp_path, served)
    assert first.wait_for(3)
    second = run(tmp_path, "harvest", "hanoimoi", served=served)
    third = run(tmp_path, "crawl", "hanoimoi", served=served)
    others_are_done.set()
    code, _, err = first.end()
    assert code == 0, err
    for done in (second, third):
        assert done.returncode == 75
        line = done.stderr.strip().splitlines()[-1]
        assert line.startswith(
            f"already running: {tmp_path} is in use by scrapy harvest, process {first.process.pid}, "
        )
    assert revisions(tmp_path) == {f"hanoimoi/{number}": [1] for number in range(100, 160)}


def stopped_by(served: Served, data: Path, how: signal.Signals) -> tuple[int, str, str]:
    """Send a signal to a harvest after 12 requests; return its exit code and what it wrote.

    The 20th of its 60 articles is held back until then, so that no run is over too soon, however slow this process is.
    """
    signal_is_sent = threading.Event()
    served.faults = lambda url: signal_is_sent.wait(100) and None if url.endswith("-140.html") else None
    running = Running(data, served)
    assert running.wait_for(12)
    running.process.send_signal(how)
    signal_is_sent.set()
    ended = running.end()
    served.faults = None
    return ended


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_cleanly(served: Served, tmp_path: Path, how: signal.Signals) -> None:
    code, out, err = stopped_by(served, tmp_path, how)
    assert code == 0, err
    assert "ended early: shutdown" in out
    assert nothing_left(tmp_path) == []
    stopped = revisions(tmp_path)
    assert 0 < len(stopped) < 60
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == {f"hanoimoi/{number}": [1] for number in range(100, 160)}


def test_time_is_up(tmp_path: Path) -> None:
    with serve(paper_of(60).pages(), delay=0.2) as served:
        done = night(tmp_path, served, "--max-minutes", "0.03")
        assert done.code == 0, done.err
        assert "ended early: time" in done.out and "no discovery" not in done.out
        assert done.record["sources"]["hanoimoi"]["status"] == "stopped"
        assert len(revisions(tmp_path)) < 60
        served.delay = 0
        assert night(tmp_path, served).code == 0
    assert len(revisions(tmp_path)) == 60


def small_files(limit: int) -> dict[str, Any]:
    """Return options for a process whose files cannot grow beyond `limit` bytes: a write fails as on a full disk."""
    return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))}


@pytest.mark.parametrize("room", [20_000, 200_000])
def test_a_full_disk_is_an_error_and_loses_nothing(tmp_path: Path, room: int) -> None:
    with serve(paper_of(120).pages()) as served:
        running = Running(tmp_path, served, **small_files(room))
        code, _, err = running.end()
        assert code == 1, err
        assert "cannot be written" in err or "cannot be used" in err
        assert "Traceback" not in err
        corpus(tmp_path)  # whole lines only
        assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == {f"hanoimoi/{number}": [1] for number in range(100, 220)}


def test_a_data_folder_that_is_none(served: Served, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("Không phải thư mục")
    done = run(tmp_path / "data", "harvest", "hanoimoi", served=served)
    assert done.returncode == 2 and "is no folder; use the path of a folder" in done.stderr
    assert (tmp_path / "data").read_text() == "Không phải thư mục"
    assert served.log == []


def test_a_broken_segment_is_named_and_left_alone(served: Served, tmp_path: Path) -> None:
    night(tmp_path, served)
    (path,) = tmp_path.glob("articles/hanoimoi/*/*.jsonl")
    broken = path.read_bytes().replace(b'"id":"hanoimoi/130"', b'"id":"hanoimoi/130', 1)
    path.write_bytes(broken)
    done = night(tmp_path, served)
    assert done.code == 1
    assert f"a segment is damaged, its other lines are used: {path}:" in done.err
    assert path.read_bytes() == broken


def test_a_ledger_that_is_gone_costs_no_article(served: Served, tmp_path: Path) -> None:
    night(tmp_path, served)
    for file in tmp_path.glob("ledger.sqlite*"):
        file.unlink()
    done = night(tmp_path, served)
    assert (done.code, done.articles) == (0, [])
    (tmp_path / "ledger.sqlite").write_bytes(b"\x00rubbish" * 1000)
    done = night(tmp_path, served)
    assert (done.code, done.articles) == (0, [])
    assert len(revisions(tmp_path)) == 60


def test_a_clock_that_was_wrong(served: Served, tmp_path: Path) -> None:
    """Runs with a clock that is years behind, then years ahead, then right: nothing is lost or written twice."""
    for clock in ("2021-01-01 03:00", "2031-01-01 03:00", None):
        paper = paper_of(60)
        paper.publish(900 + len(clock or ""), at("2023-03-05 09:00"))
        served.pages = paper.pages()
        done = at_clock(tmp_path, served, clock)
        assert done.returncode == 0, done.stderr
    assert revisions(tmp_path) == {f"hanoimoi/{number}": [1] for number in (*range(100, 160), 900, 916)}


_CLOCK = """
import datetime, sys, time
shift = float(sys.argv.pop(1))
real = time.time
time.time = lambda: real() + shift
class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
datetime.datetime = Shifted
from scrapy.cmdline import execute
execute()
"""


def at_clock(data: Path, served: Served, clock: str | None) -> subprocess.CompletedProcess[str]:
    """Run a harvest in a process whose clock says `clock`."""
    command, environment = command_of(data, "harvest", "hanoimoi", served=served)
    shift = (at(clock) - at("2026-11-24 03:00")).total_seconds() if clock else 0
    command[2:3] = [_CLOCK, str(shift)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def test_a_killed_run_shows_in_its_record(served: Served, tmp_path: Path) -> None:
    stopped_by(served, tmp_path, signal.SIGKILL)
    (record,) = (tmp_path / "runs").glob("*.json")
    assert json.loads(record.read_bytes())["finished"] is None
    done = night(tmp_path, served)
    assert done.code == 0 and "a harvest was broken off" in done.err
