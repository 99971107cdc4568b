"""`crawl/page_history.py`: a run without a data folder's ledger asks for each page once, and for no removed article."""

from __future__ import annotations

from pathlib import Path

from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.store.takedown import TakeDownList, take_down


def test_a_page_is_requested_once() -> None:
    history = RunHistory()
    assert history.skip_reason("hanoimoi/1", None) == "" and not history.is_removed("hanoimoi/1")
    history.mark_requested("hanoimoi/1", "https://hanoimoi.vn/a-1.html", None)
    assert history.skip_reason("hanoimoi/1", None) == "seen"


def test_the_list_of_a_data_folder_counts_there_too(tmp_path: Path) -> None:
    history = RunHistory(TakeDownList(tmp_path / "none"))
    assert not history.is_removed("hanoimoi/1")
    take_down(tmp_path / "none", ["https://www.hanoimoi.vn/ten-khac-1.html"])
    assert [history.skip_reason(f"hanoimoi/{number}", None) for number in (1, 2)] == ["removed", ""]
    assert history.is_removed("hanoimoi/1") and not history.is_removed("hanoimoi/2")
