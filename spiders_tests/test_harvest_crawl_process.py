"""`harvest/crawl_process.py`: what a crawling process writes to standard error comes whole, also in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders_tests.faulty_extensions import LoudExtension, with_extension
from spiders_tests.loopback import command_of
from spiders_tests.nights import night, paper_of
from spiders_tests.scrapy_process import ROOT
from spiders_tests.sites.serve import Served
from spiders_tests.terminal import in_terminal

pytestmark = pytest.mark.slow
LOUD = "libloud: a warning of its own"
PAPER = paper_of("2023-03-06", each=6)


def test_in_a_log(served: Served, tmp_path: Path) -> None:
    done = night(tmp_path, served, *with_extension(LoudExtension), paper=PAPER)
    assert done.code == 0 and done.err.splitlines().count(LOUD) == 6


def test_above_the_progress_of_a_terminal(served: Served, tmp_path: Path) -> None:
    served.pages, served.delay = PAPER.pages(), 0.1
    command, environment = command_of(tmp_path, "harvest", "hanoimoi", *with_extension(LoudExtension), served=served)
    environment |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    shown = in_terminal(command, environment, ROOT)
    assert shown.code == 0, shown.screen
    assert shown.screen.count(LOUD) == 6
    during = [shot for shot in shown.shots if any(line.startswith("hanoimoi ") for line in shot) and LOUD in shot]
    assert during and all(sum(line.startswith("hanoimoi ") for line in shot) == 1 for shot in during)
    assert all(line in (LOUD, "") or "libloud" not in line for shot in shown.shots for line in shot)
