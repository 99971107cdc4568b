"""Find the lines of a body whose words are all links, and the boxes that consist of nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from hanoi_press.pages.document import Element
from hanoi_press.pages.line_breaks import WORDS
from hanoi_press.text.normalize import clean

MARKS = " \t\r\n\xa0.,>»›:;|•·*+()[]-–—►▶▸●○■▪➤➡→✓✔👉📌…/"
# A date, an age, or the number of comments or readers, as lists print them behind a headline.
_DATED = re.compile(
    r"\(?\d{1,3}\s(?:giây|phút|giờ|ngày|tuần|tháng|năm)\strước\)?|\(?\d{1,6}\s(?:bình luận|lượt xem|lượt đọc)\)?|"
    r"(?:\d{1,2}:\d{2}\s*[-|,]?\s*)?\(?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\)?(?:\s*[-|,]?\s*\d{1,2}:\d{2})?"
)
_SYMBOLS = re.compile(r"""[^\w"“”'‘’?!#%]+""")
_INLINE = frozenset("a b strong i em u span font small mark".split())
_OF_LINKS = frozenset({"a", "br"})
_MOST_LEVELS = 6  # of inline elements around a link
_LONGEST_DATE = 40  # characters


class LinkedLines:
    """The lines of links in a container, and in `parts` also the boxes of nothing but such lines."""

    def __init__(self, container: Element, links: list[Element], counts: Callable[[Element], bool]) -> None:
        """Read the lines of those links in the container that `counts` accepts."""
        self.container = container
        self.parts: set[Element] = set()
        self._words_of: dict[Element, str] = {}
        self._is_worded: dict[Element, bool] = {}
        self._holds_one: dict[Element, bool] = {}
        self._is_of_links: dict[Element, bool] = {}
        self.lines = [one for link in links if (one := self._line(link, counts)) is not None]
        self._join(self.lines)

    def has_words(self, element: Element) -> bool:
        """Return True if an element has words besides dates and the marks of lists."""
        found = self._is_worded.get(element)
        if found is None:
            is_text = isinstance(element.tag, str) and element.tag not in ("script", "style", "noscript")
            found = is_text and not (is_blank(element.text) and (not len(element) or is_blank(WORDS(element))))
            self._is_worded[element] = found
        return found

    def words(self, element: Element) -> str:
        """Return the words of an element, scripts included; "" for a comment."""
        found = self._words_of.get(element)
        if found is None:
            found = self._words_of[element] = clean(WORDS(element)) if isinstance(element.tag, str) else ""
        return found

    def _line(self, link: Element, counts: Callable[[Element], bool]) -> Element | None:
        """Return the outermost element in which the link's words stand alone; None for a link inside a sentence."""
        node = link
        if not (is_blank(link.tail) and is_blank(text_before(link)) and self.has_words(link) and counts(link)):
            return None
        while (parent := node.getparent()) is not self.container and parent is not None:
            if not self._is_alone(parent):
                break
            node = parent
        if node.tag in _INLINE and not self._is_line(node):
            return None
        return node

    def _is_alone(self, parent: Element) -> bool:
        """Return True if all words of an element are in one of its children."""
        found = self._holds_one.get(parent)
        if found is None:
            worded = islice(filter(self.has_words, parent), 2)
            found = len(list(worded)) == 1 and _has_no_own_words(parent)
            self._holds_one[parent] = found
        return found

    def _is_line(self, node: Element) -> bool:
        """Return True if an inline element is a line between two `<br>` or blocks."""
        after = node
        while is_blank(after.tail):
            after = after.getnext()
            if after is None or _is_block(after):
                break
            if self.has_words(after):
                return self._is_beside_links(node, after)
        else:
            return False
        before = node
        while (previous := before.getprevious()) is not None:
            if not is_blank(previous.tail):
                return False
            if _is_block(previous):
                return True
            if self.has_words(previous):
                return self._is_beside_links(node, previous)
            before = previous
        return is_blank(node.getparent().text)

    def _is_beside_links(self, node: Element, other: Element) -> bool:
        """Return True if an inline element and the one beside it are links in a box of links, shown as lines."""
        parent = node.getparent()
        if node.tag != "a" or other.tag != "a":
            return False
        found = self._is_of_links.get(parent)
        if found is None:
            found = all(one.tag in _OF_LINKS or not self.has_words(one) for one in parent)
            self._is_of_links[parent] = found = found and _has_no_own_words(parent)
        return found

    def _join(self, lines: list[Element]) -> None:
        """Add the lines to the parts, and the boxes all of whose words are in parts."""
        missing: dict[Element, int] = {}
        pending = list(dict.fromkeys(lines))
        while pending:
            node = pending.pop()
            self.parts.add(node)
            parent = node.getparent()
            if parent is self.container or parent is None:
                continue
            if parent not in missing:
                missing[parent] = self._number_of_lines(parent)
            missing[parent] -= 1
            if missing[parent] == 0:
                pending.append(parent)

    def _number_of_lines(self, parent: Element) -> int:
        """Return the number of children with words; -1 if the element has others than links."""
        number = 0
        for one in parent:
            if self.has_words(one):
                if not len(one) and one.tag != "a":
                    return -1
                number += 1
        return number if _has_no_own_words(parent) else -1

    def outermost(self, line: Element) -> Element:
        """Return the outermost part around a line."""
        while (parent := line.getparent()) in self.parts:
            line = parent
        return line


def _has_no_own_words(parent: Element) -> bool:
    return is_blank(parent.text) and all(is_blank(one.tail) for one in parent)


def _is_block(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag not in _INLINE


def text_before(node: Element) -> str:
    """Return the text between an element and what stands before it in its parent."""
    before = node.getprevious()
    return (before.tail if before is not None else node.getparent().text) or ""


def is_blank(text: str | None) -> bool:
    """Return True if a text has no words, apart from a date or the mark of a list."""
    if not text or not (words := text.strip(MARKS)):
        return True
    return len(words) <= _LONGEST_DATE and not _SYMBOLS.sub("", _DATED.sub("", words))


def block_of(link: Element) -> Element:
    """Return the element in whose line a link stands."""
    node = link.getparent()
    for _ in range(_MOST_LEVELS):
        if node.tag not in _INLINE or node.getparent() is None:
            break
        node = node.getparent()
    return node
