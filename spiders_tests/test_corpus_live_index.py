"""`corpus browse` while the corpus grows, articles are taken down, and the index is deleted, replaced or damaged."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hanoi_press.corpus.browse import live_index
from hanoi_press.corpus.browse.live_index import TooSlowError, time_limit
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.store.index_lock import INDEX
from hanoi_press.store.takedown import NAME as TAKE_DOWN
from spiders_tests.browsed_corpus import Browsed, browsed
from spiders_tests.corpora import line, put


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a corpus of two articles; the index is looked at before each page."""
    monkeypatch.setattr(live_index, "_EVERY", 0.0)
    monkeypatch.setattr(live_index, "_PATIENCE", 20.0)
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line("hanoimoi/1", title="Cầu Một"), line("hanoimoi/2", title="Cầu Hai"))
    return tmp_path


@pytest.fixture
def site(data: Path) -> Iterator[Browsed]:
    with browsed(data) as found:
        yield found


def total(site: Browsed, path: str = "/") -> int:
    answer = site.get(path)
    found = re.search(r'data-total="(\d+)"', answer.text)
    assert found, answer
    return int(found[1])


def test_the_corpus_grows(data: Path, site: Browsed) -> None:
    assert total(site) == 2
    put(data, "mst/2026-11/b.jsonl", line("mst/1", title="Cầu Ba"))
    assert total(site) == 3 and total(site, "/?source=mst") == 1
    assert site.get("/corpus/article.json?_shape=array").text.count('"id": "') == 3
    assert len(site.get("/articles.jsonl").body.splitlines()) == 3


def test_what_is_taken_down_is_gone(data: Path, site: Browsed) -> None:
    assert site.get("/article/hanoimoi/2").status == 200
    (data / TAKE_DOWN).parent.mkdir(exist_ok=True)
    (data / TAKE_DOWN).write_text("hanoimoi/2\n")
    assert site.get("/article/hanoimoi/2").status == 404 and total(site) == 1
    assert "Hai" not in site.get("/corpus/article.json").text + site.get("/articles.csv").text


def deleted(index: Path) -> None:
    index.unlink()


def emptied(index: Path) -> None:
    index.write_bytes(b"")


def garbage(index: Path) -> None:
    index.write_bytes(b"no database at all" * 1000)


def folder_deleted(index: Path) -> None:
    for one in index.parent.iterdir():
        one.unlink()
    index.parent.rmdir()


@pytest.mark.parametrize("harm", [deleted, emptied, garbage, folder_deleted])
def test_an_index_that_is_harmed_is_made_again(
    data: Path, site: Browsed, harm: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    assert total(site) == 2
    harm(data / INDEX)
    put(data, "mst/2026-11/b.jsonl", line("mst/1", title="Cầu Ba"))
    answers = [site.get("/") for _ in range(3)]  # a file overwritten in place may cost one page
    assert answers[-1].status == 200 and {one.status for one in answers} <= {200, 503}
    assert total(site) == 3 and caplog.records == []


def test_nothing_of_a_deleted_index_is_shown_while_it_is_made_again(
    data: Path, site: Browsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert total(site) == 2
    monkeypatch.setattr(live_index, "_PATIENCE", 0.05)
    may_go_on = threading.Event()
    open_index = CorpusIndex.open

    def slow(*arguments: object, **named: object) -> CorpusIndex:
        may_go_on.wait(20)
        return open_index(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(CorpusIndex, "open", slow)
    (data / INDEX).unlink()
    try:
        answer = site.get("/?lang=en")
        assert answer.status == 503 and "made again" in answer.text and "Cầu" not in answer.text
        assert 'http-equiv="refresh"' in answer.text
        assert "Cầu" not in site.get("/corpus/article.json").text
    finally:
        may_go_on.set()
    for _ in range(100):
        if site.get("/").status == 200:
            break
        time.sleep(0.05)
    assert total(site) == 2


def test_a_page_is_of_the_older_state_while_much_is_added(
    data: Path, site: Browsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert total(site) == 2
    monkeypatch.setattr(live_index, "_PATIENCE", 0.05)
    may_go_on = threading.Event()
    open_index = CorpusIndex.open

    def slow(*arguments: object, **named: object) -> CorpusIndex:
        may_go_on.wait(20)
        return open_index(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(CorpusIndex, "open", slow)
    put(data, "mst/2026-11/b.jsonl", line("mst/1", title="Cầu Ba"))
    try:
        answer = site.get("/?lang=en")
        assert 'data-total="2"' in answer.text and "is being updated" in answer.text
    finally:
        may_go_on.set()
    monkeypatch.setattr(live_index, "_PATIENCE", 20.0)
    site.get("/")
    assert total(site) == 3


def test_a_corpus_that_is_gone_is_said(
    data: Path, site: Browsed, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    assert total(site) == 2
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "articles"
    (data / "articles").rename(elsewhere)
    text = site.get("/?lang=en").text
    assert "no segment" in text and caplog.records == []
    elsewhere.rename(data / "articles")
    site.get("/")
    assert total(site) == 2


def test_broken_lines_are_said(data: Path, site: Browsed) -> None:
    put(data, "mst/2026-11/b.jsonl", line("mst/1"), b'{"id": "mst/2", "torn\n')
    assert "1 broken line" in site.get("/?lang=en").text and total(site) == 3


def test_a_page_waits_for_an_update_that_is_being_written(
    data: Path, site: Browsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert total(site) == 2
    monkeypatch.setattr(live_index, "_EVERY", 1000.0)
    with contextlib.closing(sqlite3.connect(data / INDEX, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        answer = site.get("/?lang=en")
        assert answer.status == 503 and "brought up to date" in answer.text
    assert total(site) == 2


def test_a_question_that_takes_too_long_is_ended(data: Path) -> None:
    with CorpusIndex.open(data) as index:
        forever = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        with pytest.raises(TooSlowError), time_limit(index, 0.05):
            index.db.execute(forever).fetchone()
        with pytest.raises(sqlite3.OperationalError), time_limit(index, 5):
            index.db.execute("SELECT * FROM nosuch")
        assert index.db.execute("SELECT count(*) FROM article").fetchone() == (2,)


def test_counts_that_take_too_long_are_not_shown(data: Path, site: Browsed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.corpus.browse.found_page._SECONDS", -1.0)
    monkeypatch.setattr(live_index, "_STEPS", 1)
    text = site.get("/?q=cau&lang=en").text
    assert 'data-total="2"' in text and text.count("Too many articles to count") == 5  # four lists and the chart
