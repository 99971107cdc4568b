"""Harvests that cannot read a page: its answer is read again from the archive when the reading is mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders_tests.faulty_extensions import BrokenReaderExtension, with_extension
from spiders_tests.nights import OLD, corpus, night, nothing_left, revisions
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow
BROKEN = with_extension(BrokenReaderExtension, 1)
TRIES = ("-s", "PAGE_TRIES=2")


@pytest.fixture
def served() -> Iterator[Served]:
    with serve({}) as running:
        yield running


def paper_of(number: int) -> Paper:
    paper = Paper()
    for one in range(number):
        paper.publish(101 + one, at(f"2023-03-06 {8 + one:02}:15"))
    return paper


def test_all_articles_of_nights_without_a_reader_are_read_from_the_archive(served: Served, tmp_path: Path) -> None:
    paper = paper_of(4)
    for turn in range(3):  # one more than PAGE_TRIES
        paper.publish(201 + turn, at(f"2023-03-0{7 + turn} 10:15"))
        broken = night(tmp_path, served, *BROKEN, *TRIES, "-s", OLD, paper=paper)
        assert broken.code == 1 and "5 pages could not be read" in broken.out if turn == 0 else broken.code == 1
        assert corpus(tmp_path) == []
    mended = night(tmp_path, served, *TRIES, paper=paper)
    assert (mended.code, mended.articles) == (0, []), mended.err
    assert "7 articles in" in mended.out and "7 read again from the archive; 0 pages could not be read" in mended.out
    assert revisions(tmp_path) == {piece.id: [1] for piece in paper.pieces.values()}
    assert {one["text"] for one in corpus(tmp_path)} == {piece.words for piece in paper.pieces.values()}
    figures = mended.record["sources"]["hanoimoi"]
    assert (figures["reread"], figures["asked"], figures["pages"]) == ({"stored": 7}, 0, {})
    assert (figures["requests"], figures["waiting"]) == (len(mended.discovery) + 1, [])
    assert nothing_left(tmp_path) == []
    after = night(tmp_path, served, *TRIES, "-s", OLD, paper=paper)
    assert (after.code, after.articles) == (0, []) and "archive" not in after.out
    paper.correct(101, at("2023-03-20 08:00"))
    assert night(tmp_path, served, "-s", OLD, paper=paper).articles == ["bai-viet-101.html"]
    assert revisions(tmp_path)["hanoimoi/101"] == [1, 2]
    lines = [json.loads(line) for file in tmp_path.glob("articles/*/*/*.jsonl") for line in file.open()]
    assert all(line["archive"] for line in lines)
