"""`store/part_merge.py`: killed units, damage and full disks cost no article of a part."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.store.history import SourceHistory
from hanoi_press.store.ledger_connection import LedgerConnection, Rows
from hanoi_press.store.ledger_errors import LedgerError
from hanoi_press.store.ledger_seal import seal
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.lock import HeldError
from hanoi_press.store.part_merge import merge_part
from hanoi_press.store.run_folder import RunFolder
from hanoi_press.store.scope import RunScope
from hanoi_press.store.segment_writer import SegmentWriter
from spiders_tests.corpus_lines import break_off, corpus, opened
from spiders_tests.parts import (
    SOURCE,
    archived_words,
    copied,
    crawling,
    night,
    part_of,
    records,
    state,
    store,
)

LATER = "2026-11-25T01:00:00Z"


def test_a_killed_unit_is_salvaged(tmp_path: Path) -> None:
    """An unfinished segment with a torn line, and an archive with a torn record."""
    main = tmp_path / "main"
    with opened(main) as folder:
        part = part_of(folder)
        unit = opened(part)
        history = SourceHistory(unit, SOURCE, RunScope())
        store(history, 1, "Một.")
        store(history, 2, "Hai.")
        break_off(unit)
        (segment,) = (part / "articles").rglob("*.part")
        segment.write_bytes(segment.read_bytes()[:-9])
        (archive,) = (part / "archive").rglob("*.gz")
        archive.write_bytes(archive.read_bytes() + archive.read_bytes()[:20])
        found = merge_part(folder, part)
        lost = folder.ledger.find(f"{SOURCE}/2")
        assert lost is not None and lost.state == "lost"
        assert folder.ledger.begin_cycle(SOURCE, history.begun + 9, within=3600) == (1, True)  # the next run goes on
    assert (found.new, found.salvaged) == (1, 1)
    assert [words for _, _, words in corpus(main)] == ["Một."]
    night(main, 3)
    for one in records(main):
        assert archived_words(main, one["archive"]) == one["text"]


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_part_without_a_usable_ledger_gives_its_lines(tmp_path: Path, is_gone: bool) -> None:
    main = tmp_path / "main"
    night(main, 1)
    with opened(main) as folder:
        part = part_of(folder)
        night(part, 2)
        if is_gone:
            (part / LEDGER).unlink()
            (part / f"{LEDGER}.sum").unlink()
        else:
            (part / LEDGER).write_bytes(b"no ledger at all" * 500)
        found = merge_part(folder, part)
    assert (found.new, found.changed) == (1, 1)
    assert corpus(main) == [
        (f"{SOURCE}/1", 1, "Một câu."),
        (f"{SOURCE}/100", 1, "Sửa 1."),
        (f"{SOURCE}/100", 2, "Sửa 2."),
        (f"{SOURCE}/2", 1, "Một câu."),
    ]


def test_a_part_that_is_being_written_is_refused(tmp_path: Path) -> None:
    main = tmp_path / "main"
    with opened(main) as folder:
        part = part_of(folder)
        with opened(part), pytest.raises(HeldError, match="in use by a test"):
            merge_part(folder, part)
        assert part.is_dir()


def test_a_line_without_its_record_is_not_sent_to_another_one(tmp_path: Path) -> None:
    """A worker that was killed may have sent its lines before the last records of its archive."""
    main = tmp_path / "main"
    night(main, 1)
    with opened(main) as folder:
        part = part_of(folder)
        with crawling(part) as history:
            store(history, 2, "Hai.")
            store(history, 3, "Ba.")
        (archive,) = (part / "archive").rglob("*.gz")
        last = max(one["archive"]["offset"] for one in records(part))
        os.truncate(archive, last)
        merge_part(folder, part)
    found = {one["text"]: one["archive"] for one in records(main)}
    assert found["Ba."] is None and archived_words(main, found["Hai."]) == "Hai."


def test_a_seeding_that_was_broken_off_gives_nothing(tmp_path: Path) -> None:
    main = tmp_path / "main"
    night(main, 1)
    with opened(main) as folder:
        part = part_of(folder)
        (part / "seed.json").unlink()
        assert merge_part(folder, part).rows == 0
        assert not part.exists()
        assert merge_part(folder, part).articles == 0  # missing


def test_a_full_disk_leaves_both_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = tmp_path / "main"
    night(main, 1)
    with opened(main) as folder:
        part = part_of(folder)
        night(part, 2)
        before = corpus(main)
        (archive,) = (main / "archive").rglob("*.gz")
        size = archive.stat().st_size
        with monkeypatch.context() as patched:
            patched.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 10})())
            with pytest.raises(OSError, match="No space left on device") as caught:
                merge_part(folder, part)
        assert caught.value.errno == errno.ENOSPC
        assert (corpus(main), archive.stat().st_size) == (before, size)
        assert merge_part(folder, part).articles == 2
    assert len(corpus(main)) == len(before) + 2


def test_damage_that_is_met_in_a_part_costs_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger of the part is rebuilt from its lines; the main ledger is sound and stays."""
    main = tmp_path / "main"
    with opened(main) as folder:
        part = part_of(folder)
        night(part, 1)
        with closing(sqlite3.connect(part / LEDGER)) as db, db:
            db.execute("UPDATE page SET tries = 'many' WHERE id = ?", (f"{SOURCE}/301",))
        seal(part / LEDGER)
        copy = copied(part, tmp_path / "copy")
        found = merge_part(folder, part)
        assert (found.new, found.unchanged) == (2, 2) and not folder.has_damaged_ledger
        monkeypatch.setattr("hanoi_press.store.part_merge._merge", lambda *arguments: False)
        with pytest.raises(OSError, match="again after it was rebuilt"):
            merge_part(folder, copy)
        assert copy.is_dir()
    assert len(corpus(main)) == 2


def test_damage_of_the_main_ledger_is_raised(tmp_path: Path) -> None:
    main = tmp_path / "main"
    night(main, 1)
    with closing(sqlite3.connect(main / LEDGER)) as db, db:
        db.execute("UPDATE page SET tries = 'many' WHERE id = ?", (f"{SOURCE}/100",))
    seal(main / LEDGER)
    folder = opened(main)
    part = part_of(folder)
    with closing(sqlite3.connect(part / LEDGER)) as db, db:
        db.execute("UPDATE page SET tries = 0 WHERE id = ?", (f"{SOURCE}/100",))
    seal(part / LEDGER)
    night(part, 2)
    with pytest.raises(LedgerError):
        merge_part(folder, part)
    assert part.is_dir() and folder.has_damaged_ledger
    with pytest.raises(LedgerError):
        folder.close()
    with opened(main) as folder:  # it is rebuilt, and the rest of the part is merged
        assert folder.reconciled.kept == 1
    assert len(corpus(main)) == 4


@pytest.mark.parametrize("what", ["line", "row", "learnt"])
def test_a_disk_that_is_full_in_the_middle_of_a_merge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The part stays; the next run finishes the merge, and the main folder is as after an undisturbed one."""
    undisturbed, main = tmp_path / "undisturbed", tmp_path / "main"
    night(main, 1)
    with opened(main) as folder:
        part = part_of(folder)
        night(part, 2)
    shutil.copytree(main, undisturbed)
    opened(undisturbed).close()
    folder, is_full = RunFolder.open(main, "a test"), True
    write, execute = SegmentWriter._append, LedgerConnection.execute

    def append(segment: SegmentWriter, block: bytes) -> None:
        if is_full and what == "line" and segment.count == 1:
            segment.broken = True
            raise OSError(errno.ENOSPC, "No space left on device")
        write(segment, block)

    def executed(db: LedgerConnection, sql: str, parameters: Sequence[Any] = ()) -> Rows:
        if is_full and what == "row" and "INTO cycle" in sql:
            raise sqlite3.OperationalError("database or disk is full")
        return execute(db, sql, parameters)

    def merging(*arguments: Any) -> None:
        if is_full and what == "learnt":
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(SegmentWriter, "_append", append)
    monkeypatch.setattr(LedgerConnection, "execute", executed)
    monkeypatch.setattr("hanoi_press.store.part_merge.merge_files", merging)
    with pytest.raises((OSError, sqlite3.Error), match=r"No space left|disk is full"):
        merge_part(folder, part)
    assert part.is_dir()
    folder.close()
    is_full = False
    opened(main).close()
    assert not part.exists()
    assert (corpus(main), state(main)) == (corpus(undisturbed), state(undisturbed))
    for one in records(main):
        assert archived_words(main, one["archive"]) == one["text"]
