"""Other readers load every corpus with the types that we state: nights without pictures, times as they are stated."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import datasets
import duckdb
import pandas
import polars
import pytest

from docs.generate import sample_article
from docs.typed_columns import column_types_source
from hanoi_press.compression import zstd
from hanoi_press.corpus import duckdb_columns, features, load, parse_lines, polars_schema, segments
from hanoi_press.corpus.column_types import TRACED
from hanoi_press.corpus.export_file import to_parquet_file
from hanoi_press.items import Article
from hanoi_press.store.compaction import closed_months, merge
from spiders_tests.corpora import article
from spiders_tests.loopback import ROOT

BARE = {
    "summary": None, "authors": [], "dateline": None, "published_at": None, "modified_at": None, "section": [],
    "tags": [], "images": [], "attachments": [], "attribution": None, "archive": None,
    "raw": {"published": None, "modified": None, "authors": None, "attribution": None},
    "extraction": {"page": "outline", "fields": {}, "confidence": "low"},
}  # fmt: skip
FULL = {
    "summary": "20-11", "authors": ["An", "Bình"], "dateline": "H\u2028N\x85M",
    "published_at": "2026-11-20T02:15:00+07:00", "modified_at": "2026-11-20", "section": ["Xã hội", "2026"],
    "tags": ["2026-11-20"],
    "images": [
        {"url": "https://a.vn/1.jpg", "caption": None, "credit": None},
        {"url": "https://a.vn/2.jpg", "caption": "Cầu", "credit": "An"},
    ],
    "attachments": [{"url": "https://a.vn/1.pdf", "title": "1"}],
    "attribution": {"name": "TTXVN", "url": None, "source": None},
    "archive": {"file": "archive/a.warc.gz", "offset": 5_000_000_000},
    "raw": {"published": "2026-11-20", "modified": "2026-11-20T08:15:42+07:00", "authors": "12", "attribution": "1e5"},
    "extraction": {"page": "onecms", "fields": {"title": "css", "published_at": "json-ld"}, "confidence": "high"},
}  # fmt: skip
NIGHTS: dict[str, list[dict[str, Any]]] = {
    "hanoimoi/2026-08/a": [{**BARE, "id": "hanoimoi/1"}, {**BARE, "id": "hanoimoi/2", "published_at": "2026-08-20"}],
    "hanoimoi/2026-08/b": [],
    "hanoimoi/2026-09/c": [
        {**FULL, "id": "hanoimoi/3"},
        {**BARE, "id": "hanoimoi/1", "revision": 2, "title": "2026-11-20T02:15:00Z", "text": "0012"},
        {**FULL, "id": "hanoimoi/4", "published_at": None, "images": [FULL["images"][0]]},
    ],
    "mst/2026-09/d": [
        {**BARE, "id": "mst/0012", "published_at": "2026-09-20T23:15:00+00:00", "tags": ["a"]},
        {**FULL, "id": "mst/x", "attribution": {"name": "a", "url": "https://a.vn", "source": "vpcp"}},
        # a line of an earlier version: its `extraction` has no `confidence`
        {**BARE, "id": "mst/y", "raw": FULL["raw"], "extraction": {"page": "a", "fields": {"frame": "learnt"}}},
    ],
}


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same lines as they were harvested, and compacted; the last line lacks the key that may be missing."""
    folders = {name: tmp_path_factory.mktemp(name) / "data" for name in ("harvested", "compacted")}
    for folder in folders.values():
        for night, made in NIGHTS.items():
            path = folder / "articles" / f"{night}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = [article(**one).to_dict() for one in made]
            for line in lines:
                if line["archive"] is None:
                    del line["archive"]
            path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8")
    for month in closed_months(folders["compacted"] / "articles", datetime(2026, 11, 20, tzinfo=UTC)):
        merge(month)
    assert [path.name for path in segments(folders["compacted"])] == [f"2026-{n}.jsonl.zst" for n in ("08", "09", "09")]
    return folders


def with_polars(files: list[Path]) -> list[dict[str, Any]]:
    return polars.scan_ndjson(files, schema=polars_schema()).collect().to_dicts()


def with_duckdb(files: list[Path]) -> list[dict[str, Any]]:
    read = duckdb.read_json(files, columns=duckdb_columns())
    return [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]


def with_datasets(files: list[Path]) -> list[dict[str, Any]]:
    lines = datasets.load_dataset("text", data_files=[str(file) for file in files], split="train")
    return lines.map(parse_lines, batched=True, features=features(), remove_columns="text").to_list()


def with_pandas(files: list[Path]) -> list[dict[str, Any]]:
    read = pandas.concat([pandas.read_json(file, lines=True, dtype=False) for file in files], ignore_index=True)
    return read.astype(object).where(read.notna(), None).to_dict("records")


def _key(row: dict[str, Any]) -> tuple[str, int]:
    return row["id"], row["revision"]


@pytest.mark.parametrize("form", ["harvested", "compacted"])
@pytest.mark.parametrize("read", [with_polars, with_duckdb, with_datasets, with_pandas])
def test_each_reader_finds_what_the_lines_state(
    corpora: dict[str, Path],
    read: Callable[[list[Path]], list[dict[str, Any]]],
    form: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    datasets.disable_progress_bars()
    found = read(segments(corpora[form]))
    for row in found:
        row["extraction"].setdefault("confidence", None)  # pandas gives the records of earlier versions as they stand
        origins = row["extraction"]["fields"]
        row["extraction"]["fields"] = {name: value for name, value in origins.items() if value is not None}
    wanted = [one.to_dict() for one in load(corpora["harvested"], revisions="all")]
    assert len(wanted) == 8
    for row in (*found, *wanted):
        row["extraction"].setdefault("via", None)  # only the lines of captures have it
        if row["archive"]:
            row["archive"].setdefault("pruned", None)  # which no line that a run writes has
    assert sorted(found, key=_key) == sorted(wanted, key=_key)


def _line(id: str, **changed: Any) -> dict[str, Any]:
    return article(**{**FULL, "id": id}).to_dict() | changed


def _text(*lines: dict[str, Any], end: str = "\n") -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + end for one in lines).encode()


ONE, TWO, BIG = _line("mst/1"), article(**BARE, id="mst/2").to_dict(), _line("mst/3", revision=10**20)
LATER = _line("mst/4", later_field={"a": 1}, images=[{**one, "width": 4} for one in FULL["images"]])
LATER["extraction"] = {**LATER["extraction"], "fields": {"title": "css", "later_field": "css"}}
TIMES = [
    _line("mst/5", published_at="2026-11-20T02:15:00Z", modified_at="2026-11-20T02:15:00.123456+07:00"),
    _line("mst/6", published_at="2026-11-20 02:15", modified_at="0001-01-01", fetched_at="2026-11-20T02:15:00+00:00"),
    _line("mst/7", title="2026-11-20", text="true", dateline="null", publisher="NaN", language="1e5"),
]
ODD: dict[str, tuple[str, bytes, list[dict[str, Any]]]] = {
    "Windows": ("jsonl", b"\r\n" + _text(ONE, TWO, end="\r\n"), [ONE, TWO]),
    "no last line break, blank lines": ("jsonl", _text(TWO, ONE, end="\n \n").rstrip(), [ONE, TWO]),
    "frames that end amid a line": (
        "jsonl.zst", zstd.compress(_text(TWO, ONE)[:900]) + zstd.compress(_text(TWO, ONE)[900:]), [ONE, TWO]
    ),
    "a later field": ("jsonl", _text(TWO, LATER), [TWO, LATER]),
    "times as stated": ("jsonl", _text(*TIMES), TIMES),
    "keys in another order": ("jsonl", _text(dict(reversed(ONE.items()))), [ONE]),
}  # fmt: skip


@pytest.mark.parametrize("read", [with_polars, with_duckdb, with_datasets, with_pandas])
@pytest.mark.parametrize("name", ODD)
def test_lines_as_others_write_them(
    read: Callable[[list[Path]], list[dict[str, Any]]], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    ending, content, wanted = ODD[name]
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    found = sorted(read([path]), key=_key)
    for row, line in zip(found, wanted, strict=True):
        assert _without_later(row) == _without_later(line)


def _without_later(value: Any) -> Any:
    """Return a value without null and without what pandas alone gives of later versions."""
    if isinstance(value, dict):
        kept = {name: _without_later(one) for name, one in value.items() if name not in ("later_field", "width")}
        return {name: one for name, one in kept.items() if one is not None}
    return [_without_later(one) for one in value] if isinstance(value, list) else value


def test_where_a_reader_stops_the_docs_are_right_and_parquet_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    path = tmp_path / "a.jsonl"
    for content in (_text(TWO, BIG), _text(TWO, ONE)[:-9]):
        path.write_bytes(content)
        for read in (with_polars, with_duckdb, with_datasets, with_pandas):
            with pytest.raises(Exception):  # noqa: B017 - each library has its own
                read([path])
        to_parquet_file(load(path, on_error="skip"), tmp_path / "a.parquet")
        assert polars.read_parquet(tmp_path / "a.parquet")["id"].to_list() == ["mst/2"]
    path.write_bytes(b"\xef\xbb\xbf" + _text(TWO))
    assert len(with_duckdb([path])) == len(with_datasets([path])) == 1
    assert len(pandas.read_json(path, lines=True, dtype=False, encoding="utf-8-sig")) == 1
    with pytest.raises(polars.exceptions.ComputeError):
        with_polars([path])
    path.write_bytes(_text(TWO, _line("mst/9", text="a" * 34_000_000)))
    with pytest.raises(duckdb.InvalidInputException):
        with_duckdb([path])
    assert duckdb.read_json(path, columns=duckdb_columns(), maximum_object_size=2**26).shape[0] == 2
    path.write_bytes(b"")
    with pytest.raises(datasets.exceptions.DatasetGenerationError):
        with_datasets([path])


def test_lines_of_other_forms() -> None:
    line = article(**FULL, id="mst/1").to_dict()
    later = {"later_field": [1], "images": [{**one, "width": 4} for one in line["images"]]}
    later["extraction"] = {
        **line["extraction"],
        "fields": {**line["extraction"]["fields"], "later_field": "css"},
        "x": [],
    }
    text = json.dumps({**line, **later})
    found = parse_lines({"text": ["\ufeff" + text, "", text + "\r", " "]})
    assert found == {name: [value, value] for name, value in line.items()}
    with pytest.raises(ValueError, match="Expected `object`"):
        parse_lines({"text": ["[1]"]})


def test_the_file_to_copy_states_the_same() -> None:
    path = ROOT / "docs" / "examples" / "column_types.py"
    assert path.read_text("utf-8") == column_types_source()
    copied = runpy.run_path(str(path))
    assert copied["DUCKDB"] == duckdb_columns()
    assert copied["polars_schema"]() == polars_schema()
    assert copied["features"]() == features()
    line = article(**FULL, id="mst/1").to_dict()
    line["attribution"]["later_field"] = 1
    text = json.dumps({**line, "later_field": [1]})
    assert copied["parse_lines"]({"text": ["\ufeff" + text, ""]}) == parse_lines({"text": [text]})


def test_every_origin_of_a_field_has_its_place() -> None:
    own = {one.name for one in fields(Article)} - {"id", "revision", "source", "publisher", "fetched_at", "archive"}
    assert set(TRACED) == own - {"raw", "content_hash", "extraction"} | {"frame"}
    assert set(sample_article().extraction.fields) <= set(TRACED)
