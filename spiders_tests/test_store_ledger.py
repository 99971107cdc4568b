"""The ledger: pages, cycles and coverage in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from hanoi_press.store import ledger as ledger_module
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger import Ledger, LedgerError
from hanoi_press.store.ledger_tables import CaptureRow, Coverage, Page, SegmentRow
from hanoi_press.store.lock import FolderLock
from spiders_tests.corpus_lines import article, opened


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataFolder]:
    with opened(tmp_path) as folder:
        yield folder


def test_cycles(data: DataFolder) -> None:
    ledger = data.ledger
    assert ledger.begin_cycle("a", 1000, within=100) == (1, False)
    assert ledger.begin_cycle("a", 1050, within=100) == (1, True)  # broken off, continued
    assert ledger.begin_cycle("b", 1050, within=100) == (1, False)
    assert ledger.begin_cycle("a", 2000, within=100) == (2, False)  # too long ago
    assert ledger.begin_cycle("a", 1990, within=100) == (3, False)  # the clock was set back
    ledger.end_cycle("a")
    assert ledger.begin_cycle("a", 1991, within=100) == (4, False)


def test_recent_articles_and_failed_pages(data: DataFolder) -> None:
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


def test_a_page_keeps_its_first_cycle(data: DataFolder) -> None:
    data.keep(article(1), lambda page: page._replace(born=2, seen=2))
    data.keep(article(1, "Sửa."), lambda page: page._replace(born=5, seen=5))
    page = data.ledger.find("hanoimoi/1")
    assert page is not None and (page.born, page.seen, page.revision) == (2, 5, 2)


def test_the_ledger_is_plain_sqlite(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        assert db.execute("SELECT id, revision FROM page").fetchall() == [("hanoimoi/1", 1)]


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.ledger._db.execute("PRAGMA user_version = 99")
    before = (tmp_path / "ledger.sqlite").read_bytes()
    with pytest.raises(LedgerError, match="newer version"):
        opened(tmp_path)
    assert (tmp_path / "ledger.sqlite").read_bytes() == before
    FolderLock(tmp_path, "the next").release()  # and the folder is free again


def test_a_ledger_of_earlier_versions_is_read(tmp_path: Path) -> None:
    """The names of tables and columns are on users' disks: this is the shape of version 1, written by hand."""
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        db.executescript(
            """
            CREATE TABLE page(id TEXT PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, state TEXT NOT NULL,
              why TEXT, hash TEXT, revision INTEGER NOT NULL DEFAULT 0, segment INTEGER, published INTEGER,
              stamp INTEGER, etag TEXT, changed TEXT, ask TEXT, asked INTEGER, tries INTEGER NOT NULL DEFAULT 0,
              born INTEGER NOT NULL, seen INTEGER NOT NULL);
            CREATE TABLE segment(id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, size INTEGER, moment INTEGER);
            CREATE TABLE listing(url TEXT PRIMARY KEY, stamp INTEGER, settled INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE cycle(source TEXT PRIMARY KEY, number INTEGER NOT NULL, started INTEGER);
            CREATE TABLE coverage(source TEXT, scope TEXT, since INTEGER NOT NULL, newest INTEGER,
              cycle INTEGER NOT NULL, PRIMARY KEY(source, scope));
            INSERT INTO page(
              id, source, url, state, why, published, stamp, etag, changed, ask, asked, tries, born, seen
            ) VALUES ('mst/7', 'mst', 'https://a/7', 'failed', 'parse', 1, 2, '"e"', 'Mon', '["u",{}]', 3, 2, 4, 5);
            INSERT INTO cycle VALUES ('mst', 9, NULL);
            INSERT INTO segment VALUES (3, 'articles/mst/a.jsonl', 20, 30);
            INSERT INTO listing VALUES ('https://a/list', 8, 1);
            INSERT INTO coverage VALUES ('mst', '', 10, 11, 6);
            PRAGMA user_version = 1;
            """
        )
    db.close()
    ledger = Ledger(tmp_path / "ledger.sqlite")
    assert ledger.find("mst/7") == Page(
        id="mst/7",
        source="mst",
        url="https://a/7",
        state="failed",
        why="parse",
        published=1,
        stamp=2,
        etag='"e"',
        changed="Mon",
        ask='["u",{}]',
        asked=3,
        tries=2,
        born=4,
        seen=5,
    )
    assert ledger.begin_cycle("mst", 100, within=50) == (10, False)
    assert ledger.segments() == {"articles/mst/a.jsonl": SegmentRow(3, 20, 30, None, False)}
    assert list(ledger.lost_pages("mst")) == []
    assert ledger.captures.find("mst/7") == CaptureRow("mst/7", "mst", None, None, None, "")
    assert ledger.listing("https://a/list") == (8, True)
    assert ledger.coverage("mst", "") == Coverage(10, 11, 6)
    assert ledger.past.years("mst") == [] and ledger.past.query("mst", "wayback mic.gov.vn 2012") is None
    ledger.close()


def test_a_new_ledger_has_the_same_columns(tmp_path: Path) -> None:
    Ledger(tmp_path / "ledger.sqlite").close()
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (7,)
        columns = [row[1] for row in db.execute("PRAGMA table_info(page)")]
    assert columns == (
        "id source url state why hash metadata revision segment published stamp etag changed ask asked tries born "
        "seen".split()
    )


def test_a_transaction_is_whole_or_undone(data: DataFolder) -> None:
    def page(number: int) -> Page:
        return Page(f"a/{number}", "a", "u", "left")

    with data.ledger.transaction():
        data.ledger.put(page(1))
    with pytest.raises(RuntimeError), data.ledger.transaction():
        data.ledger.put(page(2))
        raise RuntimeError
    with data.ledger.transaction():
        data.ledger.put(page(3))
    assert [number for number in (1, 2, 3) if data.ledger.find(f"a/{number}")] == [1, 3]


def test_all_lost_pages_are_read_a_part_at_a_time(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_module, "_LOST_AT_ONCE", 2)
    for number in range(5):
        data.ledger.put(Page(f"mst/{number}", "mst", f"https://a/{number}", "article", revision=1, segment=1))
    data.ledger.put(Page("mst/9", "mst", "https://a/9", "left"))
    data.ledger.mark_lost(["mst/0", "mst/1", "mst/3", "mst/4", "mst/9", "mst/khong-co"])
    found = []
    for page in data.ledger.lost_pages("mst"):
        found.append(page.id)
        data.ledger.put(page._replace(state="article"))  # as a run does that requests it
    assert found == ["mst/0", "mst/1", "mst/3", "mst/4"]
    assert data.ledger.count_lost() == 0
