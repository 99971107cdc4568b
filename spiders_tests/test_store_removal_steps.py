"""`store/removal_steps.py`: an article that was removed left no word in the data folder, and all else is as before."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hanoi_press.corpus.removal import plan_removal
from hanoi_press.store import removal_steps
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.removal_journal import JOURNAL, Removal
from hanoi_press.store.removal_record import RECORD, read_record
from hanoi_press.store.removal_steps import remove
from hanoi_press.store.segments import finished_segments
from hanoi_press.store.takedown import NAME, taken_down
from spiders_tests.corpus_lines import article, opened
from spiders_tests.removed_words import GONE, others, put_everything, the_article, traces


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("whole") / "data"
    put_everything(data)
    return data


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "data")
    return tmp_path / "data"


def plan(data: Path, *entries: str, archives: bool = True) -> Removal:
    found = plan_removal(data, entries)
    assert found.left == []
    found.removal.archives = archives
    return found.removal


def test_no_word_stays_and_all_else_does(whole: Path, data: Path) -> None:
    assert {one.partition(":")[0].partition("/")[0] for one in traces(data)} == {
        *("articles", "archive", "boilerplate", "corpus", "ledger.sqlite", "ledger.sqlite.damaged", "reports", "runs")
    }
    with opened(data) as folder:
        result = remove(data, folder.ledger, plan(data, "http://www.hanoimoi.vn/ten-khac-777.html#x"))
        assert (result.left, len(result.runs)) == ([], 2)
    assert (traces(data), others(data)) == ([], others(whole))
    assert (data / NAME).read_text() == f"{GONE}\n"
    assert not list(data.rglob("*.new")) and not (data / JOURNAL).exists()
    with opened(data) as folder:
        assert folder.reconciled.read == 0 and not folder.reconciled.is_damaged


def test_without_archives_only_these_keep_it(data: Path) -> None:
    with opened(data) as folder:
        remove(data, folder.ledger, plan(data, GONE, archives=False))
    assert {one.partition("/")[0] for one in traces(data)} == {"archive"}
    (record,) = read_record(data)
    assert (record["lines"], record["records"]) == (3, None)
    with opened(data) as folder:  # asked for later, the addresses that led to it are known still
        remove(data, folder.ledger, plan(data, GONE))
    assert traces(data) == []
    assert [(one["lines"], one["records"]) for one in read_record(data)] == [(3, None), (0, 24)]


def test_the_record_has_no_word_of_it(data: Path) -> None:
    removal = plan(data, the_article().url)
    removal.reason = "court order 12"
    with opened(data) as folder:
        remove(data, folder.ledger, removal)
    (record,) = map(json.loads, (data / RECORD).read_text().splitlines())
    assert record == {
        "id": GONE,
        "removed": removal.began,
        "named_by": "address",
        "lines": 3,
        "records": 24,
        "reason": "court order 12",
    }


def test_free_pages_of_the_ledger_are_gone_too(data: Path) -> None:
    """A statement that was replaced long ago stands in a page that SQLite has not used again."""
    with opened(data) as folder:
        folder.ledger._db.execute("PRAGMA secure_delete = OFF")  # as most builds of SQLite have it
        folder.ledger._db.executemany(
            "INSERT INTO wording(id, words, noted) VALUES (?, ?, 1)", ((f"x/{n}", "Zebra " * 500) for n in range(50))
        )
        folder.ledger._db.execute("DELETE FROM wording WHERE id LIKE 'x/%'")
    assert b"Zebra Zebra" in (data / "ledger.sqlite").read_bytes()
    with opened(data) as folder:
        remove(data, folder.ledger, plan(data, GONE))
        assert all(b"ebra" not in path.read_bytes() for path in data.glob("ledger.sqlite*"))


def test_a_ledger_that_another_program_reads_is_done_later(data: Path) -> None:
    with closing(sqlite3.connect(data / "ledger.sqlite", isolation_level=None)) as reader:
        folder = opened(data)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM page").fetchone()
        folder.ledger._db.execute("PRAGMA busy_timeout = 10")
        with pytest.raises((OSError, sqlite3.OperationalError)):
            remove(data, folder.ledger, plan(data, GONE))
        folder.close()
        assert (data / JOURNAL).exists() and GONE in taken_down(data).ids
    opened(data).close()
    assert (traces(data), (data / JOURNAL).exists()) == ([], False)


def test_a_segment_whose_end_cannot_be_read_is_named(tmp_path: Path) -> None:
    with opened(tmp_path, "zstd") as folder:
        for number in range(1, 40):
            folder.keep(article(number, f"Câu {number}. " * 30))
    (path,) = finished_segments(tmp_path)
    path.write_bytes(path.read_bytes()[:-200])
    found = plan_removal(tmp_path, ["hanoimoi/1"])
    with opened(tmp_path) as folder:
        result = remove(tmp_path, folder.ledger, found.removal)
    assert len(result.left) == 1 and "corpus verify --mend" in result.left[0]
    assert "hanoimoi/1" in taken_down(tmp_path).ids
    found = plan_removal(tmp_path, ["hanoimoi/39"])  # perhaps it stood behind the damage
    assert found.unmatched == ["hanoimoi/39"] and "corpus verify --mend" in found.left[0]


def test_a_journal_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / JOURNAL).write_text('{"began": 1}')
    opened(tmp_path).close()
    assert not (tmp_path / JOURNAL).exists()


def test_a_broken_take_down_list_is_told_and_the_removal_waits(data: Path) -> None:
    removal = plan(data, GONE)
    (data / NAME).write_text("Hà Nội\n")
    folder = opened(data)
    with pytest.raises(OSError, match=r"take-down\.txt:1: invalid entry"):
        remove(data, folder.ledger, removal)
    folder.close()
    with pytest.raises(OSError, match="the removal cannot be finished"):
        DataFolder.open(data, "a test")
    (data / NAME).write_text("")
    opened(data).close()
    assert traces(data) == []


def test_all_articles_of_a_segment(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        folder.keep(article(1))
        folder.keep(article(2))
    with opened(tmp_path) as folder:
        remove(tmp_path, folder.ledger, plan(tmp_path, "hanoimoi/1", "hanoimoi/2"))
        assert folder.ledger.segments() == {}
    assert list((tmp_path / "articles").rglob("*.*")) == []
    with opened(tmp_path) as folder:
        assert not folder.reconciled.is_damaged and folder.reconciled.lost == 0


def test_a_file_that_cannot_be_changed_is_told_and_the_rest_goes(
    data: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that can be opened no more would be worse than a file that is named."""

    def refuse(path: Path, *arguments: object) -> int:
        if path.name.endswith(("2026-11.jsonl.zst", "21.warc.gz")):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real[path.name.endswith(".gz")](path, *arguments)  # type: ignore[no-any-return, operator]

    real = (removal_steps.without_lines, removal_steps.blank)
    for name in ("without_lines", "blank"):
        monkeypatch.setattr(removal_steps, name, refuse)
    with opened(data) as folder:
        result = remove(data, folder.ledger, plan(data, GONE))
    assert len(result.left) == 2 and all("could not be changed (Permission denied)" in one for one in result.left)
    assert {one.partition(":")[0].rpartition("/")[2] for one in traces(data)} == {
        "2026-11.jsonl.zst",
        "hanoimoi-20261121.warc.gz",
    }
    assert not (data / JOURNAL).exists()


def test_a_full_disk_is_waited_for(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(removal_steps, "blank", full)
        folder = opened(data)
        with pytest.raises(OSError, match="No space left"):
            remove(data, folder.ledger, plan(data, GONE))
        folder.close()
    assert (data / JOURNAL).exists()
    opened(data).close()
    assert traces(data) == []
