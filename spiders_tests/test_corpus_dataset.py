"""`corpus/dataset.py`: the folder that `scrapy corpus export --hf` writes, its card and its Croissant metadata."""

from __future__ import annotations

import json
from pathlib import Path

import mlcroissant
import pyarrow.parquet
import pytest

from hanoi_press.corpus.dataset import _YearShards, publish
from spiders_tests.corpora import CorpusCommand, article, put_corpus_to_export


@pytest.fixture
def data(tmp_path: Path) -> Path:
    put_corpus_to_export(tmp_path)
    return tmp_path


def test_the_dataset(data: Path, corpus: CorpusCommand) -> None:
    folder = data / "hf"
    assert corpus("export", "--hf", str(folder), "--contact", "go@gỡ.vn")[0] == 0
    shards = {
        str(path.relative_to(folder)): [row["id"] for row in pyarrow.parquet.read_table(path).to_pylist()]
        for path in folder.rglob("*.parquet")
    }
    assert shards == {
        "data/hanoimoi/2025-00000.parquet": ["hanoimoi/2"],
        "data/hanoimoi/2026-00000.parquet": ["hanoimoi/1"],
        "data/hanoimoi/undated-00000.parquet": ["hanoimoi/3"],
        "data/mst/2026-00000.parquet": ["mst/1"],
    }
    card = (folder / "README.md").read_text("utf-8")
    for said in (
        "4 articles, 56 words",  # fourteen each
        "published 2025-01-02 to 2026-11-10, fetched 2026-11-24 to 2026-11-24",
        "| `hanoimoi` | Hanoimoi | hanoimoi.vn | 3 | 42 | 2025-01-02 | 2026-11-10 |",
        "| `mst` | Bộ KH \\| CN | mst.vn | 1 | 14 | 2026-11-10 | 2026-11-10 |",
        "| 2025 | 1 | 14 |\n| 2026 | 2 | 28 |\n| unknown | 1 | 14 |",
        "`authors` 75%",
        "1 articles state no date",
        "The texts belong to their publishers",
        "Write to go@gỡ.vn",
    ):
        assert said in card
    assert not list(data.glob("*.new"))


def test_croissant_is_valid_and_loads(data: Path, corpus: CorpusCommand) -> None:
    folder = data / "hf"
    corpus("export", "--hf", str(folder))
    dataset = mlcroissant.Dataset(folder / "croissant.json")
    issues = dataset.metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    records = {one["articles/id"].decode(): one for one in dataset.records("articles")}
    assert set(records) == {"hanoimoi/1", "hanoimoi/2", "hanoimoi/3", "mst/1"}
    assert records["hanoimoi/1"]["articles/title"].decode() == "Một, sửa"
    assert records["mst/1"]["articles/authors"] == ["Lê An".encode()]
    described = json.loads((folder / "croissant.json").read_text("utf-8"))
    assert {one["contentSize"] for one in described["distribution"] if "contentSize" in one} == {
        f"{path.stat().st_size} B" for path in folder.rglob("*.parquet")
    }


def test_an_invalid_croissant_would_be_noticed(data: Path, corpus: CorpusCommand) -> None:
    corpus("export", "--hf", str(data / "hf"))
    described = json.loads((data / "hf" / "croissant.json").read_text("utf-8"))
    described["recordSet"][0]["field"][0]["source"]["fileSet"]["@id"] = "nothing"
    with pytest.raises(mlcroissant.ValidationError):
        mlcroissant.Dataset(described)


def test_an_export_replaces_an_export_and_nothing_else(data: Path, corpus: CorpusCommand) -> None:
    folder = data / "hf"
    corpus("export", "--hf", str(folder))
    corpus("export", "--hf", str(folder), "--source", "mst")
    assert [path.parent.name for path in folder.rglob("*.parquet")] == ["mst"]
    (folder / "thesis.docx").touch()
    code, _, err = corpus("export", "--hf", str(folder))
    assert code == 2 and "files that are not an export's" in err and (folder / "thesis.docx").exists()


def test_a_strangers_source_leads_nowhere(tmp_path: Path) -> None:
    one = article("a/1", url="no address")
    one.source = "../../out"
    dataset = publish([one], tmp_path / "deep" / "er" / "hf", contact="-")
    assert [shard.path for shard in dataset.shards] == ["data/_.._out/2026-00000.parquet"]
    assert not (tmp_path / "out").exists() and (tmp_path / "deep/er/hf" / dataset.shards[0].path).exists()


def test_a_big_year_is_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.corpus.dataset._ROWS", 2)
    monkeypatch.setattr("hanoi_press.corpus.dataset._SHARD", 4)
    # Sources in turns, as in a file that was not sorted.
    articles = [article(f"{source}/{n}") for n in range(9) for source in ("a", "b")]
    dataset = publish(articles, tmp_path / "hf", contact="-")
    assert sum(one.articles for one in dataset.shards) == 18
    read = [
        row["id"]
        for path in (tmp_path / "hf").rglob("*.parquet")
        for row in pyarrow.parquet.read_table(path).to_pylist()
    ]
    assert sorted(read) == sorted(one.id for one in articles)


def test_many_years_are_not_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanoi_press.corpus.dataset._HELD", 4)
    articles = [article(f"a/{number}", published_at=f"{2000 + number % 10}-03-01") for number in range(30)]
    flushed: list[int] = []
    flush = _YearShards.flush
    monkeypatch.setattr(_YearShards, "flush", lambda self: (flushed.append(len(self.rows)), flush(self)))
    dataset = publish(articles, tmp_path / "hf", contact="-")
    assert len(dataset.shards) == 10 and all(one.articles == 3 for one in dataset.shards)
    assert sum(flushed) == 30 and len(flushed) > 10  # more often than each year once, at its end
    read = [pyarrow.parquet.read_table(path).num_rows for path in (tmp_path / "hf").rglob("*.parquet")]
    assert read == [3] * 10


def test_an_export_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish([article("a/1")], tmp_path / "hf", contact="-")
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr("hanoi_press.corpus.dataset.croissant", lambda dataset: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        publish([article("a/2")], tmp_path / "hf", contact="-")
    assert sorted(tmp_path.rglob("*")) == before
