"""Read a summary whose paragraph ends before its words do: in `<p class="sapo"><ul>…</ul></p>` the list is no part of
it, neither for libxml2 nor for browsers, which show it below as the reader expects.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from hanoi_press.pages.document import Element, is_larger, text_of
from hanoi_press.text.normalize import clean

_BOXES = frozenset("p ul ol dl table form pre blockquote center address div section figure br hr".split())
_CONTINUE = frozenset("p ul ol br hr".split())  # after words of its own
_FEWEST = 40  # characters of a summary that stands only below its paragraph
_SHORTEST = 30  # characters of a line that continues one: shorter ones are labels
_MOST = 4  # boxes with words: more are the body's paragraphs
_MOST_SIBLINGS = 20
_LARGEST = 100  # elements of such a box


def whole_words(element: Element, body: Callable[[], Element | None]) -> str:
    """Return the words of a summary's element; of a paragraph with the boxes below it that were written into it.

    These are the boxes without a name between it and the body's box, or the end of the part that holds it; directly
    before the body's paragraphs only the first is, and only if the paragraph is empty. `body` returns the body's box.
    """
    own = text_of(element)
    if element.tag != "p":
        return own
    below = _below(element, _CONTINUE if own else _BOXES)
    if len(below) < 2:
        return own
    container = body()
    if container is None:
        return own
    around = {container, *container.iterancestors()}
    lines: list[str] = []
    for box, words in below:
        if box in around:
            lines += _before(box, around) if box.tag == "p" else []
            break
        if words is None:  # no line
            break
        if words:
            lines.append(words)
    if len(lines) > _MOST or element.getparent() is container:
        lines = [] if own else lines[:1]
    if own:
        return clean(" ".join([own, *lines])) if all(len(one) >= _SHORTEST for one in lines) else own
    found = clean(" ".join(lines))
    return found if len(found) >= _FEWEST else ""


def _before(paragraph: Element, around: set[Element]) -> list[str]:
    """Return the words of a paragraph that is not closed, before the element in it that holds the body."""
    found = [paragraph.text or ""]
    for child in islice(paragraph, _LARGEST):
        if child in around:
            break
        found += [text_of(child) if isinstance(child.tag, str) else "", child.tail or ""]
    words = clean(" ".join(found))
    return [words] if words else []


def _below(element: Element, tags: frozenset[str]) -> list[tuple[Element, str | None]]:
    """Return the boxes without a name that follow an element: their words (None: too many) and those behind them."""
    found: list[tuple[Element, str | None]] = [(element, clean(element.tail or ""))]
    for box in islice(element.itersiblings(), _MOST_SIBLINGS):
        if isinstance(box.tag, str):
            if box.tag not in tags or box.get("class") or box.get("id"):
                break
            found.append((box, None if is_larger(box, _LARGEST) else text_of(box)))
        found.append((box, clean(box.tail or "")))
    return found
