"""`scrapy corpus export`: files, the dataset that can be published, and the take-down list that holds everywhere."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

from hanoi_press.corpus import load
from hanoi_press.store.takedown import NAME
from spiders_tests.corpora import CorpusCommand, line, put, put_corpus_to_export


@pytest.fixture
def data(tmp_path: Path) -> Path:
    put_corpus_to_export(tmp_path)
    return tmp_path


def test_jsonl_is_a_corpus_again(data: Path, corpus: CorpusCommand) -> None:
    for name in ("out.jsonl", "out.jsonl.zst"):
        target = data / name
        assert corpus("export", "--jsonl", str(target), "--since", "2025-01-01") == (0, f"{target}\n", "")
        assert list(load(target)) == list(load(data, since="2025-01-01"))
        assert len(list(load(target))) == 3


def test_parquet(data: Path, corpus: CorpusCommand) -> None:
    target = data / "out.parquet"
    assert corpus("export", "--parquet", str(target), "--source", "hanoimoi")[0] == 0
    rows = pyarrow.parquet.read_table(target).to_pylist()
    assert [row["title"] for row in rows] == ["=HYPERLINK(1)", "Ba", "Một, sửa"]
    assert rows[0]["published_at"] == "2025-01-02"


def test_csv_has_no_text_and_no_formula(data: Path, corpus: CorpusCommand) -> None:
    target = data / "out.csv"
    corpus("export", "--csv", str(target))
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid,")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert "text" not in rows["mst/1"] and "dòng xe" not in target.read_text("utf-8")
    assert rows["hanoimoi/2"]["title"] == "'=HYPERLINK(1)"
    assert rows["mst/1"]["words"] == "14" and rows["mst/1"]["authors"] == "Lê An"


def test_a_selection_by_words_and_labels(data: Path, corpus: CorpusCommand) -> None:
    target = data / "out.jsonl"
    for options, wanted in (
        (["dòng xe", "một"], ["hanoimoi/1"]),
        (["dòng xe", "--source", "hanoimoi", "một"], ["hanoimoi/1"]),
        (["--until", "2026-11-30", "dong xe", "--author", "lê an"], ["hanoimoi/1", "mst/1"]),
        (["--section", "do thi"], ["hanoimoi/1", "hanoimoi/2", "hanoimoi/3", "mst/1"]),
        (["--tag", "xe"], []),  # of the revision before
        (["nosuch"], []),
    ):
        assert corpus("export", "--jsonl", str(target), *options) == (0, f"{target}\n", "")
        found = [one.id for one in load(target)] if target.read_bytes() else []
        assert sorted(found) == wanted
    corpus("export", "--hf", str(data / "hf"), "cầu")
    shards = sorted(path.name for path in (data / "hf" / "data" / "hanoimoi").iterdir())
    assert shards == ["2025-00000.parquet", "2026-00000.parquet", "undated-00000.parquet"]
    code, _, err = corpus("export", "--jsonl", str(target), "…")
    assert code == 2 and "no word to search for" in err


def test_csv_with_the_text(data: Path, corpus: CorpusCommand) -> None:
    target = data / "out.csv"
    assert corpus("export", "--csv", str(target), "--text", "--source", "mst") == (0, f"{target}\n", "")
    with target.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["text"] == "Sáng sớm, dòng xe nối nhau qua cầu.\n\nNgười dân hai bờ vui mừng."
    code, _, err = corpus("export", "--jsonl", str(target), "--text")
    assert code == 2 and "--text is for --csv; the other kinds have the text" in err


def test_the_corpus_is_no_place_for_exports(data: Path, corpus: CorpusCommand) -> None:
    code, _, err = corpus("export", "--jsonl", str(data / "articles" / "out.jsonl"))
    assert code == 2 and "articles is the corpus; use another folder" in err


def test_a_take_down_holds_everywhere_and_for_good(data: Path, corpus: CorpusCommand) -> None:
    out = data / "out.jsonl"
    corpus("export", "--hf", str(data / "hf"))
    assert b"hanoimoi" in (data / "hf" / "croissant.json").read_bytes()
    orders = data / "orders.txt"
    orders.write_text("# by order of the publisher\nhttps://hanoimoi.vn/bai-1.html?utm_source=x\nmst/1\n", "utf-8")
    code, said, _ = corpus("export", "--jsonl", str(out), "--take-down", str(orders))
    assert code == 0 and said.splitlines()[0] == f"3 new entries in {data / NAME}"  # the address, its id, mst/1
    assert [one.id for one in load(out)] == ["hanoimoi/2", "hanoimoi/3"]
    orders.unlink()  # the list is the data folder's own now
    assert [one.id for one in load(data, revisions="all")] == ["hanoimoi/2", "hanoimoi/3"]
    # The article comes back with a later crawl, under a new address and title.
    put(
        data,
        "hanoimoi/2026-12/a.jsonl",
        line("hanoimoi/1", title="Lại", revision=3, url="https://hanoimoi.vn/lai-1.html"),
    )
    assert "Lại" not in [one.title for one in load(data)]
    corpus("export", "--hf", str(data / "hf"))
    for path in (data / "hf").rglob("*.parquet"):
        assert not {"hanoimoi/1", "mst/1"} & set(pyarrow.parquet.read_table(path).column("id").to_pylist())
    assert corpus("search", "bốn")[1] == "0 articles\n"
    assert corpus("show", "mst/1")[0] == 1
    assert json.loads(corpus("stats", "--json")[1])["total"]["articles"] == 2
    assert "mst/1" not in corpus("duplicates", "--json")[1]


def test_a_bad_take_down_list_exports_nothing(data: Path, corpus: CorpusCommand) -> None:
    orders = data / "orders.txt"
    orders.write_text("mst/1\nbài thứ hai\n", "utf-8")
    code, _, err = corpus("export", "--jsonl", str(data / "out.jsonl"), "--take-down", str(orders))
    assert code == 2 and "orders.txt:2: invalid entry 'bài thứ hai'; use an id" in err
    assert not (data / "out.jsonl").exists() and not (data / NAME).exists()


def test_a_target_is_needed_and_a_library_named(
    data: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert corpus("export")[0] == 2
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _, err = corpus("export", "--parquet", str(data / "x.parquet"))
    assert code == 2 and "pip install 'hanoi-press[arrow]'" in err and not (data / "x.parquet").exists()
