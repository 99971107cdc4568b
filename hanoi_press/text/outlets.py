"""Map printed outlet names to sources: "Theo Báo Hànộimới" is `hanoimoi`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from hanoi_press.text.hosts import host_of
from hanoi_press.text.normalize import fold

_ENDINGS = (".gov.vn", ".com.vn", ".org.vn", ".vn", ".com")
_PREFIXES = (
    "trangthongtindientu",
    "trangtindientu",
    "congthongtindientu",
    "congttdt",
    "trangttdt",
    "baodientu",
    "bao",
    "cong",
    "website",
    "web",
)


class OutletNames:
    """A map from printed outlet names to sources; names are compared without case, accents and spaces."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take for each source the names and hosts that the press prints for it."""
        self._source = {fold(name): source for source, known in names.items() for name in known}

    def source_of(self, name: str, url: str | None = None) -> str | None:
        """Return the source that an outlet name means, or the host of the original's address; None for all others."""
        key = fold(name).removeprefix("www")
        if key not in self._source:
            key = next((key.removeprefix(p) for p in _PREFIXES if key.startswith(p)), key)
        if key in self._source:
            return self._source[key]
        return self._source.get(fold(host_of(url))) if url else None


def is_outlet(name: str, *sites: str) -> bool:
    """Return True if `name` is the name of one of the sites (outlet names or hosts), not of a person or desk.

    >>> is_outlet("Báo Chính phủ", "baochinhphu.vn"), is_outlet("Lê An", "baochinhphu.vn")
    (True, False)
    """
    return not _spellings(name).isdisjoint(_all_spellings(sites))


@lru_cache(maxsize=256)
def _all_spellings(sites: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(_spellings(site) for site in sites if site))


@lru_cache(maxsize=1024)  # desks and writers recur
def _spellings(name: str) -> frozenset[str]:
    """Return a name folded, with and without "Báo" before it and the domain's ending after it."""
    host = name.strip().lower().removeprefix("www.")
    stem = next((host.removesuffix(end) for end in _ENDINGS if host.endswith(end)), host)
    keys = {fold(host), fold(stem)}
    keys |= {key.removeprefix(prefix) for key in keys for prefix in _PREFIXES if key.startswith(prefix)}
    keys |= {key.removesuffix("online") for key in keys}  # "TUỔI TRẺ ONLINE"
    return frozenset(key for key in keys if len(key) > 1)
