"""Recognise a page's template by elements that stand on it, never by a name that merely occurs in its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hanoi_press.pages.document import Document, Element, Select, css

_SIDEBAR_TAGS = frozenset({"aside", "nav", "footer"})
_SIDEBAR_WORDS = frozenset("sidebar side-bar aside col-right right-col right-column col-sidebar".split())
_MOST_MATCHES = 50  # of a selector that are looked at: a hostile page nests thousands
_NAMES = re.compile(r"[.#]([A-Za-z][\w-]*)|\[[\w-]+[*^$]?=\"?([\w-]+)\"?\]")


def in_sidebar(element: Element) -> bool:
    """Return True if the element is, or stands inside, a sidebar, a menu or the page's footer."""
    return any(is_sidebar(one) for one in (element, *element.iterancestors("*")))


def is_sidebar(element: Element) -> bool:
    """Return True if the element is a sidebar, a menu or a footer by its tag, class or id."""
    names = element.get("class")
    return (
        element.tag in _SIDEBAR_TAGS
        or (names is not None and not _SIDEBAR_WORDS.isdisjoint(names.lower().split()))
        or (element.get("id") or "").lower() in _SIDEBAR_WORDS
    )


def outside_sidebars(found: list[Element]) -> list[Element]:
    """Return the elements that stand in no sidebar; all of them if every one does or there are too many to check."""
    if not 1 < len(found) <= _MOST_MATCHES:
        return found
    return [one for one in found if not in_sidebar(one)] or found


def next_to(headline: Element | None, found: list[Element]) -> Element:
    """Return the element that shares the innermost ancestor with the headline; of several the first."""
    around = list(headline.iterancestors("*")) if headline is not None else []
    depth = {one: len(around) - place for place, one in enumerate(around)}
    # an element that holds the headline is its own measure
    shared = (max((depth.get(one, 0) for one in (box, *box.iterancestors("*"))), default=0) for box in found)
    return max(zip(shared, range(0, -len(found), -1), found, strict=True), key=lambda one: one[:2])[2]


def any_outside_sidebars(doc: Document, selects: Sequence[Select]) -> bool:
    """Return True if a selector has a match on the page that stands in no sidebar."""
    return any(not in_sidebar(one) for select in selects for one in select(doc.root)[:_MOST_MATCHES])


@dataclass(frozen=True, slots=True)
class Structure:
    """Independent marks in a relation that no other CMS has by chance.

    The page must have an element `part`, outside its sidebars, that holds a match of each of `holds`. `needs` are the
    class names, ids and attribute values of the selectors: a page whose bytes lack one of them is not searched.
    """

    part: Select
    holds: tuple[Select, ...]
    needs: tuple[bytes, ...]

    def matches(self, doc: Document) -> bool:
        """Return True if the page has this structure."""
        if any(name not in doc.body for name in self.needs):
            return False
        parts = [one for one in self.part(doc.root)[:_MOST_MATCHES] if not in_sidebar(one)]
        return any(all(_holds(part, select) for select in self.holds) for part in parts)


def structure(part: str, *holds: str) -> Structure:
    """Return the `Structure` of a CSS selector for the part of the page and one for each mark that it must hold."""
    needs = {name for query in (part, *holds) if "," not in query for match in _NAMES.findall(query) for name in match}
    return Structure(css(part), tuple(map(css, holds)), tuple(sorted(name.encode() for name in needs if name)))


def _holds(part: Element, select: Select) -> bool:
    return any(not in_sidebar(one) for one in select(part)[:_MOST_MATCHES])
