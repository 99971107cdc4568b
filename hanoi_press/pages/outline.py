"""Find headline, body and fields of a page without selectors, by the names of its boxes and the amount of prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice

from lxml import etree

from hanoi_press.pages.document import Document, Element, box_name, is_larger, text_of, window_title
from hanoi_press.text.normalize import fold

LONGEST_DATE = 100  # characters
SHORTEST_SUMMARY = 40  # characters of a summary in a box without a telling name
# Each field with the longest text of its box (characters) and the names that its class or id has.
_FIELDS = (
    (
        "summary",
        1500,
        re.compile(
            r"sapo|tom-?_?tat|summary|trich-?_?yeu|mo-?_?ta|descri|(?<![a-z])desc(?![a-z])|intro|(?:^|\W|_)lead", re.I
        ),
    ),
    ("date", LONGEST_DATE, re.compile(r"date|time|ngay|publish", re.I)),
    ("author", 100, re.compile(r"author|tac-?_?gia|but-?_?danh|byline", re.I)),
    ("source", 150, re.compile(r"nguon|(?:^|\W|_)source", re.I)),
    ("tags", 600, re.compile(r"(?:^|\W|_)tags?(?:$|\W|_)|tu-?_?khoa|keyword", re.I)),
)
_HEADLINE = re.compile(r"title|tieu-?_?de|headline", re.I)
_BODY = re.compile(
    r"noi-?_?dung|(?:article|news|detail|post|entry)[\w-]{0,40}(?:content|body)|content[\w-]{0,40}(?:detail|news|article)"
    r"|ExternalClass|RichHtmlField|rtestate",
    re.I,
)
_ASIDE = re.compile(r"sidebar|(?:^|\W|_)(?:menu|nav|footer|header|right|other)(?:$|\W|_)", re.I)
_NO_PROSE = frozenset("a script style nav aside footer button select option label textarea".split())
_BOXES = frozenset("div section article main td tr tbody table center".split())
_BLOCKS = frozenset("p div ul ol table figure h2 h3 h4 h5 blockquote section article".split())
_ENOUGH = 200  # characters of prose: the smallest part around the headline with so many contains the article
_MOST = 0.8  # of the prose: a box with so large a share is the body
_MOST_HEADLINES = 30
_LONGEST_LINE = 60  # letters; a longer line under the headline is the body's first paragraph
_LARGEST_FIELD = 100  # elements
_LONGEST_HEADLINE = 2000  # characters
_MOST_LETTERS = 3  # times the longest text of a field: accents may be letters of their own, which `clean` joins
_CODE = frozenset({"script", "style", etree.Comment, etree.PI})


class Outline:
    """The layout of a page: the headline; the nearest part around it with prose; in that part, the body's box.

    `headline` is the match of the template's own selectors, if it has any; `drops` returns True for boilerplate;
    elements with an id in `no_fields` are never taken for fields.
    """

    def __init__(
        self,
        doc: Document,
        headline: Element | None,
        drops: Callable[[Element], bool],
        no_fields: frozenset[str] = frozenset(),
    ) -> None:
        self._doc = doc
        self._headline = headline
        self._drops = drops
        self._no_fields = no_fields
        self._fields_of: dict[Element, str] = {}
        self._letters_in: dict[Element, int] = {}

    @cached_property
    def _hidden(self) -> set[Element]:
        """The elements that a browser does not show."""
        return set(self._doc.visibility.hidden_in(self._doc.root))

    @cached_property
    def headline(self) -> Element | None:
        """The template's, else the `h1` that the window's title repeats, else the longest, else a box so named."""
        if self._headline is not None:
            return self._headline
        window = window_title(self._doc)
        found = list(islice(filter(text_of, self._doc.headlines), _MOST_HEADLINES))
        if not found:
            boxes = self._doc.root.iter("h2", "h3", "h4", "div", "p", "span")
            named = (one for one in boxes if _HEADLINE.search(box_name(one)) and self._is_small(one, _LONGEST_HEADLINE))
            repeated = (one for one in named if (words := fold(text_of(one))) in window and words)
            found = list(islice(repeated, _MOST_HEADLINES))
        return max(found, key=lambda one: (fold(text_of(one)) in window, len(text_of(one))), default=None)

    @cached_property
    def headline_ancestors(self) -> set[Element]:
        """The elements that contain the headline."""
        return set(self.headline.iterancestors()) if self.headline is not None else set()

    def field_of(self, element: Element) -> str:
        """Return which field the element is by its name; "aside" for a part of the layout, "" for neither."""
        found = self._fields_of.get(element)
        if found is None:
            found = self._fields_of[element] = self._field_by_name(element)
        return found

    def _field_by_name(self, element: Element) -> str:
        named = box_name(element)
        if len(named) < 2 or element in self.headline_ancestors or element.get("id") in self._no_fields:
            return ""
        for kind, longest, called in _FIELDS:
            if called.search(named) and self._is_small(element, longest) and len(text_of(element)) <= longest:
                return kind
        return "aside" if _ASIDE.search(named) else ""

    def _is_small(self, element: Element, longest: int) -> bool:
        """Return True for an element with few descendants and not much more than `longest` characters.

        Checking it first keeps nested boxes cheap, because the words of the inner ones are read again for each.
        """
        return not is_larger(element, _LARGEST_FIELD - 2) and self._letters(element) <= _MOST_LETTERS * longest

    def _letters(self, element: Element) -> int:
        """Return the number of characters in a small element without spaces; each element is counted once."""
        found = self._letters_in.get(element)
        if found is None:
            own = element.text if element.tag not in _CODE else None
            found = sum(map(len, own.split())) if own else 0
            for child in element:
                found += self._letters(child) + (sum(map(len, child.tail.split())) if child.tail else 0)
            self._letters_in[element] = found
        return found

    @cached_property
    def prose_of(self) -> dict[Element, int]:
        """The number of characters of prose in each element after the headline, without links, fields and layout."""
        weights: dict[Element, int] = {}
        after_headline = self.headline is None
        walk = etree.iterwalk(self._doc.root, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                if node is self.headline or (after_headline and self._is_no_prose(node)):
                    after_headline = True
                    walk.skip_subtree()
                elif after_headline:
                    weights[node] = len((node.text or "").strip())
                continue
            parent = node.getparent()
            if after_headline and parent is not None:
                weights[parent] = weights.get(parent, 0) + weights.get(node, 0) + len((node.tail or "").strip())
        return weights

    def _is_no_prose(self, element: Element) -> bool:
        return (
            element.tag in _NO_PROSE or bool(self.field_of(element)) or self._drops(element) or element in self._hidden
        )

    @cached_property
    def column(self) -> Element:
        """The part of the page that contains the article with its headline."""
        ancestors = list(self.headline.iterancestors()) if self.headline is not None else [self._doc.root]
        most = max(self.prose_of.get(one, 0) for one in ancestors)
        return next(one for one in ancestors if self.prose_of.get(one, 0) >= min(_ENOUGH, most))

    @cached_property
    def container(self) -> Element | None:
        """The body, without what is hidden in it."""
        box = self._container()
        if box is not None:
            self._doc.visibility.prune(box)
        return box

    def _container(self) -> Element | None:
        """Return the first box named as body with half of the prose, else the innermost box with most of it."""
        weights, outer = self.prose_of, self.column
        total = weights.get(outer, 0)
        if not total:
            return None
        for box in outer.iter("div", "section", "article", "td", "span"):
            if _BODY.search(box_name(box)) and weights.get(box, 0) >= total / 2 and box not in self.headline_ancestors:
                return box
        while True:
            inner = next((one for one in outer if one.tag in _BOXES and weights.get(one, 0) >= _MOST * total), None)
            # a div with a single paragraph is no box, because its siblings are text as well
            if inner is None or not (inner in self.headline_ancestors or _holds_blocks(inner)):
                return self._only_box(outer)
            outer = inner

    def _only_box(self, element: Element) -> Element:
        """Return the box of paragraphs after single lines (date, summary) if `element` contains nothing else."""
        parts = [one for one in element if self.prose_of.get(one, 0)]
        boxes = [one for one in parts if one.tag in _BOXES and _holds_blocks(one)]
        if element not in self.headline_ancestors or not boxes:
            return element
        number = parts.index(boxes[-1])
        lines = all(self._paragraphs_in(one) < 2 for one in parts[:number])
        ends = all(self.prose_of[one] < SHORTEST_SUMMARY for one in parts[number + 1 :])
        return boxes[-1] if lines and ends else element

    def _paragraphs_in(self, element: Element) -> int:
        blocks = (one for one in element.iter(*_BLOCKS) if self.prose_of.get(one, 0) and not _holds_blocks(one))
        return sum(1 for _ in islice(blocks, 2))

    @property
    def holds_headline(self) -> bool:
        """True if the body's box contains the headline too."""
        return self.container in self.headline_ancestors

    @cached_property
    def fields(self) -> list[tuple[Element, str]]:
        """The boxes in the article's part of the page that are named as fields, each with the field's name."""
        found: list[tuple[Element, str]] = []
        walk = etree.iterwalk(self.column, events=("start",))
        for _, node in walk:
            if node in self._hidden:
                walk.skip_subtree()
            elif node is not self.headline and (kind := self.field_of(node)):
                self._doc.visibility.prune(node)
                found.append((node, kind))
                walk.skip_subtree()
        return found

    def boxes(self, kind: str) -> list[Element]:
        """Return the boxes of one field."""
        return [box for box, field in self.fields if field == kind]

    def is_over_body(self, box: Element) -> bool:
        """Return True if the box is before the body's, and not in it."""
        if self.container is None:
            return False
        around = set(self.container.iterancestors())
        while (parent := box.getparent()) is not None and parent not in around:
            box = parent
        if parent is None:
            return False
        part = next(one for one in (self.container, *self.container.iterancestors()) if one.getparent() is parent)
        return any(one is part for one in box.itersiblings())

    def is_first_under_headline(self, box: Element) -> bool:
        """Return True if only short lines and fields stand between the headline and a box."""
        walk = etree.iterwalk(self.column, events=("start",))
        after_headline = False
        for _, node in walk:
            if node is box:
                return after_headline
            if node is self.headline:
                after_headline = True
                walk.skip_subtree()
            elif after_headline and self._is_no_prose(node):
                walk.skip_subtree()
            elif after_headline and not _holds_blocks(node) and self._letters(node) > _LONGEST_LINE:
                return False
        return False

    def lines(self, *, after: bool = False) -> Iterator[str]:
        """Yield the lines without a name in the article's part, between headline and body or `after` the body."""
        after_headline = after_body = False
        walk = etree.iterwalk(self.column, events=("start",))
        for _, node in walk:
            if node is self.container and node not in self.headline_ancestors:
                after_body = True
                walk.skip_subtree()
            elif node is self.headline:
                after_headline = True
                walk.skip_subtree()
            elif after_headline and self._is_no_prose(node):
                walk.skip_subtree()
            elif after_headline and after_body == after and not _holds_blocks(node):
                walk.skip_subtree()
                if text := text_of(node):
                    yield text

    def above(self) -> list[str]:
        """Return the short lines over the headline in the article's part of the page, the nearest to it first."""
        found: list[str] = []
        walk = etree.iterwalk(self.column, events=("start",))
        for _, node in walk:
            if node is self.headline:
                break
            if node.tag in _NO_PROSE or (node not in self.headline_ancestors and not _holds_blocks(node)):
                walk.skip_subtree()
                if self._is_small(node, LONGEST_DATE) and len(text := text_of(node)) <= LONGEST_DATE:
                    found.append(text)
        return found[::-1]


def _holds_blocks(element: Element) -> bool:
    return any(one.tag in _BLOCKS for one in element)
