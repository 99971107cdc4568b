"""Read a byline whose names stand in lines or elements of their own, without a comma between them."""

from __future__ import annotations

import re
from itertools import islice

from hanoi_press.pages.document import Element, text_of
from hanoi_press.pages.line_breaks import lines_of
from hanoi_press.text import bylines

_ROLE = re.compile(r"(?:phóng viên|nhà báo|biên tập viên|cộng tác viên|tác giả|PV|BTV|CTV)", re.I)
_MOST_PARTS = 10


def byline_of(element: Element) -> str:
    """Return the words of a byline, with a comma between names in lines or elements of their own.

    A line that only says what the writer is ("Phóng viên") is left out then.
    """
    words = text_of(element)
    if not len(element) or not words:
        return words
    lines = lines_of(element)
    parts = [one for one in lines if not _ROLE.fullmatch(one)] if len(lines) > 1 else _inline_parts(element)
    return ", ".join(one.strip(" ,;") for one in parts) if parts and all(map(_is_named, parts)) else words


def _inline_parts(element: Element) -> list[str]:
    """Return the words of the elements inside one line, if no names are outside them; else []."""
    children = list(islice(element.iterchildren("*"), _MOST_PARTS + 1))
    outside = " ".join([element.text or "", *(one.tail or "" for one in children)])
    if not 1 < len(children) <= _MOST_PARTS or bylines.authors(outside):
        return []
    parts = list(filter(None, map(text_of, children)))
    return parts if len(parts) > 1 else []


def _is_named(part: str) -> bool:
    names = bylines.authors(part)
    return bool(names) and all(map(bylines.is_name, names))


def joined(found: list[Element]) -> str | None:
    """Return the names in elements beside each other, a comma between them; None if they are not all names."""
    parts = list(filter(None, map(byline_of, found[: _MOST_PARTS + 1])))
    return ", ".join(parts) if 1 < len(parts) <= _MOST_PARTS and all(map(_is_named, parts)) else None
