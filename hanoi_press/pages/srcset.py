"""Read the candidates of `srcset` as HTML's standard splits them, and estimate how wide each picture is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_ADDRESS = re.compile(r"[\s,]*+(\S+)")
_DESCRIPTORS = re.compile(r"(?:[^,(]|\([^)]*\))*")
_JOINED = re.compile(r",(?=https?://)", re.I)  # "https://a/1.jpg,https://a/2.jpg 2x", without the space that divides
_MOST_CANDIDATES = 40
_LONGEST = 20_000  # characters of a list; pictures inside `data:` addresses are longer
# The width that an address states: "-640x360.jpg", "/thumbs/640x360/", "/w640/", "?w=640"; at the end "-1280.jpg".
_WIDTH = re.compile(
    r"(?:[_-]|(?<![\da-z]))(\d{2,4})x\d{1,4}(?![\da-z])"
    r"|[?&](?:w|width|imwidth)=(\d{2,4})(?!\d)"
    r"|[/_-]w[_-]?(\d{2,4})(?![\da-z])",
    re.I,
)
_ENDING = r"(?:w|px)?(?=\.[a-z]{3,5}(?:$|[?#]))"
_LAST_NUMBER = re.compile(rf"[_-](\d{{3,4}}){_ENDING}", re.I)
# Widths for which sites make sizes; any other last number may count the pictures ("anh-101.jpg", "anh-102.jpg").
_USUAL_WIDTH = re.compile(
    r"[_-](?:320|360|375|400|414|480|540|600|640|720|750|768|800|900|960|1024|1080|1200|1280|1366|1440|1536|1600|1920"
    rf"|2048|2560){_ENDING}",
    re.I,
)


class Candidate(NamedTuple):
    """An address of a picture with the width (pixels; 0 if unknown) and the density that the list states for it."""

    address: str
    width: int = 0
    density: float = 1.0


def candidates(srcset: str) -> Iterator[Candidate]:
    """Yield the candidates of a list such as "a.jpg 640w, b.jpg 1280w" or "a.jpg, b.jpg 2x".

    A comma inside an address belongs to it, unless another address follows; one at its end divides.
    """
    if len(srcset) > _LONGEST:
        return
    position = 0
    for _ in range(_MOST_CANDIDATES):
        found = _ADDRESS.match(srcset, position)
        if found is None:
            return
        address, position = found[1], found.end()
        *joined, address = _JOINED.split(address)
        yield from map(Candidate, joined)
        if address.endswith(","):
            yield Candidate(address.rstrip(","))
            continue
        descriptors = _DESCRIPTORS.match(srcset, position)
        assert descriptors is not None  # it may be empty
        position = descriptors.end()
        yield _described(address, descriptors[0].split())


def _described(address: str, descriptors: list[str]) -> Candidate:
    width, density = 0, 1.0
    for one in descriptors:
        number, unit = one[:-1], one[-1].lower()
        if unit == "w" and number.isdecimal():
            width = min(int(number[:6]), 100_000)
        elif unit == "x":
            try:
                density = float(number[:10])
            except ValueError:
                continue
    return Candidate(address, width, density)


def stated_width(address: str) -> int:
    """Return the width in pixels that an address of a picture states; 0 if it states none."""
    found = _WIDTH.search(address) or _LAST_NUMBER.search(address)
    return int(next(filter(None, found.groups()))) if found else 0


def without_width(address: str) -> str:
    """Return a picture's address without the width that it states: the same for all sizes of one picture."""
    return _USUAL_WIDTH.sub("", _WIDTH.sub("", address))
