"""Harvests night after night: a known article costs no request, corrections become revisions, discovery stops early."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from spiders_tests.nights import OLD, corpus, last_line, night, nothing_left, paper_of, revisions
from spiders_tests.sites.nightly import VN, Paper, at
from spiders_tests.sites.serve import Served

pytestmark = pytest.mark.slow

DAYS = ("2023-03-06", "2023-03-07", "2023-03-08", "2023-03-09")
MAPS = [f"sitemap-article-{day}.xml" for day in reversed(DAYS)]


def names(*numbers: int) -> list[str]:
    return [f"bai-viet-{number}.html" for number in numbers]


def test_three_nights(served: Served, tmp_path: Path) -> None:
    paper = paper_of(*DAYS)
    first = night(tmp_path, served, paper=paper)
    assert first.code == 0, first.err
    assert set(revisions(tmp_path)) == {piece.id for piece in paper.pieces.values()}
    assert first.discovery == ["sitemap.xml", *MAPS]
    assert len(first.articles) == 16

    nothing_new = night(tmp_path, served, paper=paper)
    assert (nothing_new.code, nothing_new.articles) == (0, [])
    assert nothing_new.discovery == ["sitemap.xml", MAPS[0]]
    quiet, *_, total = nothing_new.out.splitlines()
    assert quiet == "nothing new: hanoimoi"
    assert total.startswith("total: 1 source, ") and total.endswith(", 0 new, 0 changed, 0 failed, 0 blocked; all well")

    paper.publish(501, at("2023-03-10 07:00"))  # a day of its own
    paper.publish(405, at("2023-03-09 21:00"))  # late on the last day
    paper.correct(403, at("2023-03-10 06:00"))  # and the sitemap says so
    paper.correct(201, at("2023-03-10 06:30"))  # an older day: its sitemap's entry in the index moves
    paper.pieces[302].frame = "Đọc nhiều hôm nay"  # boilerplate
    third = night(tmp_path, served, paper=paper)
    assert third.code == 0, third.err
    assert sorted(third.articles) == names(201, 403, 405, 501)
    assert third.discovery == ["sitemap.xml", "sitemap-article-2023-03-10.xml", MAPS[0], MAPS[2]]
    found = revisions(tmp_path)
    assert (found["hanoimoi/201"], found["hanoimoi/403"], found["hanoimoi/405"]) == ([1, 2], [1, 2], [1])
    assert sum(map(len, found.values())) == 16 + 2 + 2
    assert [one["text"] for one in corpus(tmp_path) if one["id"] == "hanoimoi/201"][1] == paper.pieces[201].words
    figures = third.record["sources"]["hanoimoi"]
    assert (figures["status"], figures["new"], figures["changed"]) == ("ok", 2, 2)
    assert nothing_left(tmp_path) == []

    assert night(tmp_path, served, paper=paper).articles == []


def test_a_changed_frame_is_no_revision(served: Served, tmp_path: Path) -> None:
    paper = paper_of(DAYS[0])
    night(tmp_path, served, paper=paper)
    paper.pieces[102].frame = "Khung mới"
    paper.pieces[102].lastmod += timedelta(days=1)
    second = night(tmp_path, served, paper=paper)
    assert second.articles == names(102)
    assert revisions(tmp_path)["hanoimoi/102"] == [1]
    assert second.record["sources"]["hanoimoi"]["unchanged"] == 1
    assert night(tmp_path, served, paper=paper).articles == []


def test_the_latest_list_stops_at_known_ground(served: Served, tmp_path: Path) -> None:
    paper = paper_of(*DAYS, each=10)
    paper.has_sitemap = False
    arguments = ("-s", "RETRY_ENABLED=False")
    first = night(tmp_path, served, *arguments, paper=paper)
    assert len(revisions(tmp_path)) == 40
    assert first.discovery[:3] == ["sitemap.xml", "tin-moi-nhat", "24h_empty_306_0_0"]
    nothing_new = night(tmp_path, served, *arguments, paper=paper)
    assert (nothing_new.articles, nothing_new.discovery) == ([], ["sitemap.xml", "tin-moi-nhat"])
    for hour in range(14):
        paper.publish(601 + hour, at(f"2023-03-10 {hour:02}:30"))
    third = night(tmp_path, served, *arguments, paper=paper)
    assert sorted(third.articles) == names(*range(601, 615))
    assert third.discovery == ["sitemap.xml", "tin-moi-nhat"]  # fourteen new rows of fifteen, and a known one


def test_an_index_without_dates(served: Served, tmp_path: Path) -> None:
    paper = paper_of(*DAYS)
    paper.dated = False
    night(tmp_path, served, paper=paper)
    paper.publish(405, at("2023-03-09 21:00"))
    second = night(tmp_path, served, paper=paper)
    assert (second.articles, second.discovery) == (names(405), ["sitemap.xml", MAPS[0]])


def test_lists_that_state_days_and_no_hours(served: Served, tmp_path: Path) -> None:
    paper = paper_of(*DAYS)
    paper.hours = False
    night(tmp_path, served, paper=paper)
    paper.correct(201, at("2023-03-10 06:30"))
    second = night(tmp_path, served, paper=paper)
    assert (second.articles, second.discovery) == (names(201), ["sitemap.xml", MAPS[0], MAPS[2]])
    assert revisions(tmp_path)["hanoimoi/201"] == [1, 2]
    assert night(tmp_path, served, paper=paper).articles == []


@pytest.mark.parametrize("validates", [False, True])
def test_young_articles_are_looked_at_again(served: Served, tmp_path: Path, validates: bool) -> None:
    now = datetime.now(VN)
    paper = Paper(validates=validates)
    paper.publish(1, now - timedelta(hours=5))
    paper.publish(2, now - timedelta(hours=30))
    paper.publish(3, now - timedelta(hours=60))
    night(tmp_path, served, paper=paper)
    paper.correct(2, None)  # and the sitemap says nothing
    second = night(tmp_path, served, paper=paper)
    assert second.code == 0, second.err
    assert second.articles == names(1, 2)
    assert revisions(tmp_path) == {"hanoimoi/1": [1], "hanoimoi/2": [1, 2], "hanoimoi/3": [1]}
    statuses = {hit.url.rsplit("/", 1)[1]: hit.status for hit in served.log}
    assert statuses["bai-viet-1.html"] == (304 if validates else 200)
    assert second.record["sources"]["hanoimoi"]["unchanged"] == 1
    assert night(tmp_path, served, "-s", OLD, paper=paper).articles == []


def test_a_correction_is_kept_though_its_article_is_older_than_the_days_asked_for(
    served: Served, tmp_path: Path
) -> None:
    paper = Paper()
    paper.publish(1, datetime.now(VN) - timedelta(hours=30))
    night(tmp_path, served, paper=paper)
    paper.correct(1, None)
    second = night(tmp_path, served, "--days", "1", paper=paper)
    assert (second.code, second.articles) == (0, names(1))
    assert revisions(tmp_path) == {"hanoimoi/1": [1, 2]}


def test_a_page_that_cannot_be_read_is_given_up_after_some_nights(served: Served, tmp_path: Path) -> None:
    paper = paper_of(*DAYS)
    paper.pieces[301].broken = True
    arguments = ("-s", "PAGE_TRIES=2", "-s", OLD)
    first = night(tmp_path, served, *arguments, paper=paper)
    assert [page["tries"] for page in first.record["sources"]["hanoimoi"]["waiting"]] == [1]
    second = night(tmp_path, served, *arguments, paper=paper)
    assert second.articles == names(301)
    (given_up,) = second.record["sources"]["hanoimoi"]["given_up"]
    assert (given_up["id"], given_up["tries"]) == ("hanoimoi/301", 2) and given_up["why"].startswith("parse")
    assert night(tmp_path, served, *arguments, paper=paper).articles == []
    paper.pieces[301].broken = False
    paper.pieces[301].lastmod += timedelta(days=1)  # the site mended it, and says so
    assert night(tmp_path, served, *arguments, paper=paper).articles == names(301)
    assert revisions(tmp_path)["hanoimoi/301"] == [1]


def test_what_is_gone_is_not_asked_for_again_at_once(served: Served, tmp_path: Path) -> None:
    paper = paper_of(*DAYS)
    served.pages = {url: page for url, page in paper.pages().items() if not url.endswith("-301.html")}
    first = night(tmp_path, served)
    assert first.code == 0 and first.record["sources"]["hanoimoi"]["left_out"]["gone"] == 1
    assert names(301)[0] in first.articles and last_line(first.out).endswith("; all well")
    assert night(tmp_path, served).articles == []
    assert len(revisions(tmp_path)) == 15


def test_a_shorter_window_does_not_hide_what_lies_before(served: Served, tmp_path: Path) -> None:
    """Harvest some days first, then all: discovery may stop only at days that were covered without a gap."""
    paper = paper_of(*DAYS)
    night(tmp_path, served, "--since", DAYS[3], paper=paper)
    assert len(revisions(tmp_path)) == 4
    everything = night(tmp_path, served, paper=paper)
    assert len(everything.articles) == 12
    paper.publish(501, at("2023-03-10 07:00"))
    paper.publish(601, at("2023-03-14 07:00"))
    night(tmp_path, served, "--since", "2023-03-14", paper=paper)  # leaves a gap behind it
    assert "hanoimoi/501" not in revisions(tmp_path)
    assert night(tmp_path, served, paper=paper).articles == names(501)


def test_a_crawl_is_incremental_too_and_its_limit_counts_what_is_known(served: Served, tmp_path: Path) -> None:
    paper = paper_of(*DAYS)
    first = night(tmp_path, served, "-a", "limit=6", paper=paper, command="crawl")
    assert len(first.articles) <= 7 and len(revisions(tmp_path)) == 6
    again = night(tmp_path, served, "-a", "limit=6", paper=paper, command="crawl")
    assert (again.code, again.articles) == (0, [])
    paper.publish(501, at("2023-03-10 07:00"))
    assert night(tmp_path, served, "-a", "limit=6", paper=paper, command="crawl").articles == names(501)
    url = paper.pieces[101].url
    assert night(tmp_path, served, "-a", f"url={url}", command="crawl").articles == names(101)
    assert night(tmp_path, served, "-a", f"url={url}", command="crawl").articles == names(101)
    assert sum(map(len, revisions(tmp_path).values())) == 8


def test_a_backfill_goes_on_where_it_was_stopped(served: Served, tmp_path: Path) -> None:
    """Days that were read to their end cost no request in the next run, not even for their sitemap."""
    paper = paper_of(*(f"2023-03-{day:02}" for day in range(1, 21)), each=2)
    first = night(tmp_path, served, "-a", "since=2023-03-09", paper=paper, command="crawl")
    assert len(first.articles) == 24
    second = night(tmp_path, served, "-a", "since=2023-03-01", paper=paper, command="crawl")
    assert len(second.articles) == 16
    days = [name[16:26] for name in second.discovery if name != "sitemap.xml"]
    assert days[-8:] == [f"2023-03-{day:02}" for day in range(8, 0, -1)]
    assert len(days) <= 8 + 3  # and the last two days, to which a paper may still add


@pytest.mark.parametrize("compression", ["none", "zstd"])
def test_compressed_segments(served: Served, tmp_path: Path, compression: str) -> None:
    paper = paper_of(*DAYS[:2])
    arguments = ("-s", f"SEGMENT_COMPRESSION={compression}")
    night(tmp_path, served, *arguments, paper=paper)
    paper.publish(501, at("2023-03-10 07:00"))
    assert night(tmp_path, served, *arguments, paper=paper).articles == names(501)
    assert len(revisions(tmp_path)) == 9
    ending = ".jsonl.zst" if compression == "zstd" else ".jsonl"
    assert [path.name[path.name.index(".") :] for path in tmp_path.glob("articles/*/*/*.jsonl*")] == [ending, ending]
