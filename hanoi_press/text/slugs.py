"""Write words as sites write them in addresses, and recognise them there."""

from __future__ import annotations

import re

from hanoi_press.text.cut_off import without_ellipsis
from hanoi_press.text.normalize import nfc, strip_accents

_WORD = re.compile(r"[a-z0-9]+")
_LEAST = 10  # letters of a headline that an address must have; fewer are there by chance
_COMPARED = 30  # letters; sites cut long headlines off


def slug_of(words: str) -> str:
    """Return words as an address has them.

    >>> slug_of("Bộ Nội vụ họp báo")
    'bo-noi-vu-hop-bao'
    """
    return "-".join(_WORD.findall(strip_accents(nfc(words)).encode("ascii", "ignore").decode().lower()))


def is_spelled_in(words: str, address: str) -> bool:
    """Return True if an address has the beginning of a headline, as most papers write it there.

    >>> is_spelled_in("Bộ Nội vụ họp báo…", "https://moha.gov.vn/tin/bo-noi-vu-hop-bao-thuong-ky---id1234")
    True
    """
    slug = slug_of(without_ellipsis(words)[: 10 * _COMPARED])[:_COMPARED].rstrip("-")
    return len(slug) >= _LEAST and slug in "-".join(_WORD.findall(address.lower()))
