"""`scrapy corpus remove`: what it takes, what it says, and its exit codes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hanoi_press.corpus import load
from hanoi_press.report import report_files
from hanoi_press.store.removal_record import read_record
from hanoi_press.store.takedown import NAME, taken_down
from hanoi_press.warc.reader import responses
from hanoi_press.warc.writer import Exchange, WarcWriter
from spiders_tests.corpora import CorpusCommand, line, put
from spiders_tests.corpus_lines import opened

URL = "https://hanoimoi.vn/ten-cu-1304633.html"
ID = "hanoimoi/1304633"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    writer = WarcWriter(tmp_path, "hanoimoi", "a test")
    ref = writer.write(Exchange(URL, "2026-11-24T01:00:00Z", 200, "OK", [], b"Zebra"))
    writer.close()
    place = {"file": ref.file, "offset": ref.offset}
    other = line("hanoimoi/1304634", url="https://hanoimoi.vn/khac-1304634.html")
    put(tmp_path, "hanoimoi/2026-10/a.jsonl", line(ID, url=URL, title="Zebra", archive=place), other)
    put(tmp_path, "hanoimoi/2026-11/b.jsonl", line(ID, revision=2, url=URL, title="Zebra", archive=place))
    return tmp_path


def shown(data: Path) -> list[str]:
    return [one.id for one in load(data, revisions="all")]


def files(data: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_an_id_an_address_or_a_file_of_these(data: Path, corpus: CorpusCommand) -> None:
    (data / "list.txt").write_text(f"# asked for on 2026-11-26\n{URL}?utm_source=x  # by mail\n")
    code, out, err = corpus("remove", str(data / "list.txt"), "--archives", "--reason", " by\nmail")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{ID}: 2 lines and 2 archived records removed",
        f"{data / NAME} has their ids, so that no run brings them back; exported files stay as they are",
    ]
    assert shown(data) == ["hanoimoi/1304634"]
    assert not any(b"Zebra" in content for content in files(data).values())
    code, out, _ = corpus("remove", "--list")
    assert code == 0 and out.splitlines()[0].endswith(f"Z  {ID}  2 lines and 2 archived records  by mail")
    code, out, _ = corpus("remove", "--list", "--json")
    assert json.loads(out)["named_by"] == "address"


def test_a_trial_changes_nothing(data: Path, corpus: CorpusCommand) -> None:
    before = files(data)
    code, out, err = corpus("remove", ID, "--dry-run")
    assert (code, out, err) == (0, f"{ID}: 2 lines would be removed\n", "")
    code, out, _ = corpus("remove", ID, "hanoimoi/9", "--dry-run", "--archives")
    assert code == 1 and out.startswith(f"{ID}: 2 lines and 2 archived records would be removed\n")
    assert files(data) == before


def test_without_archives_it_says_that_these_stay(data: Path, corpus: CorpusCommand) -> None:
    code, out, _ = corpus("remove", ID)
    assert code == 0
    assert out.splitlines()[:2] == [
        f"{ID}: 2 lines removed",
        "their raw pages stay in archive/; `--archives` removes them, too",
    ]


def test_an_article_that_is_not_there_stays_on_the_list(data: Path, corpus: CorpusCommand) -> None:
    code, out, err = corpus("remove", "https://hanoimoi.vn/bai-99.html")
    assert code == 1 and out.startswith("hanoimoi/99: 0 lines removed\n")
    assert err == (
        "no article of the corpus matches https://hanoimoi.vn/bai-99.html; check its spelling. "
        "It is on the list, so that none is stored\n"
    )
    assert taken_down(data).ids == {"hanoimoi/99"}
    assert [one["id"] for one in read_record(data)] == ["hanoimoi/99"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no article to remove; use its id, its address, or a file with a list"),
        (["Hà Nội"], "invalid 'Hà Nội'; use an id (hanoimoi/1305109), an address (https://…), or a file"),
        (["https://["], "invalid address 'https://['; use that of an article, or its id (hanoimoi/1305109)"),
        ([ID, "--outside"], "--outside is of use with --archives only"),
    ],
)
def test_invalid_arguments(data: Path, corpus: CorpusCommand, arguments: list[str], said: str) -> None:
    before = files(data)
    code, _, err = corpus("remove", *arguments)
    assert code == 2 and said in err
    assert files(data) == before


def test_a_broken_list_is_told_before_anything_is_done(data: Path, corpus: CorpusCommand) -> None:
    (data / "corpus").mkdir()
    (data / NAME).write_text("Hà Nội\n")
    before = files(data)
    code, _, err = corpus("remove", ID)
    assert code == 2 and "take-down.txt:1: invalid entry 'Hà Nội'" in err
    assert files(data) == before


def test_a_folder_in_use(data: Path, corpus: CorpusCommand) -> None:
    with opened(data):
        code, _, err = corpus("remove", ID)
    assert code == 75 and err.startswith("already running: ")


def test_no_folder_at_all(tmp_path: Path, corpus: CorpusCommand) -> None:
    tmp_path.rmdir()
    code, _, err = corpus("remove", ID)
    assert code == 2 and err == f"remove: {tmp_path}: no such folder; use --data DIR\n"


def test_archives_elsewhere_are_touched_on_demand(data: Path, corpus: CorpusCommand, tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path / "elsewhere", "x", "a test")
    ref = writer.write(Exchange(URL, "2026-11-24T01:00:00Z", 200, "OK", [], b"Zebra"))
    writer.close()
    path = tmp_path / "elsewhere" / ref.file
    again = line(ID, revision=3, url=URL, archive={"file": str(path), "offset": ref.offset})
    for arguments, code, is_there in ((("--archives",), 1, True), (("--archives", "--outside"), 0, False)):
        put(data, "hanoimoi/2026-11/c.jsonl", again)
        found, _, err = corpus("remove", ID, *arguments)
        assert found == code
        assert (f"{path} lies outside of the data folder and is not touched; `--outside` does so" in err) == is_there
        assert bool(list(responses(path, lambda damage: None))) == is_there


def test_the_pages_of_its_runs_are_made_again(
    data: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[Path, str]] = []
    monkeypatch.setattr(report_files, "write_reports", lambda data, run: made.append((data, run)))
    with opened(data) as folder:
        folder.record.add("hanoimoi", {"revised": [{"id": ID, "url": URL, "title": "Zebra"}], "status": "ok"})
        folder.record.end(0)
        run = folder.run
    with opened(data) as folder:
        folder.record.end(0)
    assert corpus("remove", ID)[0] == 0
    assert made == [(data, run)]
    assert b"Zebra" not in (data / "runs" / f"{run}.json").read_bytes()


def test_of_a_long_list_the_first_are_named(data: Path, corpus: CorpusCommand) -> None:
    """Also the list of the data folder itself, after a backup of the articles was restored."""
    ids = [f"hanoimoi/{number}" for number in range(30)]
    (data / "corpus").mkdir()
    (data / NAME).write_text("\n".join([*ids, ID]))
    code, out, err = corpus("remove", str(data / NAME), "--dry-run")
    assert (
        code == 1 and len(out.splitlines()) == 21 and out.endswith("… and 11 more: 2 lines would be removed in all\n")
    )
    assert len(err.splitlines()) == 21 and err.endswith("… and 10 more entries match no article\n")
    corpus("remove", str(data / NAME))
    assert shown(data) == ["hanoimoi/1304634"] and len(read_record(data)) == 31
    assert ID not in (data / "articles/hanoimoi/2026-10/a.jsonl").read_text("utf-8")


def test_no_index_finds_it_any_more(data: Path, corpus: CorpusCommand) -> None:
    assert ID in corpus("search", "Zebra")[1]
    index = data / "corpus" / "index.sqlite"
    assert corpus("remove", ID, "--archives")[0] == 0
    assert not index.exists()
    assert ID not in corpus("search", "Zebra")[1]
    assert b"zebra" not in index.read_bytes().lower()
    with closing(sqlite3.connect(index)) as db:
        assert db.execute("SELECT count(*) FROM line WHERE id = ?", (ID,)).fetchone() == (0,)
    assert corpus("show", ID)[0] == 1 and ID not in corpus("search", "cầu")[1]
