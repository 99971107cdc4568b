"""Make the messages about invalid source names."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from hanoi_press.sources import source_for, source_of, sources
from hanoi_press.text.hosts import host_of

_ENDINGS = ("", ".gov.vn", ".com.vn", ".vn")  # which people leave out


def unknown_source(name: str, known: Collection[str] | None = None, instead: str = "use") -> str:
    r"""Return the message for a name that is not in `known` (by default all sources), with the source that is meant.

    That is the source with this host, address or printed name, else the one with the most similar name. `instead`
    introduces the list of names that is given if there is none.

    >>> print(unknown_source("hanoimi"), unknown_source("mic"), sep="\n")
    invalid source name 'hanoimi'; did you mean 'hanoimoi'?
    invalid source name 'mic': mic is part of mst; use mst
    """
    names = sources() if known is None else known
    meant = _source_meant(name)
    if meant is not None and meant in names:
        return f"invalid source name {name!r}: {' '.join(name.split())} is part of {meant}; use {meant}"
    close = get_close_matches(name, names, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"{instead} {', '.join(names) or 'none'}"
    return f"invalid source name {name!r}; {hint}"


def _source_meant(name: str) -> str | None:
    """Return the source that has or had a host, or the host of an address: `mic.gov.vn`, `cema`, `https://mic.gov.vn/`.

    Also the source that is cited by this name, such as a merged ministry's: `Bộ TT&TT`.
    """
    host = host_of(name if "://" in name else f"//{name}")
    for ending in _ENDINGS:
        if found := source_for(f"//{host}{ending}"):
            return found.name
    return source_of(name)
