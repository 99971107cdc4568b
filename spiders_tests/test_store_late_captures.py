"""Answers that come after later ones of their article: the corpus and the ledger."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.removal import plan_removal
from hanoi_press.corpus.validation import Validation
from hanoi_press.items import ArchiveRef, Article, Extraction
from hanoi_press.store.compaction import merge
from hanoi_press.store.folder import DataFolder, KeepResult, rebuild
from hanoi_press.store.late_captures import insert_by_time, insert_known_words
from hanoi_press.store.removal_steps import remove
from hanoi_press.store.scope import RunScope
from hanoi_press.store.segments import lines, segments
from spiders_tests.corpus_lines import COMPRESSIONS, corpus, opened
from spiders_tests.history_runs import run
from spiders_tests.late_answers import CHANGED, ID, NEW, UNCHANGED, at, known, page, seen, shown


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_late_answer_becomes_the_revision_of_its_time(tmp_path: Path, compression: str) -> None:
    with opened(tmp_path, compression) as folder:
        folder.keep(at(2014, "A"))
        folder.keep(at(2018, "C"))
    with opened(tmp_path, compression) as folder:
        folder.keep(at(2020, "D"))
        folder.ledger.put(page(folder)._replace(asked=77, etag="e", seen=3))
        late = at(2016, "B")
        assert insert_by_time(folder, late) is CHANGED
        assert late.revision == 2
        assert insert_by_time(folder, at(2016, "B")) is UNCHANGED
        assert insert_by_time(folder, at(2012, "0")) is CHANGED
        last = page(folder)
        assert (last.revision, last.hash, last.asked, last.etag, last.seen) == (
            5,
            at(2020, "D").content_hash,
            77,
            "e",
            3,
        )
    assert shown(tmp_path) == ["1 2012 0", "2 2014 A", "3 2016 B", "4 2018 C", "5 2020 D"]
    assert shown(tmp_path, "latest") == ["5 2020 D"]
    before = known(tmp_path)
    assert before[:2] == ("article", 5)
    rebuild(tmp_path, "a test")
    assert known(tmp_path) == before
    merge(segments(tmp_path))
    assert known(tmp_path) == before
    assert shown(tmp_path) == ["1 2012 0", "2 2014 A", "3 2016 B", "4 2018 C", "5 2020 D"]
    with opened(tmp_path) as folder:  # what stands in a compressed segment is moved, too, and the next one is appended
        assert insert_by_time(folder, at(2019, "X")) is CHANGED
        assert insert_by_time(folder, at(2021, "E")) is CHANGED
    assert shown(tmp_path)[4:] == ["5 2019 X", "6 2020 D", "7 2021 E"]


def test_a_moved_line_is_the_same_but_for_its_number(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(at(2018, 'Có "dấu" và\n\nđoạn.'))
    with opened(tmp_path) as folder:
        insert_by_time(folder, at(2014, "A"))
    old, moved, late = [line.raw for path in segments(tmp_path) for line in lines(path)]
    assert moved == old.replace(b'"revision":1,', b'"revision":2,', 1)
    assert json.loads(late)["revision"] == 1


def test_a_new_article_is_stored_as_always(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        assert insert_by_time(folder, at(2014, "A")) is NEW
        assert insert_by_time(folder, at(2016, "A")) is UNCHANGED
        assert insert_by_time(folder, at(2018, "B"), note=lambda page: page._replace(asked=9)) is CHANGED
        assert page(folder).asked == 9
    assert shown(tmp_path) == ["1 2014 A", "2 2018 B"]


def test_the_words_of_a_neighbour_need_no_line(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(at(2014, "A"))
        folder.keep(at(2018, "B"))
        for year, words, revision in ((2013, "A", 1), (2016, "A", 1), (2017, "B", 2)):
            late = at(year, words)
            assert insert_by_time(folder, late, note=lambda page: page._replace(why="noted")) is UNCHANGED
            assert late.revision == revision
        assert page(folder).why == "noted"
        other = at(2019, "B")
        other.authors = ["Nguyễn Văn An"]
        assert insert_by_time(folder, other, [seen(2020, at(2018, "B"))]) is UNCHANGED
        assert insert_by_time(folder, at(2012, "B")) is CHANGED  # B, A, B
    assert shown(tmp_path) == ["1 2012 B", "2 2014 A", "3 2018 B"]


def test_words_seen_before_and_after_are_two_revisions(tmp_path: Path) -> None:
    a = at(2014, "A")
    with opened(tmp_path) as folder:
        folder.keep(a)
        assert insert_by_time(folder, at(2016, "B"), [seen(2018, a), seen(2017, a)]) is CHANGED
        assert page(folder).hash == a.content_hash
    assert shown(tmp_path) == ["1 2014 A", "2 2016 B", "3 2017 A"]
    last = next(iter(load(tmp_path)))
    assert last.archive == ArchiveRef("other.warc.gz", 2017)
    assert known(tmp_path)[:3] == ("article", 3, a.content_hash)


def test_known_words_are_written_again_where_they_are_a_revision(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        a, b = at(2014, "A"), at(2016, "B")
        a.extraction = Extraction("test", {}, via="wayback")
        folder.keep(a)
        folder.keep(b)
        late = seen(2018, a)._replace(via="commoncrawl", archive=None)
        assert insert_known_words(folder, ID, seen(2015, a)) is UNCHANGED
        assert insert_known_words(folder, ID, late) is CHANGED
        assert insert_known_words(folder, ID, late) is UNCHANGED
        assert insert_known_words(folder, ID, seen(2010, b)._replace(via=None)) is CHANGED
        assert insert_known_words(folder, ID, seen(2011, at(2011, "nobody's"))) is UNCHANGED
        assert insert_known_words(folder, "hanoimoi/9", late) is UNCHANGED
    assert shown(tmp_path) == ["1 2010 B", "2 2014 A", "3 2016 B", "4 2018 A"]
    assert [one.extraction.via for one in load(tmp_path)] == ["commoncrawl"]
    assert known(tmp_path)[:3] == ("article", 4, a.content_hash)


def test_a_better_reading_of_an_earlier_answer_replaces_its_line(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(at(2014, "A"))
        folder.keep(at(2018, "C"))
        insert_by_time(folder, at(2016, "B"))
    with opened(tmp_path) as folder:
        assert insert_by_time(folder, at(2016, "B, và hết.")) is CHANGED
        assert insert_by_time(folder, at(2016, "B, và hết.")) is UNCHANGED
        assert insert_by_time(folder, at(2018, "C, và hết.")) is CHANGED
        assert (page(folder).revision, page(folder).hash) == (3, at(2018, "C, và hết.").content_hash)
    assert shown(tmp_path) == ["1 2014 A", "2 2016 B, và hết.", "3 2018 C, và hết."]


def test_a_doubtful_line_that_is_the_last_one_no_more_is_not_read_again(tmp_path: Path) -> None:
    a = at(2014, "A")
    a.extraction = Extraction("test", {}, "low")
    with opened(tmp_path) as folder:
        folder.keep(a)
        row = folder.ledger.captures.find(ID)
        assert row is not None
        insert_by_time(folder, at(2012, "0"))
        assert folder.ledger.captures.find(ID) == row  # its line was moved only
        insert_by_time(folder, at(2016, "B"), [seen(2018, a)])
        assert folder.ledger.captures.find(ID) is None


def test_an_article_that_is_taken_down_is_not_written(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(at(2014, "A"))
    (tmp_path / "corpus").mkdir(exist_ok=True)
    (tmp_path / "corpus/take-down.txt").write_text(f"{ID}\n")
    with opened(tmp_path) as folder:
        assert insert_by_time(folder, at(2012, "0")) is KeepResult.REMOVED
        assert insert_known_words(folder, ID, seen(2018, at(2014, "A"))) is KeepResult.REMOVED
    assert corpus(tmp_path) == [(ID, 1, "A")]


def test_a_lost_article_stays_lost(tmp_path: Path) -> None:
    """Its last line is gone from the disk, so that it is requested again; a late answer takes no number from it."""
    with opened(tmp_path) as folder:
        folder.keep(at(2014, "A"))
    (first,) = segments(tmp_path)
    with opened(tmp_path) as folder:
        folder.keep(at(2018, "C"))
    next(one for one in segments(tmp_path) if one != first).unlink()
    with opened(tmp_path) as folder:
        assert page(folder).state == "lost"
        assert insert_by_time(folder, at(2016, "B")) is CHANGED
        assert (page(folder).state, page(folder).revision) == ("lost", 3)
        assert folder.keep(at(2020, "D")) is NEW
    assert shown(tmp_path) == ["1 2014 A", "2 2016 B", "3 2020 D"]


def crawled(folder: DataFolder, one: Article) -> KeepResult | None:
    """Store an article as a run of given archives does (`crawl -a archive=`)."""
    history = run(folder, RunScope(always=True))
    history.mark_requested(ID, one.url, None)
    history.mark_arrived(ID, ID, '"other"', None)
    return history.keep(one)


def test_a_crawl_of_given_archives_stores_by_time_too(tmp_path: Path) -> None:
    now = int(time.time())
    with opened(tmp_path) as folder:
        assert crawled(folder, at(2014, "A")) is NEW
        assert page(folder).asked == 1_388_534_400
        assert crawled(folder, at(2018, "B")) is CHANGED
        folder.ledger.put(page(folder)._replace(etag='"e"', asked=now))
        assert crawled(folder, at(2016, "X")) is CHANGED
        assert crawled(folder, at(2010, "A")) is UNCHANGED
        assert (page(folder).revision, page(folder).etag, page(folder).asked) == (3, '"e"', now)
        assert crawled(folder, at(2022, "Y")) is CHANGED  # what the site said a moment ago is the newest
        assert page(folder).hash == at(2018, "B").content_hash
    assert shown(tmp_path)[:4] == ["1 2014 A", "2 2016 X", "3 2018 B", "4 2022 Y"]
    assert shown(tmp_path, "latest")[0].endswith(" B")
    rebuild(tmp_path, "a test")
    with opened(tmp_path) as folder:
        assert crawled(folder, at(2012, "0")) is CHANGED
        assert page(folder).asked is None
        history = run(folder)
        assert history.captures.words.seen(page(folder)) == []


def test_a_removal_takes_the_moved_lines_too(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(at(2018, "B"))
        folder.keep(at(2018, "Hai.", number=2))
    with opened(tmp_path) as folder:
        insert_by_time(folder, at(2014, "A"))
        insert_by_time(folder, at(2014, "Hai A.", number=2))
    with opened(tmp_path) as folder:
        removal = plan_removal(tmp_path, [ID]).removal
        assert removal.lines == {ID: 3}
        remove(tmp_path, folder.ledger, removal)
    assert corpus(tmp_path) == [("hanoimoi/2", 1, "Hai A."), ("hanoimoi/2", 1, "Hai."), ("hanoimoi/2", 2, "Hai.")]
    assert sorted((one.revision, one.text) for one in load(tmp_path, revisions="all")) == [(1, "Hai A."), (2, "Hai.")]
    assert list(Validation(tmp_path)) == []
