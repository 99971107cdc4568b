"""`spiders/balance.py`: whoever swallows a request or an article, the run ends, names it and does not end well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from spiders_tests import faulty_extensions as faulty
from spiders_tests.faulty_extensions import with_component
from spiders_tests.loopback import run
from spiders_tests.nights import Night, night, revisions
from spiders_tests.sites.hanoimoi.feeds import HOME
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import site
from spiders_tests.sites.portals.piece import load
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow
EVEN, ODD = range(102, 109, 2), range(101, 109, 2)
ALL = {f"hanoimoi/{number}": [1] for number in range(101, 109)}


def paper_of() -> Paper:
    paper = Paper()
    for number in range(101, 109):
        paper.publish(number, at(f"2023-03-0{number - 100} 08:15"))
    return paper


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(paper_of().pages()) as running:
        yield running


def figures(done: Night) -> dict[str, Any]:
    found: dict[str, Any] = done.record["sources"]["hanoimoi"]
    assert found["asked"] == sum(found["pages"].values()), "every request is accounted for"
    return found


SWALLOWED = {
    "downloader": [
        *with_component("DOWNLOADER_MIDDLEWARES", faulty.SwallowRequests, 1),
        "-s",
        "DUPEFILTER_CLASS=spiders_tests.faulty_extensions.SwallowSwallowed",
    ],
    "output": with_component("SPIDER_MIDDLEWARES", faulty.SwallowArticles, 1),
    "start": with_component("SPIDER_MIDDLEWARES", faulty.SwallowStart, 1),
}


@pytest.mark.parametrize("options", SWALLOWED.values(), ids=SWALLOWED)
def test_what_a_middleware_swallows_is_named_and_asked_for_again(
    served: Served, tmp_path: Path, options: list[str]
) -> None:
    done = night(tmp_path, served, *options)
    assert done.code == 1
    assert set(revisions(tmp_path)) == {f"hanoimoi/{number}" for number in EVEN}
    found = figures(done)
    assert (found["status"], found["unreadable_kinds"]) == ("failed", {"dropped": 4})
    assert found["pages"] == {"stored": 4, "unreadable": 4}
    assert "4 requests dropped by a part of Scrapy" in done.out
    for number in ODD:
        assert f"could not be read (dropped): {HOME}/bai-viet-{number}.html" in done.err
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == ALL


def test_the_second_request_of_a_shell_is_swallowed(tmp_path: Path) -> None:
    swallow = with_component("SPIDER_MIDDLEWARES", faulty.SwallowFollowing, 1)
    with serve(site("mof")) as served:
        done = run(tmp_path, "crawl", "mof", "-a", f"url={load('mof')[0].url}", *swallow, served=served)
    assert done.returncode == 1 and "1 page could not be read (1 dropped)" in done.stdout


def test_an_error_in_a_spider_middleware(served: Served, tmp_path: Path) -> None:
    done = night(tmp_path, served, *with_component("SPIDER_MIDDLEWARES", faulty.RaiseInSpiderMiddleware, 1))
    assert (figures(done)["status"], figures(done)["pages"]) == ("failed", {"stored": 4, "unreadable": 4})
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == ALL


def test_a_pipeline_that_loses_every_article(served: Served, tmp_path: Path) -> None:
    for _ in range(5):  # more nights than a page has tries
        done = night(tmp_path, served, *with_component("ITEM_PIPELINES", faulty.RaiseInPipeline, 400))
        assert (done.code, figures(done)["pages"]) == (1, {"lost": 8})
        assert "8 errors in the crawler itself" in done.out and "no page could be read" in done.out
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == ALL


def test_a_pipeline_that_drops_articles_on_purpose(served: Served, tmp_path: Path) -> None:
    done = night(tmp_path, served, *with_component("ITEM_PIPELINES", faulty.DropInPipeline, 400))
    assert (done.code, figures(done)["pages"]) == (0, {"stored": 4, "left_out": 4})
    assert figures(done)["left_out"] == {"before": 0, "dropped": 4}
    assert night(tmp_path, served).articles == []


LONG = f"{HOME}/{'rat-dai-' * 400}777.html"
ENDLESS = f"{HOME}/{'rat-dai-' * 4000}778.html"


def with_long_addresses() -> dict[str, Page]:
    pages = paper_of().pages()
    body = pages[f"{HOME}/bai-viet-101.html"].body.replace(b"bai-viet-101.html", LONG.rpartition("/")[2].encode())
    pages[LONG] = Page.of(body.decode())
    day = f"{HOME}/sitemap-article-2023-03-08.xml"
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in (LONG, ENDLESS, f"{LONG[:-8]}779.html"))
    pages[day] = replace(pages[day], body=pages[day].body.replace(b"</urlset>", f"{rows}</urlset>".encode()))
    return pages


def test_long_addresses_in_a_sitemap(tmp_path: Path) -> None:
    """The server decides about long ones (one of them is a 404); those without measure are left out."""
    with serve(with_long_addresses()) as served:
        done = night(tmp_path, served)
    assert done.code == 0, done.err
    assert revisions(tmp_path) == ALL | {"hanoimoi/777": [1]}
    assert figures(done)["left_out"] == {"before": 0, "gone": 1, "too-long": 1}
    assert "left out (too-long" in done.err


@pytest.mark.parametrize(("url", "code"), [(LONG, 0), (ENDLESS, 2)])
def test_a_long_address_by_name(tmp_path: Path, url: str, code: int) -> None:
    with serve(with_long_addresses()) as served:
        done = run(tmp_path, "crawl", "hanoimoi", "-a", f"url={url}", served=served)
        feed = tmp_path / "a.jsonl"
        other = run(tmp_path, "crawl", "hanoimoi", "-a", f"url={url}", "-o", str(feed), served=served)
    assert (done.returncode, other.returncode) == (code, code), done.stderr
    assert ("1 article in" in done.stdout) == (code == 0)


def test_without_a_data_folder_the_same_counts(served: Served, tmp_path: Path) -> None:
    feed = ["-o", str(tmp_path / "a.jsonl")]
    done = run(tmp_path, "crawl", "hanoimoi", *feed, *SWALLOWED["output"], served=served)
    assert done.returncode == 1 and "4 requests dropped" in done.stdout
    lost = with_component("ITEM_PIPELINES", faulty.RaiseInPipeline, 400)
    done = run(tmp_path, "crawl", "hanoimoi", *feed, *lost, served=served)
    assert done.returncode == 1 and "no page could be read" in done.stdout
    assert run(tmp_path, "crawl", "hanoimoi", *feed, served=served).returncode == 0


# How a site answers for every article while it is out of order.
OUT_OF_ORDER = {
    "gone": Page.of("<html><body><h1>404</h1></body></html>", status=404),
    "words": Page.of("<html><body><p>Hệ thống đang bảo trì, mời bạn quay lại sau.</p></body></html>"),
    "error": Page.of("<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"),
    "elsewhere": Page.moved("https://example.org/"),
    "unchanged": Page(304),  # though nothing was asked conditionally
}


@pytest.mark.parametrize("answer", OUT_OF_ORDER.values(), ids=OUT_OF_ORDER)
def test_five_nights_out_of_order_lose_nothing(served: Served, tmp_path: Path, answer: Page) -> None:
    served.faults = lambda url: answer if "/bai-viet-" in url else None
    times = 2 if answer.status == 304 else 1  # which does not fit the request, so it is asked for once more
    for _ in range(5):
        done = night(tmp_path, served)
        assert (done.code, figures(done)["status"], len(done.articles)) == (1, "failed", 8 * times)
    served.faults = None
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == ALL


def test_five_nights_of_nothing_and_a_mend(tmp_path: Path) -> None:
    paper = paper_of()
    paper.validates = True
    for piece in paper.pieces.values():
        piece.broken = piece.number > 102  # two articles of the last days are known and unchanged
    with serve(paper.pages()) as served:
        night(tmp_path, served, paper=paper)
        for _ in range(5):
            done = night(tmp_path, served, "-s", "RECHECK_HOURS=99999", paper=paper)
            assert (done.code, figures(done)["pages"]) == (1, {"unchanged": 2, "unreadable": 6})
        for piece in paper.pieces.values():
            piece.broken = False
        assert night(tmp_path, served, paper=paper).code == 0
        assert revisions(tmp_path) == ALL
        assert (night(tmp_path, served, paper=paper).code, night(tmp_path, served, paper=paper).articles) == (0, [])
