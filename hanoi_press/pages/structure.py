"""Recognise a page's template by elements of its tree, never by a name that merely occurs in its source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hanoi_press.pages.document import Document, Element, box_name
from hanoi_press.pages.selectors import Select, css, xpath_of

_SIDEBAR_TAGS = frozenset({"aside", "nav", "footer"})
_SIDEBAR_WORDS = frozenset("sidebar side-bar aside col-right right-col right-column col-sidebar".split())
_RELATED_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|right)(?:$|[\s_-])|(?:tin|bai)-?_?(?:lien-?_?quan|khac|cung)", re.I
)  # names that a box of other articles has, and sometimes the article's own
_MOST_MATCHES = 50  # of a selector that are checked: a hostile page nests thousands
_ON_HEADLINES = re.compile(r"h1[.\[][^ >+~,]*")  # a selector for an `h1` itself, at any position


def in_sidebar(element: Element) -> bool:
    """Return True if the element is, or is inside, a sidebar, a menu or the page's footer."""
    while element is not None:
        if is_sidebar(element):
            return True
        element = element.getparent()
    return False


def is_sidebar(element: Element) -> bool:
    """Return True if the element is a sidebar, a menu or a footer by its tag, class or id."""
    names = element.get("class")
    return (
        element.tag in _SIDEBAR_TAGS
        or (names is not None and not _SIDEBAR_WORDS.isdisjoint(names.lower().split()))
        or (element.get("id") or "").lower() in _SIDEBAR_WORDS
    )


def in_related_box(element: Element) -> bool:
    """Return True if the element is inside a sidebar or a box that is named as one of other articles."""
    return any(is_sidebar(one) or names_other_articles(one) for one in element.iterancestors("*"))


def names_other_articles(element: Element) -> bool:
    """Return True if the element's class or id is that of a box of other articles."""
    return _RELATED_NAMES.search(box_name(element)) is not None


def outside_sidebars(found: list[Element]) -> list[Element]:
    """Return the elements outside sidebars; all of them if none is outside or there are too many to check."""
    if not 1 < len(found) <= _MOST_MATCHES:
        return found
    return [one for one in found if not in_sidebar(one)] or found


def next_to(headline: Element | None, found: list[Element]) -> Element:
    """Return the element that shares the innermost ancestor with the headline; of several the first.

    Of a page's thousands only some are compared.
    """
    found = found[:_MOST_MATCHES]
    ancestors = list(headline.iterancestors("*")) if headline is not None else []
    depth = {one: len(ancestors) - number for number, one in enumerate(ancestors)}
    # a box that contains the headline counts as its own common ancestor
    shared = (max((depth.get(one, 0) for one in (box, *box.iterancestors("*"))), default=0) for box in found)
    return max(zip(shared, range(0, -len(found), -1), found, strict=True), key=lambda one: one[:2])[2]


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that a page of a template has. `on_headlines`: it is an `h1`, and only those are checked."""

    select: Select
    on_headlines: bool

    def may_match(self, doc: Document) -> bool:
        """Return False if the page surely has no match, which is cheaper to check than to look for one."""
        return bool(doc.headlines) if self.on_headlines else doc.may_match(self.select)

    def find(self, doc: Document, part: Element) -> list[Element]:
        """Return the mark's matches inside a part of the page."""
        if not self.on_headlines:
            return self.select(part)[:_MOST_MATCHES] if doc.may_match(self.select) else []
        found = [one for one in doc.headlines[:_MOST_MATCHES] if self.select(one)]
        return found if part is doc.root else [one for one in found if part in one.iterancestors(part.tag)]


def mark(query: str) -> Mark:
    """Return the `Mark` of a CSS selector."""
    if query == "body":
        return Mark(Select("child::body"), False)  # as a descendant it would be looked for in the whole tree
    if _ON_HEADLINES.fullmatch(query):
        return Mark(Select(xpath_of(query, "self::")), True)
    return Mark(css(query), False)


@dataclass(frozen=True, slots=True)
class Structure:
    """A relation of marks: an element `part` outside the page's sidebars that contains a match of each of `holds`.

    Each of `holds` is a tuple of alternatives.
    """

    part: Mark
    holds: tuple[tuple[Mark, ...], ...]

    def matches(self, doc: Document) -> bool:
        """Return True if the page has this structure."""
        if not all(any(way.may_match(doc) for way in ways) for ways in self.holds):
            return False
        parts = [one for one in self.part.find(doc, doc.root) if not in_sidebar(one)]
        return any(all(any(_holds(doc, part, one) for one in ways) for ways in self.holds) for part in parts)


def structure(part: str, *holds: str | tuple[str, ...]) -> Structure:
    """Return the `Structure` of a CSS selector for the part of the page, and of one for each mark that it must contain.

    A tuple stands for alternatives. Put the mark that is cheapest to check first.
    """
    ways = [(one,) if isinstance(one, str) else one for one in holds]
    return Structure(mark(part), tuple(tuple(map(mark, one)) for one in ways))


def marks(*queries: str) -> tuple[Structure, ...]:
    """Return a `Structure` for each CSS selector: an element outside the page's sidebars."""
    return tuple(map(structure, queries))


def _holds(doc: Document, part: Element, one: Mark) -> bool:
    return any(not in_sidebar(element) for element in one.find(doc, part))
