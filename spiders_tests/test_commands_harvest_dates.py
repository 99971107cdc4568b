"""Nights of a paper with mistyped dates, ids that are used again, and articles that flip."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from spiders_tests.nights import OLD, corpus, night, paper_of, revisions
from spiders_tests.sites.nightly import VN, Paper, Piece, at
from spiders_tests.sites.serve import Served

pytestmark = pytest.mark.slow
AHEAD = at("2086-03-07 08:15")


def line(data: Path, id: str, revision: int) -> dict[str, object]:
    return next(one for one in corpus(data) if (one["id"], one["revision"]) == (id, revision))


def misdated(paper: Paper, number: int) -> Piece:
    """Add an article whose editor mistyped the year, on the page and in the sitemap."""
    return paper.publish(number, AHEAD)


def test_the_edit_of_a_misdated_article_is_found(served: Served, tmp_path: Path) -> None:
    paper = paper_of("2023-03-06", "2023-03-07", each=3)
    piece = misdated(paper, 901)
    first = night(tmp_path, served, "-s", OLD, paper=paper)
    assert first.code == 0, first.err
    got = line(tmp_path, "hanoimoi/901", 1)
    assert got["published_at"] is None and got["raw"]["published"] == AHEAD.isoformat()  # type: ignore[index]
    assert got["extraction"]["fields"]["published_at"] == "future"  # type: ignore[index]
    assert night(tmp_path, served, "-s", OLD, paper=paper).articles == []

    paper.correct(901, AHEAD + timedelta(hours=1))  # the site's clock
    paper.publish(301, at("2023-03-08 07:00"))
    third = night(tmp_path, served, "-s", OLD, paper=paper)
    assert sorted(third.articles) == ["bai-viet-301.html", "bai-viet-901.html"]
    piece.published = at("2023-03-08 08:15")
    paper.correct(901, at("2023-03-08 09:15"))  # the typo is mended
    fourth = night(tmp_path, served, "-s", OLD, paper=paper)
    assert fourth.articles == ["bai-viet-901.html"]
    assert revisions(tmp_path)["hanoimoi/901"] == [1, 2, 3]
    assert line(tmp_path, "hanoimoi/901", 3)["published_at"] == "2023-03-08T08:15:00+07:00"
    assert night(tmp_path, served, "-s", OLD, paper=paper).articles == []


def test_a_misdated_article_hides_no_other(served: Served, tmp_path: Path) -> None:
    """Its list entry stays on top, its day's sitemap comes first, and another sitemap has such a change."""
    paper = paper_of("2023-03-06", "2023-03-07", each=3)
    misdated(paper, 901)
    paper.pieces[101].lastmod = AHEAD
    night(tmp_path, served, "-s", OLD, paper=paper)
    paper.publish(301, at("2023-03-08 07:00"))
    paper.correct(102, at("2023-03-08 09:00"))
    second = night(tmp_path, served, "-s", OLD, paper=paper)
    assert sorted(second.articles) == ["bai-viet-102.html", "bai-viet-301.html"]
    assert night(tmp_path, served, "-s", OLD, paper=paper).articles == []


def test_a_misdated_article_of_a_list_is_looked_at_again_while_it_is_young(served: Served, tmp_path: Path) -> None:
    paper = Paper(has_sitemap=False)
    paper.publish(1, datetime.now(VN) - timedelta(hours=60))
    misdated(paper, 901)
    arguments = ("-s", "RETRY_ENABLED=False")
    night(tmp_path, served, *arguments, paper=paper)
    paper.correct(901, None)
    paper.publish(2, datetime.now(VN) - timedelta(hours=50))
    second = night(tmp_path, served, *arguments, paper=paper)
    assert sorted(second.articles) == ["bai-viet-2.html", "bai-viet-901.html"]
    assert revisions(tmp_path) == {"hanoimoi/1": [1], "hanoimoi/2": [1], "hanoimoi/901": [1, 2]}
    assert night(tmp_path, served, *arguments, "-s", OLD, paper=paper).articles == []


def test_an_article_that_flips_and_an_id_that_is_used_again(served: Served, tmp_path: Path) -> None:
    paper = Paper(has_sitemap=False)
    now = datetime.now(VN)
    flips, again = (paper.publish(number, now - timedelta(hours=5)) for number in (1, 2))
    first, second = flips.words, f"{flips.words} Bản khác."
    arguments = ("-s", "RETRY_ENABLED=False")
    for turn in range(4):
        flips.words = (first, second)[turn % 2]
        night(tmp_path, served, *arguments, paper=paper)
    last = night(tmp_path, served, *arguments, paper=paper)
    assert last.record["sources"]["hanoimoi"]["unchanged"] == 2 and "nothing new: hanoimoi" in last.out
    found = [one for one in corpus(tmp_path) if one["id"] == "hanoimoi/1"]
    assert [(one["revision"], one["text"]) for one in found] == [(1, first), (2, second), (3, first), (4, second)]
    assert found[0]["content_hash"] == found[2]["content_hash"]
    flips.words = first
    assert night(tmp_path, served, *arguments, "-s", OLD, paper=paper).articles == []  # no longer young

    again.words = "Một bài hoàn toàn khác, về một phường khác của thành phố."
    night(tmp_path, served, *arguments, paper=paper)
    old, new = (one for one in corpus(tmp_path) if one["id"] == "hanoimoi/2")
    assert (new["revision"], new["text"]) == (2, again.words) and old["text"] != again.words
