"""`replay/ordered_readings.py`: the same corpus, whatever reads the stretches, how large they are, and who dies."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hanoi_press.crawl.article_checks import problems
from hanoi_press.discovery import ApiRequest
from hanoi_press.engine.process_engine import ProcessEngine
from hanoi_press.engine.unit import Engine, Unit, UnitEnd
from hanoi_press.items import ArchiveRef, content_hash
from hanoi_press.replay import slices as slices_module
from hanoi_press.replay.merge import Replay
from hanoi_press.replay.ordered_readings import OrderedReadings
from hanoi_press.replay.readings import ReadingsFile
from hanoi_press.replay.slices import SliceReading
from hanoi_press.replay.stretch_task import READINGS, Archive, Setup, stretch_units, task_of
from hanoi_press.sources import identify
from hanoi_press.store.segments import lines, segments
from spiders_tests.corpus_lines import article, opened
from spiders_tests.sites.hanoimoi.site import Site
from spiders_tests.warc_records import http, warc

SITE = Site()
PAGES = SITE.pages()
SIZE = 50_000  # bytes of a stretch: three a file
SPECS = [spec for spec in SITE.current if not spec.sponsored][:7]


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Archive]:
    """Return three files with seven pages, each of which is edited from file to file, and one page that is none."""
    folder = tmp_path_factory.mktemp("archives")
    made = []
    for edition in range(3):
        records = []
        for spec in SPECS:
            body = PAGES[spec.url].body.replace(b"</p>", f" (bản {edition})</p>".encode(), 1)
            records += warc((spec.url, http(body, "Content-Type: text/html; charset=utf-8")))
        records += warc(("https://hanoimoi.vn/tin-999999.html", http(b"<p>...</p>")))
        path = folder / f"{edition}.warc.gz"
        day = f"2024-05-0{edition + 1}T".encode()
        path.write_bytes(b"".join(gzip.compress(one.replace(b"2024-05-06T", day)) for one in records))
        made.append(Archive(str(path), f"{edition}.warc.gz", path.stat().st_size))
    return made


def units_of(archives: list[Archive], root: Path, size: int = 1 << 30) -> list[Unit]:
    return stretch_units(archives, size, root / "setup", Setup(names=["hanoimoi"]))


def replayed(
    data: Path, engine: Engine, archives: list[Archive], size: int = 1 << 30, times: int = 1
) -> tuple[list[str], dict[str, int]]:
    """Return the corpus after a replay, in its order, and what was counted."""
    with opened(data) as folder:
        replay = Replay(folder, lambda line: None)
        for number in range(times):
            root = data / "parts" / str(number)
            for reading in OrderedReadings(engine, root, lambda unit, message: None).read(
                units_of(archives, root, size)
            ):
                replay.take(reading)
        replay.close()
    found = [line.raw.decode() for path in segments(data) for line in lines(path)]
    return found, {kind: n for (_, kind), n in replay.counts.items() if n}


@pytest.fixture(scope="module")
def wanted(archives: list[Archive], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the corpus that one process gives."""
    engine = ProcessEngine(1)
    found, counts = replayed(tmp_path_factory.mktemp("one"), engine, archives)
    engine.close()
    revisions = [(json.loads(line)["id"], json.loads(line)["revision"]) for line in found]
    assert revisions == [(f"hanoimoi/{spec.id}", revision) for revision in (1, 2, 3) for spec in SPECS]
    assert counts == {"read": 24, "new": 7, "changed": 14, "unreadable/parse": 3}
    return found


@pytest.mark.parametrize(("jobs", "size"), [(2, 1 << 30), (2, 30_000)])
def test_the_same_corpus_from_stretches_of_any_size(
    tmp_path: Path, archives: list[Archive], wanted: list[str], jobs: int, size: int
) -> None:
    engine = ProcessEngine(jobs)
    found, _ = replayed(tmp_path, engine, archives, size)
    engine.close()
    assert found == wanted


def test_the_same_corpus_although_processes_are_killed(
    tmp_path: Path, archives: list[Archive], wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = slices_module.read_record

    def dying(record: Any, url: str, *rest: Any, **more: Any) -> Any:
        if url == SPECS[3].url and not (mark := tmp_path / record.date[:10]).exists():
            mark.touch()
            os.kill(os.getpid() if record.date.startswith("2024-05-02") else os.getppid(), signal.SIGKILL)
            signal.pause()
        return read(record, url, *rest, **more)

    monkeypatch.setattr(slices_module, "read_record", dying)
    monkeypatch.setattr(slices_module, "_PART", 20_000)
    engine = ProcessEngine(2)
    found, _ = replayed(tmp_path / "data", engine, archives)
    engine.close()
    assert found == wanted and len(list(tmp_path.glob("2024-*"))) == 3


class Recorded:
    """An engine that hands out what units wrote before: in another order, or changed by `harm` in the first run."""

    def __init__(self, folder: Path, order: Callable[[list[Unit]], None], harm: Callable[[Path], None] | None = None):
        self.folder, self.order, self.harm = folder, order, harm
        self.runs: list[list[str]] = []

    def run(self, units: list[Unit], root: Path, *, prepare: Any = None, on_message: Any = None) -> Iterator[UnitEnd]:
        self.runs.append([unit.name for unit in units])
        units = list(units)
        self.order(units)
        for unit in units:
            shutil.copytree(self.folder / unit.name, root / unit.name, dirs_exist_ok=True)
            if self.harm and len(self.runs) == 1:
                self.harm(root / unit.name / READINGS)
            yield UnitEnd(unit, root / unit.name, {})

    def stop(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing runs."""


@pytest.fixture(scope="module")
def recorded(archives: list[Archive], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folders of units that one process read."""
    root = tmp_path_factory.mktemp("recorded")
    engine = ProcessEngine(1)
    for _ in engine.run(units_of(archives, root, SIZE), root):
        pass
    engine.close()
    return root


@pytest.mark.parametrize("seed", range(3))
def test_readings_that_arrive_in_any_order(
    tmp_path: Path, archives: list[Archive], wanted: list[str], recorded: Path, seed: int
) -> None:
    engine = Recorded(recorded, random.Random(seed).shuffle)
    found, _ = replayed(tmp_path, engine, archives, SIZE)
    assert found == wanted and not list(tmp_path.glob("parts/*/stretch*"))


def test_readings_that_are_merged_twice(
    tmp_path: Path, archives: list[Archive], wanted: list[str], recorded: Path
) -> None:
    found, counts = replayed(tmp_path, Recorded(recorded, list.reverse), archives, SIZE, times=2)
    assert found == wanted and (counts["new"], counts["changed"], counts["unchanged"]) == (7, 14, 21)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 5)


@pytest.mark.parametrize(
    "harm", [cut, Path.unlink, lambda path: path.write_bytes(b"\x1f\x8b" * 99), lambda path: path.write_bytes(b"")]
)
def test_damaged_readings_are_read_again(
    tmp_path: Path, archives: list[Archive], wanted: list[str], recorded: Path, harm: Callable[[Path], None]
) -> None:
    engine = Recorded(recorded, list.reverse, harm)
    found, counts = replayed(tmp_path, engine, archives, SIZE)
    assert found == wanted and counts["read"] == 24 and engine.runs[1] == engine.runs[0][::-1]


class Broken(Recorded):
    """An engine on whose machines the second unit always fails."""

    def run(self, units: list[Unit], root: Path, **more: Any) -> Iterator[UnitEnd]:
        for end in super().run(units, root, **more):
            if end.unit.name.endswith("-000001"):
                end.result, end.error, end.retries = None, "given up after 3 attempts", ["killed", "killed"]
                cut(end.folder / READINGS)
            yield end


def test_a_unit_that_is_given_up_is_named(tmp_path: Path, archives: list[Archive], recorded: Path) -> None:
    engine = Broken(recorded, lambda units: None)
    readings = OrderedReadings(engine, tmp_path, lambda unit, message: None)
    found = list(readings.read(units_of(archives, tmp_path, SIZE)))
    start = task_of(units_of(archives, tmp_path, SIZE)[1].inputs).start
    assert [line for one in found for line in one.damage] == [
        f"{archives[0].address} at byte {start}: given up after 3 attempts; the rest of this part was not read"
    ]
    assert sum(len(one.articles) for one in found) >= 17
    assert readings.retries == [f"{archives[0].address} from byte {start} on: killed"] * 2


class Harmed(Recorded):
    """An engine over whose exchange the readings of the second unit always come back cut."""

    def run(self, units: list[Unit], root: Path, **more: Any) -> Iterator[UnitEnd]:
        for end in super().run(units, root, **more):
            if end.unit.name.endswith("-000001"):
                cut(end.folder / READINGS)
            yield end


def test_readings_that_are_damaged_twice_are_named(tmp_path: Path, archives: list[Archive], recorded: Path) -> None:
    engine = Harmed(recorded, lambda units: None)
    readings = OrderedReadings(engine, tmp_path, lambda unit, message: None)
    units = units_of(archives, tmp_path, SIZE)
    (damage,) = [line for one in readings.read(units) for line in one.damage]
    assert damage.startswith(f"{archives[0].address} at byte {SIZE}: its readings are damaged at byte ")
    assert engine.runs == [[unit.name for unit in units], [units[1].name]] and len(readings.retries) == 1


class Stopped(Recorded):
    """An engine that is stopped when the third unit has come half way, and the others have ended."""

    def run(self, units: list[Unit], root: Path, **more: Any) -> Iterator[UnitEnd]:
        for number, end in enumerate(super().run(units, root, **more)):
            if number == 2:
                end.result = {"is_stopped": True}
                cut(end.folder / READINGS)
            yield end


def test_after_a_stop_nothing_is_merged_behind_a_gap(tmp_path: Path, archives: list[Archive], recorded: Path) -> None:
    readings = OrderedReadings(Stopped(recorded, lambda units: None), tmp_path, lambda unit, message: None)
    found = list(readings.read(units_of(archives, tmp_path, SIZE)))
    assert {article.archive.file for one in found for article in one.articles if article.archive} == {"0.warc.gz"}
    assert not any(one.damage for one in found) and readings.retries == []


def test_an_archive_without_responses(tmp_path: Path) -> None:
    texts, empty, cut_off = (tmp_path / name for name in ("texts.warc", "empty.warc", "cut.warc"))
    texts.write_bytes(b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n")
    empty.touch()
    cut_off.write_bytes(texts.read_bytes()[:-6])
    given = [Archive(str(path), path.name, path.stat().st_size) for path in (texts, empty, cut_off)]
    engine = ProcessEngine(1)
    readings = OrderedReadings(engine, tmp_path / "parts", lambda unit, message: None)
    damage = [line for one in readings.read(units_of(given, tmp_path / "parts", 40)) for line in one.damage]
    engine.close()
    assert [readings.is_without_responses(archive.address) for archive in given] == [True, False, False]
    assert len(damage) == 2 and "empty.warc at byte 0" in damage[0] and "cut.warc at byte 0" in damage[1]


def foreign(change: str) -> SliceReading:
    """Return readings with one thing that no unit writes."""
    one = article(1)
    one.archive = ArchiveRef("0.warc.gz", 5)
    one.content_hash = content_hash(one.title, one.summary, one.text)
    assert problems(one) == [] and identify(one.url)
    reading = SliceReading([one])
    match change:
        case "source":
            one.source = "nobody"
        case "file":
            one.archive = ArchiveRef("../../etc/passwd", 5)
        case "no file":
            one.archive = None
        case "id":
            one.id = "mof/1"
        case "counts":
            reading.counts["nobody", "read"] = 1
        case "position":
            reading.own[3] = identify(one.url)
        case "shell":
            reading.shells.append(("no address", ApiRequest("https://mof.gov.vn/api")))
        case "without":
            reading.without.append(("nobody", ArchiveRef("0.warc.gz", 5)))
    return reading


@pytest.mark.parametrize("change", ["", "source", "file", "no file", "id", "counts", "position", "shell", "without"])
def test_hostile_readings_reach_no_corpus(tmp_path: Path, archives: list[Archive], change: str) -> None:
    units = units_of(archives[:1], tmp_path)
    (tmp_path / "sent" / units[0].name).mkdir(parents=True)
    file = ReadingsFile(tmp_path / "sent" / units[0].name / READINGS, task_of(units[0].inputs).digest())
    file.add(1, foreign(change), is_last=True)
    file.close()
    readings = OrderedReadings(Recorded(tmp_path / "sent", lambda units: None), tmp_path, lambda unit, message: None)
    (found,) = readings.read(units)
    if change:
        assert found.articles == [] and "not of this part of the archive" in found.damage[0]
    else:
        assert found == foreign("")
