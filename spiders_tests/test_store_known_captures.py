"""The captures that the ledger knows are read beside a run, and nothing is written for it."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.store.known_captures import known_captures
from hanoi_press.store.ledger_tables import LEDGER
from hanoi_press.store.past_tables import PastTable
from hanoi_press.store.past_verdicts import row_of
from spiders_tests.corpus_lines import opened


def capture(captured: str, archive: str = "wayback") -> IndexedCapture:
    return IndexedCapture(archive, "http://hanoimoi.com.vn/vn/53/1", captured, "A" * 32, "text/html", 200)


def put(past: PastTable, one: IndexedCapture, state: str = "waiting") -> None:
    past.add([row_of("hanoimoi", "hanoimoi/vn-1", one)._replace(state=state)])


def test_those_of_a_year_in_their_order(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        past = folder.ledger.past
        with folder.ledger.transaction():
            for captured in ("20151231235959", "20150101000000", "20141231235959", "20160101000000"):
                put(past, capture(captured))
            put(past, capture("20150601000000", "commoncrawl"))
            put(past, capture("20150701000000"), "removed")
        found = known_captures(tmp_path, "hanoimoi", "wayback", 2015)  # while the folder is open
        assert found == [capture("20150101000000"), capture("20151231235959")]
        assert known_captures(tmp_path, "mst", "wayback", 2015) == []
    before = sorted(path.name for path in tmp_path.iterdir())
    assert known_captures(tmp_path, "hanoimoi", "wayback", 2015) == found
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_without_a_readable_ledger_there_are_none(tmp_path: Path) -> None:
    assert known_captures(tmp_path / "none", "hanoimoi", "wayback", 2015) == []
    assert not (tmp_path / "none").exists()
    (tmp_path / LEDGER).write_bytes(b"no ledger")
    assert known_captures(tmp_path, "hanoimoi", "wayback", 2015) == []
