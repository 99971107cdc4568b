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
_ENDINGS = (".gov.vn", ".com.vn", ".org.vn", ".vn", ".com")
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
    return _SOURCE.get(fold(_host(url))) if url else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_outlet(name: str, *sites: str) -> bool:
    """Is `name` the name of a site (one of `sites`: outlet names or hosts) rather than of a person or desk?

    >>> is_outlet("Báo Chính phủ", "baochinhphu.vn"), is_outlet("Lê An", "baochinhphu.vn")
    (True, False)
    """
    return not _spellings(name).isdisjoint(_all_spellings(sites))


@lru_cache(maxsize=256)
def _all_spellings(sites: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(_spellings(site) for site in sites if site))


def _spellings(name: str) -> frozenset[str]:
    """A name folded, with and without "Báo" before it and the domain's ending behind it."""
    host = name.strip().lower().removeprefix("www.")
    stem = next((host.removesuffix(end) for end in _ENDINGS if host.endswith(end)), host)
    keys = {fold(host), fold(stem)}
    keys |= {key.removeprefix(prefix) for key in keys for prefix in _PREFIXES if key.startswith(prefix)}
    return frozenset(key for key in keys if len(key) > 1)
