"""Make `docs/examples/column_types.py`: the types of the corpus' columns for those who do not have this package."""

from __future__ import annotations

import textwrap
from typing import Any

from hanoi_press.corpus.column_types import MAPPING, TRACED, column_tree, duckdb_columns

_HEAD = '''"""State the types of the corpus' columns: a file to copy, which needs nothing of hanoi_press.

Made by `python -m docs.generate`. Times are strings, as stated: a day, or a moment with its offset.

    files = [str(file) for file in Path("data/articles").glob("*/*/*") if file.name.endswith((".jsonl", ".jsonl.zst"))]
    polars.scan_ndjson(files, schema=polars_schema())
    duckdb.read_json(files, columns=DUCKDB)
    lines = datasets.load_dataset("text", data_files=files, split="train")
    lines.map(parse_lines, batched=True, features=features(), remove_columns="text")
"""

# fmt: off
# ruff: noqa: E501
import json

# The keys of `extraction.fields` differ from line to line.
'''
_PARSE = '''

def parse_lines(batch):
    """Return the columns of lines; the loader "json" of datasets would turn times into moments of UTC."""
    lines = (line.lstrip("\\ufeff") for line in batch["text"])
    articles = [json.loads(line) for line in lines if line.strip()]
    return {name: [known(article.get(name), kind) for article in articles] for name, kind in features().items()}


def known(value, kind):
    """Leave out what a later version adds to a record."""
    if isinstance(value, list):
        return [known(one, kind.feature) for one in value]
    if isinstance(value, dict):
        return {name: known(one, kind[name]) for name, one in value.items() if name in kind}
    return value
'''


def column_types_source() -> str:
    """Return the file's text."""
    traced = textwrap.fill(
        ", ".join(f'"{one}"' for one in TRACED), 110, initial_indent="    ", subsequent_indent="    "
    )
    parts = [_HEAD, f"TRACED = (\n{traced},\n)\n", f"DUCKDB = {_entries(duckdb_columns(), repr)}\n"]
    polars, features = (_entries(column_tree(), one) for one in (_polars, _feature))
    parts.append(_function("polars_schema", "polars import Int64, List, String, Struct", polars))
    imports = 'datasets import Features, List, Value\n\ntext, number = Value("string"), Value("int64")'
    parts.append(_function("features", imports, f"Features({features})"))
    return "".join(parts) + _PARSE


def _entries(columns: dict[str, Any], printed: Any) -> str:
    rows = "".join(f'    "{name}": {printed(one)},\n' for name, one in columns.items())
    return f"{{\n{rows}}}"


def _function(name: str, imports: str, value: str) -> str:
    body = textwrap.indent(f"from {imports}\n\nreturn {value}\n", "    ")
    return f"\n\ndef {name}():\n{body}"


def _polars(tree: Any) -> str:
    if isinstance(tree, dict):
        return f"Struct({_record(tree, _polars)})"
    if isinstance(tree, list):
        return f"List({_polars(tree[0])})"
    return {MAPPING: "Struct(dict.fromkeys(TRACED, String))", "int": "Int64"}.get(tree, "String")


def _feature(tree: Any) -> str:
    if isinstance(tree, dict):
        return _record(tree, _feature)
    if isinstance(tree, list):
        return f"List({_feature(tree[0])})"
    return {MAPPING: "dict.fromkeys(TRACED, text)", "int": "number"}.get(tree, "text")


def _record(tree: dict[str, Any], printed: Any) -> str:
    return "{" + ", ".join(f'"{name}": {printed(one)}' for name, one in tree.items()) + "}"
