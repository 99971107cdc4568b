"""Empty the `embed` elements of a tree: HTML defines them as empty, but the parser nests what follows them in them."""

from __future__ import annotations

from typing import Any


def unnest(root: Any) -> None:
    """Move what a tree's `embed` elements hold behind them."""
    for element in list(root.iter("embed")):
        if not (len(element) or element.text):
            continue
        tail, element.tail = element.tail or "", None
        text, element.text = element.text or "", None
        inside = list(element)
        for child in reversed(inside):
            element.addnext(child)
        if inside:
            inside[-1].tail = (inside[-1].tail or "") + tail or None
            tail = ""
        element.tail = text + tail or None
