"""`spiders/auto_archives.py`: `-a via=auto`, the site first, and web archives for what it does not give."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest

from hanoi_press.crawl.run_outcome import RunOutcome
from hanoi_press.spiders.auto_archives import AutoArchives
from spiders_tests.nights import CHALLENGE
from spiders_tests.past.past_crawls import past_crawl, written
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import serve
from spiders_tests.sites.wreck import Wreck

AUTO = ("-a", "via=auto", "-a", "since=2023-03-01")
GONE = Page.of("<html><body><h1>404</h1></body></html>", status=404)


def paper_of(*numbers: int) -> Paper:
    """Return a paper with one article a day of March 2023: number 103 on the third."""
    paper = Paper()
    for number in numbers:
        paper.publish(number, at(f"2023-03-{number - 100:02} 08:15"))
    return paper


def captures_of(paper: Paper, captured: str, *archives: str) -> list[StoredCapture]:
    pages, held = paper.pages(), archives or ("commoncrawl", "wayback")
    urls = [piece.url for piece in paper.pieces.values()]
    return [StoredCapture(url, captured, pages[url].body, archives=held) for url in urls]


def vias(data: Path) -> dict[int, list[str | None]]:
    """Return the web archives that gave the lines of each article, by its number; None for the site."""
    lines = written(data)
    return {int(id.rpartition("/")[2]): [one["extraction"].get("via") for one in lines[id]] for id in sorted(lines)}


def test_what_is_gone_comes_from_an_archive(tmp_path: Path) -> None:
    """One from the Wayback Machine, in its two wordings; one that only Common Crawl has; one that none has.

    A page that leads to the home page, and one that says with HTTP 200 that there is none, are gone as well.
    """
    paper = paper_of(101, 102, 103, 104)
    first = captures_of(paper_of(102), "20230401000000", "wayback")
    later = paper_of(102)
    later.pieces[102].headline = "Chuyện đã sửa"
    other = captures_of(paper_of(103), "20260301000000", "commoncrawl")
    archives = FakeWebArchives([*first, *captures_of(later, "20230501000000", "wayback"), *other])
    pages = paper.pages() | {paper.pieces[104].url: GONE}
    pages[paper.pieces[102].url] = Page(302, {"Location": "https://hanoimoi.vn/"}, b"")
    pages["https://hanoimoi.vn/"] = Page.of("<html><body><h1>Trang chủ</h1></body></html>")
    pages[paper.pieces[103].url] = Page.of("<html><head><title>404</title></head><body>404 Not Found</body></html>")
    with serve(pages, faults=archives) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", *AUTO)
        assert done.code == 0, done.err
        assert vias(tmp_path) == {101: [None], 102: ["wayback", "wayback"], 103: ["commoncrawl"]}
        assert "2 of them from the Wayback Machine (3 gone)" in done.line
        assert "1 of them from Common Crawl (2 gone)" in done.line
        assert {name: one["why"] for name, one in done.figures["via"].items()} == {
            "wayback": "3 gone",
            "commoncrawl": "2 gone",
        }
        assert (done.figures["pages"], done.figures["captures"]) == ({"left_out": 3, "stored": 1}, {"stored": 3})
        again = past_crawl(tmp_path, served, "hanoimoi", *AUTO)
    assert (again.code, again.captures) == (0, [])
    assert not [url for url in again.others if "cdx/search" in url]


def test_a_block_is_said_and_made_good(tmp_path: Path) -> None:
    """The site sends a challenge for the third page: nothing more is asked of it, and the run still ends with 1."""
    paper = paper_of(*range(101, 108))
    pages = paper.pages() | {paper.pieces[number].url: CHALLENGE for number in range(101, 106)}
    with serve(pages, faults=FakeWebArchives(captures_of(paper, "20230401000000"))) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", *AUTO)
    assert vias(tmp_path) == {number: ["wayback"] if number < 106 else [None] for number in range(101, 108)}
    assert (done.code, done.figures["status"], done.figures["reason"]) == (1, "blocked", "finished")
    assert "; 5 of them from the Wayback Machine (the site blocks us)" in done.line
    assert [url for url in done.others if "bai-viet" in url] == [paper.pieces[number].url for number in (107, 106, 105)]
    assert len(done.captures) == 5  # not those that the site gave


def test_a_challenge_in_place_of_the_lists(tmp_path: Path) -> None:
    paper = paper_of(101, 102)
    pages = dict.fromkeys(paper.pages(), CHALLENGE)
    with serve(pages, faults=FakeWebArchives(captures_of(paper, "20230401000000", "commoncrawl"))) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", *AUTO)
    assert vias(tmp_path) == {101: ["commoncrawl"], 102: ["commoncrawl"]}
    assert (done.code, done.figures["status"]) == (1, "blocked")
    assert "; all from Common Crawl (the site blocks us)" in done.line


def test_a_site_that_does_not_answer(tmp_path: Path) -> None:
    paper = paper_of(101, 102)
    archives = FakeWebArchives(captures_of(paper, "20230401000000"))

    def answer(url: str) -> Page | None:
        return archives(url) or Wreck(how="reset")

    with serve({}, faults=answer) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", *AUTO)
    assert vias(tmp_path) == {101: ["wayback"], 102: ["wayback"]}
    assert (done.code, done.figures["status"]) == (1, "failed")
    assert "no discovery route answered" in done.line


@pytest.mark.parametrize("to_feed", [False, True])
def test_a_single_address(tmp_path: Path, to_feed: bool) -> None:
    paper = paper_of(101, 102)
    url = paper.pieces[102].url
    feed = ("-O", str(tmp_path / "out.jsonl")) if to_feed else ()
    with serve({url: GONE}, faults=FakeWebArchives(captures_of(paper, "20230401000000"))) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", "-a", "via=auto", "-a", f"url={url}", *feed)
    assert (done.code, len(done.captures)) == (0, 1), done.err
    assert done.line.startswith("hanoimoi: 1 article in ")
    assert "all from the Wayback Machine (1 gone)" in done.line


@pytest.mark.parametrize(
    ("counts", "stopped", "why"),
    [
        ({"no_route": 1}, "", "no list of the site could be read"),
        ({"incomplete": 2}, "", "not every list of the site could be read"),
        ({"no_route": 1}, "failing", "the site does not answer"),
        ({"incomplete": 1, "blocked": 1}, "blocked", "the site blocks us"),
        ({}, "", ""),
    ],
)
def test_why_the_hosts_are_asked_for(counts: dict[str, int], stopped: str, why: str) -> None:
    outcome = RunOutcome("hanoimoi")
    outcome.counts.update(counts)
    routes = SimpleNamespace(arguments=SimpleNamespace(is_auto=True, urls=()), route_names=lambda: ("sitemap",))
    auto = AutoArchives(SimpleNamespace(outcome=outcome, routes=routes), bool, asyncio.Event().wait)  # type: ignore[arg-type]
    auto.stopped = stopped
    assert auto._why_by_host() == why
