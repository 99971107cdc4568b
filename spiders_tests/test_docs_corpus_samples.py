"""Every snippet that reads the corpus runs on all samples in one folder, as harvested and compacted.

Beside the samples lie nights whose lines readers misread when they guess. What a snippet loads is compared with what
`load` gives, field by field.
"""

from __future__ import annotations

import ast
import json
import re
import runpy
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import datasets
import duckdb
import pandas
import polars
import pytest

from hanoi_press.compression import zstd
from hanoi_press.corpus import load, segments
from hanoi_press.corpus.export_file import to_parquet_file
from hanoi_press.store.compaction import closed_months, merge
from hanoi_press.store.segment_writer import to_line
from spiders_tests.corpora import article, put
from spiders_tests.doc_blocks import README, blocks, section
from spiders_tests.loopback import ROOT, crawl_archives

ARTICLES = 124  # in all samples
Rows = list[dict[str, Any]]
BARE: dict[str, Any] = {
    **dict.fromkeys(("summary", "dateline", "published_at", "modified_at", "attribution", "archive")),
    **{name: [] for name in ("authors", "section", "tags", "images", "attachments")},
}
EARLY = {
    "published_at": "2026-11-20T02:15:00+07:00",
    "fetched_at": "2026-11-20T03:00:00Z",
    "title": "12",
    "text": "1e5",
}
ZERO = {"published_at": "2026-11-20T19:15:00+00:00", "modified_at": "2026-11-20", "tags": ["2026-11-20"]}


def text(*made: dict[str, Any], end: str = "\n") -> bytes:
    return "".join(json.dumps(article(**one).to_dict(), ensure_ascii=False) + end for one in made).encode()


# Nights that come before all others, so that a reader which guesses sees them first.
NIGHTS = {
    "baochinhphu/2024-01/20240101T180000Z-1.jsonl": text(
        {**BARE, "id": "baochinhphu/n1"}, {**BARE, "id": "baochinhphu/n2"}
    ),
    "baochinhphu/2024-02/20240201T180000Z-1.jsonl": b"",
    "baochinhphu/2024-02/20240202T180000Z-1.jsonl": text({**EARLY, "id": "baochinhphu/n3"}, end="\r\n"),
    "baochinhphu/2024-02/20240203T180000Z-1.jsonl": text({**ZERO, "id": "baochinhphu/n4"}).rstrip(b"\n"),
    "baochinhphu/2024-03/20240301T180000Z-1.jsonl.zst": zstd.compress(text({**BARE, "id": "baochinhphu/n5"}))
    + zstd.compress(text({**ZERO, "id": "baochinhphu/n1", "revision": 2}))
    + zstd.compress(text({"id": "baochinhphu/n6", "text": "dài " * 300_000})),
}  # fmt: skip


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two folders with `data`: as if the samples had been harvested in a month of the past, and that compacted."""
    harvested, compacted = tmp_path_factory.mktemp("harvested"), tmp_path_factory.mktemp("compacted")
    archives = {path.name.partition(".")[0]: str(path) for path in sorted((ROOT / "data" / "sample").glob("*.warc.gz"))}
    done, found = crawl_archives(harvested / "data", archives)
    assert done.returncode == 0 and sum(map(len, found.values())) == ARTICLES and len(archives) == 25
    for month in list((harvested / "data" / "articles").glob("*/*")):
        for file in month.iterdir():
            file.rename(file.with_name("20250301T180000Z-7." + file.name.partition(".")[2]))
        month.rename(month.with_name("2025-03"))
    for name, night in NIGHTS.items():
        path = harvested / "data" / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(night)
    shutil.copytree(harvested / "data", compacted / "data", dirs_exist_ok=True)
    for paths in closed_months(compacted / "data" / "articles", datetime.now(UTC)):
        merge(paths)
    assert {path.suffix for path in segments(compacted / "data")} == {".zst"}
    return {"harvested": harvested, "compacted": compacted}


@pytest.fixture(params=["harvested", "compacted"])
def folder(
    corpora: dict[str, Path], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Path:
    """One of them, the working folder of the test."""
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    datasets.disable_progress_bars()
    monkeypatch.chdir(corpora[request.param])
    return corpora[request.param]


def rows_of(loaded: Any) -> Rows:
    """Return what a library loaded as plain rows: missing values None, arrays lists, maps dicts without null."""
    if isinstance(loaded, polars.LazyFrame):
        loaded = loaded.collect()
    if isinstance(loaded, polars.DataFrame):
        rows = loaded.to_dicts()
    elif isinstance(loaded, duckdb.DuckDBPyRelation):
        rows = [dict(zip(loaded.columns, row, strict=True)) for row in loaded.fetchall()]
    elif isinstance(loaded, datasets.Dataset):
        rows = loaded.to_list()
    else:
        rows = loaded.astype(object).where(loaded.notna(), None).to_dict("records")
    return plain([_plain(row) for row in rows])


def plain(rows: Rows) -> Rows:
    """Return rows in one order and with the keys that may be missing."""
    for row in rows:
        row["extraction"] = {"confidence": None, "via": None, **row["extraction"]}
        if row["archive"]:
            row["archive"].setdefault("pruned", None)
    return sorted(rows, key=lambda row: (row["id"], row["revision"]))


def _plain(value: Any, name: str = "") -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if name == "fields":
        pairs = ((one["key"], one["value"]) for one in value) if isinstance(value, list) else value.items()
        return {key: one for key, one in pairs if one is not None}
    if isinstance(value, dict):
        return {key: _plain(one, key) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def stated(data: str = "data", **options: Any) -> Rows:
    return plain([one.to_dict() for one in load(data, **options)])


def test_the_readmes_snippets_load_what_load_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = stated(revisions="all")
    assert len(wanted) == ARTICLES + 7
    for code in README[:4]:
        names: dict[str, Any] = {}
        exec(compile(code, "README.md", "exec"), names)
        assert re.search(r"\bm[a-z]+\b.*\d|num_rows: 131", capsys.readouterr().out)  # polars prints some of the sources
        assert rows_of(names["articles"]) == wanted
    exec(compile(README[4], "README.md", "exec"), {})
    expected = [f"{one.published_at} {one.title}" for one in load("data", since="2026-11-20", sources="hanoimoi")]
    assert capsys.readouterr().out.splitlines() == expected and len(expected) > 5


def test_the_types_to_copy_load_the_same(folder: Path) -> None:
    copied = runpy.run_path(str(ROOT / "docs" / "examples" / "column_types.py"))
    files, by_polars, by_duckdb, text_lines, by_datasets = (
        one.strip() for one in copied["__doc__"].splitlines() if one.startswith("    ")
    )
    names = {**copied, "Path": Path, "polars": polars, "duckdb": duckdb, "datasets": datasets}
    exec(f"{files}\n{text_lines}", names)
    wanted = stated(revisions="all")
    for expression in (by_polars, by_duckdb, by_datasets):
        assert rows_of(eval(expression, names)) == wanted


def test_parquet_is_read_back_by_all_four(folder: Path, tmp_path: Path) -> None:
    wanted, file = stated(), tmp_path / "a.parquet"
    assert len(wanted) == ARTICLES + 6
    to_parquet_file(load("data"), file)
    assert rows_of(pandas.read_parquet(file)) == wanted
    assert rows_of(polars.read_parquet(file)) == rows_of(duckdb.read_parquet(str(file))) == wanted
    assert rows_of(datasets.load_dataset("parquet", data_files=str(file), split="train")) == wanted


def test_the_docs_snippets_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to_parquet_file(load("data"), Path("export") / "articles.parquet")
    snippets = [one.code for name in ("Load", "With other readers") for one in blocks(section("docs/corpus.md", name))
                if one.language == "python"]  # fmt: skip
    assert len(snippets) >= 6
    for code in snippets:
        exec(compile(code, "docs/corpus.md", "exec"), {})
    printed = capsys.readouterr().out
    assert f"{ARTICLES + 6} articles, 0 faults" in printed and f"num_rows: {ARTICLES + 6}" in printed
    assert ast.parse(snippets[-1]) and re.search(rf"^{ARTICLES + 6} articles, newest 2026-11-2", printed, re.M)


def test_the_figures_of_all_samples(
    corpora: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["press_in_figures.py", str(corpora["compacted"] / "data"), str(tmp_path)])
    runpy.run_path(str(ROOT / "docs" / "examples" / "press_in_figures.py"), run_name="__main__")
    assert f"{ARTICLES + 6} articles" in capsys.readouterr().out
    assert len(list(tmp_path.glob("*.png"))) == 3


def test_the_rule_by_hand_finds_the_revisions_of_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an article with a line that was read again and one that is moved, and of one without an archive."""
    monkeypatch.chdir(tmp_path)
    for number, is_archived in enumerate((True, False)):

        def line(year: int, revision: int, title: str, is_archived: bool = is_archived, number: int = number) -> bytes:
            place = {"file": "archive/a.warc.gz", "offset": year} if is_archived else None
            facts = {"id": f"x/{number}", "fetched_at": f"{year}-01-01T00:00:00Z", "archive": place}
            return to_line(article(**facts, revision=revision, title=title).to_dict())

        first = line(2014, 1, "A, đọc sót" if is_archived else "A")
        put(Path("data"), f"x/2026-11/1{number}.jsonl", first, line(2020, 2, "C"))
        put(Path("data"), f"x/2026-11/2{number}.jsonl", line(2014, 1, "A"))
        moved = line(2020, 3, "C"), line(2014, 2, "A")
        put(Path("data"), f"x/2026-11/3{number}.jsonl.zst", *moved, line(2010, 1, "B"))
    code = next(one.code for one in blocks(section("docs/corpus.md", "With other readers")) if "QUALIFY" in one.code)
    names: dict[str, Any] = {}
    exec(code, names)
    everything = stated(revisions="all")
    assert [(one["id"], one["revision"], one["title"]) for one in everything] == [
        (f"x/{n}", revision, title) for n in (0, 1) for revision, title in ((1, "B"), (2, "A"), (3, "C"))
    ]
    without = "SELECT * EXCLUDE (filename) FROM {}"
    assert rows_of(names["revisions"].query("r", without.format("r"))) == everything
    assert rows_of(names["newest"].query("n", without.format("n"))) == stated()
