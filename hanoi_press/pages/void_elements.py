"""Empty the elements that HTML defines as empty and the parser does not know: it nests what follows them in them."""

from __future__ import annotations

from typing import Any

_UNKNOWN = ("embed", "source", "track", "image")
_NAMES = tuple(f"<{tag}".encode() for tag in _UNKNOWN) + tuple(f"<{tag}".upper().encode() for tag in _UNKNOWN)


def may_nest(markup: bytes) -> bool:
    """Return True if a page has such an element."""
    return any(name in markup for name in _NAMES)


def unnest(root: Any) -> None:
    """Move what a tree's elements of these names hold behind them; each element is moved once at most a level."""
    for element in list(root.iter(*_UNKNOWN)):
        if not (len(element) or element.text):
            continue
        tail, element.tail = element.tail, None
        inside = list(element)
        for child in reversed(inside):
            element.addnext(child)
        last = inside[-1] if inside else element
        text, element.text = element.text, None
        if inside:
            last.tail = (last.tail or "") + (tail or "") or None
            element.tail = text
        else:
            element.tail = (text or "") + (tail or "") or None
