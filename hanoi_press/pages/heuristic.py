"""A portal whose article template nobody recorded: each field is looked for where such fields usually stand, by the
names that editors' systems give their boxes, and by where the words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from lxml import etree

from hanoi_press.items import Article, Identity
from hanoi_press.pages.body import all_within
from hanoi_press.pages.context import PageContext
from hanoi_press.pages.document import Document, Element, css, text_of
from hanoi_press.pages.named_boxes import NamedBoxPage, is_author, is_date
from hanoi_press.pages.prose import Prose
from hanoi_press.pages.verdicts import NotAnArticle
from hanoi_press.text import bylines, dates
from hanoi_press.text.block_pages import contains_refusal
from hanoi_press.text.normalize import fold

_LONGEST_DATE = 100  # characters
# What a field's box is called, in its class or id, and how many characters it holds at most.
_FIELDS = (
    ("summary", 1500, re.compile(r"sapo|tom-?_?tat|summary|trich-?_?yeu|mo-?_?ta|descri|intro|(?:^|\W|_)lead", re.I)),
    ("date", _LONGEST_DATE, re.compile(r"date|time|ngay|publish", re.I)),
    ("author", 100, re.compile(r"author|tac-?_?gia|but-?_?danh|byline", re.I)),
    ("source", 150, re.compile(r"nguon|(?:^|\W|_)source", re.I)),
    ("tags", 600, re.compile(r"(?:^|\W|_)tags?(?:$|\W|_)|tu-?_?khoa|keyword", re.I)),
)
_HEADLINE = re.compile(r"title|tieu-?_?de|headline", re.I)
_BODY = re.compile(
    r"noi-?_?dung|(?:article|news|detail|post|entry)[\w-]*(?:content|body)|content[\w-]*(?:detail|news|article)"
    r"|ExternalClass|RichHtmlField|rtestate",
    re.I,
)
_ASIDE = re.compile(r"sidebar|(?:^|\W|_)(?:menu|nav|footer|header|right|other)(?:$|\W|_)", re.I)
_NO_PROSE = frozenset("a script style nav aside footer button select option label textarea".split())
_BOXES = frozenset("div section article main td tr tbody table center".split())
_BLOCKS = frozenset("p div ul ol table figure h2 h3 h4 h5 blockquote section article".split())
_ENOUGH = 200  # characters of prose: the first part of the page that holds as many holds the article
_MOST = 0.8  # of the prose: the box that holds as much is the body
_SHORTEST_SAPO = 40  # characters of one without a name
_LINES_BEHIND = 4  # the body: its author, its source
_BOLD = frozenset({"b", "strong"})
_MOST_HEADLINES = 30
_LARGEST_FIELD = 100  # elements


class HeuristicPage(NamedBoxPage):
    """Headline; the nearest part of the page that holds prose behind it; in that, the box that holds most of it."""

    AUTHOR = (css('[class*="author"]'),)
    ATTRIBUTION = (css('[class*="source"]'),)
    TAGS = (css('[class*="tags"]'),)

    def __init__(self, doc: Document, identity: Identity, context: PageContext) -> None:
        super().__init__(doc, identity, context)
        for kind, selects in (("author", self.AUTHOR), ("source", self.ATTRIBUTION), ("tags", self.TAGS)):
            self._found[selects[0]] = [box for box, called in self.fields if called == kind]

    # --- where things stand ------------------------------------------------------------------------------------------

    @cached_property
    def headline(self) -> Element | None:
        """Of several `h1`s the one that the window's title repeats, else the longest; without any, a box so called."""
        window = fold(self.doc.meta("og:title") + " " + (self.doc.root.findtext(".//title") or ""))
        found = [one for select in self.TITLE for one in self.elements_at(select) if text_of(one)][:1]
        found = found or [one for one in self.doc.headlines if text_of(one)]
        if not found:
            boxes = (one for one in self.doc.root.iter("h2", "h3", "h4", "div", "p", "span") if _small(one))
            found = [
                one
                for one in boxes
                if _HEADLINE.search(_named(one)) and (words := fold(text_of(one))) in window and words
            ]
        return max(
            found[:_MOST_HEADLINES], key=lambda one: (fold(text_of(one)) in window, len(text_of(one))), default=None
        )

    @cached_property
    def _around(self) -> set[Element]:
        return set(self.headline.iterancestors()) if self.headline is not None else set()

    def field_of(self, element: Element) -> str:
        """Which field the element is by its name; "aside" for a part of the frame, "" for neither."""
        named = _named(element)
        if len(named) < 2 or element in self._around:
            return ""
        for kind, longest, called in _FIELDS:
            if called.search(named) and _small(element) and len(text_of(element)) <= longest:
                return kind
        return "aside" if _ASIDE.search(named) else ""

    @cached_property
    def prose_of(self) -> dict[Element, int]:
        """How many characters of prose each element behind the headline holds: no links, no fields, no frame."""
        weights: dict[Element, int] = {}
        behind = self.headline is None
        walk = etree.iterwalk(self.doc.root, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                if node is self.headline or (behind and self._is_no_prose(node)):
                    behind = True
                    walk.skip_subtree()
                elif behind:
                    weights[node] = len((node.text or "").strip())
                continue
            parent = node.getparent()
            if behind and parent is not None:
                weights[parent] = weights.get(parent, 0) + weights.get(node, 0) + len((node.tail or "").strip())
        return weights

    def _is_no_prose(self, element: Element) -> bool:
        return element.tag in _NO_PROSE or bool(self.field_of(element)) or super().drops(element)

    @cached_property
    def column(self) -> Element:
        """The part of the page that holds the article, headline and all."""
        around = list(self.headline.iterancestors()) if self.headline is not None else [self.doc.root]
        most = max(self.prose_of.get(one, 0) for one in around)
        return next(one for one in around if self.prose_of.get(one, 0) >= min(_ENOUGH, most))

    @cached_property
    def container(self) -> Element | None:
        """The body: the first box that is called so and holds half of the prose, else the one that holds most of it."""
        weights, here = self.prose_of, self.column
        total = weights.get(here, 0)
        if not total:
            return None
        for box in here.iter("div", "section", "article", "td", "span"):
            if _BODY.search(_named(box)) and weights.get(box, 0) >= total / 2 and box not in self._around:
                return box
        while True:
            inner = next((one for one in here if one.tag in _BOXES and weights.get(one, 0) >= _MOST * total), None)
            # a paragraph in a div of its own is no box: what stands beside it belongs to the text as well
            if inner is None or not (inner in self._around or _holds_blocks(inner)):
                return self._only_box(here)
            here = inner

    def _only_box(self, element: Element) -> Element:
        """The box of paragraphs behind single lines (date, sapo), where `element` holds no more than that."""
        parts = [one for one in element if self.prose_of.get(one, 0)]
        boxes = [one for one in parts if one.tag in _BOXES and _holds_blocks(one)]
        if element not in self._around or not boxes:
            return element
        place = parts.index(boxes[-1])
        lines = all(self._paragraphs_in(one) < 2 for one in parts[:place])
        ends = all(self.prose_of[one] < _SHORTEST_SAPO for one in parts[place + 1 :])
        return boxes[-1] if lines and ends else element

    def _paragraphs_in(self, element: Element) -> int:
        blocks = (one for one in element.iter(*_BLOCKS) if self.prose_of.get(one, 0) and not _holds_blocks(one))
        return sum(1 for _ in islice(blocks, 2))

    @cached_property
    def fields(self) -> list[tuple[Element, str]]:
        """The boxes in the article's part of the page that are fields by their names."""
        found: list[tuple[Element, str]] = []
        walk = etree.iterwalk(self.column, events=("start",))
        for _, node in walk:
            if node is not self.headline and (kind := self.field_of(node)):
                found.append((node, kind))
                walk.skip_subtree()
        return found

    def lines(self, *, after: bool = False) -> Iterator[str]:
        """The lines without a name in the article's part of the page, between headline and body or `after` the body."""
        behind = passed = False
        walk = etree.iterwalk(self.column, events=("start",))
        for _, node in walk:
            if node is self.container and node not in self._around:
                passed = True
                walk.skip_subtree()
            elif node is self.headline:
                behind = True
                walk.skip_subtree()
            elif behind and self._is_no_prose(node):
                walk.skip_subtree()
            elif behind and passed == after and not _holds_blocks(node) and (text := text_of(node)):
                yield text
                walk.skip_subtree()

    def above(self) -> list[str]:
        """The short lines before the headline in the article's part of the page, the nearest to it first."""
        found: list[str] = []
        walk = etree.iterwalk(self.column, events=("start",))
        for _, node in walk:
            if node is self.headline:
                break
            if node.tag in _NO_PROSE or (node not in self._around and not _holds_blocks(node)):
                walk.skip_subtree()
                if _small(node) and len(text := text_of(node)) <= _LONGEST_DATE:
                    found.append(text)
        return found[::-1]

    def drops(self, element: Element) -> bool:
        """Also the headline and fields inside the body's box."""
        return element is self.headline or bool(self.field_of(element)) or super().drops(element)

    # --- fields ----------------------------------------------------------------------------------------------------

    def article(self, fetched_at: str) -> Article:
        """As any page's; but a refusal in the site's frame has a headline and a paragraph too."""
        found = super().article(fetched_at)
        if contains_refusal(found.title) or (len(found.text) < 3 * _ENOUGH and contains_refusal(found.text)):
            raise NotAnArticle("blocked", "a refusal with HTTP 200")
        return found

    def title(self) -> str | None:
        """The headline, else what meta tags say."""
        words = text_of(self.headline) if self.headline is not None else ""
        return self.first("title", ("css", lambda: words)) or super().title()

    def summary(self) -> str | None:
        """A place known for it, a box called so, the last unnamed line over the body, or a bold first sentence."""
        named = (text for box, kind in self.fields if kind == "summary" and (text := text_of(box)))
        apart = self.container is not None and self.container not in self._around
        lines = [text for text in self.lines() if apart and len(text) >= _SHORTEST_SAPO]
        printed = self.text_at(self.SUMMARY) or next(named, None) or next(reversed(lines), None) or self._bold_lead()
        return self.first("summary", ("css", lambda: printed)) or super().summary()

    def _bold_lead(self) -> str | None:
        first = next((block for block in self.content.blocks if not is_date(block.text)), None)
        if first is None or len(first.text) < _SHORTEST_SAPO or first.text[-1] not in '.!?…”"':
            return None
        return first.text if all_within(first, _BOLD) else None

    def prose(self, title: str, summary: str | None, printed: str | None, authors: list[str]) -> Prose:
        """Without the date where the body's box holds the headline too; with what is signed behind the body."""
        if self.container in self._around:
            while self.content.blocks and is_date(self.content.blocks[0].text):
                self.content.blocks.pop(0)
        found = super().prose(title, summary, printed, authors)
        for line in islice(self.lines(after=True), _LINES_BEHIND):
            if found.attribution is None and (name := bylines.attribution(line)):
                found.attribution = name
            elif found.signature is None and is_author(line):
                found.signature = line
        return found

    def printed_date(self) -> str | None:
        """A place known for it, a box that is called so, or any line about the headline that names a day."""
        named = [text_of(box) for box, kind in self.fields if kind == "date"]
        lines = [text for text in (super().printed_date(), *named, *self.lines()) if text]
        dated = [text for text in lines if len(text) <= _LONGEST_DATE and dates.parse(text)]
        if not dated:  # a clock in the site's head stands farther from the headline
            return next((text for text in self.above() if dates.parse(text)), None)
        return next((text for text in dated if "T" in (dates.parse(text) or "")), dated[0])


def _holds_blocks(element: Element) -> bool:
    return any(one.tag in _BLOCKS for one in element)


def _named(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _small(element: Element) -> bool:
    """Few elements: asked first, so that a page nested without end costs no more than its length."""
    return sum(1 for _ in islice(element.iter(), _LARGEST_FIELD)) < _LARGEST_FIELD
