"""A source on VCCorp's government CMS from end to end, over its modelled site on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.sources import sources
from spiders_tests.loopback import crawl
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.portals.piece import gold, load
from spiders_tests.sites.serve import Served, serve

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
    """`title="9/3/2026 …"` beside 03/09/2026: read month first the row would lie outside these days."""
    run = crawl(tmp_path, "mst", *("-a via=section -a since=2026-09-01 -a until=2026-09-04".split()), served=served)
    days = {key for key, one in GOLD.items() if "2026-09-01" <= one["published_at"][:10] <= "2026-09-04"}
    assert len(days) == 3 and differences(run.articles, days) == []
    beside = next(piece.url for piece in PIECES if piece.published and piece.published.startswith("2026-11-20"))
    assert beside not in served.urls()


def test_without_a_sitemap_the_lists_are_read(served: Served, tmp_path: Path) -> None:
    served.faults = lambda url: Page.of("<h1>404</h1>", status=404) if url.endswith("/sitemap.xml") else None
    run = crawl(tmp_path, "mst", served=served)
    assert (run.code, differences(run.articles, set(GOLD))) == (0, [])


@pytest.mark.parametrize(
    ("source", "url", "id"),
    [
        ("mst", "https://mic.gov.vn/a-b-19724111208351436.htm", "mst/19724111208351436"),
        ("mst", "http://www.mic.gov.vn/a-lua-dao-197155742.htm", "mst/197155742"),
        ("mst", "https://mst.gov.vn/a-thuong-ky-197159635.htm?utm_source=zalo#x", "mst/197159635"),
        ("mst", "https://mst.gov.vn/a-197250107160615446.htm", "mst/197250107160615446"),
        ("mst", "https://mst.gov.vn/a-102250107160615446.htm", None),
        ("mst", "https://mst.gov.vn/van-ban-phap-luat/197331.htm", None),
        ("mst", "https://mst.gov.vn/van-ban-phap-luat/du-thao/a-197250107160615446.htm", None),
        ("mst", "https://mst.gov.vn/timelinelist/197118/2.htm", None),
        ("mst", "https://mst.gov.vn/print/a-197250107160615446.htm", None),
        ("mst", "https://mst.gov.vn/vien-thong.htm", None),
        ("mst", "https://most.mst.gov.vn/a-197250107160615446.htm", None),
        ("vpcp", "https://vpcp.chinhphu.vn/a-115240221153012.htm", "vpcp/115240221153012"),
        ("vpcp", "https://vpcp.chinhphu.vn/video/a-115240221153012.htm", None),
        ("vpcp", "https://vpcp.chinhphu.vn/anh/a-115240221153012.htm", None),
        ("vpcp", "https://vpcp.chinhphu.vn/owa/a-115240221153012.htm", None),
        ("baochinhphu", "https://baochinhphu.vn/a-102260228093004191.htm", "baochinhphu/102260228093004191"),
        ("baochinhphu", "https://www.baochinhphu.vn/a-10226030416274747.htm", "baochinhphu/10226030416274747"),
        ("baochinhphu", "https://en.baochinhphu.vn/a-11126090710311194.htm", "baochinhphu/11126090710311194"),
        ("baochinhphu", "https://baochinhphu.vn/a-11126090710311194.htm", None),
        ("baochinhphu", "https://baochinhphu.vn/print/a-102260228093004191.htm", None),
        ("baochinhphu", "https://baochinhphu.vn/chu-de/a-102260228093004191.htm", None),
        ("xaydungchinhsach", "https://xaydungchinhsach.chinhphu.vn/a-11926022809.htm", "xaydungchinhsach/11926022809"),
        ("xaydungchinhsach", "https://xaydungchinhsach.chinhphu.vn/a-102260228093004191.htm", None),
    ],
)  # fmt: skip
def test_addresses(source: str, url: str, id: str | None) -> None:
    found = sources()[source].identify(url)
    assert (found and found.id) == id
    if found:
        assert found.url.startswith("https://") and "?" not in found.url and "mic.gov.vn" not in found.url
