"""The data folder: each article once, corrections as revisions, nothing lost when a run is broken off."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hanoi_press.store.folder import DataFolder, KeepResult, run_name
from hanoi_press.store.ledger import Coverage, LedgerError, Page
from hanoi_press.store.lock import FolderLock, HeldError
from hanoi_press.store.open_folders import close_shared, open_shared
from hanoi_press.store.runs import RunRecord, earlier_figures
from hanoi_press.store.segment_writer import SegmentWriter
from hanoi_press.store.segments import lines, segments
from spiders_tests.corpus_lines import article

COMPRESSIONS = ["none", "zstd"]


def opened(data: Path, compression: str = "none") -> DataFolder:
    return DataFolder.open(data, "a test", compression=compression)


def corpus(data: Path) -> list[tuple[str, int, str]]:
    """Id, revision and words of every line on disk."""
    found = [json.loads(line.raw) for path in segments(data) for line in lines(path)]
    return sorted((one["id"], one["revision"], one["text"]) for one in found)


def break_off(folder: DataFolder) -> None:
    """What a kill leaves: open files, a lock that is gone."""
    for segment, _ in folder._open.values():
        if segment._file:
            segment._file.close()
    folder.ledger._db.close()
    folder._lock.release()


@pytest.fixture(params=COMPRESSIONS)
def compression(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_an_article_once_and_its_corrections(tmp_path: Path, compression: str) -> None:
    with opened(tmp_path, compression) as data:
        assert data.keep(article(1, "Cũ.")) is KeepResult.NEW
        assert data.keep(article(2)) is KeepResult.NEW
        assert data.keep(article(1, "Cũ.")) is KeepResult.UNCHANGED
    with opened(tmp_path, compression) as data:
        changed = article(1, "Mới.")
        assert data.keep(changed) is KeepResult.CHANGED and changed.revision == 2
        assert data.keep(article(2)) is KeepResult.UNCHANGED
        back = article(1, "Cũ.")
        assert data.keep(back) is KeepResult.CHANGED and back.revision == 3
        page = data.ledger.find("hanoimoi/1")
        assert page is not None and (page.revision, page.hash) == (3, back.content_hash)
        assert data.ledger.find("hanoimoi/3") is None
    assert corpus(tmp_path) == [
        ("hanoimoi/1", 1, "Cũ."),
        ("hanoimoi/1", 2, "Mới."),
        ("hanoimoi/1", 3, "Cũ."),
        ("hanoimoi/2", 1, "Một câu."),
    ]


def test_a_manifest_proves_its_segment(tmp_path: Path, compression: str) -> None:
    with opened(tmp_path, compression) as data:
        data.keep(article(1, published="2026-11-20T08:15:32+07:00"))
        data.keep(article(2, published="2020-04-10"))
        data.keep(article(1, "Sửa."))
    (path,) = segments(tmp_path)
    stated = json.loads(path.with_name(path.name.partition(".jsonl")[0] + ".manifest.json").read_bytes())
    assert stated == {
        "source": "hanoimoi",
        "run": path.name.partition(".jsonl")[0],
        "schema_version": 1,
        "articles": 2,
        "revisions": 1,
        "first": "2020-04-10",
        "last": "2026-11-20",
        "bytes": path.stat().st_size,
        "sha256": sha256(path.read_bytes()).hexdigest(),
        "salvaged": False,
        "merged": [],
    }


def test_a_run_without_news_leaves_no_file(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))
    with opened(tmp_path) as data:
        data.keep(article(1))
        assert data.close_source("hanoimoi") is None
    assert len(list(tmp_path.glob("articles/**/*"))) == 4  # source, month, segment, manifest


@pytest.mark.parametrize("ledger", ["kept", "deleted", "damaged", "older"])
def test_a_broken_off_run_is_salvaged(tmp_path: Path, compression: str, ledger: str) -> None:
    with opened(tmp_path, compression) as data:
        data.keep(article(1))
    older = (tmp_path / "ledger.sqlite").read_bytes()
    data = opened(tmp_path, compression)
    data.keep(article(2))
    data.keep(article(1, "Sửa."))
    break_off(data)
    tear(tmp_path)
    if ledger == "damaged":
        (tmp_path / "ledger.sqlite").write_bytes(b"Khong phai co so du lieu." * 400)
    if ledger in ("deleted", "older"):
        for file in tmp_path.glob("ledger.sqlite*"):
            file.unlink()
    if ledger == "older":
        (tmp_path / "ledger.sqlite").write_bytes(older)
    with opened(tmp_path, compression) as data:
        assert [one.count for one in data.reconciled.salvaged] == [2]
        assert data.keep(article(1, "Sửa.")) is KeepResult.UNCHANGED
        assert data.keep(article(2)) is KeepResult.UNCHANGED
        assert data.keep(article(3)) is KeepResult.NEW
    assert corpus(tmp_path) == [
        ("hanoimoi/1", 1, "Một câu."),
        ("hanoimoi/1", 2, "Sửa."),
        ("hanoimoi/2", 1, "Một câu."),
        ("hanoimoi/3", 1, "Một câu."),
    ]
    assert not list(tmp_path.rglob("*.part"))
    assert (tmp_path / "ledger.sqlite.damaged").exists() == (ledger == "damaged")


def tear(data: Path) -> None:
    """Half a line at the end of what was being written."""
    (part,) = data.rglob("*.part")
    with part.open("ab") as file:
        file.write(b'{"id":"hanoimoi/9","title":"N\xe1' if part.name.endswith(".jsonl.part") else b"\x04\x81\x00")


def test_lines_that_the_power_took_are_fetched_again(tmp_path: Path) -> None:
    """The ledger may be on disk and the lines that it tells of not: they count as unknown, older revisions do not."""
    with opened(tmp_path) as data:
        data.keep(article(1, "Cũ."))
    data = opened(tmp_path)
    data.keep(article(2))
    data.keep(article(3))
    data.keep(article(1, "Sửa."))
    break_off(data)
    (part,) = tmp_path.rglob("*.part")
    part.write_bytes(part.read_bytes().splitlines(keepends=True)[0])
    with opened(tmp_path) as data:
        page = data.ledger.find("hanoimoi/1")
        assert page is not None and page.revision == 1
        assert data.ledger.find("hanoimoi/3") is None
        assert data.keep(article(2)) is KeepResult.UNCHANGED
        assert data.keep(article(1, "Sửa.")) is KeepResult.CHANGED
        assert data.keep(article(3)) is KeepResult.NEW
    assert [line[:2] for line in corpus(tmp_path)] == [
        ("hanoimoi/1", 1),
        ("hanoimoi/1", 2),
        ("hanoimoi/2", 1),
        ("hanoimoi/3", 1),
    ]


def test_a_part_that_never_came_to_disk(tmp_path: Path) -> None:
    data = opened(tmp_path)
    data.keep(article(1))
    break_off(data)
    next(tmp_path.rglob("*.part")).unlink()
    with opened(tmp_path) as data:
        assert data.keep(article(1)) is KeepResult.NEW
    assert corpus(tmp_path) == [("hanoimoi/1", 1, "Một câu.")]


def test_rubbish_in_the_middle_is_kept_beside(tmp_path: Path) -> None:
    data = opened(tmp_path)
    data.keep(article(1))
    data.keep(article(2))
    break_off(data)
    (part,) = tmp_path.rglob("*.part")
    first, second = part.read_bytes().splitlines(keepends=True)
    rubbish = first + b"\x00" * 100 + b"\n" + second
    part.write_bytes(rubbish)
    with opened(tmp_path) as data:
        (salvaged,) = data.reconciled.salvaged
        assert salvaged.count == 2 and salvaged.kept_beside is not None
        assert salvaged.kept_beside.read_bytes() == rubbish
        assert [fault.number for fault in salvaged.faults] == [2]
    assert len(corpus(tmp_path)) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=8), data=st.data())
@pytest.mark.parametrize("kind", COMPRESSIONS)
def test_cut_anywhere_the_whole_lines_stay(
    tmp_path_factory: pytest.TempPathFactory, kind: str, words: list[str], data: st.DataObject
) -> None:
    """However many bytes of the file are on disk: exactly the lines that were whole are kept, and the rest is new."""
    folder = tmp_path_factory.mktemp("data")
    run = opened(folder, kind)
    ends = []
    for number, text in enumerate(words):
        run.keep(article(number, text))
        ends.append(next(folder.rglob("*.part")).stat().st_size)
    break_off(run)
    (part,) = folder.rglob("*.part")
    size = data.draw(st.integers(0, ends[-1]))
    os.truncate(part, size)
    whole = sum(end <= size for end in ends)
    with opened(folder, kind) as run:
        verdicts = [run.keep(article(number, text)) for number, text in enumerate(words)]
    # a plain line that lacks nothing but its end is whole, too
    assert verdicts.count(KeepResult.UNCHANGED) in (
        {whole, whole + 1} if size + 1 in ends and kind == "none" else {whole}
    )
    assert corpus(folder) == sorted((f"hanoimoi/{number}", 1, text) for number, text in enumerate(words))


def test_what_the_ledger_has_not_read_is_read(tmp_path: Path) -> None:
    """Segments from another machine, or back from a backup."""
    with opened(tmp_path / "a") as data:
        data.keep(article(1))
    with opened(tmp_path / "b") as data:
        data.keep(article(2))
    (path,) = segments(tmp_path / "a")
    path.rename(next(iter(segments(tmp_path / "b"))).with_name("khac.jsonl"))
    with opened(tmp_path / "b") as data:
        assert data.reconciled.read == 1
        assert data.keep(article(1)) is KeepResult.UNCHANGED
    with opened(tmp_path / "b") as data:
        assert data.reconciled.read == 0


def test_a_broken_segment_is_named_each_time_and_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))
        data.keep(article(2))
    (path,) = segments(tmp_path)
    broken = path.read_bytes().replace(b'"id":"hanoimoi/2"', b'"id":"hanoimoi/2', 1)
    path.write_bytes(broken)
    for _ in range(2):
        with opened(tmp_path) as data:
            assert [(fault.path, fault.number) for fault in data.reconciled.faults] == [(path, 2)]
            assert data.ledger.find("hanoimoi/1") is not None
            assert data.ledger.find("hanoimoi/2") is None  # its words are lost: it is fetched again
    assert path.read_bytes() == broken


def test_a_segment_that_is_gone_is_named(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))
    (path,) = segments(tmp_path)
    path.unlink()
    with opened(tmp_path) as data:
        assert data.reconciled.missing == [str(path.relative_to(tmp_path))]


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(HeldError, match=rf"is in use by a test, process {os.getpid()}, since 20"):
        opened(tmp_path)
    with opened(tmp_path):
        pass


def test_a_dead_process_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from hanoi_press.store.lock import FolderLock;"
        "FolderLock(Path(sys.argv[1]), 'a child'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert "a child" in (tmp_path / ".lock").read_text()
    FolderLock(tmp_path, "the next").release()


class Full:
    """A file on a disk that is full after so many bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self.file, self.room = file, room

    def write(self, block: Any) -> int:
        taken = bytes(block)[: self.room]
        self.room -= len(taken)
        if not taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        return int(self.file.write(taken))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def test_a_full_disk_leaves_whole_lines(tmp_path: Path, compression: str) -> None:
    data = opened(tmp_path, compression)
    data.keep(article(1))
    (segment, _), *_ = data._open.values()
    whole = segment.part.read_bytes()
    segment._file = Full(segment._file, 40)  # type: ignore[assignment]
    with pytest.raises(OSError, match="No space left"):
        data.keep(article(2))
    assert segment.part.read_bytes() == whole
    with pytest.raises(OSError, match="takes no more lines"):
        data.keep(article(3))
    data.close()
    assert corpus(tmp_path) == []  # it waits as .part for a run that has room
    with opened(tmp_path, compression) as data:
        assert data.keep(article(1)) is KeepResult.UNCHANGED
        assert data.keep(article(2)) is KeepResult.NEW
    assert [line[0] for line in corpus(tmp_path)] == ["hanoimoi/1", "hanoimoi/2"]


def test_a_salvage_that_is_broken_off_starts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = opened(tmp_path)
    data.keep(article(1))
    break_off(data)

    def full(self: SegmentWriter) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(SegmentWriter, "close", full)
        with pytest.raises(OSError, match="No space left"):
            opened(tmp_path)
    with opened(tmp_path) as data:
        assert data.keep(article(1)) is KeepResult.UNCHANGED
    assert len(corpus(tmp_path)) == 1


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.ledger._db.execute("PRAGMA user_version = 99")
    before = (tmp_path / "ledger.sqlite").read_bytes()
    with pytest.raises(LedgerError, match="newer version"):
        opened(tmp_path)
    assert (tmp_path / "ledger.sqlite").read_bytes() == before
    FolderLock(tmp_path, "the next").release()  # and the folder is free again


def test_a_ledger_damaged_inside_is_made_again(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        for number in range(400):
            data.keep(article(number))
    file = tmp_path / "ledger.sqlite"
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 40] = b"\xff" * (4096 * 39)
    file.write_bytes(content)
    with opened(tmp_path) as data:
        assert data.keep(article(399)) is KeepResult.UNCHANGED
    assert (tmp_path / "ledger.sqlite.damaged").exists()


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataFolder]:
    with opened(tmp_path) as folder:
        yield folder


def test_cycles(data: DataFolder) -> None:
    ledger = data.ledger
    assert ledger.begin_cycle("a", 1000, within=100) == (1, False)
    assert ledger.begin_cycle("a", 1050, within=100) == (1, True)  # broken off, gone on with
    assert ledger.begin_cycle("b", 1050, within=100) == (1, False)
    assert ledger.begin_cycle("a", 2000, within=100) == (2, False)  # too long ago
    assert ledger.begin_cycle("a", 1990, within=100) == (3, False)  # the clock was set back
    ledger.end_cycle("a")
    assert ledger.begin_cycle("a", 1991, within=100) == (4, False)


def test_young_and_failed_pages(data: DataFolder) -> None:
    for number, published in enumerate(("2026-11-20T08:00:00+07:00", "2026-11-22T08:00:00+07:00", "2026-11-23")):
        data.keep(article(number, published=published), lambda page: page._replace(born=3, seen=3))
    since = 1795305600  # 2026-11-22T00:00:00Z
    assert [page.id for page in data.ledger.recent_articles("hanoimoi", since, since + 999_999, 4)] == [
        "hanoimoi/2",
        "hanoimoi/1",
    ]
    assert list(data.ledger.recent_articles("hanoimoi", since, since + 999_999, 3)) == []
    data.keep(article(2, published="2026-11-23"), lambda page: page._replace(seen=4))
    assert [page.id for page in data.ledger.recent_articles("hanoimoi", since, since + 999_999, 4)] == ["hanoimoi/1"]
    assert [page.id for page in data.ledger.recent_articles("hanoimoi", since, since + 9 * 3600, 4)] == ["hanoimoi/1"]
    assert list(data.ledger.recent_articles("khac", 0, since * 2, 9)) == []
    page = data.ledger.find("hanoimoi/0")
    assert page is not None
    data.ledger.put(page._replace(id="hanoimoi/7", state="failed", tries=1))
    data.ledger.put(page._replace(id="hanoimoi/8", state="given-up", tries=4))
    assert [one.id for one in data.ledger.failed_pages("hanoimoi")] == ["hanoimoi/7"]
    assert [one.id for one in data.ledger.failed_pages("hanoimoi", ("given-up",))] == ["hanoimoi/8"]
    assert data.ledger._db.execute("SELECT count(*) FROM page WHERE state = 'article'").fetchone() == (3,)


def test_how_far_discovery_has_come(data: DataFolder) -> None:
    ledger = data.ledger
    assert ledger.coverage("a", "") is None and ledger.listing("u") is None
    ledger.put_coverage("a", "", Coverage(5, None, 2))
    ledger.put_coverage("a", "section=x", Coverage(6, 9, 3))
    assert ledger.coverage("a", "") == Coverage(5, None, 2)
    ledger.put_listing("u", None, False)
    ledger.put_listing("u", 7, True)
    assert ledger.listing("u") == (7, True)


def test_a_page_keeps_the_cycle_it_was_born_in(data: DataFolder) -> None:
    data.keep(article(1), lambda page: page._replace(born=2, seen=2))
    data.keep(article(1, "Sửa."), lambda page: page._replace(born=5, seen=5))
    page = data.ledger.find("hanoimoi/1")
    assert page is not None and (page.born, page.seen, page.revision) == (2, 5, 2)


def test_the_ledger_is_plain_sqlite(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        assert db.execute("SELECT id, revision FROM page").fetchall() == [("hanoimoi/1", 1)]


def test_a_line_that_the_ledger_could_not_take_is_read_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))

        def full(page: Page) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(data.ledger, "put", full)
        with pytest.raises(sqlite3.OperationalError):
            data.keep(article(2))
    with opened(tmp_path) as data:
        assert data.keep(article(2)) is KeepResult.UNCHANGED
    assert len(corpus(tmp_path)) == 2


def test_the_crawls_of_a_process_share_a_folder(tmp_path: Path) -> None:
    one = open_shared(tmp_path, "a test", "none")
    two = open_shared(tmp_path, "a test", "none")
    assert one is two
    close_shared(one)
    with pytest.raises(HeldError):
        FolderLock(tmp_path, "another")
    close_shared(two)
    FolderLock(tmp_path, "another").release()


def test_a_runs_record(tmp_path: Path) -> None:
    first, second = (RunRecord(tmp_path, f"2026112{day}T010000Z-1", "scrapy harvest") for day in (4, 5))
    first.write()
    assert json.loads(first.path.read_bytes())["finished"] is None
    first.add("hanoimoi", {"new": 3})
    first.end(0)
    assert json.loads(first.path.read_bytes())["exit_code"] == 0
    second.path.write_text("{")
    (tmp_path / "runs" / "20261126T010000Z-1.json").write_text('{"sources": {"hanoimoi": {"new": 9}}}')
    assert list(earlier_figures(tmp_path, "hanoimoi", "20261126T010000Z-1")) == [{"new": 3}]
    assert list(earlier_figures(tmp_path, "mst", "20261126T010000Z-1")) == []


def test_two_runs_of_one_second_have_two_names(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    first = run_name(tmp_path, now)
    assert first == f"20261124T010000Z-{os.getpid()}"
    RunRecord(tmp_path, first, "x").write()
    assert run_name(tmp_path, now) == f"{first}-2"
