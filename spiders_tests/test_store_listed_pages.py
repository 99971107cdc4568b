"""What lists stated of pages stays known in the ledger as long as a page may need it."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from hanoi_press.items import Extraction, Listed
from hanoi_press.store.folder import DataFolder
from hanoi_press.store.ledger_tables import LEDGER
from spiders_tests.corpora import article, line, put
from spiders_tests.history_runs import run

ID = "hanoimoi/1"
DATED = Extraction("onecms", {"title": "css", "published_at": "list"})
history = partial(run, ended=False)


def test_a_later_run_knows_what_a_list_stated(folder: DataFolder) -> None:
    assert history(folder).note_listed(ID, None) is None
    assert history(folder).note_listed(ID, Listed("Một", None, "2026-11-20")) == Listed("Một", None, "2026-11-20")
    assert history(folder).note_listed(ID, None) == Listed("Một", None, "2026-11-20")
    assert history(folder).note_listed(ID, Listed("Một, sửa", "Hai.")) == Listed("Một, sửa", "Hai.", "2026-11-20")
    assert history(folder).note_listed("hanoimoi/2", None) is None


@pytest.mark.parametrize(("extraction", "is_kept"), [(DATED, True), (Extraction("onecms", {"title": "css"}), False)])
def test_only_what_an_article_rests_on_is_kept_for_good(
    folder: DataFolder, extraction: Extraction, is_kept: bool
) -> None:
    run = history(folder)
    run.note_listed(ID, Listed("Một"))
    run.mark_requested(ID, "https://hanoimoi.vn/bai-1.html", None)
    run.mark_arrived(ID, ID, None, None)
    run.keep(article(ID, extraction=extraction))
    run.finish(walked=True)
    assert history(folder).note_listed(ID, None) == Listed("Một")
    folder.ledger.drop_listed(2**40)
    assert history(folder).note_listed(ID, None) == (Listed("Một") if is_kept else None)


def test_a_rebuilt_ledger_has_what_the_lines_have_from_lists(tmp_path: Path) -> None:
    put(
        tmp_path,
        "hanoimoi/2026-11/a.jsonl",
        line(ID, extraction=DATED),
        line("hanoimoi/2"),
        line("hanoimoi/3", extraction=Extraction("onecms", {"summary": "list"}), published_at=None),
    )
    with DataFolder.open(tmp_path, "a test") as folder:
        run = history(folder)
        assert run.note_listed(ID, None) == Listed(published=article(ID).published_at)
        assert run.note_listed("hanoimoi/2", None) is None
        assert run.note_listed("hanoimoi/3", None) == Listed(summary=article(ID).summary)
        folder.ledger.drop_listed(2**40)
        assert run.note_listed(ID, None) is not None


def test_a_ledger_of_an_earlier_version_gets_the_table(tmp_path: Path) -> None:
    with DataFolder.open(tmp_path, "a test"):
        pass
    with sqlite3.connect(tmp_path / LEDGER) as ledger:
        ledger.execute("DROP TABLE listed")
    with DataFolder.open(tmp_path, "a test") as folder:
        assert history(folder).note_listed(ID, Listed("Một")) == Listed("Một")


def test_a_damaged_statement_states_nothing(folder: DataFolder) -> None:
    history(folder).note_listed(ID, Listed("Một"))
    folder.ledger._db.execute("UPDATE listed SET statement = '{'")
    assert history(folder).note_listed(ID, None) is None
    assert history(folder).note_listed(ID, Listed("Hai")) == Listed("Hai")
