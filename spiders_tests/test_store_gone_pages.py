"""`store/gone_pages.py`: the pages that a site has no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.store import gone_pages
from hanoi_press.store.ledger import Ledger
from hanoi_press.store.ledger_tables import Page


def test_the_gone_pages_of_a_source_by_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gone_pages, "_AT_ONCE", 2)
    ledger = Ledger(tmp_path / "ledger.sqlite")
    for id, state, why in (
        *((f"mst/{number}", "left", "gone") for number in range(3)),
        ("mst/3", "left", "elsewhere"),
        ("mst/4", "left", "not-found"),
        ("mst/5", "left", "sponsored"),
        ("mst/6", "article", None),
        ("mst/7", "failed", "gone"),
        ("mst2/8", "left", "gone"),
        ("mt/9", "left", "gone"),
    ):
        ledger.put(Page(id, id.partition("/")[0], f"https://{id}.html", state, why))
    assert list(ledger.gone_pages("mst")) == [(f"mst/{number}", f"https://mst/{number}.html") for number in range(5)]
    assert list(ledger.gone_pages("mof")) == []
    for number, asked, stamp in ((0, 99, None), (1, 100, None), (2, 200, 99), (3, 200, 150)):
        ledger.put(Page(f"mst/{number}", "mst", "u", "left", "list", asked=asked, stamp=stamp))
    assert [id for id, _ in ledger.gone_pages("mst", 100)] == ["mst/1", "mst/3", "mst/4"]
    ledger.close()
