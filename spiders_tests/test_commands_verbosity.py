"""`--quiet` and `--verbose`, and how long the log of a night is: quiet, without DNS, in a terminal."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from spiders_tests.loopback import command_of, run
from spiders_tests.nights import night, paper_of
from spiders_tests.scrapy_process import ROOT, run_scrapy
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.serve import Served, serve
from spiders_tests.terminal import in_terminal

pytestmark = pytest.mark.slow

SEVEN = ("baochinhphu", "bvhttdl", "mae", "moet", "mof", "moha", "mst")
DAYS = ("2023-03-06", "2023-03-07")
DUMPS = ("Enabled ", "Overridden settings", "Dumping", "Versions", "Spider opened", "Closing spider", "Crawled")


def lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    return (done.stderr + done.stdout).splitlines()


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {url: page for name in SEVEN for url, page in site(name).items()}


def test_a_quiet_night_of_seven_sources(pages: dict[str, Page], tmp_path: Path) -> None:
    with serve(pages) as served:
        run(tmp_path, "harvest", *SEVEN, served=served)
        done = run(tmp_path, "harvest", *SEVEN, served=served)
        assert done.returncode == 0, done.stderr
        assert len(lines(done)) <= 40
        assert sum("User-Agent" in line for line in lines(done)) == 1
        assert not [line for line in lines(done) if any(dump in line for dump in DUMPS)]
        assert all(any(f"{name}: 0 new articles" in line for line in lines(done)) for name in SEVEN)
        assert "\x1b" not in done.stderr + done.stdout
        quiet = run(tmp_path, "harvest", *SEVEN, "--quiet", served=served)
        assert not re.search(" (INFO|DEBUG): ", quiet.stderr)
        for one in (done, quiet):  # the last line, whose third part is the time
            assert one.stdout.splitlines()[-1].startswith("total: 7 sources, ")
            assert one.stdout.splitlines()[-1].endswith(" 0 new, 0 changed, 0 failed, 0 blocked; all well")
        everything = run(tmp_path, "harvest", *SEVEN, "--verbose", served=served)
    assert all(dump in everything.stderr for dump in DUMPS)


def test_a_night_without_dns(tmp_path: Path) -> None:
    fast = ("-s", "RETRY_BACKOFF=0", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=2", "-s", "DNS_TIMEOUT=2")
    done = run_scrapy(["harvest", *SEVEN, *fast], os.environ | {"HANOI_PRESS_DATA": str(tmp_path)})
    assert done.returncode == 1
    assert len(lines(done)) <= 50 and "Traceback" not in done.stderr
    for host in ("mst.gov.vn", "moet.gov.vn"):
        named = [line for line in done.stderr.splitlines() if f"https://{host}/robots.txt: dns: " in line]
        assert len(named) == 1, done.stderr
    assert sum("no route answered: tried " in line for line in done.stderr.splitlines()) == 7


def test_a_host_that_fails_in_between_is_one_line(served: Served, tmp_path: Path) -> None:
    paper = paper_of(*DAYS)
    served.faults = lambda url: Page.of("", status=500) if "bai-viet-" in url else None
    done = night(tmp_path, served, "-s", "RETRY_TIMES=0", paper=paper)
    assert sum("could not be read (server-error)" in line for line in done.err.splitlines()) == 2  # and its count
    assert "more like this (--verbose shows all)" in done.err and "Traceback" not in done.err


def test_both_at_once_are_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "harvest", "--quiet", "--verbose")
    assert done.returncode == 2 and done.stderr.splitlines()[-1].endswith("not allowed with argument --quiet")


def test_a_terminal_shows_progress_and_then_only_the_last_lines(served: Served, tmp_path: Path) -> None:
    served.pages = paper_of(*DAYS).pages()
    served.delay = 0.05
    command, environment = command_of(tmp_path, "harvest", "hanoimoi", "--since", DAYS[0], served=served)
    environment |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    resized = {3: (12, 60), 8: (30, 100)}
    shown = in_terminal(command, environment, ROOT, resize=resized.get)
    assert shown.code == 0, shown.screen
    rows = [[line for line in shot if line.startswith("hanoimoi ")] for shot in shown.shots]
    assert any(rows) and max(map(len, rows)) == 1
    assert any("2023-03-0" in line for found in rows for line in found)  # the oldest day reached
    assert not any(line.startswith("hanoimoi  ") and "%" in line for line in shown.screen)
    assert b"\x1b[?25h" in shown.raw and not shown.raw.rstrip().endswith(b"\x1b[?25l")


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_no_control_characters_where_none_are_understood(served: Served, tmp_path: Path, term: str) -> None:
    served.pages = paper_of(*DAYS).pages()
    quiet = ["--quiet"] if term == "xterm" else []
    command, environment = command_of(tmp_path, "harvest", "hanoimoi", *quiet, served=served)
    shown = in_terminal(command, environment | {"TERM": term, "PYTHONPATH": str(ROOT)}, ROOT)
    assert shown.code == 0 and b"\x1b" not in shown.raw
    assert (b"new articles" in shown.raw) == (term == "dumb")
