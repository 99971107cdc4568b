"""Answers that come after later ones of their article: a kill between the lines, a full disk, damaged lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.validation import Validation
from hanoi_press.items import Extraction
from hanoi_press.store.folder import rebuild
from hanoi_press.store.late_captures import insert_by_time
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.mending import mend_segment
from hanoi_press.store.segment_writer import SegmentWriter
from hanoi_press.store.segments import segments
from spiders_tests.corpus_lines import COMPRESSIONS, break_off, corpus, flip, opened
from spiders_tests.late_answers import CHANGED, ID, at, known, page, seen, shown


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
        newest = index.get(ID)
        assert newest is not None and newest.text == "B"
    assert mend_segment(path) is not None
    assert list(Validation(tmp_path)) == []
    with opened(tmp_path) as folder:
        assert page(folder).state == ("lost" if damaged == 0 else "article")
        assert insert_by_time(folder, at(2015, "D")) is CHANGED
        assert page(folder).state == "article"  # its words stood in the line that was moved, which is written again
        folder.keep(at(2020, "E"))
    words = ["1 2014 A", "2 2015 D", "3 2016 C", "4 2018 B", "5 2020 E"]
    assert shown(tmp_path) == (words if damaged == 0 else ["1 2014 A", "2 2015 D", "3 2018 B", "4 2020 E"])


def test_a_rebuilt_ledger_reads_the_last_line_again_if_it_is_doubtful(tmp_path: Path) -> None:
    """The late line, which is doubtful too, stands behind it."""
    last, late = at(2018, "B"), at(2014, "A")
    last.extraction = late.extraction = Extraction("test", {}, "low")
    with opened(tmp_path) as folder:
        folder.keep(last)
    with opened(tmp_path) as folder:
        insert_by_time(folder, late)
        before = folder.ledger.captures.find(ID)
    rebuild(tmp_path, "a test")
    with opened(tmp_path) as folder:
        after = folder.ledger.captures.find(ID)
    assert before is not None
    assert after is not None
    assert after[:5] == before[:5] == (ID, "hanoimoi", "elsewhere.warc.gz", 2018, "2018-01-01T00:00:00Z")


def test_a_damaged_line_is_not_written_again(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(at(2014, "A"))
        folder.keep(at(2018, "B"))
    (path,) = segments(tmp_path)
    flip(path, path.read_bytes().rindex(b"B"))
    with opened(tmp_path) as folder:
        insert_by_time(folder, at(2012, "0"))
    assert sorted(text for _, _, text in corpus(tmp_path)) == ["0", "A", "A", "C"]
    assert [(one.revision, one.text) for one in load(tmp_path, on_error="skip")] == [(2, "A")]


def test_a_moved_line_that_is_lost_with_the_late_one_stands_where_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(at(2018, "B"))
    with opened(tmp_path) as folder:
        insert_by_time(folder, at(2014, "A"))
    segments(tmp_path)[1].unlink()
    assert [(one.revision, one.text) for one in load(tmp_path)] == [(1, "B")]
    with opened(tmp_path) as folder:
        assert (page(folder).state, page(folder).revision) == ("lost", 2)
        assert insert_by_time(folder, at(2014, "A")) is CHANGED
        assert (page(folder).state, page(folder).revision) == ("article", 2)
        assert page(folder).segment is not None
        folder.ledger.drop_missing_segments()
    assert shown(tmp_path) == ["1 2014 A", "2 2018 B"]
