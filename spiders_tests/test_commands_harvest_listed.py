"""Nights of a paper whose pages print no date: the list's counts, night after night, and in a replay of the archive."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hanoi_press.warc.reader import responses
from spiders_tests.loopback import run
from spiders_tests.nights import corpus, night, revisions
from spiders_tests.sites.nightly import VN, Paper, Piece
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import serve

pytestmark = pytest.mark.slow


@dataclass
class UndatedPaper(Paper):
    """A paper whose articles state no date; without a sitemap its list prints one."""

    has_sitemap: bool = False

    def _article(self, piece: Piece) -> Page:
        head = f'<h1 class="c-detail-head__title">{html.escape(piece.title)}</h1>'
        body = f'<div class="b-maincontent"><div class="entry"><p>{html.escape(piece.words)}</p></div></div>'
        return Page.of(f"<html><head><title>{piece.title}</title></head><body>{head}{body}</body></html>")


def test_the_date_of_the_list_is_kept_night_after_night_and_in_a_replay(tmp_path: Path) -> None:
    now = datetime.now(VN).replace(second=0, microsecond=0)
    paper = UndatedPaper()
    pieces = [paper.publish(number, now - timedelta(hours=number)) for number in (1, 2, 3)]
    dates = {piece.id: piece.published.isoformat() for piece in pieces}
    with serve({}) as served:
        first = night(tmp_path, served, "--days", "2", paper=paper)
        lines = corpus(tmp_path)
        paper.publish(4, now)
        del paper.pieces[1]  # no list names it any more
        served.pages = served.pages | paper.pages()
        second = night(tmp_path, served, "--days", "2")
    assert first.code == second.code == 0, second.err
    assert {line["id"]: line["published_at"] for line in lines} == dates
    assert {line["extraction"]["fields"]["published_at"] for line in lines} == {"list"}
    assert {line["id"]: line["raw"]["published"] for line in lines} == dates
    assert "bai-viet-1.html" in second.articles, "an article so young is requested again"
    assert revisions(tmp_path) == {f"hanoimoi/{number}": [1] for number in (1, 2, 3, 4)}

    wanted = corpus(tmp_path)
    (file,) = tmp_path.glob("archive/*/*/*.warc.gz")
    assert all(one.listed and one.listed.published for one in responses(file, pytest.fail))
    for stored in [*tmp_path.glob("articles/*/*/*"), *tmp_path.glob("ledger.sqlite*")]:
        stored.unlink()
    again = run(tmp_path, "replay")
    assert again.returncode == 0, again.stderr
    assert corpus(tmp_path) == wanted


def test_a_paper_that_prints_its_dates_does_not_take_the_lists(tmp_path: Path) -> None:
    now = datetime.now(VN).replace(second=0, microsecond=0)
    paper = Paper(has_sitemap=False)
    piece = paper.publish(1, now - timedelta(hours=5))
    pages = paper.pages()
    other = Paper({1: replace(piece, published=now - timedelta(hours=1))}, has_sitemap=False)
    with serve(pages | other._latest()) as served:
        assert night(tmp_path, served, "--days", "2").code == 0
    (line,) = corpus(tmp_path)
    assert line["published_at"] == piece.published.isoformat()
    assert line["extraction"]["fields"]["published_at"] != "list"
