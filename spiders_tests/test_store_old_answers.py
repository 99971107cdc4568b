"""`store/old_answers.py`: pages that an earlier version gave up are found in the archives of their days."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from hanoi_press.items import ArchiveRef
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.old_answers import find_old_answers
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.corpus_lines import opened
from spiders_tests.history_runs import run


def at(stated: str) -> int:
    return int(datetime.fromisoformat(stated).timestamp())


def archived(data: Path, *stored: tuple[int, str, int]) -> list[ArchiveRef]:
    """Archive answers: number of the page, time, status."""
    writer = WarcWriter(data, "hanoimoi", "a test")
    places = []
    for number, date, status in stored:
        url = f"https://hanoimoi.vn/bai-{number}.html"
        places.append(writer.write(Exchange(url, date, status, "OK", [("Content-Type", "text/html")], b"<p>a</p>")))
    writer.close()
    return places


def page(number: int, asked: str | None, why: str = "parse: no text", state: str = "given-up") -> Page:
    url = f"https://hanoimoi.vn/bai-{number}.html"
    moment = None if asked is None else at(asked)
    return Page(f"hanoimoi/{number}", "hanoimoi", url, state, why, asked=moment, tries=4, born=0, seen=0)


def test_the_latest_answer_of_the_days_on_which_a_page_was_requested(tmp_path: Path) -> None:
    places = archived(
        tmp_path,
        (1, "2026-11-20T23:59:58Z", 200),
        (2, "2026-11-20T03:00:00Z", 200),
        (2, "2026-11-20T04:00:00Z", 200),
        (2, "2026-11-20T05:00:00Z", 404),
        (3, "2026-11-19T03:00:00Z", 200),
    )
    pages = [
        page(1, "2026-11-21T00:00:03Z"),
        page(2, "2026-11-20T05:00:00Z"),
        page(3, "2026-11-20T05:00:00Z"),  # its archived answer is an older one
        page(4, "2026-11-20T05:00:00Z"),
        page(5, "2026-11-25T05:00:00Z"),
        page(6, None),
    ]
    assert dict(find_old_answers(tmp_path, pages)) == {
        "hanoimoi/1": ArchivedAnswer(places[0].file, places[0].offset, "2026-11-20T23:59:58Z"),
        "hanoimoi/2": ArchivedAnswer(places[2].file, places[2].offset, "2026-11-20T04:00:00Z"),
    }


def test_a_web_archives_capture_is_no_answer_of_the_site(tmp_path: Path) -> None:
    (place,) = archived(tmp_path, (1, "2026-11-20T03:00:00Z", 200))
    writer = WarcWriter(tmp_path, "hanoimoi", "a test")
    stored = Exchange("https://hanoimoi.vn/bai-1.html", "2015-02-03T04:05:06Z", 200, "OK", [], b"<p>a</p>")
    writer.write(replace(stored, via="wayback", stored_at="2026-11-20T04:00:00Z"))
    writer.close()
    found = dict(find_old_answers(tmp_path, [page(1, "2026-11-20T05:00:00Z")]))
    assert found == {"hanoimoi/1": ArchivedAnswer(place.file, place.offset, "2026-11-20T03:00:00Z")}


def test_pages_that_an_earlier_version_gave_up_come_back(tmp_path: Path) -> None:
    """From the archive, or, if it has none of them, once from the site; what the site did not give stays given up."""
    (place,) = archived(tmp_path, (1, "2026-11-20T03:00:00Z", 200))
    with opened(tmp_path) as folder:
        for one in (
            page(1, "2026-11-20T03:00:01Z"),
            page(2, "2026-11-20T03:00:02Z"),
            page(3, "2026-11-20T03:00:03Z", "timeout: nothing came"),
            page(4, "2026-11-20T03:00:04Z", "too-costly: reading it took longer than 10 s", "failed"),
        ):
            folder.ledger.put(one)
        folder.ledger._db.executescript(
            "DROP TABLE capture; DROP INDEX unread; PRAGMA user_version = 3;"
            " DROP TABLE answer; ALTER TABLE coverage DROP COLUMN begun;"
            " CREATE INDEX failed ON page(source) WHERE state IN ('failed', 'given-up');"
        )
    with opened(tmp_path) as folder:
        history = run(folder)
        assert [(one.id, one.answer) for one in history.rereads()] == [
            ("hanoimoi/1", ArchivedAnswer(place.file, place.offset, "2026-11-20T03:00:00Z"))
        ]
        assert sorted(one.id for one in history.due()) == ["hanoimoi/2", "hanoimoi/4"]
        history.mark_failed("hanoimoi/1", "parse: no text")
        assert list(run(folder).rereads()) == []
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (7,)
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert "unread" in names and "failed" not in names


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b\x08 torn", b"WARC/1.1\r\n"])
def test_a_damaged_archive_gives_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive/hanoimoi/2026-11/hanoimoi-20261120.warc.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert list(find_old_answers(tmp_path, [page(1, "2026-11-20T03:00:00Z")])) == []
