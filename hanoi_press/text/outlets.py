"""Which printed names mean one of our sources: "Theo Báo Hànộimới" is `hanoimoi`."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from hanoi_press.text.normalize import fold

# Source → the names and hosts that the press prints for it (without "Báo", "Báo điện tử").
_NAMES = {
    "hanoimoi": ("Hànộimới", "Hà Nội mới", "hanoimoi.com.vn", "hanoimoi.vn", "HNM", "HNMO", "Hànộimới Online"),
}
_SOURCE = {fold(name): source for source, names in _NAMES.items() for name in names}
_PREFIXES = ("trangtindientu", "baodientu", "bao")


def source_of(name: str, url: str | None = None) -> str | None:
    """Our source's name for an outlet as printed, or for the host of the original's address; None for all others.

    >>> source_of("Báo Hànộimới"), source_of("TTXVN")
    ('hanoimoi', None)
    """
    key = fold(name).removeprefix("www")
    if key not in _SOURCE:
        key = next((key.removeprefix(p) for p in _PREFIXES if key.startswith(p)), key)
    if key in _SOURCE:
        return _SOURCE[key]
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return _SOURCE.get(fold(host))


@lru_cache(maxsize=256)
def _keys(sites: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(site).removeprefix("www") for site in sites if site)


def is_outlet(name: str, *sites: str) -> bool:
    """Is `name` the name of a site (one of `sites`: outlet names or hosts) rather than of a person or desk?"""
    keys = _keys(sites)
    key = fold(name).removeprefix("www")
    short = next((key.removeprefix(p) for p in _PREFIXES if key.startswith(p)), key)
    return bool({key, short} & keys) or any(k.startswith(short) and k[len(short) :] in ("vn", "comvn") for k in keys)
