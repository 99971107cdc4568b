"""Write `Listed` as JSON in one line of ASCII, for a header of the archive and a row of the ledger, and read it."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from hanoi_press.items import Listed

_LONGEST = 6_000  # bytes; fastwarc reads 8 KB of a header line
_LEFT_OUT = ("summary", "picture", "authors", "section", "title")  # of a longer statement, in this order
_NAMES = tuple(one.name for one in fields(Listed))
_MOST_READ = 64 * 1024  # characters


def as_json(listed: Listed) -> str | None:
    """Return a statement in at most 6,000 bytes; None if nothing is stated."""
    stated = {name: value for name in _NAMES if (value := getattr(listed, name))}
    for name in (None, *_LEFT_OUT):
        stated.pop(name or "", None)
        text = json.dumps(stated, separators=(",", ":"))
        if len(text) <= _LONGEST:
            return text if stated else None
    return None


def from_json(text: str | None) -> Listed | None:
    """Return a statement; None if there is none, or if it is damaged."""
    if not text or len(text) > _MOST_READ:
        return None
    try:
        stated: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(stated, dict):
        return None
    known = {name: value for name in _NAMES if isinstance(value := stated.get(name), str) and value}
    return Listed(**known) if known else None
