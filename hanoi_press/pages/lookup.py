"""Find elements and their words by selector in the main part of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from hanoi_press.pages.byline_lines import byline_of, joined
from hanoi_press.pages.document import Document, Element, has_class, text_of, window_title
from hanoi_press.pages.selectors import Select
from hanoi_press.pages.structure import in_related_box, outside_sidebars
from hanoi_press.text.boilerplate import is_boilerplate
from hanoi_press.text.normalize import fold

_MOST_TEXTS = 100  # matches of one selector whose words are read
_MOST_NESTED = 8  # matches of one selector inside each other: the words of the inner ones are read again for each
_MOST_HEADLINES = 50  # that are checked: a hostile page has thousands


def part_around_headline(doc: Document, classes: frozenset[str]) -> Element | None:
    """Return the nearest part around the headline that has one of these classes; None if there is no such part."""
    headline = next(iter(outside_sidebars(doc.headlines)), None) if classes else None
    for element in headline.iterancestors("div", "article", "main") if headline is not None else ():
        if has_class(element, classes):
            return element
    return None


def _is_of_other_articles(headline: Element) -> bool:
    """Return True if the element is the label of other articles, or in a box of them."""
    return is_boilerplate(text_of(headline)) or in_related_box(headline)


class Lookup:
    """The matches of selectors on one page; each selector is run once, in the main part.

    The selectors `in_header` are run first in the smaller part `header`, if there is one: a search takes
    as long as the part is large. Those of `on_whole_page` are run on the whole page if the main part has no match.
    """

    def __init__(
        self,
        doc: Document,
        main: Element,
        *,
        header: Element | None = None,
        in_header: Sequence[Select] = (),
        on_whole_page: Sequence[Select] = (),
    ) -> None:
        self._doc = doc
        self._main = main
        self._header = header
        self._in_header = in_header if header is not None else ()
        self._on_whole_page = on_whole_page
        self._found: dict[Select, list[Element]] = {}
        self._preset: dict[Select, list[Element]] = {}

    def preset(self, select: Select, found: list[Element]) -> None:
        """Set the matches of a selector, which is then never run."""
        self._preset[select] = found
        self._found.pop(select, None)

    def elements(self, select: Select) -> list[Element]:
        """Return all matches, without those hidden or in sidebars if others are left.

        What is hidden inside them is removed from the tree.
        """
        found = self._found.get(select)
        if found is None and (preset := self._preset.get(select)) is not None:
            self._found[select] = found = self._doc.visibility.shown(preset)
        elif found is None:
            # on a small part the search costs less than to look for its names in the whole page
            may_match = self._main is not self._doc.root or self._doc.may_match(select)
            matches = self._search(select) if may_match else []
            shown = self._doc.visibility.shown(_not_deeply_nested(matches))
            self._found[select] = found = outside_sidebars(shown)
        return found

    def _search(self, select: Select) -> list[Element]:
        found = select(self._header) if select in self._in_header else []
        found = found or select(self._main)
        if not found and select in self._on_whole_page and self._main is not self._doc.root:
            found = select(self._doc.root)
        return found

    def texts(self, selects: Sequence[Select]) -> Iterator[str]:
        """Yield the words of each selector's first matches that have any."""
        for select in selects:
            for element in self.elements(select)[:_MOST_TEXTS]:
                if text := text_of(element):
                    yield text

    def bylines(self, selects: Sequence[Select]) -> Iterator[str]:
        """Yield the same as `texts`, with a comma between names that stand in lines or elements of their own."""
        for select in selects:
            found = self.elements(select)[:_MOST_TEXTS]
            beside = [one for one in found if one.getparent() is found[0].getparent()]
            if len(beside) > 1 and (names := joined(beside)):
                yield names
            yield from filter(None, map(byline_of, found))

    def text(self, selects: Sequence[Select]) -> str | None:
        """Return the words of the first match that has any."""
        return next(self.texts(selects), None)

    def headline(self, selects: Sequence[Select]) -> Element | None:
        """Return the first match with words.

        If that is the label of other articles or in their box, and the window's title does not repeat it, the next
        match elsewhere is preferred, then an `h1` that the window's title repeats.
        """
        found = (one for select in selects for one in _outermost(self.elements(select)) if text_of(one))
        first = next(found, None)
        if (
            first is None or self._doc.headlines == [first] or not _is_of_other_articles(first)
        ):  # the only `h1` needs no check
            return first
        window = window_title(self._doc)
        if fold(text_of(first)) in window:
            return first
        repeated = (one for one in self._doc.headlines if (words := fold(text_of(one))) and words in window)
        others = islice(chain(found, repeated), _MOST_HEADLINES)
        return next((one for one in others if not _is_of_other_articles(one)), first)

    def names(self, selects: Sequence[Select]) -> list[str]:
        """Return the words of every link in (or that is) a match of the first selector with such links, each once."""
        for select in selects:
            links = (link for element in _outermost(self.elements(select)) for link in element.iter("a"))
            names = dict.fromkeys(text.strip(" #,;") for link in links if (text := text_of(link)))
            names.pop("", None)
            if names:
                return list(names)
        return []


def _not_deeply_nested(found: list[Element]) -> list[Element]:
    """Return the matches, in document order, without those that are inside `_MOST_NESTED` others."""
    if len(found) <= _MOST_NESTED:
        return found
    matches = set(found)
    around: dict[Element | None, int] = {None: 0}  # the number of matches that an element and its ancestors are
    kept = []
    for one in found:
        passed = []
        outer = one.getparent()
        while outer not in around:
            passed.append(outer)
            outer = outer.getparent()
        number = around[outer]
        for element in reversed(passed):
            around[element] = number = number + (element in matches)
        if number < _MOST_NESTED:
            kept.append(one)
    return kept


def _outermost(found: list[Element]) -> list[Element]:
    """Return the elements that are not inside others of the list."""
    if len(found) < 2:
        return found
    others = set(found)
    return [one for one in found if others.isdisjoint(one.iterancestors())]
