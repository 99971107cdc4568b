"""Crawls of moc and mae, both on SharePoint, over their modelled sites on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders_tests.loopback import crawl
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.portals.piece import gold, load
from spiders_tests.sites.serve import serve

pytestmark = pytest.mark.slow

REFUSAL = (
    "<html><body><h3>Thông báo từ chối truy cập</h3>"
    "<p>Hệ thống đang gặp vấn đề khi xử lý yêu cầu của bạn.</p></body></html>"
)


@pytest.mark.parametrize("route", ["section", "feed"])
def test_moc_by_each_route(tmp_path: Path, route: str) -> None:
    """The feed prints incomplete addresses (`http:moc.gov.vn/…`) and dates with the month first."""
    with serve(site("moc")) as served:
        run = crawl(tmp_path, "moc", "-a", f"via={route}", "-a", "since=2026-11-17", "-a", "limit=9", served=served)
    since = {piece.id: piece for piece in load("moc") if (piece.published or "") >= "2026-11-17"}
    wanted = {id for id, piece in since.items() if route == "section" or "feed" in piece.extra}
    assert run.code == 0 and set(run.articles) == wanted and len(wanted) >= 2
    for id in wanted:
        assert {name: run.articles[id][name] for name in gold(since[id])} == gold(since[id])


def test_a_soft_block_of_mae_ends_the_run(tmp_path: Path) -> None:
    pages = site("mae")
    blocked = [piece.url for piece in load("mae")][1]
    with serve(pages | {blocked: Page.of(REFUSAL)}) as served:
        run = crawl(tmp_path / "article", "mae", served=served)
    assert run.code == 1 and "blocked" in run.err
    assert not any("từ chối truy cập" in line["text"] + line["title"] for line in run.articles.values())
    with serve({url: Page.of(REFUSAL) for url in pages if not url.endswith("robots.txt")}) as served:
        run = crawl(tmp_path / "home", "mae", served=served)
        asked = len(served.log)
    assert run.code == 1 and "blocked" in run.err and run.articles == {}
    assert asked <= 3  # robots.txt, the home page, and no more than one besides
