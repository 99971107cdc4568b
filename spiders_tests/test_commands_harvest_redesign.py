"""Redesigns through the real commands: a paper at level 2, and a ministry of which nothing can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.sources import sources
from spiders_tests.faulty_extensions import BrokenReaderExtension, with_extension
from spiders_tests.loopback import run
from spiders_tests.nights import OLD, Night, last_line, night, publish
from spiders_tests.redesign import redesigned_site
from spiders_tests.sites.nightly import Paper
from spiders_tests.sites.portals import site
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow
BROKEN = with_extension(BrokenReaderExtension, 1)


def next_night(data: Path, served: Served, paper: Paper, day: int, level: int) -> Night:
    """Publish four articles and harvest the paper at a level of redesign, as in a night of its own."""
    publish(paper, day, 4)
    served.pages = redesigned_site(paper.pages(), level) if level else paper.pages()
    done = night(data, served, "-s", OLD)
    record = max((data / "runs").glob("*.json"))
    record.rename(record.with_name(f"202303{day:02}{record.name[8:]}"))
    return done


def test_a_redesigned_paper_rings_and_goes_on_and_is_usual_after_three_nights(served: Served, tmp_path: Path) -> None:
    paper = Paper()
    codes = [next_night(tmp_path, served, paper, day, 0).code for day in (1, 2, 3)]
    assert codes == [0, 0, 0]
    for day in (4, 5, 6):
        done = next_night(tmp_path, served, paper, day, 2)
        assert done.code == 1 and last_line(done.out).endswith("; 1 needs a person"), done.err
        (said,) = [line for line in done.out.splitlines() if line.startswith("! ")]
        assert "hanoimoi drifts: read by" in said and "instead of onecms-detail on 4 of 4 pages" in said
        assert done.record["sources"]["hanoimoi"]["new"] == 4
        assert done.record["sources"]["hanoimoi"]["status"] == "drifted"
    done = next_night(tmp_path, served, paper, 7, 2)
    assert (done.code, "drift" in done.out) == (0, False), done.out
    wanted = {piece.id: (piece.title, piece.words) for piece in paper.pieces.values()}
    assert {one.id: (one.title, one.text) for one in load(tmp_path)} == wanted


def test_a_ministry_of_which_nothing_can_be_read_and_its_mend(tmp_path: Path) -> None:
    """Its articles of those nights come from the archive, and the site sees no request for their pages."""
    arguments = ("harvest", "moit", "-s", OLD, "-s", "PAGE_TRIES=2")
    with serve(site("moit")) as served:
        assert run(tmp_path, *arguments, "--limit", "1", served=served).returncode == 0
        for _ in range(3):  # one more than PAGE_TRIES
            done = run(tmp_path, *arguments, *BROKEN, served=served)
            assert done.returncode == 1, done.stderr
            assert "! moit drifts: 0 of 3 pages could be read, usually 100 %" in done.stdout
        before = len(served.log)
        done = run(tmp_path, *arguments, served=served)
        asked = [hit.url for hit in served.log[before:] if sources()["moit"].identify(hit.url)]
    assert (done.returncode, asked) == (0, []), done.stderr
    assert "  moit: 3 read again from the archive\n" in done.stdout
    assert last_line(done.stdout).endswith(", 0 failed, 0 blocked; all well")
    with serve(site("moit")) as served:
        run(tmp_path / "elsewhere", "harvest", "moit", served=served)
    wanted = {one.id: one.text for one in load(tmp_path / "elsewhere")}
    assert len(wanted) == 4 and {one.id: one.text for one in load(tmp_path)} == wanted
