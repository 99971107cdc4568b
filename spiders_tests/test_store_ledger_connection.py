"""The connection to the ledger checks each row, and stays closed after damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hanoi_press.store.ledger import Ledger, LedgerError, Page
from hanoi_press.store.ledger_connection import LedgerConnection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "ledger.sqlite"
    ledger = Ledger(found)
    ledger.put(Page("a/1", "a", "https://a/1", "failed", why="parse", ask='["https://a/api", {"id": 1}]'))
    ledger.open_segment("articles/a/2026-11/x.jsonl")
    ledger.put_listing("https://a/list", 1, settled=True)
    ledger.begin_cycle("a", 1, within=0)
    ledger.close()
    return found


@pytest.mark.parametrize(
    ("assignment", "named"),
    [
        ("source = x'ff'", "source"),
        ("state = 'other'", "state"),
        ("url = 7.5", None),  # a number becomes text in a column of text
        ("url = x'68'", "url"),
        ("url = CAST(x'68ff' AS TEXT)", "Could not decode"),
        ("published = 'gestern'", "published"),
        ("published = 1.5", "published"),
        ("revision = 4611686018427387904", "revision"),
        ("ask = '['", "ask"),
        ("ask = '[1, 2]'", "ask"),
        ("ask = '\"ab\"'", "ask"),
        ("etag = NULL", None),
    ],
)
def test_a_row_that_cannot_be(path: Path, assignment: str, named: str | None) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"UPDATE page SET {assignment}")
    connection = LedgerConnection(path)
    if named is None:
        assert connection.execute("SELECT * FROM page").fetchone()[0] == "a/1"
        connection.verify()
    else:
        with pytest.raises(LedgerError, match=f"is damaged: {named}") as caught:
            connection.execute("SELECT * FROM page")
        assert caught.value.rebuild
        with pytest.raises(LedgerError, match=named):
            connection.execute("SELECT 1")
        with pytest.raises(LedgerError, match=named):
            connection.executemany("DELETE FROM page WHERE id = ?", [("a/1",)])
    connection.close()


@pytest.mark.parametrize("table", ["page", "segment", "listing", "cycle"])
def test_verify_reads_every_table(path: Path, table: str) -> None:
    column = {"page": "stamp", "segment": "size", "listing": "stamp", "cycle": "started"}[table]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"UPDATE {table} SET {column} = 'x'")
    connection = LedgerConnection(path)
    with pytest.raises(LedgerError, match=f"{column} is 'x'"):
        connection.verify()
    connection.close()


def test_a_full_disk_is_no_damage(path: Path) -> None:
    connection = LedgerConnection(path)
    connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        connection.executemany("INSERT INTO listing VALUES (?, 1, 1)", ((f"u{n}" * 100,) for n in range(1000)))
    assert connection.damage is None
    connection.close()


def test_a_transaction_that_sqlite_rolled_back_raises_the_cause(path: Path) -> None:
    ledger = Ledger(path)
    ledger._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError, match="full"), ledger.transaction():
        for number in range(1000):
            ledger.put_listing(f"u{number}" * 100, 1, settled=True)
    assert not ledger.is_damaged
    ledger.close()
