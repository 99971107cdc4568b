"""Harvests that cannot read a page: its answer is read again from the archive when the reading is mended."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from spiders_tests.faulty_extensions import BrokenReaderExtension, DoubtfulReaderExtension, with_extension
from spiders_tests.loopback import run
from spiders_tests.nights import OLD, corpus, last_line, night, nothing_left, paper_of, revisions
from spiders_tests.sites.nightly import VN, Paper, at
from spiders_tests.sites.serve import Served

pytestmark = pytest.mark.slow
BROKEN = with_extension(BrokenReaderExtension, 1)
TRIES = ("-s", "PAGE_TRIES=2")


def test_all_articles_of_nights_without_a_reader_are_read_from_the_archive(served: Served, tmp_path: Path) -> None:
    paper = paper_of("2023-03-06")
    for turn in range(3):  # one more than PAGE_TRIES
        paper.publish(201 + turn, at(f"2023-03-0{7 + turn} 10:15"))
        broken = night(tmp_path, served, *BROKEN, *TRIES, "-s", OLD, paper=paper)
        assert broken.code == 1 and f", {5 + turn} failed, " in last_line(broken.out)
        assert broken.record["sources"]["hanoimoi"]["unreadable_kinds"] == {"parse": 5 + turn}
        assert corpus(tmp_path) == []
    (archive,) = tmp_path.glob("archive/*/*/*.warc.gz")
    size = archive.stat().st_size
    mended = night(tmp_path, served, *TRIES, paper=paper)
    assert archive.stat().st_size == size  # no answer is archived twice
    assert (mended.code, mended.articles) == (0, []), mended.err
    assert "  hanoimoi: 7 read again from the archive\n" in mended.out
    assert ", 7 new, 0 changed, 0 failed, 0 blocked; all well" in last_line(mended.out)
    assert revisions(tmp_path) == {piece.id: [1] for piece in paper.pieces.values()}
    assert {one["text"] for one in corpus(tmp_path)} == {piece.words for piece in paper.pieces.values()}
    figures = mended.record["sources"]["hanoimoi"]
    assert (figures["reread"], figures["asked"], figures["pages"]) == ({"stored": 7}, 0, {})
    assert figures["bytes"] < broken.record["sources"]["hanoimoi"]["bytes"]
    assert (figures["requests"], figures["waiting"]) == (len(mended.discovery) + 1, [])
    assert nothing_left(tmp_path) == []
    after = night(tmp_path, served, *TRIES, "-s", OLD, paper=paper)
    assert (after.code, after.articles) == (0, []) and "archive" not in after.out
    paper.correct(101, at("2023-03-20 08:00"))
    assert night(tmp_path, served, "-s", OLD, paper=paper).articles == ["bai-viet-101.html"]
    assert revisions(tmp_path)["hanoimoi/101"] == [1, 2]
    lines = [json.loads(line) for file in tmp_path.glob("articles/*/*/*.jsonl") for line in file.open()]
    assert all(line["archive"] for line in lines)


def test_a_page_that_waits_weighs_on_no_run_and_is_read_again_once_for_each_change(
    served: Served, tmp_path: Path
) -> None:
    paper = paper_of("2023-03-06")
    paper.pieces[103].broken = True
    first = night(tmp_path, served, *TRIES, "-s", OLD, paper=paper)
    assert (first.code, len(corpus(tmp_path))) == (0, 3)
    second = night(tmp_path, served, *TRIES, "-s", OLD, paper=paper)
    assert (second.code, second.articles) == (1, ["bai-viet-103.html"]) and "archive" not in second.out
    assert "! hanoimoi: 1 page given up (" in second.out
    (waits,) = second.record["sources"]["hanoimoi"]["given_up"]
    assert waits["id"] == "hanoimoi/103"
    templates = tmp_path / "templates"
    templates.mkdir()
    for text, reread in (('{"digest": "1a", "pages": 3}', True), ('{"digest": "1a", "pages": 9}', False), ("x", True)):
        (templates / "hanoimoi.json").write_text(text)
        again = night(tmp_path, served, *TRIES, "-s", OLD, paper=paper)
        assert (again.code, again.articles) == (0, []), again.err
        assert ("0 read again from the archive, 1 in vain" in again.out) is reread
    (archive,) = tmp_path.glob("archive/*/*/*.warc.gz")
    archive.rename(tmp_path / "elsewhere.warc.gz")
    paper.pieces[103].broken = False
    (templates / "hanoimoi.toml").write_text("title = 'h1'")
    gone = night(tmp_path, served, *TRIES, "-s", OLD, paper=paper)
    assert gone.articles == ["bai-viet-103.html"] and ", 1 new, " in last_line(gone.out), gone.err
    assert gone.code == 0 and gone.record["sources"]["hanoimoi"]["reread"] == {"missing": 1}


def test_a_window_is_that_of_the_night_of_the_answer_and_a_limit_counts_requests(
    served: Served, tmp_path: Path
) -> None:
    """Two pages cannot be read, one of today and one of last year; the run that mends them wants today's only."""
    paper = Paper()
    now = datetime.now(VN)
    for number, age in ((1, timedelta(hours=3)), (2, timedelta(days=300))):
        paper.publish(number, now - age)
    night(tmp_path, served, *BROKEN, paper=paper)
    paper.publish(3, now - timedelta(hours=2))
    paper.publish(4, now - timedelta(hours=1))
    recent = ("-a", "days=2", "-s", OLD)
    mended = night(tmp_path, served, "-a", "limit=1", *recent, paper=paper, command="crawl")
    assert (mended.code, len(mended.articles)) == (0, 1), mended.err
    assert len(corpus(tmp_path)) == 2 and "hanoimoi/1" in revisions(tmp_path)
    assert mended.record["sources"]["hanoimoi"]["reread"] == {"outside": 1, "stored": 1}
    next_one = night(tmp_path, served, *recent, paper=paper, command="crawl")
    assert (next_one.record["sources"]["hanoimoi"]["reread"], len(next_one.articles)) == ({}, 1)
    everything = night(tmp_path, served, "-s", OLD, paper=paper)
    assert (everything.articles, "1 read again from the archive" in everything.out) == ([], True)
    assert set(revisions(tmp_path)) == {f"hanoimoi/{number}" for number in range(1, 5)}


def test_a_replay_settles_the_pages_that_it_reads(served: Served, tmp_path: Path) -> None:
    paper = paper_of("2023-03-06", each=3)
    night(tmp_path, served, *BROKEN, paper=paper)
    replayed = night(tmp_path, served, paper=paper, command="replay")
    assert replayed.code == 0 and "3 new" in replayed.out, replayed.err
    after = night(tmp_path, served, "-s", OLD, paper=paper)
    assert (after.code, after.articles) == (0, []) and "archive" not in after.out
    assert revisions(tmp_path) == {piece.id: [1] for piece in paper.pieces.values()}


def test_articles_of_low_confidence_are_read_again_as_the_same_revision(served: Served, tmp_path: Path) -> None:
    paper = paper_of("2023-03-06", each=3)
    doubtful = night(tmp_path, served, *with_extension(DoubtfulReaderExtension, 1), "-s", OLD, paper=paper)
    assert (doubtful.code, len(doubtful.articles)) == (0, 3), doubtful.err
    better = night(tmp_path, served, "-s", OLD, paper=paper)
    assert (better.code, better.articles) == (0, []), better.err
    assert ", 0 new, 3 changed, " in better.out and "3 read again from the archive" in better.out
    assert better.record["sources"]["hanoimoi"]["revised"] == []  # the same words of the site, better read
    assert revisions(tmp_path) == {piece.id: [1, 1] for piece in paper.pieces.values()}
    assert sorted(one.text for one in load(tmp_path)) == sorted(piece.words for piece in paper.pieces.values())
    validated = run(tmp_path, "corpus", "validate")
    assert validated.returncode == 0, validated.stdout + validated.stderr
    paper.correct(101, at("2023-03-20 08:00"))
    assert night(tmp_path, served, "-s", OLD, paper=paper).articles == ["bai-viet-101.html"]
    assert revisions(tmp_path)["hanoimoi/101"] == [1, 1, 2]
