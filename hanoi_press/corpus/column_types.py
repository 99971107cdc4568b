"""State the types of the corpus' columns for polars, DuckDB and Hugging Face `datasets`, all made from `Article`.

Readers of JSON that guess the types fail on a segment whose first lines have no pictures, and turn times into others.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from hanoi_press.items import Article

if TYPE_CHECKING:
    from datasets import Features

MAPPING = "mapping"  # in a tree: a record whose keys differ from line to line, with strings as values
# The keys of `extraction.fields`: what a page states, and a mark of lines that earlier versions wrote.
TRACED = (
    *("url", "title", "summary", "text", "authors", "dateline", "published_at", "modified_at", "section", "tags"),
    *("images", "attachments", "attribution", "language", "frame"),
)
_BYTE_ORDER_MARK = "\ufeff"


def column_tree(kind: type[Article] = Article) -> dict[str, Any]:
    """Return the type of each column: `"str"`, `"int"`, `[type]`, `{name: type}` or `MAPPING`; each may be null."""
    return {name: _tree(one) for name, one in members(kind)}


def polars_schema() -> dict[str, Any]:
    """Return the `schema` for `polars.scan_ndjson`; times are strings, as stated.

    `extraction.fields` is a struct with the keys of `TRACED`. Raises `ImportError` without polars.
    """
    return {name: polars_type(tree) for name, tree in column_tree().items()}


def polars_type(tree: Any, *, pairs: bool = False) -> Any:
    """Return the polars type of a column; `pairs`: a mapping is a list of `{key, value}`."""
    import polars

    if isinstance(tree, dict):
        return polars.Struct({name: polars_type(one, pairs=pairs) for name, one in tree.items()})
    if isinstance(tree, list):
        return polars.List(polars_type(tree[0], pairs=pairs))
    if tree == MAPPING:
        if pairs:
            return polars.List(polars.Struct({"key": polars.String, "value": polars.String}))
        return polars.Struct(dict.fromkeys(TRACED, polars.String))
    return polars.Int64 if tree == "int" else polars.String


def duckdb_columns() -> dict[str, str]:
    """Return the `columns` for `duckdb.read_json`; times are strings, as stated; `extraction.fields` is a map."""
    return {name: _duckdb_type(tree) for name, tree in column_tree().items()}


def _duckdb_type(tree: Any) -> str:
    if isinstance(tree, dict):
        parts = ", ".join(f'"{name}" {_duckdb_type(one)}' for name, one in tree.items())
        return f"STRUCT({parts})"
    if isinstance(tree, list):
        return f"{_duckdb_type(tree[0])}[]"
    return {"int": "BIGINT", MAPPING: "MAP(VARCHAR, VARCHAR)"}.get(tree, "VARCHAR")


def features() -> Features:
    """Return the `features` of a Hugging Face dataset; times are strings, as stated.

    `extraction.fields` is a record with the keys of `TRACED`. Raises `ImportError` without datasets.
    """
    from datasets import Features

    return Features({name: _feature(tree) for name, tree in column_tree().items()})


def _feature(tree: Any) -> Any:
    from datasets import List, Value

    if isinstance(tree, dict):
        return {name: _feature(one) for name, one in tree.items()}
    if isinstance(tree, list):
        return List(_feature(tree[0]))
    return dict.fromkeys(TRACED, Value("string")) if tree == MAPPING else Value("int64" if tree == "int" else "string")


def parse_lines(batch: dict[str, list[str]]) -> dict[str, list[Any]]:
    """Return the columns of lines, for `Dataset.map(batched=True)` on a dataset of `load_dataset("text", …)`.

    (The loader `json` turns times into moments of UTC, also in columns of strings.) Blank lines are left out, and so
    are fields and parts of records that this version does not know, on which `map` would stop. Raises `ValueError` for
    a line that is no JSON object.
    """
    lines = (line.removeprefix(_BYTE_ORDER_MARK) for line in batch["text"])
    records = [msgspec.json.decode(line, type=dict[str, Any]) for line in lines if line.strip()]
    return {name: [_known(record.get(name), tree) for record in records] for name, tree in column_tree().items()}


def _known(value: Any, tree: Any) -> Any:
    """Return a value without the parts of its records that a later version added."""
    if isinstance(value, list) and isinstance(tree, list):
        return [_known(one, tree[0]) for one in value]
    names = dict.fromkeys(TRACED, "str") if tree == MAPPING else tree
    if isinstance(value, dict) and isinstance(names, dict):
        return {name: _known(one, names[name]) for name, one in value.items() if name in names}
    return value


def members(cls: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a dataclass with their types."""
    hints = typing.get_type_hints(cls)
    return ((one.name, hints[one.name]) for one in fields(cls))


def without_none(kind: Any) -> tuple[Any, bool]:
    """Return a type without `| None`, and whether it had one."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return next(one for one in typing.get_args(kind) if one is not type(None)), True
    return kind, False


def _tree(kind: Any) -> Any:
    bare, _ = without_none(kind)
    if is_dataclass(bare):
        return {name: _tree(one) for name, one in members(bare)}
    if typing.get_origin(bare) is dict:
        return MAPPING
    if typing.get_origin(bare) is list:
        return [_tree(typing.get_args(bare)[0])]
    return {str: "str", int: "int"}[bare]
