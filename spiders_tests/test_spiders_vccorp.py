"""Crawls of mst, on VCCorp's government CMS, over its modelled site on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spiders_tests.loopback import crawl
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.portals.piece import gold, load
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow

HOME = "https://mst.gov.vn"
PIECES = load("mst")
GOLD = {piece.id: gold(piece) for piece in PIECES}
ADDRESSES = {piece.url for piece in PIECES}


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(site("mst")) as running:
        yield running


def differences(got: dict[str, dict[str, Any]], wanted: set[str]) -> list[str]:
    found = [f"{key}: missing" for key in wanted - set(got)] + [f"{key}: not asked for" for key in set(got) - wanted]
    for key in wanted & set(got):
        found += [f"{key} {name}: {got[key][name]!r}" for name, value in GOLD[key].items() if got[key][name] != value]
    return found


@pytest.mark.parametrize("route", ["sitemap", "section", "feed"])
def test_every_route_alone_gives_every_article_once(served: Served, tmp_path: Path, route: str) -> None:
    run = crawl(tmp_path, "mst", "-a", f"via={route}", served=served)
    assert (run.code, differences(run.articles, set(GOLD))) == (0, [])
    asked = served.urls()
    assert sorted(url for url in asked if url in ADDRESSES) == sorted(ADDRESSES)
    assert max(served.peak.values()) == 1
    assert asked[0] == f"{HOME}/robots.txt"
    assert not [url for url in asked if "/print/" in url or "van-ban-phap-luat" in url]
    assert {hit.url.split("/")[2] for hit in served.log} == {"mst.gov.vn"}
    assert not [url for url in asked if "-115261" in url], "a sister site's number"


def test_a_list_is_read_to_its_end_behind_the_first_page(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "mst", "-a", "section=vien-thong", served=served)
    assert differences(run.articles, {key for key, one in GOLD.items() if one["section"] == ["Viễn thông"]}) == []
    fragments = [url for url in served.urls() if "timelinelist" in url]
    assert fragments == [f"{HOME}/timelinelist/197118/{page}.htm" for page in (2, 3)]


def test_a_fragment_that_is_gone_is_the_end_of_its_list(served: Served, tmp_path: Path) -> None:
    served.faults = lambda url: Page.of("<h1>404</h1>", status=404) if url.endswith("197118/3.htm") else None
    run = crawl(tmp_path, "mst", "-a", "section=vien-thong", served=served)
    assert differences(run.articles, {key for key, one in GOLD.items() if one["section"] == ["Viễn thông"]}) == []
    assert "route feed" not in run.err


def test_dates_of_rows_are_read_day_first(served: Served, tmp_path: Path) -> None:
    """A row prints `title="9/3/2026 …"` beside 03/09/2026: read with the month first it would be outside these days."""
    run = crawl(tmp_path, "mst", *("-a via=section -a since=2026-09-01 -a until=2026-09-04".split()), served=served)
    days = {key for key, one in GOLD.items() if "2026-09-01" <= one["published_at"][:10] <= "2026-09-04"}
    assert len(days) == 3 and differences(run.articles, days) == []
    beside = next(piece.url for piece in PIECES if piece.published and piece.published.startswith("2026-11-20"))
    assert beside not in served.urls()


def test_without_a_sitemap_the_lists_are_read(served: Served, tmp_path: Path) -> None:
    served.faults = lambda url: Page.of("<h1>404</h1>", status=404) if url.endswith("/sitemap.xml") else None
    run = crawl(tmp_path, "mst", served=served)
    assert (run.code, differences(run.articles, set(GOLD))) == (0, [])
