"""Make the messages about invalid source names."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from hanoi_press.sources import sources


def unknown_source(name: str, known: Collection[str] | None = None, instead: str = "use") -> str:
    """Return the message for a name that is not in `known` (by default all sources), with the most similar one.

    `instead` introduces the list of names that is given if none is similar.

    >>> unknown_source("hanoimi")
    "invalid source name 'hanoimi'; did you mean 'hanoimoi'?"
    """
    names = sources() if known is None else known
    close = get_close_matches(name, names, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"{instead} {', '.join(names) or 'none'}"
    return f"invalid source name {name!r}; {hint}"
