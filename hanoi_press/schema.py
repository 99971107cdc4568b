"""Make the JSON Schema of a corpus line, and check and decode lines by it, all from the annotated classes in `items`.

msgspec checks structs that mirror those dataclasses, because only a struct can refuse unknown fields.
"""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any

import msgspec

from hanoi_press.items import MAX_INT, SCHEMA_VERSION, Article

_BOUNDED_INT = Annotated[int, msgspec.Meta(ge=-MAX_INT, le=MAX_INT)]
_LATER = frozenset({"confidence", "pruned", "via"})  # fields that sound lines lack: of earlier versions, or always
_ERRORS = (msgspec.MsgspecError, UnicodeError, RecursionError)


@cache
def _struct(cls: Any, strict: bool) -> Any:
    """Return a struct with the fields of a dataclass that refuses unknown fields.

    A strict struct checks patterns and bounds and requires every field that is not `_LATER`; any other checks types
    only, among them that numbers are not too large for SQLite and Arrow, and a field with a default may be missing.
    """
    hints = typing.get_type_hints(cls, include_extras=strict)
    members: list[Any] = []
    for one in fields(cls):
        kind = _mirrored(hints[one.name], strict)
        is_optional = one.default is not MISSING and (not strict or one.name in _LATER)
        members.append((one.name, kind, one.default) if is_optional else (one.name, kind))
    return msgspec.defstruct(
        cls.__name__,
        members,
        namespace={"__doc__": cls.__doc__},
        forbid_unknown_fields=True,
        gc=False,
        kw_only=True,
    )


def _mirrored(kind: Any, strict: bool) -> Any:
    """Return a type with every dataclass in it replaced by its struct."""
    if is_dataclass(kind):
        return _struct(typing.cast("type", kind), strict)
    if kind is int and not strict:
        return _BOUNDED_INT
    origin = typing.get_origin(kind)
    if origin is Annotated:
        return Annotated[_mirrored(kind.__origin__, strict), *kind.__metadata__]
    args = tuple(_mirrored(one, strict) for one in typing.get_args(kind))
    if origin in (typing.Union, types.UnionType):
        return typing.Union[args]  # noqa: UP007 - the members are only known here
    return origin[args] if args and origin is not None else kind


def _parts(cls: Any) -> dict[str, Any]:
    """Return the fields of a dataclass that hold other dataclasses, or lists of them, with the class of each."""
    hints = typing.get_type_hints(cls)
    kinds = {name: (hint, *typing.get_args(hint)) for name, hint in hints.items()}
    return {name: one for name, options in kinds.items() for one in options if is_dataclass(one)}


_PARTS = _parts(Article)
_strict_decoder = msgspec.json.Decoder(_struct(Article, strict=True))
_lenient_decoder = msgspec.json.Decoder(_struct(Article, strict=False))
_packed_decoder = msgspec.msgpack.Decoder(_struct(Article, strict=False))


def parse_line(raw: bytes) -> Article:
    """Return the article of a line; types are checked, unknown fields refused; fields with a default may be missing.

    Raises `ValueError` with the reason and the field (`Expected `str`, got `int` - at `$.title``).
    """
    return _article(_lenient_decoder, raw)


def decode_line(raw: bytes) -> Any:
    """Return the fields of a line as attributes, checked as by `parse_line`, but faster. Raises `ValueError`."""
    try:
        return _lenient_decoder.decode(raw)
    except _ERRORS as error:
        raise ValueError(_reason(error)) from None


def parse_packed(raw: bytes | msgspec.Raw) -> Article:
    """Return the article that msgspec encoded as msgpack, checked as by `parse_line`. Raises `ValueError`."""
    return _article(_packed_decoder, raw)


def _article(decoder: Any, raw: bytes | msgspec.Raw) -> Article:
    try:
        values = msgspec.structs.asdict(decoder.decode(raw))
    except _ERRORS as error:
        raise ValueError(_reason(error)) from None
    for name, cls in _PARTS.items():  # not `msgspec.convert`, which would check the patterns
        if value := values[name]:
            values[name] = [_part(cls, one) for one in value] if isinstance(value, list) else _part(cls, value)
    return Article(**values)


def _part(cls: Any, struct: Any) -> Any:
    return cls(*msgspec.structs.astuple(struct))


def line_fault(raw: bytes) -> str | None:
    """Return the first thing in a line that breaks the JSON Schema; None for a sound line."""
    try:
        _strict_decoder.decode(raw)
    except _ERRORS as error:
        return _reason(error)
    return None


def article_fault(article: Article) -> str | None:
    """Return the first thing in an article that would break the JSON Schema as a line; None for a sound one."""
    try:
        msgspec.convert(article, _struct(Article, strict=True), from_attributes=True)
    except _ERRORS as error:
        return _reason(error)
    return None


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of the corpus."""
    definitions = msgspec.json.schema(_struct(Article, strict=True))["$defs"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **definitions.pop("Article"),
        "title": f"hanoi_press article, schema version {SCHEMA_VERSION}",
        "$defs": definitions,
    }


def descriptions(kind: type[Article] = Article) -> dict[str, str]:
    """Return the meaning of each field of `Article`, or of a class with further fields, in order."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {one.name: next(meta.description for meta in reversed(hints[one.name].__metadata__)) for one in fields(kind)}


def field_table(kind: type[Article] = Article) -> str:
    """Return the field table of the docs, in Markdown."""
    hints = typing.get_type_hints(kind)
    rows = ["| field | type | meaning |", "|---|---|---|"]
    rows += [f"| `{name}` | {_printed(hints[name])} | {meaning} |" for name, meaning in descriptions(kind).items()]
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
