"""The JSON Schema of a corpus line, made from the dataclasses in `items`."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any

from hanoi_press.items import SCHEMA_VERSION, Article

_PLAIN = {str: "string", int: "integer", bool: "boolean", type(None): "null"}
_MOMENT = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?$"
# What the types alone do not say.
RULES: dict[str, dict[str, Any]] = {
    "id": {"pattern": r"^[a-z0-9_.-]+/[A-Za-z0-9_.-]+$"},
    "revision": {"minimum": 1},
    "title": {"minLength": 1},
    "url": {"pattern": r"^https?://[^\s#]+$"},
    "published_at": {"pattern": _MOMENT},
    "modified_at": {"pattern": _MOMENT},
    "fetched_at": {"pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"},
    "language": {"pattern": r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
    "content_hash": {"pattern": r"^[0-9a-f]{64}$"},
}


def _of_type(kind: Any) -> dict[str, Any]:
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is list:
        return {"type": "array", "items": _of_type(args[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of_type(args[1])}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_of_type(one) for one in args]}
    if is_dataclass(kind):
        return _of_class(kind, {})
    raise TypeError(f"no JSON Schema for {kind!r}")


def _of_class(cls: Any, rules: dict[str, dict[str, Any]]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    properties = {}
    for one in fields(cls):
        properties[one.name] = _of_type(hints[one.name]) | rules.get(one.name, {})
        if "doc" in one.metadata:
            properties[one.name]["description"] = one.metadata["doc"]
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def article_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of the corpus."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"hanoi_press article, schema version {SCHEMA_VERSION}",
        "description": Article.__doc__,
    } | _of_class(Article, RULES)


def field_table() -> str:
    """The field table of the docs, in Markdown."""
    hints = typing.get_type_hints(Article)
    rows = ["| field | type | meaning |", "|---|---|---|"]
    for one in fields(Article):
        rows.append(f"| `{one.name}` | {_printed(hints[one.name])} | {one.metadata['doc']} |")
    return "\n".join(rows)


def _printed(kind: Any) -> str:
    if kind is type(None):
        return "null"
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is list:
        return f"list[{_printed(args[0])}]"
    if origin in (typing.Union, types.UnionType):
        return " \\| ".join(_printed(one) for one in args)
    if is_dataclass(kind):
        return "{" + ", ".join(one.name for one in fields(kind)) + "}"
    return str(kind.__name__)
