"""Find the short lines that follow a page's headline, among which its date is printed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from lxml import etree

from hanoi_press.pages.document import Element, is_larger, text_of

_MOST_ELEMENTS = 40
_LONGEST_LINE = 100  # characters; a longer text is the summary or the body's first paragraph
_LONGEST_SENTENCE = 40  # and so is a shorter one that ends as a sentence does
_SMALL = 8  # descendants of a line's element
_ENDS = frozenset("h1 h2 h3 h4 nav aside footer form ul ol table".split())  # other articles, menus
_NO_TEXT = frozenset({"script", "style", "noscript", "svg", etree.Comment, etree.PI})


def lines_after(headline: Element | None) -> list[tuple[Element, str]]:
    """Return the lines after the headline and before the first paragraph or list, with their elements."""
    found: list[tuple[Element, str]] = []
    for element in islice(_following(headline), _MOST_ELEMENTS):
        if element.tag in _ENDS:
            break
        if element.tag in _NO_TEXT or is_larger(element, _SMALL):
            continue
        text = text_of(element)
        if len(text) > _LONGEST_LINE or (len(text) > _LONGEST_SENTENCE and text[-1] in ".!?…"):
            break
        if text:
            found.append((element, text))
    return found


def _following(headline: Element | None) -> Iterator[Element]:
    """Yield the elements after the headline, in document order."""
    if headline is None:
        return
    for node in chain([headline], headline.iterancestors()):
        for sibling in node.itersiblings():
            yield from sibling.iter()
