"""Find elements by CSS selectors and what is inside them, with one walk over the tree of a page.

A query inside each row would read nested rows again and again, and libxml2 merges the parts of a selector list
("a, b") in time that grows with the product of their matches. Here a page of n elements costs n steps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from cssselect.parser import CombinedSelector, parse
from lxml import etree
from parsel.csstranslator import HTMLTranslator

# Elements within a word or between letters ("H<sub>2</sub>O"); all others may be shown apart from what is before them.
_WITHIN_WORDS = frozenset("sub sup b strong i em u mark font wbr".split())


class _Span(NamedTuple):
    """The part of a page that an element takes: numbers of indexed elements and of texts, the last ones excluded."""

    first: int
    last: int
    first_text: int
    last_text: int


class ElementIndex:
    """The elements of a page that match some selectors, or are given, in document order."""

    def __init__(self, root: Any, selectors: Iterable[str] = (), *, also: Iterable[Any] = ()) -> None:
        self._matches = {css: _matching(root, css) for css in selectors}
        self._walk(root, set(also).union(*self._matches.values()))
        self._in_order = {
            css: sorted(matches, key=lambda one: self._spans[one].first) for css, matches in self._matches.items()
        }
        self._with_text = {
            css: [one for one in elements if self._spans[one].first_text < self._spans[one].last_text]
            for css, elements in self._in_order.items()
        }

    def _walk(self, root: Any, indexed: set[Any]) -> None:
        """Number the indexed elements and all texts that are not blank."""
        self._spans: dict[Any, _Span] = {}
        self._texts: list[str] = []
        self._directly_after: set[int] = set()  # numbers of texts that belong to the word before them
        may_belong = False
        self._parents: dict[Any, Any] = {}  # the nearest indexed ancestor
        opened: list[tuple[Any, int, int]] = []
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            may_belong = may_belong and element.tag in _WITHIN_WORDS
            if event == "start":
                if element in indexed:
                    self._parents[element] = opened[-1][0] if opened else None
                    opened.append((element, len(self._parents) - 1, len(self._texts)))
                text = element.text
            else:
                if opened and opened[-1][0] is element:
                    _, first, first_text = opened.pop()
                    self._spans[element] = _Span(first, len(self._parents), first_text, len(self._texts))
                text = element.tail
            if text and not text.isspace():
                if may_belong and not (text[0].isspace() or self._texts[-1][-1].isspace()):
                    self._directly_after.add(len(self._texts))
                self._texts.append(text)
                may_belong = True
            elif text:
                may_belong = False

    def matching(self, css: str) -> list[Any]:
        """Return the elements that match one of the index's selectors, in document order."""
        return self._in_order[css]

    def keep(self, css: str, accept: Callable[[Any], object]) -> None:
        """Forget the elements that match one of the index's selectors and are not accepted."""
        self._in_order[css] = [one for one in self._in_order[css] if accept(one)]

    def inside(self, element: Any, css: str) -> Iterator[Any]:
        """Yield the elements that match one of the index's selectors in an indexed element, or are it."""
        yield from self._between(self._spans[element], self._in_order[css])

    def holds(self, element: Any, css: str) -> bool:
        """Return True if an indexed element, or one inside it, matches one of the index's selectors."""
        return next(self.inside(element, css), None) is not None

    def around(self, css: str) -> dict[Any, Any]:
        """Return for each indexed element its nearest ancestor that matches one of the index's selectors, if any."""
        matches = self._matches[css]
        found: dict[Any, Any] = {}
        for element, parent in self._parents.items():  # in document order: a parent comes before its children
            nearest = parent if parent in matches else found.get(parent)
            if nearest is not None:
                found[element] = nearest
        return found

    def texts(self, element: Any) -> range:
        """Return the numbers of the texts in an indexed element, counted over the whole page."""
        span = self._spans[element]
        return range(span.first_text, span.last_text)

    def text(self, number: int) -> str:
        """Return a text of the page by its number."""
        return self._texts[number]

    def all_texts(self) -> list[str]:
        """Return the texts of the page, blank ones left out."""
        return self._texts

    def words(self, element: Any, css: str | None = None, *, limit: int) -> str:
        """Return the words of an indexed element in one line, or only those of elements in it that match `css`.

        What follows the first `limit` characters is left out.
        """
        found: list[str] = []
        size = 0
        for one in self._between(self._spans[element], self._with_text[css]) if css else (element,):
            for number in self.texts(one):
                words = self._texts[number][: limit - size]
                found.append(words if number in self._directly_after else f" {words}")
                size += len(words)
                if size >= limit:
                    return " ".join("".join(found).split())
        return " ".join("".join(found).split())

    def all_words(self, css: str) -> str:
        """Return the words of all elements that match one of the index's selectors, nested ones once."""
        found: list[str] = []
        end = 0
        for element in self._with_text[css]:
            for number in self.texts(element)[max(0, end - self._spans[element].first_text) :]:
                words = self._texts[number]
                found.append(words if number in self._directly_after else f" {words}")
            end = max(end, self._spans[element].last_text)
        return " ".join("".join(found).split())

    def _between(self, span: _Span, elements: list[Any]) -> Iterator[Any]:
        start = bisect_left(elements, span.first, key=lambda one: self._spans[one].first)
        for number in range(start, len(elements)):
            if self._spans[elements[number]].first >= span.last:
                return
            yield elements[number]


_TRANSLATOR = HTMLTranslator()


@lru_cache(maxsize=256)
def _parsed(css: str) -> tuple[Any, ...]:
    return tuple(one.parsed_tree for one in parse(css))


@lru_cache(maxsize=256)
def _query(tree: Any) -> Any:
    return etree.XPath(f"descendant-or-self::{_TRANSLATOR.xpath(tree)}")


def _matching(root: Any, css: str) -> set[Any]:
    return set[Any]().union(*(_select(root, tree) for tree in _parsed(css)))


def _select(root: Any, tree: Any) -> set[Any]:
    """Return the elements that match one selector.

    libxml2 would look for `Y` in each match of `X` if the selector is `X Y`, also in nested ones.
    """
    if not isinstance(tree, CombinedSelector) or tree.combinator not in (" ", ">"):
        return set(_query(tree)(root))
    outer, inner = _select(root, tree.selector), _select(root, tree.subselector)
    if tree.combinator == ">":
        return {element for element in inner if element.getparent() in outer}
    return _below(outer, inner)


def _below(outer: set[Any], elements: set[Any]) -> set[Any]:
    """Return the elements with an ancestor in `outer`; each ancestor is looked at once."""
    is_below: dict[Any, bool] = {None: False}
    for element in elements:
        passed: list[Any] = []
        one = element
        while one not in is_below:
            passed.append(one)
            one = one.getparent()
        answer = is_below[one] or one in outer
        for passed_one in reversed(passed):
            is_below[passed_one] = answer
            answer = answer or passed_one in outer
    return {element for element in elements if is_below[element]}
