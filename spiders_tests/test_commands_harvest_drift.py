"""Nights in which a site is redesigned: what harvest, crawl and replay end with, and what their last line says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.sources import sources
from spiders_tests.loopback import run
from spiders_tests.nights import OLD, last_line, night, publish, revisions
from spiders_tests.redesign import redesigned_site
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow


def test_nothing_can_be_read_and_is_mended(served: Served, tmp_path: Path) -> None:
    paper = Paper()
    publish(paper, 6)
    assert night(tmp_path, served, paper=paper).code == 0
    publish(paper, 7)
    for piece in paper.pieces.values():
        piece.broken = True
    done = night(tmp_path, served, paper=paper)
    assert done.code == 1 and last_line(done.out).endswith("; 1 needs a person"), done.out
    assert "\n! hanoimoi drifts: 0 of 3 pages could be read, usually 100 %\n" in done.out
    figures = done.record["sources"]["hanoimoi"]
    assert (figures["status"], figures["drift_of"]) == ("failed", ["pages"])
    for piece in paper.pieces.values():
        piece.broken = False
    done = night(tmp_path, served, paper=paper)
    assert (done.code, done.record["sources"]["hanoimoi"]["status"]) == (0, "ok"), done.out
    assert len(revisions(tmp_path)) == 6


def test_a_redesign_is_survived(served: Served, tmp_path: Path) -> None:
    paper = Paper()
    publish(paper, 6)
    night(tmp_path, served, paper=paper)
    publish(paper, 7)
    shutil.rmtree(tmp_path / "runs")  # the corpus alone tells what is usual
    served.pages = redesigned_site(paper.pages(), 1)
    done = night(tmp_path, served, "-a", "limit=3", command="crawl")
    figures = done.record["sources"]["hanoimoi"]
    assert (done.code, figures["status"], figures["new"]) == (1, "drifted", 3), done.err
    (other,) = figures["extraction"]["pages"]
    assert f"drift: read by {other} instead of onecms-detail on 3 of 3 pages" in last_line(done.out)
    done = night(tmp_path, served, paper=paper)
    assert (done.code, done.articles) == (0, [])
    publish(paper, 8)
    done = night(tmp_path, served, paper=paper)
    assert (done.code, done.record["sources"]["hanoimoi"]["status"]) == (0, "ok"), done.out


def test_a_ministry_with_three_articles_a_night(tmp_path: Path) -> None:
    empty = Page.of("<html><head><title>Moit</title></head><body><div></div></body></html>")
    with serve(site("moit")) as served:
        done = run(tmp_path, "harvest", "moit", "-s", OLD, "--limit", "1", served=served)
        assert done.returncode == 0, done.stdout
        served.faults = lambda url: empty if sources()["moit"].identify(url) else None
        done = run(tmp_path, "harvest", "moit", "hanoimoi", "-s", OLD, served=served)
    assert done.returncode == 1
    assert "\n! moit drifts: 0 of 3 pages could be read, usually 100 %\n" in done.stdout
    assert last_line(done.stdout).endswith("; 1 needs a person"), done.stdout  # hanoimoi failed for one night


def test_a_replay_that_reads_less(served: Served, tmp_path: Path) -> None:
    paper = Paper()
    publish(paper, 6)
    night(tmp_path, served, paper=paper)
    assert run(tmp_path, "replay", "hanoimoi", "--jobs", "1").returncode == 0
    file = next(tmp_path.glob("articles/*/*/*.jsonl"))
    found: list[dict[str, Any]] = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    # what an earlier version read from these answers
    file.write_text("".join(json.dumps(one | {"tags": ["Hà Nội"]}) + "\n" for one in found), "utf-8")
    file.with_name(f"{file.stem}.manifest.json").unlink()
    done = run(tmp_path, "replay", "hanoimoi", "--jobs", "1")
    assert done.returncode == 1
    assert last_line(done.stdout).endswith("; drift: tags on 0 of 3 pages that have it in the corpus"), done.stderr


def test_pages_given_up_are_named(served: Served, tmp_path: Path) -> None:
    paper = Paper()
    publish(paper, 6, 2)
    paper.pieces[600].broken = True
    for _ in range(2):
        paper.publish(700 + len(paper.pieces), at("2023-03-07 08:15"))
        done = night(tmp_path, served, "-s", "PAGE_TRIES=2", paper=paper)
    assert done.code == 1 and last_line(done.out).endswith("; 1 needs a person")
    assert f"\n! hanoimoi: 1 page given up ({paper.pieces[600].url})\n" in done.out
    assert done.record["attention"] == [f"hanoimoi: 1 page given up ({paper.pieces[600].url})"]
    paper.publish(800, at("2023-03-08 08:15"))
    done = night(tmp_path, served, "-s", "PAGE_TRIES=2", paper=paper)
    assert done.code == 0 and last_line(done.out).endswith("; all well")
    assert len(done.record["sources"]["hanoimoi"]["given_up"]) == 1
