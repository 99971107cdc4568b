"""Compile CSS selectors to XPath that libxml2 runs in linear time.

libxml2 joins the nodes of two steps, or of the parts of a union, by comparing each with each. So a selector becomes one
step over the descendants, with the elements before its last as conditions on ancestors: "div.x a, p.y" is
`descendant-or-self::*[self::a[ancestor::div[…]] or self::p[…]]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cssselect.parser import Function, parse
from cssselect.xpath import ExpressionError, XPathExpr
from lxml import etree
from parsel.csstranslator import HTMLTranslator

_AXIS = "descendant-or-self::"
_ANY_TAG = re.compile(r"(?:^|[ >+~])(?:div)?[.#\[]")
_ALTERNATIVES = re.compile(r"[,:\\]|\[class")  # with these a name is one of several, or part of a word
_NAMES = re.compile(r"(?<=[.#])[A-Za-z][\w-]*|(?<==)[A-Za-z_][\w-]*|(?<==\")[\w-]+(?=\")")


class Select:
    """A compiled selector: `select(element)` returns the matching descendants in document order.

    A page whose bytes lack one of `names` has no match. `ways` are the paths of the parts of `path` if it has several:
    usually one of them has all matches, and each takes a fraction of the time of the whole.
    """

    __slots__ = ("_find", "_ways", "names")

    def __init__(self, path: str, names: tuple[bytes, ...] = (), ways: Sequence[str] = ()) -> None:
        self._find: Any = etree.XPath(path)
        self._ways: list[Any] = [etree.XPath(one) for one in ways]
        self.names = names

    def __call__(self, element: Any) -> list[Any]:
        if not self._ways:
            return list(self._find(element))
        found: list[Any] = []
        for way in self._ways:
            matches = way(element)
            if found and matches:
                return list(self._find(element))
            found = found or matches
        return found


def css(query: str) -> Select:
    """Return the `Select` of a CSS selector.

    For speed name the tag, the rarer one of two: on a page of 100 KB `h1.x` takes 50 µs, `div.x` 130, `.x` 330. Looking
    for a name in the page's bytes takes 40 µs, so selectors for a `div` or any tag are run only on pages that contain
    their names.
    """
    costly = not _ALTERNATIVES.search(query) and _ANY_TAG.search(query)
    names = tuple(name.encode() for name in _NAMES.findall(query)) if costly else ()
    parts = _parts(query)
    return Select(xpath_of(query), names, () if _same_tag(parts) else [f"{_AXIS}{one}" for one in parts])


def xpath_of(query: str, axis: str = _AXIS) -> str:
    """Return the XPath of a CSS selector, for the elements on an axis of the searched element."""
    parts = _parts(query)
    if len(parts) == 1:
        return f"{axis}{parts[0]}"
    if any(one.path for one in parts):
        raise ExpressionError(f"a list of selectors with `~` is not supported: {query}")
    if _same_tag(parts):
        conditions = (f"({one.condition or 'true()'})" for one in parts)
        return f"{axis}{parts[0].element}[{' or '.join(conditions)}]"
    return f"{axis}*[{' or '.join(f'self::{one}' for one in parts)}]"


def _parts(query: str) -> list[XPathExpr]:
    return [_OneStepTranslator().xpath(one.parsed_tree) for one in parse(query)]


def _same_tag(parts: list[XPathExpr]) -> bool:
    return len({one.element for one in parts}) == 1


class _OneStepTranslator(HTMLTranslator):
    """parsel's translator with conditions in place of further steps."""

    def xpath_descendant_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        return right.add_condition(f"ancestor::{_test(left)}[1]")

    def xpath_child_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        return right.add_condition(f"parent::{_test(left)}")

    def xpath_direct_adjacent_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        return right.add_condition(f"preceding-sibling::*[1][self::{_test(left)}]")

    def xpath_indirect_adjacent_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        """Return a second step after all, but from the first of several siblings only: it reaches all the others do."""
        first = f"{_test(left)}[not(preceding-sibling::{_test(left)}[1])]"
        right.path = f"{first}/following-sibling::"
        return right

    def xpath_nth_child_function(
        self, xpath: XPathExpr, function: Function, last: bool = False, add_name_test: bool = True
    ) -> XPathExpr:
        """Return the condition on a position without counting all siblings before it."""
        number = int(function.arguments[0].value or 0) if function.argument_types() == ["NUMBER"] else 0
        if number < 1 or last:
            return super().xpath_nth_child_function(xpath, function, last, add_name_test)
        counted = "*" if add_name_test else str(xpath.element)
        after = f"preceding-sibling::{counted}[{number - 1}] and " if number > 1 else ""
        return xpath.add_condition(f"{after}not(preceding-sibling::{counted}[{number}])")

    def xpath_first_child_pseudo(self, xpath: XPathExpr) -> XPathExpr:
        return xpath.add_condition("not(preceding-sibling::*[1])")


def _test(xpath: XPathExpr) -> str:
    """Return an expression as the test of a node in a condition."""
    if xpath.path:
        raise ExpressionError("`~` is supported only before the last element of a selector")
    return f"{xpath.element}[{xpath.condition}]" if xpath.condition else xpath.element
