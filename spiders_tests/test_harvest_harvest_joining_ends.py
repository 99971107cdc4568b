"""`harvest/harvest_joining.py`: how units end, and what the run's record says of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.engine.unit import Unit, UnitEnd
from hanoi_press.harvest import harvest_joining
from hanoi_press.harvest.harvest_joining import HarvestJoining, NotSeeded
from hanoi_press.store.folder import DataFolder
from spiders_tests.corpus_lines import corpus, opened
from spiders_tests.parts import crawling, store

UNITS = [Unit(name, "a:b", {"source": "hanoimoi"}) for name in ("hanoimoi-2", "hanoimoi-1")]
FIGURES = {"status": "ok", "reason": "finished", "reason_line": "", "asked": 1, "new": 1, "segment": "articles/in-part"}


class Joined:
    """A joining of two units of one source, and how often it asked to stop."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.stops = 0
        self.joining = HarvestJoining(folder, UNITS, self.stop)

    def stop(self) -> None:
        self.stops += 1

    def crawl(self, unit: Unit, *numbers: int) -> Path:
        """Prepare a unit's part, and store articles in it as its work does."""
        part = self.folder.path / "parts" / "run" / unit.name
        part.mkdir(parents=True)
        self.joining.prepare(unit, part)
        with crawling(part) as history:
            for number in numbers:
                store(history, number)
        return part

    @property
    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = self.folder.record.content["sources"]["hanoimoi"]
        return found


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[Joined]:
    with opened(tmp_path) as folder:
        yield Joined(folder)


def test_two_units_of_a_source(joined: Joined, tmp_path: Path) -> None:
    part = joined.crawl(UNITS[0], 1)
    joined.joining.join(UnitEnd(UNITS[0], part, {"figures": dict(FIGURES)}))
    first = tmp_path / joined.figures["segment"]
    assert first.is_file() and not part.exists() and "in-part" not in first.name
    part = joined.crawl(UNITS[1], 1, 2)  # it knows the first article
    joined.joining.join(UnitEnd(UNITS[1], part, {"figures": dict(FIGURES)}, retries=["a process died"]))
    joined.joining.finish("shutdown")
    assert (joined.figures["asked"], joined.figures["new"], joined.figures["status"]) == (2, 2, "ok")
    assert (tmp_path / joined.figures["segment"]).is_file()
    assert joined.folder.record.content["retries"] == ["hanoimoi-1: a process died"]
    assert [one[0] for one in corpus(tmp_path)] == ["hanoimoi/1", "hanoimoi/2"]


def test_a_unit_that_was_given_up_leaves_what_it_had(joined: Joined, tmp_path: Path) -> None:
    part = joined.crawl(UNITS[0], 1, 2)
    why = "given up after 3 attempts: it died"
    joined.joining.join(UnitEnd(UNITS[0], part, None, ["it died", "it died"], why))
    assert (joined.figures["status"], joined.figures["own_faults"], joined.figures["new"]) == ("failed", [why], 2)
    assert len(corpus(tmp_path)) == 2 and joined.stops == 0


def test_units_that_were_cut_off_or_never_began_are_stopped(joined: Joined) -> None:
    part = joined.crawl(UNITS[0], 1, 2, 3)
    joined.joining.join(UnitEnd(UNITS[0], part))
    assert joined.folder.record.content["sources"] == {}
    joined.joining.finish("time")
    figures = joined.figures
    assert (figures["status"], figures["reason"], figures["new"], figures["asked"]) == ("stopped", "time", 3, 0)


def test_a_part_that_cannot_be_merged_ends_the_run_and_stays(
    joined: Joined, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    parts = [joined.crawl(UNITS[0], 1), joined.crawl(UNITS[1], 2)]
    with monkeypatch.context() as disk:
        disk.setattr(harvest_joining, "merge_part", _full)
        joined.joining.join(UnitEnd(UNITS[0], parts[0], {"figures": dict(FIGURES)}))
    joined.joining.join(UnitEnd(UNITS[1], parts[1], {"figures": dict(FIGURES)}))
    assert joined.stops == 1 and [part.is_dir() for part in parts] == [True, True]
    assert joined.figures["status"] == "failed" and joined.figures["segment"] is None
    assert joined.figures["own_faults"] == ["not everything could be stored"]
    assert caplog.messages == [f"{tmp_path} cannot be written: No space left; the run ends, nothing stored is lost"]
    joined.folder.close()
    with opened(tmp_path) as folder:
        assert len(folder.reconciled.parts) == 2 and len(corpus(tmp_path)) == 2


def _full(*arguments: object) -> None:
    raise OSError("No space left")


def test_a_source_whose_rows_are_damaged_is_not_crawled(joined: Joined, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)) as db:
        db.execute("INSERT INTO cycle VALUES ('hanoimoi', 'x', 'y')")
    part = tmp_path / "parts" / "run" / "hanoimoi-2"
    part.mkdir(parents=True)
    with pytest.raises(NotSeeded):
        joined.joining.prepare(UNITS[0], part)
    joined.joining.join(UnitEnd(UNITS[0], part, error="it could not be prepared: NotSeeded"))
    assert joined.figures["own_faults"] == ["not everything could be stored"]
    assert joined.folder.has_damaged_ledger  # so that the next run rebuilds it


def test_damage_that_a_unit_met_is_the_main_ledgers(joined: Joined) -> None:
    part = joined.crawl(UNITS[0], 1)
    (part / "ledger.sqlite").rename(part / "ledger.sqlite.damaged")
    joined.joining.join(UnitEnd(UNITS[0], part, {"figures": dict(FIGURES)}))
    assert joined.folder.has_damaged_ledger and joined.figures["new"] == 1
