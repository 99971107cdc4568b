"""`store/removal_leftovers.py`: what stands beside segments and ledger loses the words of an article, and no others."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

import pytest

from hanoi_press.compression import zstd
from hanoi_press.store.index_lock import index_lock
from hanoi_press.store.removal_leftovers import (
    clear_run_records,
    delete_indexes,
    delete_old_ledgers,
    forget_learnt_lines,
    strip_set_aside,
    without_articles,
)
from hanoi_press.text.recurring_lines import RecurringLines
from spiders_tests.corpora import line
from spiders_tests.corpus_lines import article

NAMES = {"hanoimoi/7"}
URL, OTHER = "https://hanoimoi.vn/zebra-7.html", "https://hanoimoi.vn/khac-8.html"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([URL, OTHER], [OTHER]),
        ([{"url": URL, "what": "x"}, {"url": OTHER}], [{"url": OTHER}]),
        ([{"id": "hanoimoi/7", "title": "Zebra"}, {"id": "hanoimoi/8"}], [{"id": "hanoimoi/8"}]),
        ({"a": {"b": [f"no body at {URL}.", "x"]}}, {"a": {"b": ["no body at (removed)", "x"]}}),
        (f"{URL}: timeout; {OTHER}: timeout", f"(removed) timeout; {OTHER}: timeout"),
        ({"url": None, "n": 3, "ok": True}, {"url": None, "n": 3, "ok": True}),
        ([{"url": "https://["}, "https://["], [{"url": "https://["}, "https://["]),
    ],
)
def test_what_a_record_says_of_an_article(value: object, expected: object) -> None:
    assert without_articles(value, NAMES) == expected


def record(data: Path, name: str, *entries: object) -> Path:
    path = data / "runs" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"sources": {"hanoimoi": {"revised": entries}}}, indent=1), "utf-8")
    return path


def test_records_that_say_nothing_of_it_are_not_touched(tmp_path: Path) -> None:
    with_it = record(tmp_path, "20261124T010000Z-1", {"id": "hanoimoi/7", "url": URL, "title": "Zebra"})
    without = record(tmp_path, "20261124T020000Z-1", {"id": "hanoimoi/77", "url": OTHER, "title": "Zebra"})
    broken = record(tmp_path, "20261124T030000Z-1")
    broken.write_text(f'{{"x": "{URL}"')
    (tmp_path / "reports").mkdir()
    pages = {tmp_path / "reports" / f"{path.stem}.html": path for path in (with_it, without)}
    for path in (*pages, tmp_path / "reports" / "index.html", tmp_path / "reports" / "rows.json"):
        path.write_text("x")
    before = without.read_bytes()
    assert clear_run_records(tmp_path, NAMES) == [with_it.stem, broken.stem]
    assert (without.read_bytes(), broken.exists()) == (before, False)
    assert json.loads(with_it.read_bytes())["sources"]["hanoimoi"]["revised"] == []
    assert [path.name for path in sorted((tmp_path / "reports").iterdir())] == [f"{without.stem}.html"]
    assert clear_run_records(tmp_path, NAMES) == []


def test_learnt_lines_of_this_article_only_are_forgotten(tmp_path: Path) -> None:
    lines = RecurringLines()
    for number in (7, 8):
        lines.learn(article(number, f"Câu chung.\n\nCâu của {number}."))
    for folder in ("boilerplate", "frame"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "hanoimoi.json").write_text(json.dumps(lines.to_dict()))
    (tmp_path / "boilerplate" / "hanoimoi@2015.json").write_text(json.dumps(lines.to_dict()))  # of captures
    broken, unreadable = tmp_path / "boilerplate" / "hanoimoi.broken", tmp_path / "boilerplate" / "mst.json"
    broken.write_text("x")
    unreadable.write_text("{")
    forget_learnt_lines(tmp_path, NAMES, ["hanoimoi", "mst", "vov"])
    for file in ("boilerplate/hanoimoi.json", "frame/hanoimoi.json", "boilerplate/hanoimoi@2015.json"):
        found = json.loads((tmp_path / file).read_text())["lines"]
        assert sorted(one[0] for one in found) == ["Câu chung.", "Câu của 8."]
    assert not broken.exists() and not unreadable.exists()


def test_a_set_aside_file_that_cannot_be_told_apart_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "hanoimoi" / "2026-11"
    folder.mkdir(parents=True)
    whole, cut, torn = (folder / f"{name}.damaged" for name in ("a.jsonl", "b.jsonl.zst", "c.jsonl"))
    whole.write_bytes(line("hanoimoi/7") + line("hanoimoi/8"))
    cut.write_bytes(zstd.compress(line("hanoimoi/8") * 50)[:-9])
    torn.write_bytes(b"\x00\x00 Zebra\n" + line("hanoimoi/8"))
    (tmp_path / "articles" / "mst").mkdir()
    (tmp_path / "articles" / "mst" / "d.jsonl.damaged").write_bytes(b"\x00\n")
    left = strip_set_aside(tmp_path, NAMES, ["hanoimoi"])
    assert whole.read_bytes() == line("hanoimoi/8")
    assert [one.split(" ")[0] for one in left] == [str(cut), str(torn)]
    assert "cannot be read to its end" in left[0] and "1 lines without id" in left[1]


def test_old_ledgers_and_indexes_are_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    data = tmp_path / "data"
    gone = [
        *(data / f"ledger.sqlite{ending}.damaged" for ending in ("", "-wal", "-shm")),
        *(data / "corpus" / f"index.sqlite{ending}" for ending in ("", "-wal", "-journal")),
        *(cache / "hanoi_press" / f"abc.sqlite{ending}" for ending in ("", "-shm")),
    ]
    kept = [data / "ledger.sqlite", data / "corpus" / "duplicates.jsonl", cache / "hanoi_press" / "other", cache / "x"]
    for path in (*gone, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    delete_old_ledgers(data)
    delete_indexes(data)
    assert [path for path in (*gone, *kept) if path.exists()] == kept


def test_an_index_that_is_being_made_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have read the segments before the lines were taken out."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "corpus" / "index.sqlite"
    with index_lock(file, lambda text: None):
        part = file.with_name("index.sqlite.4711.new")
        part.write_text("Zebra")
        deleting = Thread(target=delete_indexes, args=(tmp_path,))
        deleting.start()
        deleting.join(0.2)
        assert deleting.is_alive() and part.exists()
        part.replace(file)
    deleting.join(20)
    assert {path.name for path in file.parent.iterdir()} == {"index.sqlite.lock"}
