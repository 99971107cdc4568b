"""Find the address of the picture that an element shows: the original or, of several sizes, the largest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from hanoi_press.pages.document import Document, Element
from hanoi_press.pages.no_pictures import is_placeholder
from hanoi_press.pages.srcset import candidates, stated_width

# Attributes in which scripts and galleries keep the original, the likeliest first.
_ORIGINALS = (
    "data-original data-orig-file data-original-src data-full data-full-src data-full-url data-large_image "
    "data-large-image data-large-file data-hi-res-src data-highres data-src-large data-large-src data-zoom-image"
).split()
# Those in which they keep the picture to be loaded.
_LAZY = "data-src data-lazy-src data-lazy data-lazyload data-echo data-ll-src data-cfsrc data-actualsrc".split()
_SRCSETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set", "data-ll-srcset")
_ADDRESS = re.compile(r"[^\s\"<>{}\[][^\"<>{}]*")  # no JSON, no template of a script
_PICTURE = re.compile(r"\.(?:jpe?g|jfif|png|webp|gif|avif|bmp|svg|heic|tiff?)(?:$|[?#!])", re.I)
_PICTURE_INSIDE = re.compile(r"\.(?:jpe?g|jfif|png|webp|gif|avif|bmp|svg)", re.I)
_IN_LIST = re.compile(r"[^\s\"'<>{}\[\]`|,;()]{4,1000}")  # addresses in a list that is no JSON
_LARGE_NAMES = re.compile(r"orig|full|large|desktop|high|xl|lg|big|hd", re.I)
_NEW_FORMATS = ("webp", "avif", "jxl", "heic")
_MIN_WIDTH = re.compile(r"min-(?:device-)?width\s*:\s*(\d{1,5})")
_LONGEST = 20_000  # characters of an attribute that is read as JSON
_MOST_SOURCES = 20
_PLAIN = frozenset({"src", "alt", "title", "width", "height", "class", "style", "id", "loading"})


class _Sized(NamedTuple):
    """An address with what decides between several, the first difference first."""

    width: int  # pixels, 0 if unknown
    screen: int  # the least width of the screens for which it is meant; negative: for small ones only
    density: float
    is_own: bool  # of the `img`, not of a `source`
    is_usual: bool  # no new format
    address: str


def picture_url(picture: Element, doc: Document) -> str | None:
    """Return the absolute address of the picture that an element shows; None if it has only a placeholder's.

    Attributes with the original come first, then the largest of `src`, `srcset` and the `source` elements around it,
    then the attributes that a script reads, whatever their names.
    """
    for address in _addresses(picture):
        address = address.strip()
        if not is_placeholder(address) and _ADDRESS.fullmatch(address):
            url = doc.absolute(address)
            if url and url != doc.url:
                return url
    return None


def is_picture_address(address: str) -> bool:
    """Return True if an address ends as a picture's does."""
    return _PICTURE.search(address) is not None


def _addresses(picture: Element) -> Iterator[str]:
    attributes = dict(picture.attrib)
    sources = _sources(picture)
    if not sources and _PLAIN.issuperset(attributes):
        yield attributes.get("src", "")
        return
    yield from (attributes[name] for name in _ORIGINALS if name in attributes)
    lazy = [attributes[name] for name in _LAZY if name in attributes]
    own = next((one for one in (*lazy, attributes.get("src", "")) if not is_placeholder(one.strip())), "")
    yield from (one.address for one in sorted(_sized(attributes, own, sources), key=lambda one: one[:5], reverse=True))
    yield from lazy
    for name in ("src", "xlink:href", "{http://www.w3.org/1999/xlink}href", "href"):
        yield attributes.get(name, "")
    for name, value in attributes.items():
        if name.startswith("data-"):
            yield from _named_in(value)


def _sources(picture: Element) -> list[Element]:
    """Return the `source` elements of the `picture` around an `img`, or inside a `picture` without one.

    The parser does not know that a `source` is empty: what follows it is inside it.
    """
    if picture.tag == "picture":
        return list(islice(picture.iter("source"), _MOST_SOURCES))
    found: list[Element] = []
    around = picture.getparent()
    while around is not None and around.tag == "source" and len(found) < _MOST_SOURCES:
        found.append(around)
        around = around.getparent()
    if around is None or around.tag != "picture":
        return []
    return found[::-1] or list(islice(around.iterchildren("source"), _MOST_SOURCES))


def _sized(attributes: dict[str, str], own: str, sources: list[Element]) -> Iterator[_Sized]:
    """Yield the addresses with their sizes: those of the element itself (`own` is the one beside its lists), then those
    of the sources."""
    stated = attributes.get("width", "")
    shown = int(stated) if stated.isdecimal() and len(stated) < 6 else 0
    if own:
        yield _Sized(stated_width(own) or shown, 0, 1.0, True, _is_usual(own), own)
    for element, is_own in [(attributes, True), *((one.attrib, False) for one in sources)]:
        media = element.get("media") or ""
        least = _MIN_WIDTH.search(media)
        screen = int(least[1]) if least else -1 if "max-" in media else 0
        usual = not any(one in (element.get("type") or "") for one in _NEW_FORMATS)
        for name in _SRCSETS:
            for address, width, density in candidates(element.get(name) or ""):
                if not is_placeholder(address):
                    width = width or stated_width(address) or int(shown * density)
                    yield _Sized(width, screen, density, is_own, usual and _is_usual(address), address)
        if not is_own and (address := element.get("data-src") or element.get("src") or ""):
            yield _Sized(stated_width(address) or shown, screen, 1.0, False, usual and _is_usual(address), address)


def _is_usual(address: str) -> bool:
    return not address.partition("?")[0].lower().endswith(_NEW_FORMATS)


def _named_in(value: str) -> Iterator[str]:
    """Yield the addresses of pictures in any attribute of a script: the value itself, or those in its JSON or list,
    the largest first."""
    if len(value) > _LONGEST or not _PICTURE_INSIDE.search(value):
        return
    if is_picture_address(value.strip()) and _ADDRESS.fullmatch(value.strip()):
        yield value
        return
    try:
        stated = json.loads(value)
    except (ValueError, RecursionError):
        stated = _IN_LIST.findall(value)
    found = [(name, one) for name, one in _strings(stated) if is_picture_address(one)]
    yield from (one for _, one in sorted(found, key=_size_of, reverse=True))


def _strings(stated: object) -> Iterator[tuple[str, str]]:
    """Yield the strings in a value of JSON with their keys, two levels deep."""
    level = [("", stated)]
    for _ in range(3):
        inner: list[tuple[str, object]] = []
        for name, value in level:
            if isinstance(value, str):
                yield name, value
            elif isinstance(value, dict):
                inner += [(str(key), one) for key, one in value.items()]
                inner += [(str(one)[:20], key) for key, one in value.items() if is_picture_address(str(key))]
            elif isinstance(value, list):
                inner += [(name, one) for one in value]
        level = inner


def _size_of(found: tuple[str, str]) -> tuple[int, bool]:
    name, address = found
    number = re.search(r"\d{2,5}", name) if not is_picture_address(name) else None
    return int(number[0]) if number else stated_width(address), _LARGE_NAMES.search(name) is not None
