"""Answers that come after later ones of their article: the corpus, the ledger, and a kill between the lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.validation import Validation
from hanoi_press.items import ArchiveRef, Article, Extraction
from hanoi_press.store.compaction import merge
from hanoi_press.store.folder import DataFolder, KeepResult, rebuild
from hanoi_press.store.late_captures import insert_by_time, insert_known_words
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.mending import mend_segment
from hanoi_press.store.revision_order import SeenWords
from hanoi_press.store.segment_writer import SegmentWriter
from hanoi_press.store.segments import lines, segments
from spiders_tests.corpus_lines import COMPRESSIONS, article, break_off, corpus, flip, opened

ID = "hanoimoi/1"
NEW, CHANGED, UNCHANGED = KeepResult.NEW, KeepResult.CHANGED, KeepResult.UNCHANGED


def at(year: int, words: str, *, archived: bool = True, number: int = 1) -> Article:
    """Return an article as it was fetched in a year."""
    place = ArchiveRef("elsewhere.warc.gz", year) if archived else None
    one = article(number, words, published="2010-11-20T08:15:32+07:00")
    return replace(one, fetched_at=f"{year}-01-01T00:00:00Z", archive=place)


def seen(year: int, one: Article) -> SeenWords:
    return SeenWords(f"{year}-01-01T00:00:00Z", one.content_hash, archive=ArchiveRef("other.warc.gz", year))


def shown(data: Path, revisions: str = "all") -> list[str]:
    """Return number, year and words of the revisions that load; the index has the same ones, and all is sound."""
    found = sorted(load(data, revisions=revisions), key=lambda one: (one.id, one.revision))  # type: ignore[call-overload]
    if revisions == "all":
        with CorpusIndex.open(data) as index:
            assert index.revisions(ID) == [one for one in found if one.id == ID]
            assert index.get(ID) == next(iter(load(data)))
        assert list(Validation(data)) == []
        dates = [one.fetched_at for one in found]
        assert dates == sorted(dates)
    return [f"{one.revision} {one.fetched_at[:4]} {one.text}" for one in found]


def page(folder: DataFolder) -> Page:
    found = folder.ledger.find(ID)
    assert found is not None
    return found


def known(data: Path) -> tuple[object, ...]:
    with opened(data) as folder:
        found = page(folder)
        return found.state, found.revision, found.hash, found.metadata, found.published


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
        assert insert_by_time(folder, other) is UNCHANGED
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


class Killed(BaseException):
    """Raised where a process is killed."""


@contextmanager
def killed_after(count: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the writing of the next line but `count` end the process."""
    written, write = 0, SegmentWriter.write_line

    def write_line(self: SegmentWriter, line: bytes, record: dict[str, object]) -> None:
        nonlocal written
        if written == count:
            raise Killed
        written += 1
        write(self, line, record)

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(SegmentWriter, "write_line", write_line)
        yield


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("count", range(4))
def test_a_kill_between_the_lines(
    tmp_path: Path, count: int, compression: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P, and P again in 2018; X in 2019, Y in 2020; then B of 2016: four lines, of which `count` are written."""
    p = at(2014, "P")
    with opened(tmp_path, compression) as folder:
        for one in (p, at(2019, "X"), at(2020, "Y")):
            folder.keep(one)
    folder = opened(tmp_path, compression)
    with killed_after(count, monkeypatch):
        insert_by_time(folder, at(2016, "B"), [seen(2018, p)])
    break_off(folder)
    with opened(tmp_path, compression) as folder:
        words = [one.split()[-1] for one in shown(tmp_path)]
        assert words == ["P", "P", "X", "Y"] if count == 3 else ["P", "X", "Y"]
        assert page(folder).hash == at(2020, "Y").content_hash
        assert insert_by_time(folder, at(2016, "B"), [seen(2018, p)]) is CHANGED
        assert page(folder).revision == 5
    assert shown(tmp_path) == ["1 2014 P", "2 2016 B", "3 2018 P", "4 2019 X", "5 2020 Y"]
    assert [text for _, _, text in corpus(tmp_path)].count("B") == 1
    assert len(corpus(tmp_path)) == 7


def test_a_ledger_that_does_not_take_the_lines_reads_them_in_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as folder:
        folder.keep(at(2018, "C"))

    def refuse(page: Page) -> Page:
        raise OSError("disk")

    with opened(tmp_path) as folder, pytest.raises(OSError, match="disk"):
        insert_by_time(folder, at(2016, "B"), note=refuse)
    assert known(tmp_path)[:3] == ("article", 2, at(2018, "C").content_hash)
    assert shown(tmp_path) == ["1 2016 B", "2 2018 C"]


@pytest.mark.parametrize("damaged", [0, 1])
def test_a_line_that_is_damaged(tmp_path: Path, damaged: int) -> None:
    """B is moved from 2 to 3 (line 0 of the second segment), and C is stored as 2 (line 1)."""
    with opened(tmp_path) as folder:
        folder.keep(at(2014, "A"))
        folder.keep(at(2018, "B"))
    with opened(tmp_path) as folder:
        insert_by_time(folder, at(2016, "C"))
    path = segments(tmp_path)[1]
    raw = path.read_bytes()
    flip(path, raw.index(b"B" if damaged == 0 else b"C", raw.index(b'"text":"', 0 if damaged == 0 else len(raw) // 2)))
    found = load(tmp_path, revisions="all", on_error="skip")
    words = sorted(f"{one.revision} {one.text}" for one in found)
    assert words == (["1 A", "2 B", "2 C"] if damaged == 0 else ["1 A", "3 B"])
    assert found.skipped == 1
    assert [one.text for one in load(tmp_path, on_error="skip")] == ["B"]
    with CorpusIndex.open(tmp_path) as index:
        assert [one.text for one in index.revisions(ID)] == (["A", "C", "B"] if damaged == 0 else ["A", "B"])
    assert mend_segment(path) is not None
    assert list(Validation(tmp_path)) == []
    with opened(tmp_path) as folder:
        assert page(folder).state == ("lost" if damaged == 0 else "article")
        assert insert_by_time(folder, at(2015, "D")) is CHANGED
        folder.keep(at(2020, "B" if damaged == 0 else "E"))
    words = ["1 2014 A", "2 2015 D", "3 2016 C", "4 2018 B", "5 2020 B"]
    assert shown(tmp_path) == (words if damaged == 0 else ["1 2014 A", "2 2015 D", "3 2018 B", "4 2020 E"])
