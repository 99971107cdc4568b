"""A line of the corpus to an `Article`, with every type checked on the way.

The checker is made from the dataclasses in `items` and the rules in `schema`, so that it says what the published
JSON Schema says (a test holds the two together), at the speed of msgspec.
"""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from typing import Annotated, Any

import msgspec

from hanoi_press.items import Article
from hanoi_press.schema import RULES

_RULE_NAMES = {"pattern": "pattern", "minLength": "min_length", "minimum": "ge"}  # JSON Schema's and msgspec's


def _meta(rules: dict[str, Any]) -> msgspec.Meta:
    return msgspec.Meta(**{_RULE_NAMES[name]: value for name, value in rules.items()})


def _of_type(kind: Any, rules: dict[str, Any], strict: bool) -> Any:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if is_dataclass(kind):
        return _of_class(kind, {}, strict)
    if origin is list:
        return list[_of_type(args[0], {}, strict)]  # type: ignore[misc]
    if origin in (typing.Union, types.UnionType):
        return typing.Union[tuple(_of_type(one, rules, strict) for one in args)]  # noqa: UP007
    return Annotated[kind, _meta(rules)] if rules and kind is not type(None) else kind


def _of_class(cls: Any, rules: dict[str, dict[str, Any]], strict: bool) -> Any:
    hints = typing.get_type_hints(cls)
    members: list[Any] = []
    for one in fields(cls):
        kind = _of_type(hints[one.name], rules.get(one.name, {}) if strict else {}, strict)
        lenient = one.default is not MISSING and not strict
        members.append((one.name, kind, one.default) if lenient else (one.name, kind))
    return msgspec.defstruct(cls.__name__, members, forbid_unknown_fields=True, gc=False, kw_only=True)


_lenient = msgspec.json.Decoder(_of_class(Article, RULES, strict=False))
_strict = msgspec.json.Decoder(_of_class(Article, RULES, strict=True))


def parse(raw: bytes) -> Article:
    """The article of a line: types checked, no field unknown; a field with a default may be missing.

    Raises `ValueError` with the reason and the field (`Expected `str`, got `int` - at `$.title``).
    """
    try:
        return msgspec.convert(_lenient.decode(raw), Article, from_attributes=True)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ValueError(str(error) or type(error).__name__) from None


def schema_fault(raw: bytes) -> str | None:
    """What in a line breaks the JSON Schema (the first thing found); None for a sound line."""
    try:
        _strict.decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        return str(error) or type(error).__name__
    return None
