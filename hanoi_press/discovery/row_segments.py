"""Take a row of a list apart into the texts that it shows, in one bounded walk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

_WITHIN_WORDS = frozenset("sub sup b strong i em u mark font wbr".split())
_INLINE = _WITHIN_WORDS | frozenset("a span img br time small abbr big label cite q input".split())
_HIDDEN = frozenset("script style noscript template svg select button textarea iframe".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LONGEST = 2_000  # characters of one text
_MOST_TEXT = 20_000  # characters of all
GLUED = ",.;:!?…)”"  # characters before which no space stands


@dataclass(slots=True)
class Segment:
    """A text between tags other than those of emphasis.

    `block` numbers the blocks (lines) of the row. `link` is the number of the link around it and `href` where that
    leads; 0 and "" outside links. `is_own`: it leads to the article. `stated` is the `datetime` of a `time` element
    that begins here.
    """

    words: str
    block: int
    link: int
    href: str
    is_own: bool
    is_heading: bool
    is_caption: bool
    stated: str = ""


def segments(box: Any, own: str, most: int) -> Iterator[Segment]:
    """Yield the texts of a box, in order; `own` is the article's address as its links state it.

    At most `most` elements are read.
    """
    reader = _Reader(own)
    walk = etree.iterwalk(box, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            most -= 1
            if most < 0 or reader.left <= 0:
                break
            if element.tag in _HIDDEN:
                walk.skip_subtree()
                reader.hidden = element
                continue
            yield from reader.open(element)
        elif element is box and event == "end":
            break
        else:
            yield from reader.close(element, event == "end")
    yield from reader.flush()


def joined(texts: Iterable[str]) -> str:
    """Return the words of several texts as one line."""
    return "".join(one if one[0] in GLUED else f" {one}" for one in texts if one).strip()


class _Reader:
    def __init__(self, own: str) -> None:
        self.own = last_part(own)
        self.block = 0
        self.left = _MOST_TEXT
        self.hidden: Any = None  # the element whose contents are skipped
        self.links: list[tuple[Any, int]] = []  # those around, with their numbers
        self.number = 0
        self.headings = self.captions = 0
        self.text: list[str] = []

    def open(self, element: Any) -> Iterator[Segment]:
        tag = element.tag
        if tag not in _WITHIN_WORDS:
            yield from self.flush()
        if tag not in _INLINE or (tag == "br" and self.links):
            self.block += 1
        if tag == "a" and element.get("href"):
            self.number += 1
            self.links.append((element, self.number))
        self.headings += tag in _HEADINGS
        self.captions += tag == "figcaption"
        if tag == "time" and (stated := (element.get("datetime") or "")[:60]):
            yield self._segment("", stated)
        self._add(element.text)

    def close(self, element: Any, is_element: bool) -> Iterator[Segment]:
        tag = element.tag
        if element is self.hidden:
            self.hidden = None
            yield from self.flush()
        elif is_element:
            if tag not in _WITHIN_WORDS:
                yield from self.flush()
            if tag not in _INLINE:
                self.block += 1
            if self.links and self.links[-1][0] is element:
                self.links.pop()
            self.headings -= tag in _HEADINGS
            self.captions -= tag == "figcaption"
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text and self.left > 0:
            text = text[:_LONGEST]
            self.left -= len(text)
            self.text.append(text)

    def flush(self) -> Iterator[Segment]:
        """Yield the text read since the last boundary."""
        words = " ".join("".join(self.text).split())
        self.text.clear()
        if words:
            yield self._segment(words)

    def _segment(self, words: str, stated: str = "") -> Segment:
        link, number = self.links[-1] if self.links else (None, 0)
        href = "" if link is None else (link.get("href") or "").strip()
        is_own = bool(href) and last_part(href) == self.own
        return Segment(words, self.block, number, href, is_own, self.headings > 0, self.captions > 0, stated)


def last_part(href: str) -> str:
    """Return what follows the last slash of an address: links of one row may state it with or without the host."""
    return href.partition("#")[0].rstrip("/").rpartition("/")[2]
