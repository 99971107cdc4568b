"""Read JSON as careless templates print it: comments, CDATA marks, trailing commas, several values, cut text.

Libraries for lax JSON (json5, demjson3, chompjs) read neither quotation marks that are not escaped nor text that is cut
off, which are among the commonest faults; each pass here is one regular expression without backtracking.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

_DECODER = json.JSONDecoder(strict=False)  # the sites leave raw line breaks inside strings
_MOST_LEVELS = 100  # of a value that is cut off
_MOST_VALUES = 1000  # of one text
# A string; without its last quotation mark it is cut off. That it matches as well keeps each pattern linear.
_STRING = r'"(?:[^"\\]++|\\.)*+(?P<end>")?+'
# A string whose inner quotation marks are not escaped: one that ends it stands before a colon, a closing bracket, or a
# comma and the next value.
_LOOSE_STRING = (
    r'"(?:[^"\\]++|\\.|"(?!\s*+(?:[\]}:]|\Z|,\s*+(?:["\]}\[{/]|\Z|[-\d]|(?:true|false|null)\b))))*+'
    r'(?P<end>")?+'
)
_PARTS = r"""
  | (?P<comment> //[^\n]*+ | /\*(?:[^*]++|\*(?!/))*+(?:\*/)? | <!\[CDATA\[ | \]\]> | <!-- | --> | </?\w[^<>"']{0,100}+>
      | [\xa0\u200b\u2028\u2029\ufeff]++ )
  | (?P<single> '(?:[^'\\]++|\\.)*+'?+ )
  | (?P<name> (?<![\w$@]) [A-Za-z_$@][\w$@]*+ ) (?= \s*+ : )
  | (?P<literal> (?<![\w$@]) (?:undefined|None|True|False) \b )
  | (?P<missing> : (?= \s*+ [,}] ) )
  | (?P<left_out> (?<![\w.+-]) (?:\++|0++) (?=\d) | (?<=[\[{]) \s*+ ,++ )
"""
_TOKENS = re.compile(f"(?P<string>{_STRING}){_PARTS}", re.S | re.X)
_LOOSE_TOKENS = re.compile(f"(?P<string>{_LOOSE_STRING}){_PARTS}", re.S | re.X)
_COMMAS = re.compile(rf'(?P<value>{_STRING}|[\]}}])(?=(?P<next>\s*+")?)|,[\s,]*+(?P<closing>\Z|[\]}}])?', re.S)
_BRACKETS = re.compile(rf"{_STRING}|[\[\]{{}},]", re.S)
_WRONG_ESCAPES = re.compile(r'(\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\')
_TYPOGRAPHIC = re.compile("[“”„″]")
_ASSIGNMENT = re.compile(r"\A[\w.$ ]{1,100}+=")  # "var data = {"
_BETWEEN = re.compile(r"[\s,;\ufeff]*+")


def values(text: str, plain: Callable[[dict[str, Any]], Any] | None = None) -> list[Any]:
    """Return the JSON values in a text, one after the other; [] if it holds none.

    `plain` is called for each object, and its result takes the object's place. JSON as the standard defines it is
    read by the standard library alone.
    """
    decoder = _DECODER if plain is None else json.JSONDecoder(strict=False, object_hook=plain)
    text = text.strip("\ufeff\xa0 \t\r\n;")
    found, end = _read(decoder, text)
    if end == len(text):
        return found
    repaired = list(_repairs(text))
    for one in repaired:
        found, end = _read(decoder, one)
        if found and end == len(one):
            return found
    parts = (_read(decoder, part) for one in repaired for part in (*_closed(one), one))
    return max(parts, key=lambda part: part[1], default=([], 0))[0]


def _repairs(text: str) -> Iterator[str]:
    """Yield the text in standard JSON, by one reading of its faults after the other."""
    if "{" not in text and "[" not in text:
        return
    if '"' not in text:  # an editor's program wrote them as entities, or as typographic ones
        text = _TYPOGRAPHIC.sub('"', html.unescape(text))
    text = _ASSIGNMENT.sub("", text, count=1)
    yield _standard(_TOKENS, text)
    yield _standard(_LOOSE_TOKENS, text)


def _read(decoder: json.JSONDecoder, text: str) -> tuple[list[Any], int]:
    """Return the values at the beginning of a text, and where the last of them ends."""
    found: list[Any] = []
    at = 0
    try:
        while at < len(text):
            if len(found) == _MOST_VALUES:
                return found, len(text)
            value, at = decoder.raw_decode(text, at)
            found.append(value)
            at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
    except (ValueError, RecursionError):
        pass
    return found, at


def _standard(tokens: re.Pattern[str], text: str) -> str:
    """Return a text without comments and extra commas, its strings and names in the quotation marks of JSON."""
    return _COMMAS.sub(_comma, tokens.sub(_token, text)).strip("\ufeff \t\r\n;,")


def _comma(found: re.Match[str]) -> str:
    """Return commas as one, or none before a closing bracket; a value before the next member's name gets one."""
    if value := found["value"]:
        return f"{value}," if found["next"] and (value[0] != '"' or found["end"]) else value
    return found["closing"] if found["closing"] is not None else ","


def _token(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "string":
        inside = found[0][1:-1] if found["end"] else found[0][1:]
        return '"' + _escaped(inside) + (found["end"] or "")
    if kind == "comment":
        return " "
    if kind == "single":
        return '"' + _escaped(found[0][1:-1].replace("\\'", "'")) + '"'
    if kind == "literal":
        return {"True": "true", "False": "false"}.get(found[0], "null")
    if kind == "missing":
        return ":null"
    return "" if kind == "left_out" else f'"{found[0]}"'


def _escaped(inside: str) -> str:
    r"""Return the inside of a string with its quotation marks escaped, and without backslashes that escape nothing."""
    if "\\" in inside:
        inside = _WRONG_ESCAPES.sub(lambda found: found[1] or "", inside)
    if '"' not in inside:
        return inside
    return re.sub(r'(\\.)|"', lambda found: found[1] or '\\"', inside, flags=re.S)


def _closed(text: str) -> Iterator[str]:
    """Yield a text that is cut off with its open brackets closed: after its last string, or its last whole member."""
    opened: list[str] = []
    end, closing = 0, ""
    for found in _BRACKETS.finditer(text):
        mark = found[0]
        if mark in ("{", "["):
            opened.append("}" if mark == "{" else "]")
            if len(opened) > _MOST_LEVELS:
                return
        elif mark == ",":
            end, closing = found.start(), "".join(reversed(opened))
        elif mark in ("}", "]"):
            if not opened or opened.pop() != mark:
                break
            end, closing = found.end(), "".join(reversed(opened))
        elif not found["end"]:  # a string that is cut off
            break
    if text.endswith('"'):
        yield text + "".join(reversed(opened))
    yield text[:end] + closing
