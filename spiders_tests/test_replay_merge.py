"""Answers of archives and the corpus: lost revisions, corrected metadata."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.items import ArchiveRef, Article, Identity
from hanoi_press.replay.merge import Replay
from hanoi_press.replay.slices import SliceReading
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.folder import rebuild
from hanoi_press.store.segments import lines, segments
from hanoi_press.store.takedown import take_down
from spiders_tests.corpus_lines import article, corpus, opened
from spiders_tests.history_runs import run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that has lost revision 2 of article 1."""
    with opened(tmp_path) as folder:
        folder.keep(article(1, "Một câu."))
    with opened(tmp_path) as folder:
        folder.run = "29990101T010000Z-7"
        folder.keep(article(1, "Sửa."))
    next(path for path in segments(tmp_path) if path.name.startswith("2999")).write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    ("answers", "words", "counts"),
    [
        (["Một câu.", "Sửa."], "Sửa.", {"older": 1, "new": 1}),
        (["Một câu.", "Sửa, đọc lại."], "Sửa, đọc lại.", {"older": 1, "new": 1}),  # today's page class reads otherwise
    ],
)
def test_a_lost_revision_gets_the_words_of_its_own_answer(
    data: Path, answers: list[str], words: str, counts: dict[str, int]
) -> None:
    with opened(data) as folder:
        replay = Replay(folder, lambda line: None)
        replay.take(SliceReading(articles=[article(1, text) for text in answers]))
        replay.close()
        assert list(folder.ledger.lost_pages("hanoimoi")) == []
        assert {kind: n for (_, kind), n in replay.counts.items() if n} == counts
    assert corpus(data) == [("hanoimoi/1", 1, "Một câu."), ("hanoimoi/1", 2, words)]


@pytest.mark.parametrize(
    ("fetched", "kind", "authors", "revisions"),
    [
        ("2026-11-25T01:00:00Z", "changed", [["Mai Hoa"], ["Mai Hòa"]], [1, 2]),  # an answer after the line's
        # the line's own, read by a better page class: our reading changed, not the site's words
        ("2026-11-24T01:00:00Z", "changed", [["Mai Hoa"], ["Mai Hòa"]], [1, 1]),
        ("2026-11-23T01:00:00Z", "older", [["Mai Hoa"]], [1]),
    ],
)
def test_corrected_metadata_is_a_revision_if_the_site_made_it(
    tmp_path: Path, fetched: str, kind: str, authors: list[list[str]], revisions: list[int]
) -> None:
    known, answer = article(1), article(1)
    known.authors, answer.authors, answer.fetched_at = ["Mai Hoa"], ["Mai Hòa"], fetched
    with opened(tmp_path) as folder:
        folder.keep(known)
    for counts in ({kind: 1}, {"unchanged" if kind == "changed" else kind: 1}):  # the second replay changes nothing
        with opened(tmp_path) as folder:
            replay = Replay(folder, lambda line: None)
            replay.take(SliceReading(articles=[answer]))
            replay.close()
            assert {kind: n for (_, kind), n in replay.counts.items() if n} == counts
    found = [json.loads(line.raw) for path in segments(tmp_path) for line in lines(path)]
    assert [(one["authors"], one["revision"]) for one in found] == list(zip(authors, revisions, strict=True))


def test_a_page_that_leads_to_a_mended_article_is_failed_no_more(tmp_path: Path) -> None:
    own = Identity("hanoimoi/7", "hanoimoi", "Hànộimới", "https://hanoimoi.vn/bai-7.html")
    with opened(tmp_path) as folder:
        history = run(folder)
        for number in (1, 7):
            history.mark_requested(f"hanoimoi/{number}", "u", None)
            history.mark_failed(f"hanoimoi/{number}", "parse: no text", answer=ArchivedAnswer("a", number, "2026"))
        replay = Replay(folder, lambda line: None)
        replay.take(SliceReading(articles=[article(1)], own={0: own}))
        replay.close()
        found = {number: folder.ledger.find(f"hanoimoi/{number}") for number in (1, 7)}
        assert {number: page and (page.state, page.why) for number, page in found.items()} == {
            1: ("article", None),
            7: ("alias", "hanoimoi/1"),
        }
        assert [folder.ledger.captures.find(f"hanoimoi/{number}") for number in (1, 7)] == [None, None]


def test_an_article_that_was_removed_is_counted_and_nothing_is_learnt_from_it(tmp_path: Path) -> None:
    take_down(tmp_path, ["hanoimoi/1"])
    with opened(tmp_path) as folder:
        replay = Replay(folder, lambda line: None)
        replay.take(SliceReading(articles=[article(1, "Một câu."), article(2, "Hai câu.")]))
        replay.close()
        assert {kind: n for (_, kind), n in replay.counts.items() if n} == {"new": 1, "removed": 1}
    assert corpus(tmp_path) == [("hanoimoi/2", 1, "Hai câu.")]
    assert "Một câu." not in (tmp_path / "boilerplate" / "hanoimoi.json").read_text("utf-8")


def answer(year: int, words: str, file: str = "/cc/x.warc.gz") -> Article:
    one = article(1, words, published="2010-11-20T08:15:32+07:00")
    return replace(one, fetched_at=f"{year}-01-01T00:00:00Z", archive=ArchiveRef(file, year))


def replayed(data: Path, *articles: Article) -> dict[str, int]:
    """Replay answers and return the counts."""
    with opened(data) as folder:
        replay = Replay(folder, lambda line: None)
        replay.take(SliceReading(articles=list(articles)))
        replay.close()
        return {kind: n for (_, kind), n in replay.counts.items() if n}


def revisions(data: Path) -> list[str]:
    found = load(data, revisions="all")
    return sorted(f"{one.revision} {one.fetched_at[:4]} {one.text}" for one in found)


def test_an_older_answer_from_elsewhere_is_an_earlier_revision(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(answer(2018, "C", "archive/hanoimoi/x.warc.gz"))
    own = answer(2014, "A", "archive/hanoimoi/x.warc.gz")
    assert replayed(tmp_path, own) == {"older": 1}  # it was compared when it was fetched
    foreign = [answer(2016, "B"), answer(2014, "A"), answer(2017, "B"), answer(2020, "D"), answer(2019, "C")]
    assert replayed(tmp_path, *foreign) == {"earlier": 2, "unchanged": 2, "changed": 1}
    assert revisions(tmp_path) == ["1 2014 A", "2 2016 B", "3 2018 C", "4 2020 D"]
    lines_before = corpus(tmp_path)
    assert replayed(tmp_path, *foreign) == {"unchanged": 5}
    assert corpus(tmp_path) == lines_before
    assert replayed(tmp_path, answer(2016, "B, đọc lại.")) == {"earlier": 1}  # by a better page class
    assert revisions(tmp_path) == ["1 2014 A", "2 2016 B, đọc lại.", "3 2018 C", "4 2020 D"]


def test_an_older_answer_with_the_words_of_the_last_line_may_be_a_revision(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(answer(2014, "A"))
        folder.keep(answer(2018, "B"))
    assert replayed(tmp_path, answer(2012, "B"), answer(2013, "B")) == {"earlier": 1, "unchanged": 1}
    assert revisions(tmp_path) == ["1 2012 B", "2 2014 A", "3 2018 B"]


def test_what_the_site_said_later_stays_the_newest_revision(tmp_path: Path) -> None:
    """The page was requested in 2022 and had the words of 2014."""
    with opened(tmp_path) as folder:
        folder.keep(answer(2014, "A"), lambda page: page._replace(asked=1_640_995_200))
    assert replayed(tmp_path, answer(2018, "B")) == {"earlier": 1}
    assert revisions(tmp_path) == ["1 2014 A", "2 2018 B", "3 2022 A"]
    assert replayed(tmp_path, answer(2018, "B"), answer(2024, "C"), answer(2023, "B")) == {
        "unchanged": 1,
        "changed": 1,
        "earlier": 1,
    }
    assert revisions(tmp_path)[2:] == ["3 2022 A", "4 2023 B", "5 2024 C"]


def test_words_that_are_seen_again_later_are_remembered(tmp_path: Path) -> None:
    """Files in any order, also in two replays: A in 2014 and 2018, and B between."""
    assert replayed(tmp_path, answer(2014, "A"), answer(2018, "A")) == {"new": 1, "unchanged": 1}
    assert replayed(tmp_path, answer(2016, "B")) == {"earlier": 1}
    assert revisions(tmp_path) == ["1 2014 A", "2 2016 B", "3 2018 A"]


def capture(year: int, words: str, via: str = "wayback", author: str = "") -> Article:
    """Return the article of a capture in the data folder's own archive."""
    one = answer(year, words, "archive/hanoimoi/x.warc.gz")
    one.authors = [author] if author else []
    one.extraction = replace(one.extraction, via=via)
    return one


def test_captures_in_the_own_archive_are_stored_as_the_crawl_stored_them(tmp_path: Path) -> None:
    """After a loss of all but the archive: by time, and other metadata make no revision of old words."""
    captures = [
        answer(2026, "C", "archive/hanoimoi/live.warc.gz"),
        capture(2014, "A"),
        capture(2016, "A", author="Mai Hoa"),
        capture(2020, "C"),
        capture(2018, "B", "commoncrawl"),
        capture(2017, "A", "commoncrawl"),
    ]
    assert replayed(tmp_path, *captures) == {"new": 1, "earlier": 2, "unchanged": 3}
    wanted = ["1 2014 A", "2 2018 B", "3 2026 C"]
    assert replayed(tmp_path, capture(2016, "A, đọc khác.")) == {"unchanged": 1}  # it was compared, and gave no line
    assert revisions(tmp_path) == wanted
    for _ in range(2):
        assert replayed(tmp_path, *captures) == {"unchanged": 6}
        assert revisions(tmp_path) == wanted
        rebuild(tmp_path, "a test")
    with opened(tmp_path) as folder:
        row = folder.ledger.past.find("hanoimoi", "hanoimoi/1", "20180101000000", "commoncrawl")
        assert row is not None
        assert (row.state, row.hash, row.place_start) == ("read", captures[4].content_hash, 2018)
    assert replayed(tmp_path, capture(2014, "A, và hết.")) == {"earlier": 1}  # by a better page class
    assert replayed(tmp_path, capture(2016, "A, và hết.")) == {"unchanged": 1}
    assert revisions(tmp_path) == ["1 2014 A, và hết.", *wanted[1:]]
