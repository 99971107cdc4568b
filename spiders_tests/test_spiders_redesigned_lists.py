"""Crawls of portals whose lists were redesigned last night, on loopback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spiders_tests.loopback import crawl
from spiders_tests.redesign import redesigned_site
from spiders_tests.sites.portals import site
from spiders_tests.sites.portals.piece import load
from spiders_tests.sites.serve import serve

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("name", "level", "lists"), [("mpi", 2, 1), ("mae", 1, 2)])
def test_a_list_with_pages_gives_every_article(tmp_path: Path, name: str, level: int, lists: int) -> None:
    pages, pieces = site(name), load(name)
    articles = {piece.url for piece in pieces}
    with serve(redesigned_site(pages, level) | {url: pages[url] for url in articles}) as served:
        done = crawl(tmp_path, name, "-a", "via=section", served=served)
    assert done.code == 0, done.err[-2000:]
    assert sorted(done.articles) == sorted(piece.id for piece in pieces)
    assert sorted(url for url in served.urls() if url in articles) == sorted(articles)
    record = json.loads(next((tmp_path / "runs").glob("*.json")).read_bytes())
    assert record["sources"][name]["lists"] == {"heuristic": lists}
    assert "were found without them" in done.err
