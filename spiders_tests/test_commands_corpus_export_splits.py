"""`scrapy corpus export --hf DIR --splits …` and `--words …`: splits and columns that Hugging Face `datasets` loads."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import datasets
import mlcroissant
import pyarrow.parquet
import pytest
import yaml

from hanoi_press.corpus.duplicate_links import Cluster, Copy, write_clusters
from hanoi_press.corpus.splits import split_articles
from spiders_tests.corpora import CorpusCommand, article, line, put


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten days of one source, a copy of the first article on the tenth, and an undated article of another source."""
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(tmp_path / "cache"))
    days = [
        line(f"hanoimoi/{day}", title=f"Giao thông {day}", text=f"Bài {day}.", published_at=f"2026-11-{day:02}")
        for day in range(1, 11)
    ]
    copy = line("hanoimoi/20", text="Bài một.", published_at="2026-11-10")
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", *days, copy)
    put(tmp_path, "mst/2026-11/a.jsonl", line("mst/1", text="Khác.", published_at=None))
    write_clusters(tmp_path, [Cluster("hanoimoi/1", [Copy("hanoimoi/20", "near", 0.9)])])
    return tmp_path


def loaded(folder: Path, *arguments: str, split: str) -> Any:
    found = datasets.load_dataset(str(folder), *arguments, split=split)
    return [one.rpartition("/")[2] for one in found["id"]]


def test_splits_of_a_dataset(data: Path, corpus: CorpusCommand) -> None:
    folder = data / "hf"
    code, _, err = corpus("export", "--hf", str(folder), "--splits", "0.8,0.1,0.1")
    assert (code, err) == (0, "")
    assert loaded(folder, split="test") == ["10"]
    assert loaded(folder, split="validation") == ["9"]
    assert sorted(loaded(folder, split="train"), key=int) == ["1", "1", "2", "3", "4", "5", "6", "7", "8"]
    assert loaded(folder, "mst", split="train") == ["1"]
    assert loaded(folder, "hanoimoi", split="test") == ["10"]
    assert sorted(str(path.relative_to(folder / "data")) for path in folder.rglob("*.parquet")) == [
        "hanoimoi/test-2026-00000.parquet",
        "hanoimoi/train-2026-00000.parquet",
        "hanoimoi/validation-2026-00000.parquet",
        "mst/train-undated-00000.parquet",
    ]
    card = (folder / "README.md").read_text("utf-8")
    mst = yaml.safe_load(card.split("---\n")[1])["configs"][2]
    assert mst == {"config_name": "mst", "data_files": [{"split": "train", "path": "data/mst/train-*.parquet"}]}
    assert "11 articles," in card
    assert "## Splits\n\n- `train`: 9 articles, published 2026-11-01 to 2026-11-08\n" in card
    assert "1 articles that repeat one of an earlier split are in none" in card
    described = mlcroissant.Dataset(folder / "croissant.json")
    assert (described.metadata.ctx.issues.errors, described.metadata.ctx.issues.warnings) == (set(), set())


def test_stated_days(data: Path, corpus: CorpusCommand) -> None:
    folder = data / "hf"
    assert corpus("export", "--hf", str(folder), "--splits", "2026-11-05,2026-11-09", "--source", "hanoimoi")[0] == 0
    rows = {
        path.name.partition("-")[0]: [row["id"] for row in pyarrow.parquet.read_table(path).to_pylist()]
        for path in folder.rglob("*.parquet")
    }
    assert {name: len(ids) for name, ids in rows.items()} == {"train": 4, "validation": 4, "test": 2}


def test_unknown_copies_are_said(data: Path, corpus: CorpusCommand) -> None:
    (data / "corpus/duplicates.jsonl").unlink()
    code, _, err = corpus("export", "--hf", str(data / "hf"), "--splits", "0.8,0.1,0.1")
    assert code == 0 and err.startswith("--splits: near copies are not known, so only equal texts are kept apart")
    assert "nor are equal texts." in (data / "hf/README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("splits", "message"),
    [
        ("0.8,0.2", "invalid validation_from='0.8'; use a day like 2026-11-01"),
        ("0.8", "invalid value; use shares of train, validation and test"),
        ("a,b,c", "invalid value; use shares"),
        ("0.8,0.1,0.2", "use shares from 0 to 1 that sum to 1"),
        ("2026-11-31,2026-12-01", "invalid validation_from='2026-11-31'"),
        ("2026-12-01,2026-12-02", "no article is left for validation"),
    ],
)
def test_invalid_splits(data: Path, corpus: CorpusCommand, splits: str, message: str) -> None:
    code, _, err = corpus("export", "--hf", str(data / "hf"), "--splits", splits)
    assert code == 2 and message in err
    assert not (data / "hf").exists()


def test_splits_are_for_datasets(data: Path, corpus: CorpusCommand) -> None:
    code, _, err = corpus("export", "--jsonl", str(data / "a.jsonl"), "--splits", "0.8,0.1,0.1")
    assert code == 2 and "invalid --splits without --hf" in err


def test_words(data: Path, corpus: CorpusCommand) -> None:
    folder = data / "hf"
    assert corpus("export", "--hf", str(folder), "--words", "pyvi", "--splits", "0.8,0.1,0.1")[0] == 0
    [row] = pyarrow.parquet.read_table(folder / "data/hanoimoi/test-2026-00000.parquet").to_pylist()
    assert (row["title"], row["title_words"]) == ("Giao thông 10", "Giao_thông 10")
    assert row["text_words"] == "Bài 10 ." and row["summary_words"].startswith("Sau ba tháng sửa_chữa ,")
    assert "| `title_words` | str | `title` as words, compound words joined by `_` |" in (
        folder / "README.md"
    ).read_text("utf-8")
    described = mlcroissant.Dataset(folder / "croissant.json")
    assert {one["articles/title_words"].decode() for one in described.records("articles")} >= {"Giao_thông 10"}
    for kind, name in (("jsonl", "a.jsonl"), ("parquet", "a.parquet")):
        assert corpus("export", f"--{kind}", str(data / name), "--words", "underthesea", "--source", "hanoimoi")[0] == 0
    first = json.loads((data / "a.jsonl").read_text("utf-8").splitlines()[0])
    assert (first["title_words"], first["title"]) == ("Giao_thông 1", "Giao thông 1")
    table = pyarrow.parquet.read_table(data / "a.parquet")
    assert table.column_names[-3:] == ["title_words", "summary_words", "text_words"]
    assert table.to_pylist()[0]["title_words"] == "Giao_thông 1"


@pytest.mark.parametrize(("options", "columns"), [((), 2), (("--text",), 3)])
def test_words_in_a_spreadsheet(data: Path, corpus: CorpusCommand, options: tuple[str, ...], columns: int) -> None:
    put(data, "vpcp/2026-11/a.jsonl", line("vpcp/1", title="= Hà Nội", summary=None, text="Hà Nội."))
    file = data / "a.csv"
    assert corpus("export", "--csv", str(file), *options, "--words", "pyvi", "--source", "vpcp")[0] == 0
    head, row = csv.reader(file.read_text("utf-8-sig").splitlines())
    cells = list(zip(head, row, strict=True))[-columns:]
    assert cells == [("title_words", "'= Hà_Nội"), ("summary_words", ""), ("text_words", "Hà_Nội .")][:columns]


def test_the_articles_found_with_words_and_splits(data: Path, corpus: CorpusCommand) -> None:
    put(data, "vpcp/2026-11/a.jsonl", line("vpcp/1", text="Xa.", title="Xa", summary=None, published_at="2026-11-30"))
    folder = data / "hf"
    code, _, err = corpus(
        "export", "giao thong", "--section", "do thi", "--hf", str(folder), "--splits", "0.8,0.1,0.1", "--words", "pyvi"
    )
    assert (code, err) == (0, "")
    rows = [row for path in folder.rglob("*.parquet") for row in pyarrow.parquet.read_table(path).to_pylist()]
    assert sorted(row["title_words"] for row in rows) == sorted(f"Giao_thông {day}" for day in range(1, 11))
    assert (folder / "data/hanoimoi/test-2026-00000.parquet").exists()


def test_a_missing_segmenter_is_named(data: Path, corpus: CorpusCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "underthesea", None)
    code, _, err = corpus("export", "--jsonl", str(data / "a.jsonl"), "--words", "underthesea")
    assert code == 2 and "underthesea is not installed: pip install 'hanoi-press[words]'" in err


def test_the_sample_is_what_it_should_be() -> None:
    """Else the splits above would prove nothing."""
    found = split_articles(lambda: iter([article(text="Bài một."), article("mst/1", text="Bài 1.")]), (), (1.0, 0, 0))
    assert len(found.train) == 2
