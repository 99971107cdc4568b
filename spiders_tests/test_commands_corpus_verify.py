"""`scrapy corpus verify`: what it says of segments and archives, how it ends; `--mend` leaves nothing to mend."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError

from hanoi_press.commands.corpus_parts import verify
from hanoi_press.store import reconcile
from hanoi_press.store.segments import segments
from spiders_tests.archived_corpora import FILE, archived, keep, put_archived
from spiders_tests.corpora import CorpusCommand
from spiders_tests.corpus_lines import article, flip, opened
from spiders_tests.parts import part_of

ONLY_VERIFY, MEND = argparse.Namespace(mend=False), argparse.Namespace(mend=True)


@pytest.mark.parametrize("checked", [0, 1 << 20])
def test_a_segment_without_a_sound_line_is_forgotten_and_its_articles_are_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], checked: int
) -> None:
    """In a large corpus the command finds damage that no run has come to yet."""
    for name in ("29990101T010000Z-7", "29990101T010000Z-8"):
        with opened(tmp_path) as folder:
            folder.run = name
            folder.keep(article(int(name[-1])))
    monkeypatch.setattr(reconcile, "_CHECKED_IN_A_RUN", checked)
    path = next(path for path in segments(tmp_path) if path.name.endswith("-7.jsonl"))
    flip(path, path.read_bytes().index(b"bai-7.html"))
    assert verify.run(ONLY_VERIFY, tmp_path) == 1
    assert verify.run(MEND, tmp_path) == 0
    assert "1 articles are lost" in capsys.readouterr().out
    assert verify.run(ONLY_VERIFY, tmp_path) == 0
    with opened(tmp_path) as folder:
        assert not folder.reconciled.is_damaged
        assert [page.id for page in folder.ledger.lost_pages("hanoimoi")] == ["hanoimoi/7"]


def test_the_parts_of_a_harvest_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are no fault: a harvest runs, or the next run keeps what they have."""
    with opened(tmp_path) as folder:
        part_of(folder)
        assert verify.run(ONLY_VERIFY, tmp_path) == 0
        assert "1 part of a harvest that runs or was broken off in parts/" in capsys.readouterr().out
    assert verify.run(MEND, tmp_path) == 0
    assert not (tmp_path / "parts").exists()


def test_archives_in_words(tmp_path: Path, corpus: CorpusCommand) -> None:
    """A fault of a page names file, byte and article; what pruning deleted is none."""
    offsets = put_archived(tmp_path, range(100001, 100004))
    assert corpus("verify") == (
        0,
        "archive: the pages of 3 of 3 lines are there and whole\n3 lines in 1 segments: all are as they were written\n",
        "",
    )
    flip(tmp_path / FILE, offsets[100002] + 300)
    keep(tmp_path, *(archived(number, 7, "/disk/gone.warc.gz") for number in range(100010, 100040)))
    code, out, _ = corpus("verify")
    assert code == 1
    place = f"archive: {tmp_path / FILE} at byte {offsets[100002]}: "
    assert out.splitlines()[0] == (
        "archive: /disk/gone.warc.gz is gone and was not pruned (it lies outside of the data folder); 30 lines come "
        "from pages in it"
    )
    (line,) = [line for line in out.splitlines() if line.startswith(place)]
    assert "damaged" in line and line.endswith(" (hanoimoi/100002)")
    assert "To mend gone: put the file back from a backup; if it was moved, a link in its old place" in out
    assert "To mend damaged: put the file back from a backup; the articles are whole without it" in out
    assert "archive: the pages of 2 of 33 lines are there and whole\n33 lines in 2 segments: all" in out
    code, out, _ = corpus("verify", "--quick")
    assert code == 1 and "the pages of 3 of 33 lines begin where they should (--quick)" in out and place not in out


def test_many_places_with_one_fault_are_counted(tmp_path: Path, corpus: CorpusCommand) -> None:
    put_archived(tmp_path, range(100001, 100002))
    keep(tmp_path, *(archived(number, number) for number in range(100010, 100040)))
    _, out, _ = corpus("verify")
    assert out.count("the file ends before that") == 20
    assert f"archive: {tmp_path / FILE}: … and 10 more lines with this fault (beyond-the-end); --json lists" in out


def test_as_json(tmp_path: Path, corpus: CorpusCommand) -> None:
    (offset,) = put_archived(tmp_path, range(100001, 100002)).values()
    keep(tmp_path, archived(100009, offset))
    code, out, _ = corpus("verify", "--json")
    assert code == 1
    found = json.loads(out)
    assert found["segments"] == {"files": 2, "sound_lines": 2, "faults": []}
    (fault,) = found["archives"].pop("faults")
    assert found["archives"] == {"check": "full", "files": 1, "lines": 2, "sound_lines": 1, "harmless": []}
    assert (fault["file"], fault["kind"], fault["lines"]) == (FILE, "other-page", 1)
    reason = "another page is there: https://hanoimoi.vn/bai-so-100001.html"
    assert fault["places"] == [{"offset": offset, "id": "hanoimoi/100009", "reason": reason}]
    flip(next(tmp_path.glob("articles/*/*/*.jsonl")), 30)
    (tmp_path / FILE).unlink()
    found = json.loads(corpus("verify", "--json", "--quick")[1])
    (broken,) = found["segments"]["faults"]
    assert (found["is_sound"], broken["line"], found["archives"]["check"]) == (False, 1, "quick")


def test_one_source(tmp_path: Path, corpus: CorpusCommand) -> None:
    put_archived(tmp_path, range(100001, 100003))
    with opened(tmp_path) as folder:
        folder.keep(article(1, source="mst"))
    (tmp_path / FILE).unlink()
    assert corpus("verify", "--source", "hanoimoi,mst")[0] == 1
    assert corpus("verify", "--source", "mst")[:2] == (0, "1 lines in 1 segments: all are as they were written\n")
    code, _, err = corpus("verify", "--source", "hanoimio")
    assert code == 2 and "invalid --source hanoimio: the corpus has no segment of it" in err
    with pytest.raises(UsageError, match="--mend takes no other option"):
        verify.run(argparse.Namespace(mend=True, quick=True), tmp_path)
