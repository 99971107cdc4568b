"""Nights of `harvest --days 7` in which articles of the last week were corrected: each correction is a revision."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from spiders_tests.nights import Night, night, revisions
from spiders_tests.sites.hanoimoi.feeds import HOME
from spiders_tests.sites.nightly import VN, Paper
from spiders_tests.sites.page import RSS, Page
from spiders_tests.sites.serve import Served

pytestmark = pytest.mark.slow

NOW = datetime.now(VN).replace(microsecond=0)
TODAY = NOW.replace(hour=0, minute=0, second=0)
WEEK = ("--days", "7")


def week(each: int = 3) -> Paper:
    """Return a paper with articles of today and the six days before, numbered `age in days` * 100 + 1 …"""
    paper = Paper()
    for age in range(7):
        for turn in range(each):
            piece = paper.publish(age * 100 + turn + 1, TODAY - timedelta(days=age, hours=-8, minutes=-15 * turn))
            piece.published = piece.lastmod = min(piece.published, NOW - timedelta(minutes=5 - turn))
            piece.summary, piece.author = f"Tóm tắt của bài {piece.number}.", "Mai Hoa"
    return paper


def edit_eight(paper: Paper) -> list[str]:
    """Correct eight articles of 2 to 6 days ago, and say so in the sitemaps of their days; return their ids."""
    pieces = [paper.pieces[number] for number in (201, 202, 301, 302, 401, 501, 601, 603)]
    pieces[0].headline = "Chuyện đã đổi tên của phố"
    pieces[1].words += " Thêm một câu."
    pieces[2].summary = "Tóm tắt khác hẳn."
    pieces[3].author = "Lan Chi"
    pieces[4].words = pieces[4].words.replace(".", ", rồi.", 1)
    pieces[5].headline, pieces[5].summary = "Cả hai đều đổi", "Cả hai đều đổi thật."
    pieces[6].words = "Một bài viết lại từ đầu, dài hơn hai câu. Câu thứ hai nói thêm."
    pieces[7].author = "Ngọc Bích"
    for turn, piece in enumerate(pieces):
        piece.lastmod = NOW - timedelta(minutes=turn)
    return sorted(piece.id for piece in pieces)


def corrected(data: Path) -> list[str]:
    return sorted(id for id, found in revisions(data).items() if found == [1, 2])


def older(paper: Paper, names: Iterable[str]) -> set[str]:
    """Return the articles that are old enough to be requested only if they changed, at whatever hour the test runs."""
    return {name for name in names if paper.pieces[int(name[9:-5])].published < NOW - timedelta(days=2)}


def figures(one: Night) -> dict[str, Any]:
    found: dict[str, Any] = one.record["sources"]["hanoimoi"]
    return found


@pytest.mark.parametrize("index", ["frozen", "undated", "moves"])
def test_eight_edits_of_the_last_week_are_revisions(served: Served, tmp_path: Path, index: str) -> None:
    paper = week()
    paper.frozen, paper.dated, paper.validates_lists = index == "frozen", index != "undated", True
    paper.validates = True
    assert night(tmp_path, served, *WEEK, paper=paper).code == 0
    edited = edit_eight(paper)
    before = len(served.log)
    second = night(tmp_path, served, *WEEK, paper=paper)
    assert second.code == 0, second.err
    assert corrected(tmp_path) == edited
    statuses = {hit.url.rsplit("/", 1)[1]: hit.status for hit in served.log[before:]}
    assert older(paper, second.articles) == older(paper, (f"bai-viet-{id.rpartition('/')[2]}.html" for id in edited))
    changed = {name for name in second.discovery if statuses[name] == 200}
    assert len(second.discovery) == 8 and len(changed) == 5 + (index == "moves")

    third = night(tmp_path, served, *WEEK, paper=paper)
    assert len(third.discovery) == 8 and not older(paper, third.articles)
    assert corrected(tmp_path) == edited


def test_an_edit_of_the_day_on_which_the_article_was_requested(served: Served, tmp_path: Path) -> None:
    """Sitemaps that state days: the same day is stated after the second edit as after the first."""
    paper = week()
    paper.hours, paper.frozen = False, True
    night(tmp_path, served, *WEEK, paper=paper)
    for words in (" Bản sửa.", " Bản sửa nữa."):
        paper.pieces[501].words += words
        paper.pieces[501].lastmod = NOW
        second = night(tmp_path, served, *WEEK, paper=paper)
        assert older(paper, second.articles) == {"bai-viet-501.html"}
    assert revisions(tmp_path)["hanoimoi/501"] == [1, 2, 3]


def feed(paper: Paper, most: int, updated: dict[int, datetime] | None = None) -> dict[str, Page]:
    """Return the paper with a feed of its newest articles; `updated`: the changes that it states."""
    items = "".join(
        f"<item><title>{one.title}</title><link>{one.url}</link><pubDate>{format_datetime(one.published)}</pubDate>"
        + (f"<atom:updated>{updated[one.number].isoformat()}</atom:updated>" if one.number in (updated or {}) else "")
        + "</item>"
        for one in paper.newest_first()[:most]
    )
    page = Page.of(f"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel>{items}</channel></rss>", RSS)
    return paper.pages() | {f"{HOME}/rss/trang-chu": page}


def test_a_feed_that_holds_three_days(served: Served, tmp_path: Path) -> None:
    """The days before are named in each run; a fault is what came after one run and was dropped before the next."""
    arguments = ("-a", "via=feed", "-a", "days=7", "-s", "RETRY_ENABLED=False")
    paper = week()
    begins = paper.newest_first()[8].published.date()
    sentence = f"the lists begin on {begins}; days before were not seen"
    served.pages = feed(paper, 9)
    for _ in range(2):
        one = night(tmp_path, served, *arguments, command="crawl")
        assert one.code == 0 and sentence in one.out
        assert (figures(one)["reached_back_to"] if "reached_back_to" in figures(one) else str(begins)) == str(begins)
        assert figures(one)["discovery_incomplete"] is True
    paper.pieces[201].words += " Bản sửa."
    served.pages = feed(paper, 9, {201: NOW})
    third = night(tmp_path, served, *arguments, command="crawl")
    assert (third.code, corrected(tmp_path)) == (0, ["hanoimoi/201"])

    later = datetime.now(VN) + timedelta(seconds=2)
    for number in range(901, 912):
        paper.publish(number, later)
    time.sleep(2)
    served.pages = feed(paper, 9)
    gap = night(tmp_path, served, *arguments, command="crawl")
    assert gap.code == 1 and f"the lists begin on {later:%Y-%m-%d}; days before were not seen" in gap.out
    assert night(tmp_path, served, *arguments, command="crawl").code == 0  # nothing more is missed
