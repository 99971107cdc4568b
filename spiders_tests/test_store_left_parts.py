"""`store/left_parts.py`: the parts of a harvest that was killed are merged when the data folder is opened next."""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path

import pytest

from hanoi_press.store.history import SourceHistory
from hanoi_press.store.left_parts import merge_left_parts
from hanoi_press.store.lock import HeldError
from hanoi_press.store.scope import RunScope
from hanoi_press.store.segments import segments
from hanoi_press.store.takedown import take_down
from spiders_tests.corpus_lines import article, break_off, corpus, opened
from spiders_tests.parts import SOURCE, crawling, night, part_of, records, state, store


def broken_off(main: Path, names: tuple[str, ...] = ("one", "two")) -> list[Path]:
    """Leave the parts of a harvest that was killed: the first one was crawled, the last one was only seeded."""
    folder = opened(main)
    parts = [part_of(folder, name, folder.run) for name in names]
    folder.record.write()
    break_off(folder)
    with crawling(parts[0]) as history:
        store(history, 1)
        store(history, 2)
        history.folder.record.add(SOURCE, {"asked": 2, "status": "ok"})
    return parts


def test_the_next_run_keeps_what_the_parts_have(tmp_path: Path) -> None:
    parts = broken_off(tmp_path)
    with opened(tmp_path) as folder:
        found = folder.reconciled.parts
        assert [(one.part, one.articles) for one in found] == [(parts[0], 2), (parts[1], 0)]
        assert folder.reconciled.kept == 2
        (segment,) = segments(tmp_path)  # finished, as others that read the folder expect
        assert folder.run > segment.name.partition(".")[0]
        folder.keep(article(3))
        killed = json.loads((tmp_path / "runs" / f"{parts[0].parent.name}.json").read_text())
        assert killed["finished"] is None and killed["sources"] == {SOURCE: {"asked": 2, "status": "ok"}}
    assert corpus(tmp_path) == [(f"{SOURCE}/{number}", 1, "Một câu.") for number in (1, 2, 3)]
    assert not (tmp_path / "parts").exists()
    with opened(tmp_path) as folder:
        assert folder.reconciled.parts == [] and folder.reconciled.kept == 0


def test_the_next_run_asks_for_nothing_that_a_part_has(tmp_path: Path) -> None:
    """The run goes on where the unit ended: what it read counts as seen, what it did not read is requested."""
    folder = opened(tmp_path)
    part = part_of(folder)
    break_off(folder)
    unit = opened(part)
    history = SourceHistory(unit, SOURCE, RunScope())
    store(history, 1)
    history.mark_requested(f"{SOURCE}/2", "u", None)
    break_off(unit)
    with opened(tmp_path) as folder:
        history = SourceHistory(folder, SOURCE, RunScope())
        assert history.is_continued
        assert [history.skip_reason(f"{SOURCE}/{number}", None) for number in (1, 2)] == ["known", ""]


def test_a_part_that_is_still_written_is_left_to_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other part is touched before."""
    monkeypatch.setattr("hanoi_press.store.left_parts._PATIENCE", 0.1)
    parts = broken_off(tmp_path)
    with opened(parts[1]):
        with pytest.raises(
            HeldError, match=r"a part of a harvest that was broken off is still written: .*two is in use"
        ):
            opened(tmp_path)
        assert parts[0].is_dir() and corpus(tmp_path) == []
    opened(tmp_path).close()
    assert len(corpus(tmp_path)) == 2


def test_articles_without_a_seed_are_kept(tmp_path: Path) -> None:
    """Another machine sent no more than an unfinished segment."""
    parts = broken_off(tmp_path, ("one",))
    for file in parts[0].iterdir():
        if file.is_file():
            file.unlink()
    (segment,) = segments(parts[0])
    segment.rename(segment.with_name(f"{segment.name}.part"))
    with opened(tmp_path) as folder:
        (found,) = folder.reconciled.parts
        assert (found.source, found.articles, found.salvaged) == (SOURCE, 2, 2)
        assert len(segments(tmp_path)) == 1  # finished
    assert len(corpus(tmp_path)) == 2


def test_a_process_that_is_just_ending_is_waited_for(tmp_path: Path) -> None:
    """As that of a harvest that was killed a moment ago, by whoever starts the next one."""
    parts = broken_off(tmp_path)
    written = opened(parts[1])
    threading.Timer(0.2, written._lock.release).start()
    opened(tmp_path).close()
    assert len(corpus(tmp_path)) == 2
    written.ledger.close()


def test_folders_of_other_commands_are_deleted(tmp_path: Path) -> None:
    night(tmp_path, 1)
    before = corpus(tmp_path), state(tmp_path)
    replay = tmp_path / "parts" / "a-replay" / "archive-1"
    replay.mkdir(parents=True)
    (replay / "readings.msgpack").write_bytes(b"x")
    deleted = tmp_path / "parts" / "a-run" / "unit~merged" / "articles" / SOURCE / "2026-11"
    deleted.mkdir(parents=True)
    (deleted / "20261124T010000Z-1.jsonl").write_bytes(b"{")
    (tmp_path / "parts" / "a-run" / "note.txt").write_text("a person's")
    with opened(tmp_path) as folder:
        assert folder.reconciled.parts == []
    assert (corpus(tmp_path), state(tmp_path)) == before
    assert [one.name for one in (tmp_path / "parts").rglob("*")] == ["a-run", "note.txt"]


def test_parts_are_merged_in_the_order_in_which_they_were_seeded(tmp_path: Path) -> None:
    parts = broken_off(tmp_path, ("b", "a"))
    with crawling(parts[1]) as history:
        store(history, 1, "Sửa.")
    for part, begun in zip(parts, ("2026-11-24T01:00:00Z", "2026-11-24T02:00:00Z"), strict=True):
        seed = json.loads((part / "seed.json").read_text())
        (part / "seed.json").write_text(json.dumps(seed | {"begun": begun}))
    with opened(parts[1]) as folder:
        folder.ledger._db.execute("UPDATE page SET asked = asked + 100")
    opened(tmp_path).close()
    assert [one for one in corpus(tmp_path) if one[0] == f"{SOURCE}/1"] == [
        (f"{SOURCE}/1", 1, "Một câu."),
        (f"{SOURCE}/1", 2, "Sửa."),
    ]


def test_merging_again_while_the_folder_is_open(tmp_path: Path) -> None:
    """A second segment of a source in one run has a name after the first one's."""
    with opened(tmp_path) as folder:
        folder.keep(article(1))
        folder.close_source(SOURCE)
        folder.keep(article(2))
        first, second = folder.close_source(SOURCE), segments(tmp_path)
        assert len(second) == 2 and first == second[-1]
        assert merge_left_parts(folder) == []
    assert len(records(tmp_path)) == 2


def test_a_damaged_segment_of_a_part_is_named_and_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Of its lines the sound ones are added; the page of the other one is requested again."""
    parts = broken_off(tmp_path, ("one",))
    (segment,) = segments(parts[0])
    content = segment.read_bytes()
    segment.write_bytes(content.replace("Bài số 2".encode(), "Bài sô 2".encode()))
    take_down(tmp_path, [f"{SOURCE}/9"])
    with caplog.at_level(logging.WARNING), opened(tmp_path) as folder:
        (found,) = folder.reconciled.parts
        page = folder.ledger.find(f"{SOURCE}/2")
        assert page is not None and page.state == "lost"
    assert found.articles == 1 and len(found.faults) == 1 and str(segment) in found.faults[0]
    (kept,) = found.kept_as
    assert kept.read_bytes() != content and kept.name == f"{segment.name}.damaged"
    assert [one["id"] for one in records(tmp_path)] == [f"{SOURCE}/1"]
