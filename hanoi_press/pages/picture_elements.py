"""Find the elements inside a box that show a picture of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from hanoi_press.pages.document import Document, Element
from hanoi_press.pages.no_pictures import is_still, is_symbol
from hanoi_press.pages.picture_address import is_picture_address, picture_url
from hanoi_press.pages.srcset import stated_width, without_width

PICTURES = frozenset({"img", "amp-img", "amp-anim", "image"})
_IN_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,200}?url\(\s*['\"]?([^'\")]{1,2000})['\"]?\s*\)", re.I)
_BACKGROUNDS = ("data-bg", "data-background", "data-background-image", "data-src", "data-original")
_ENLARGING = re.compile(
    r"fancybox|lightbox|colorbox|swipebox|magnific|highslide|prettyphoto|photoswipe|zoom|popup|gallery|spotlight", re.I
)
_MOST_IN_NOSCRIPT = 5
_LONGEST_TEXT = 20_000  # characters of a `noscript`
_MOST_LEVELS = 3  # between a picture and the link around it
_VIEW = re.compile(r"[_-](?:desktop|mobile|pc|mb|mob|tablet|web|sp)(?=\.[a-z]{3,5}(?:$|\?))", re.I)
_SMALL_VIEW = re.compile(r"[_-](?:mobile|mb|mob|sp)\.[a-z]{3,5}(?:$|\?)", re.I)


def pictures_in(box: Element) -> list[Element]:
    """Return the elements inside a box (or that are it) that show pictures, in order, those of a `noscript` too."""
    found: list[Element] = []
    for one in box.iter("img", "amp-img", "amp-anim", "image", "picture", "object", "embed", "noscript"):
        found += shown_by(one)
    return found


def shown_by(element: Element) -> list[Element]:
    """Return the elements that show a picture: the element itself, those in a `noscript`'s text, or none."""
    tag = element.tag
    if tag == "noscript":
        return _in_text(element)
    if tag == "picture":
        shows = next(element.iter("img"), None) is None
    elif tag in ("object", "embed"):
        shows = is_picture_object(element)
    else:
        shows = tag in PICTURES and not _is_inside_picture(element)
    return [element] if shows else []


def _is_inside_picture(element: Element) -> bool:
    """Return True for the fallback inside an `amp-img`, a video or an `object`."""
    around = islice(element.iterancestors("*"), _MOST_LEVELS)
    return any(one.tag in ("amp-img", "amp-anim", "video", "audio", "object", "iframe") for one in around)


def is_picture_object(element: Element) -> bool:
    """Return True for an `object` or `embed` that shows a picture."""
    kind = (element.get("type") or "").strip().lower()
    return kind.startswith("image/") or (not kind and is_picture_address(_data(element)))


def _data(element: Element) -> str:
    return (element.get("data") or element.get("src") or "").strip()


def address_of(element: Element, doc: Document) -> str | None:
    """Return the absolute address of an element's picture, or of the large one that the link around it opens.

    None for placeholders, icons, tracking pixels and the stills of videos.
    """
    url = doc.absolute(_data(element)) if element.tag in ("object", "embed") else picture_url(element, doc)
    if url is not None and (is_symbol(element, url) or is_still(url)):
        return None
    return _enlarged(element, url, doc) or url


def _enlarged(picture: Element, url: str | None, doc: Document) -> str | None:
    """Return the address that a link around a picture opens, if that is the same picture, or shown over the page.

    `url` is None for a placeholder, which stands for the picture that the link opens.
    """
    link = next((one for one in islice(picture.iterancestors("*"), _MOST_LEVELS) if one.tag == "a"), None)
    address = link.get("href") if link is not None else None
    if link is None or not address or not is_picture_address(address):
        return None
    large = doc.absolute(address)
    if large is None or url is None:
        return large
    opens_over_page = any(
        _ENLARGING.search(f"{name} {value[:200]}") for name, value in link.attrib.items() if name != "href"
    )
    return large if opens_over_page or _file_name(large) == _file_name(url) else None


def _file_name(url: str) -> str:
    return without_width(url.partition("?")[0]).rsplit("/", 1)[-1].rsplit(".", 1)[0].removesuffix("-scaled").lower()


def same_picture(url: str) -> str:
    """Return what the addresses of one picture in several sizes have in common."""
    return _VIEW.sub("", without_width(url)).partition("://")[2].lower()


def is_larger_size(url: str, other: str) -> bool:
    """Return True if an address is that of a larger size of the picture at the other."""
    if _SMALL_VIEW.search(url) or _SMALL_VIEW.search(other):
        return _SMALL_VIEW.search(url) is None
    return stated_width(url) > stated_width(other) > 0


def in_background(box: Element) -> str | None:
    """Return the address of the picture in the background of a box, by its style or a script's; None if it has none."""
    found = _IN_BACKGROUND.search((box.get("style") or "")[:5000])
    if found:
        return found[1].strip()
    return next((one.strip() for name in _BACKGROUNDS if is_picture_address(one := box.get(name) or "")), None)


def in_noscript(noscript: Element) -> Iterator[Element]:
    """Yield the pictures inside a `noscript`, also if they are text in it: such a text is markup for the browser."""
    yield from islice(noscript.iter("img", "amp-img"), _MOST_IN_NOSCRIPT)
    yield from _in_text(noscript)


def is_in_noscript(picture: Element) -> bool:
    """Return True for a picture in a `noscript`."""
    return any(one.tag == "noscript" for one in islice(picture.iterancestors("*"), _MOST_LEVELS))


def _in_text(noscript: Element) -> list[Element]:
    text = noscript.text or ""
    if "<img" not in text or len(text) > _LONGEST_TEXT:
        return []
    fragment = etree.fromstring(f"<noscript>{text}</noscript>", etree.HTMLParser(collect_ids=False))
    return list(islice(fragment.iter("img"), _MOST_IN_NOSCRIPT)) if fragment is not None else []
