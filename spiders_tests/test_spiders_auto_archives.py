"""`spiders/auto_archives.py`: `-a via=auto`, the site first, and web archives for what it does not give."""

from __future__ import annotations

from pathlib import Path

from spiders_tests.nights import CHALLENGE
from spiders_tests.past.past_crawls import past_crawl, written
from spiders_tests.past.stored_capture import StoredCapture
from spiders_tests.past.web_archives import FakeWebArchives
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import serve

SINCE = ("-a", "via=auto", "-a", "since=2023-03-01")
GONE = Page.of("<html><body><h1>404</h1></body></html>", status=404)


def paper_of(*numbers: int) -> Paper:
    paper = Paper()
    for number in numbers:
        paper.publish(number, at(f"2023-03-{number - 100:02} 08:15"))
    return paper


def captures_of(paper: Paper, captured: str = "20230401000000") -> list[StoredCapture]:
    pages = paper.pages()
    return [StoredCapture(piece.url, captured, pages[piece.url].body) for piece in paper.pieces.values()]


def vias(data: Path) -> dict[str, list[str | None]]:
    return {id: [one["extraction"].get("via") for one in lines] for id, lines in written(data).items()}


def test_what_is_gone_comes_from_an_archive(tmp_path: Path) -> None:
    paper = paper_of(101, 102, 103)
    archives = FakeWebArchives(captures_of(paper))
    pages = paper.pages() | {paper.pieces[102].url: GONE}
    with serve(pages, faults=archives) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", *SINCE)
        print(done)
        assert done.code == 0, done.err
        assert vias(tmp_path) == {"hanoimoi/101": [None], "hanoimoi/102": ["wayback"], "hanoimoi/103": [None]}
        assert done.figures["via"]["wayback"]["why"] == "1 gone"
        again = past_crawl(tmp_path, served, "hanoimoi", *SINCE)
        print(again)
        assert (again.code, again.captures) == (0, [])


def test_a_block_is_said_and_made_good(tmp_path: Path) -> None:
    paper = paper_of(*range(101, 108))
    archives = FakeWebArchives(captures_of(paper))
    pages = paper.pages() | {paper.pieces[number].url: CHALLENGE for number in range(101, 106)}
    with serve(pages, faults=archives) as served:
        done = past_crawl(tmp_path, served, "hanoimoi", *SINCE)
    print(done)
    assert sorted(vias(tmp_path)) == [f"hanoimoi/{number}" for number in range(101, 108)]
    assert done.code == 1
