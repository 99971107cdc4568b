"""Sites whose pages state another id than their addresses have: harvest, crawl with -o, and replay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from spiders_tests.loopback import run
from spiders_tests.nights import OLD, corpus, night, revisions
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow


def paper_of(articles: int) -> Paper:
    paper = Paper()
    for number in range(articles):
        paper.publish(101 + number, at("2023-03-06 06:00") + timedelta(minutes=number))
    return paper


PAPER = paper_of(18)


@pytest.fixture
def one_article() -> Iterator[Served]:
    """Serve the paper by a server that answers every article's address with one article."""
    pages = PAPER.pages()
    same = pages[PAPER.pieces[109].url]
    with serve({url: same if "bai-viet-" in url else page for url, page in pages.items()}) as served:
        yield served


@pytest.fixture
def one_name() -> Iterator[Served]:
    """Serve the paper by a site whose canonical link is the same on all pages."""
    pages = PAPER.pages()
    for piece in PAPER.pieces.values():
        body = pages[piece.url].body.replace(f'href="{piece.url}"/>'.encode(), b'href="/bai-viet-999.html"/>')
        assert b"bai-viet-999" in body
        pages[piece.url] = Page.of(body.decode())
    with serve(pages) as served:
        yield served


def replayed(data: Path, archive: Path) -> str:
    done = run(data, "replay", "hanoimoi", "--archive", f"{archive}/**/*.warc.gz", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_one_article_at_every_address(one_article: Served, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = night(data, one_article)
    assert first.code == 0, first.err
    assert [(one["id"], one["url"]) for one in corpus(data)] == [("hanoimoi/109", PAPER.pieces[109].url)]
    figures = first.record["sources"]["hanoimoi"]
    assert (figures["new"], figures["changed"]) == (1, 0)
    assert (figures["unchanged"], figures["left_out"]["seen"]) == (1, 16)  # at its own address, and at the others
    again = night(data, one_article, "-s", OLD)
    assert (again.code, again.articles) == (0, [])
    assert "0 new, 0 changed, 18 unchanged" in replayed(data, data / "archive")
    assert "1 new, 0 changed, 17 unchanged" in replayed(tmp_path / "fresh", data / "archive")
    assert [one["id"] for one in corpus(tmp_path / "fresh")] == ["hanoimoi/109"]


def test_one_name_on_all_pages_merges_no_articles(one_name: Served, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = night(data, one_name)
    assert first.code == 0, first.err
    own = {piece.id: [1] for piece in PAPER.pieces.values()}
    assert revisions(data) == own | {"hanoimoi/999": [1]}
    texts = {one["id"]: one["text"] for one in corpus(data)}
    assert {id: texts[id] for id in own} == {piece.id: piece.words for piece in PAPER.pieces.values()}
    again = night(data, one_name, "-s", OLD)
    assert (again.code, again.articles) == (0, [])
    assert "0 new, 0 changed" in replayed(data, data / "archive")

    out = tmp_path / "out.jsonl"
    done = run(tmp_path / "none", "crawl", "hanoimoi", "-a", "since=2023-03-06", "-O", str(out), served=one_name)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {one["text"] for one in found} == {piece.words for piece in PAPER.pieces.values()}
    assert len({one["id"] for one in found}) == 18
