"""Write and read what a list stated of an article as a header of the record of its page.

WARC 1.1 allows further headers in a record, and other readers ignore them. The statement stands in the record itself,
not in a `metadata` record beside it, because it is found with the page then, wherever a slice or an index begins.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from hanoi_press.items import Listed

LISTED_HEADER = "X-Listed"  # our own, as `reader.PAGE_HEADER` is
_LONGEST = 6_000  # bytes; fastwarc reads 8 KB of a header line
_LEFT_OUT = ("summary", "picture", "authors", "section", "title")  # of a longer statement, in this order
_NAMES = frozenset(one.name for one in fields(Listed))
_MOST_READ = 64 * 1024  # bytes of a header that are read


def written(listed: Listed) -> str | None:
    """Return a statement as JSON in ASCII, at most 6,000 bytes; None if nothing is stated."""
    stated = {one.name: getattr(listed, one.name) for one in fields(Listed)}
    for name in (None, *_LEFT_OUT):
        stated.pop(name or "", None)
        header = json.dumps({key: value for key, value in stated.items() if value}, separators=(",", ":"))
        if len(header) <= _LONGEST:
            return header if header != "{}" else None
    return None


def read(header: str | None) -> Listed | None:
    """Return the statement in a header; None if there is none, or if it is damaged."""
    if not header or len(header) > _MOST_READ:
        return None
    try:
        stated: Any = json.loads(header)
    except (ValueError, RecursionError):
        return None
    if not isinstance(stated, dict):
        return None
    known = {key: value for key, value in stated.items() if key in _NAMES and isinstance(value, str) and value}
    return Listed(**known) if known else None
