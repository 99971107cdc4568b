"""The seal of the ledger: a checksum while no run uses it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from hanoi_press.store.ledger import Ledger, LedgerError, Page
from hanoi_press.store.ledger_seal import break_seal, is_sealed, seal, seal_path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    opened = Ledger(path)
    for number in range(50):
        opened.put(Page(f"a/{number}", "a", f"https://a/{number}", "left"))
    assert not seal_path(path).exists()  # as long as it is open
    opened.close()
    return path


def test_a_closed_ledger_is_sealed(ledger: Path) -> None:
    stated = json.loads(seal_path(ledger).read_bytes())
    content = ledger.read_bytes()
    assert (stated["size"], stated["sha256"]) == (len(content), sha256(content).hexdigest())
    assert is_sealed(ledger)
    assert sorted(path.name for path in ledger.parent.iterdir()) == ["ledger.sqlite", "ledger.sqlite.sum"]


def test_an_open_ledger_has_no_seal(ledger: Path) -> None:
    opened = Ledger(ledger)
    assert not seal_path(ledger).exists()
    opened.close()
    assert is_sealed(ledger)


def test_without_a_seal_every_row_is_read_at_opening(ledger: Path) -> None:
    break_seal(ledger)
    with closing(sqlite3.connect(ledger, isolation_level=None)) as db:
        db.execute("UPDATE page SET state = 'other' WHERE id = 'a/49'")
    with pytest.raises(LedgerError, match="state is 'other'"):
        Ledger(ledger)
    seal(ledger)  # a wrong one: the row is then found when it is used
    opened = Ledger(ledger)
    assert opened.find("a/48") is not None
    with pytest.raises(LedgerError, match="state is 'other'"):
        opened.find("a/49")
    opened.close()
    assert not seal_path(ledger).exists()


def test_any_other_byte_is_damage(ledger: Path) -> None:
    content = bytearray(ledger.read_bytes())
    for position in (0, 30, len(content) // 2, len(content) - 1):
        changed = content.copy()
        changed[position] ^= 1
        ledger.write_bytes(changed)
        with pytest.raises(LedgerError, match="differs from its checksum") as caught:
            is_sealed(ledger)
        assert caught.value.rebuild
    ledger.write_bytes(content[:-1])
    with pytest.raises(LedgerError):
        is_sealed(ledger)


def test_a_ledger_that_sqlite_has_written_since_is_checked_as_a_whole(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("PRAGMA user_version = 99")
    assert not is_sealed(ledger)
    with pytest.raises(LedgerError, match="newer version") as caught:
        Ledger(ledger)
    assert not caught.value.rebuild


def test_what_is_unknown_without_a_whole_seal(ledger: Path) -> None:
    for content in (b"", b"[]", b"{}", b"\xff", b"[" * 100_000):
        seal_path(ledger).write_bytes(content)
        assert not is_sealed(ledger)
    break_seal(ledger)
    break_seal(ledger)
    assert not is_sealed(ledger)
    for _ in range(2):
        (seal_path(ledger) / "inside").mkdir(parents=True)
        assert not is_sealed(ledger)
        break_seal(ledger)
        assert not seal_path(ledger).exists()


def test_a_journal_is_not_vouched_for(ledger: Path) -> None:
    journal = ledger.with_name("ledger.sqlite-wal")
    journal.write_bytes(b"")
    assert is_sealed(ledger)
    journal.write_bytes(b"x")
    assert not is_sealed(ledger)
    break_seal(ledger)
    seal(ledger)
    assert not seal_path(ledger).exists()
