"""Find the name that was meant by a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_CUTOFF = 0.7  # of difflib; at its own 0.6, "bong-da" is taken for "thong-bao"


def similar_name(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a name, whatever the case of its letters; None if none is.

    >>> similar_name("HARVST", ["crawl", "harvest"])
    'harvest'
    >>> similar_name("x", ["crawl", "harvest"])
    """
    names = {one.casefold(): one for one in known}
    close = get_close_matches(name.casefold(), names, 1, _CUTOFF)
    return names[close[0]] if close else None


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return "did you mean …?" with the similar name, or `otherwise` if there is none."""
    close = similar_name(name, known)
    return f"did you mean {close}?" if close else otherwise
